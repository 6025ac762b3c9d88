import type { Composition } from './section.ts';

export const access: Composition = {
  title: {
    fr: 'Peut-on effectivement déposer une demande ?',
    en: 'Can people actually file an application?',
  },
  lede: {
    fr: 'Téléservice, centre de contact, points d’accueil numérique, rendez-vous et solution de substitution : chaque chemin, et ceux qui n’arrivent pas au bout.',
    en: 'Online service, contact centre, digital reception points, appointments and the alternative route: each path, and those who do not reach its end.',
  },
  chapters: [
    {
      key: 'bloques',
      title: { fr: 'Les personnes bloquées', en: 'People who are blocked' },
      lede: {
        fr: 'Moins de signalements peut vouloir dire moins d’accès à l’aide : ces deux chiffres se lisent ensemble.',
        en: 'Fewer reports may mean less access to help: these two figures read together.',
      },
      sections: [
        {
          key: 'c-01',
          kind: 'course',
          figure: { indicator: 'C-01', statistic: 'share' },
          question: {
            fr: 'Quelle part des dépôts donne lieu à un signalement non résolu ? (définition officielle)',
            en: 'What share of filings leads to an unresolved report? (official definition)',
          },
        },
        {
          key: 'c-04',
          kind: 'course',
          figure: { indicator: 'C-04', statistic: 'share' },
          question: {
            fr: 'Quelle part des usagers est connue comme bloquée, toutes sources réunies ?',
            en: 'What share of users is known to be blocked, all sources together?',
          },
        },
      ],
    },
    {
      key: 'centre-de-contact',
      title: { fr: 'Centre de contact citoyen', en: 'Citizens’ contact centre' },
      sections: [
        {
          key: 'c-02',
          kind: 'course',
          figure: { indicator: 'C-02' },
          question: {
            fr: 'Combien d’appels à l’aide pour chaque demande déposée ?',
            en: 'How many calls for help for each application filed?',
          },
        },
        {
          key: 'c-03',
          kind: 'course',
          figure: { indicator: 'C-03', statistic: 'share' },
          question: { fr: 'Leur demande est-elle résolue ?', en: 'Is their request resolved?' },
        },
        {
          key: 'c-05',
          kind: 'course',
          figure: { indicator: 'C-05', statistic: 'median' },
          question: {
            fr: 'Combien de jours entre le signalement et une solution ?',
            en: 'How many days from the report to a solution?',
          },
        },
      ],
    },
    {
      key: 'accueil',
      title: {
        fr: 'Points d’accueil numérique et rendez-vous',
        en: 'Digital reception points and appointments',
      },
      sections: [
        {
          key: 'a-01',
          kind: 'course',
          figure: { indicator: 'A-01', statistic: 'median' },
          question: {
            fr: 'Combien de jours pour être reçu à un point d’accueil numérique ?',
            en: 'How many days to be received at a digital reception point?',
          },
        },
        {
          key: 'a-04',
          kind: 'parts',
          figure: { indicator: 'A-04', statistic: 'share' },
          question: { fr: 'Comment finit la visite ?', en: 'How does the visit end?' },
        },
        {
          key: 'a-02',
          kind: 'parts',
          figure: { indicator: 'A-02', statistic: 'share' },
          only: /^classe=[a-z_]+$/,
          question: {
            fr: 'Que trouve-t-on quand on cherche un rendez-vous ?',
            en: 'What does one find when looking for an appointment?',
          },
        },
        {
          key: 'a-10',
          kind: 'course',
          figure: { indicator: 'A-10', statistic: 'median' },
          question: {
            fr: 'Combien de jours pour obtenir un rendez-vous de dépôt ?',
            en: 'How many days to obtain a filing appointment?',
          },
        },
        {
          key: 'a-07',
          kind: 'course',
          figure: { indicator: 'A-07' },
          question: {
            fr: 'Combien de visites pour mille dépôts ?',
            en: 'How many visits per thousand filings?',
          },
        },
      ],
    },
    {
      key: 'substitution',
      title: { fr: 'La solution de substitution', en: 'The alternative route' },
      lede: {
        fr: 'CESEDA, art. R. 431-2 : quand le dépôt en ligne est impossible malgré l’accompagnement.',
        en: 'CESEDA R. 431-2: when filing online is impossible in spite of support.',
      },
      sections: [
        {
          key: 'a-05',
          kind: 'parts',
          figure: { indicator: 'A-05', statistic: 'share' },
          only: /^etape=[a-z]+$/,
          question: {
            fr: 'Du constat d’impossibilité au dépôt : quelle part va au bout ?',
            en: 'From the noted impossibility to the filing: what share reaches the end?',
          },
        },
        {
          key: 'a-06',
          kind: 'course',
          figure: { indicator: 'A-06', statistic: 'share' },
          question: {
            fr: 'Quelle part des dépôts passe par la substitution ?',
            en: 'What share of filings goes through the alternative route?',
          },
          note: {
            fr: 'Zéro n’est pas un bon résultat en soi : le lire avec les usagers bloqués.',
            en: 'Zero is not good in itself: read it with the users who are blocked.',
          },
        },
      ],
    },
    {
      key: 'plateforme',
      title: { fr: 'La plateforme', en: 'The platform' },
      sections: [
        {
          key: 'n-05',
          kind: 'course',
          figure: { indicator: 'N-05', statistic: 'share' },
          question: {
            fr: 'Le téléservice est-il disponible ?',
            en: 'Is the online service available?',
          },
        },
        {
          key: 'n-04',
          kind: 'course',
          figure: { indicator: 'N-04' },
          question: {
            fr: 'Quelle part des tentatives de dépôt échoue ?',
            en: 'What share of attempts to file fails?',
          },
        },
        {
          key: 'v-03',
          kind: 'course',
          figure: { indicator: 'V-03', statistic: 'share' },
          question: {
            fr: 'Quelle part des demandes passe par le téléservice, là où il est ouvert ?',
            en: 'What share of applications uses the online service where it is open?',
          },
        },
        {
          key: 'v-02',
          kind: 'course',
          figure: { indicator: 'V-02', statistic: 'share' },
          question: {
            fr: 'Quelle part des titres a un téléservice ?',
            en: 'What share of permits has an online service?',
          },
        },
        {
          key: 'v-04',
          kind: 'course',
          figure: { indicator: 'V-04', statistic: 'ratio' },
          question: {
            fr: 'Combien de connexions par FranceConnect pour cent dépôts en ligne ?',
            en: 'How many FranceConnect connections per hundred online filings?',
          },
        },
        {
          key: 'a-08',
          kind: 'course',
          figure: { indicator: 'A-08' },
          question: {
            fr: 'Les usagers sont-ils prévenus que leur titre expire ?',
            en: 'Are users told that their permit expires?',
          },
        },
        {
          key: 'a-09',
          kind: 'course',
          figure: { indicator: 'A-09' },
          question: {
            fr: 'Combien d’agents pour mille dossiers ouverts ?',
            en: 'How many staff per thousand open files?',
          },
        },
      ],
    },
  ],
};
