import type { Composition } from './section.ts';

export const delays: Composition = {
  title: { fr: 'Combien de temps faut-il attendre ?', en: 'How long does one wait?' },
  lede: {
    fr: 'Du dépôt à la carte en main. Les demandes encore ouvertes comptent dans chaque délai, sauf mention contraire.',
    en: 'From filing to the card in hand. Applications still open count in every waiting time, unless stated otherwise.',
  },
  chapters: [
    {
      key: 'decision',
      title: { fr: 'Du dépôt à la décision', en: 'From filing to decision' },
      sections: [
        {
          key: 'courbe',
          kind: 'curve',
          wide: true,
          figure: { indicator: 'P-01', statistic: 'share' },
          question: {
            fr: 'Quelle part des demandes a reçu une décision au bout de tant de jours ?',
            en: 'What share of applications has received a decision after so many days?',
          },
        },
        {
          key: 'estimateurs',
          kind: 'estimators',
          wide: true,
          question: {
            fr: 'Un même délai, compté de plusieurs façons',
            en: 'One waiting time, counted in several ways',
          },
          note: {
            fr: 'Ces chiffres diffèrent parce qu’ils répondent à des questions différentes. Aucun n’est « le » délai.',
            en: 'These figures differ because they answer different questions. None of them is “the” waiting time.',
          },
          figures: [
            {
              estimator: 'closed_only',
              indicator: 'P-03',
              statistic: 'mean',
              view: 'period',
              name: { fr: 'Moyenne des seuls dossiers clos', en: 'Mean of closed files only' },
              answers: {
                fr: 'Combien ont attendu, en moyenne, ceux qui viennent d’avoir leur décision. La méthode souvent publiée : elle oublie ceux qui attendent encore ; les longues attentes la tirent au-dessus de la médiane.',
                en: 'How long those who have just had their decision waited, on average. The method often published: it leaves out those still waiting; long waits draw it above the median.',
              },
            },
            {
              estimator: 'queue_head',
              indicator: 'P-13',
              statistic: 'median',
              view: 'period',
              name: { fr: 'Tête de file', en: 'Head of the queue' },
              answers: {
                fr: 'De quand date la demande du milieu parmi celles qui viennent d’être décidées.',
                en: 'When the middle one of the applications just decided was filed.',
              },
            },
            {
              estimator: 'period',
              indicator: 'P-01',
              statistic: 'median',
              view: 'period',
              name: { fr: 'Médiane, activité de la période', en: 'Median, activity of the period' },
              answers: {
                fr: 'Au rythme de la période, quand la moitié de ceux qui déposent aurait sa décision ; ceux qui attendent comptent (Kaplan–Meier).',
                en: 'At the pace of the period, when half of those who file would have a decision; those who wait count (Kaplan–Meier).',
              },
            },
            {
              estimator: 'cohort',
              indicator: 'P-01',
              statistic: 'median',
              view: 'cohort',
              name: { fr: 'Médiane, dépôts de la période', en: 'Median, filings of the period' },
              answers: {
                fr: 'Quand la moitié des demandes déposées dans la période a eu sa décision. Pour l’épreuve : les derniers dépôts dont la moitié était décidée.',
                en: 'When half of the applications filed in the period had their decision. When tested: the last filings of which half were decided.',
              },
            },
            {
              estimator: 'cycle',
              indicator: 'S-06',
              name: { fr: 'Temps de cycle', en: 'Cycle time' },
              answers: {
                fr: 'Combien de jours d’entrées contient le stock : l’attente, si l’on suivait l’ordre des dépôts.',
                en: 'How many days of inflow the stock holds: the wait, if filings were taken in order.',
              },
            },
            {
              estimator: 'disposition',
              indicator: 'S-06',
              breakdown: 'methode=ecoulement',
              name: { fr: 'Temps d’écoulement', en: 'Disposition time' },
              answers: {
                fr: 'Combien de jours il faudrait pour clore tout le stock, au rythme des douze derniers mois.',
                en: 'How many days it would take to clear the whole stock, at the pace of the last twelve months.',
              },
            },
          ],
        },
        {
          key: 'p-01',
          kind: 'course',
          figure: { indicator: 'P-01', statistic: 'median', view: 'period' },
          question: {
            fr: 'Le délai médian change-t-il ?',
            en: 'Is the median waiting time changing?',
          },
        },
        {
          key: 'p-02',
          kind: 'course',
          figure: { indicator: 'P-02', statistic: 'rmst365', view: 'period' },
          question: {
            fr: 'Combien de jours une demande attend-elle en moyenne, sur sa première année ?',
            en: 'How many days does an application wait on average, within its first year?',
          },
        },
        {
          key: 'p-09',
          kind: 'course',
          figure: { indicator: 'P-09', statistic: 'share' },
          question: {
            fr: 'Quelle part des demandes est décidée dans le délai légal ?',
            en: 'What share of applications is decided within the legal time limit?',
          },
        },
      ],
    },
    {
      key: 'publics',
      title: { fr: 'Selon la demande et le titre', en: 'By kind of application and permit' },
      lede: {
        fr: 'Dans l’ordre de la nomenclature : ce n’est pas un rangement.',
        en: 'In the order of the nomenclature: this is not a ranking.',
      },
      sections: [
        {
          key: 'par-demande',
          kind: 'members',
          figure: { indicator: 'P-01', statistic: 'median', view: 'period' },
          dimension: 'demande',
          question: {
            fr: 'Le délai médian dépend-il du type de demande ?',
            en: 'Does the median waiting time depend on the kind of application?',
          },
        },
        {
          key: 'par-motif',
          kind: 'members',
          figure: { indicator: 'P-01', statistic: 'median', view: 'period' },
          dimension: 'motif',
          question: {
            fr: 'Dépend-il du motif du séjour ?',
            en: 'Does it depend on the reason for the stay?',
          },
        },
        {
          key: 'par-titre',
          kind: 'members',
          wide: true,
          figure: { indicator: 'P-01', statistic: 'median', view: 'period' },
          dimension: 'titre',
          question: {
            fr: 'Quel délai médian pour chaque titre, et quel délai légal ?',
            en: 'What median waiting time for each permit, and what legal time limit?',
          },
        },
      ],
    },
    {
      key: 'etapes',
      title: { fr: 'Étape par étape', en: 'Step by step' },
      sections: [
        {
          key: 'p-11',
          kind: 'course',
          figure: { indicator: 'P-11', statistic: 'median' },
          question: {
            fr: 'Combien de jours avant que la demande soit reconnue complète ?',
            en: 'How many days before the application is found complete?',
          },
        },
        {
          key: 'p-04',
          kind: 'course',
          figure: { indicator: 'P-04', statistic: 'median' },
          question: {
            fr: 'Combien de jours avant qu’un agent ouvre la demande ?',
            en: 'How many days before an agent opens the application?',
          },
        },
        {
          key: 'p-05',
          kind: 'course',
          figure: { indicator: 'P-05', statistic: 'median' },
          question: {
            fr: 'Combien de jours la demande attend-elle l’usager ?',
            en: 'How many days does the application wait for the user?',
          },
        },
        {
          key: 'p-06',
          kind: 'course',
          figure: { indicator: 'P-06', statistic: 'median' },
          question: {
            fr: 'Et combien l’administration, une fois ce temps retiré ?',
            en: 'And how many for the administration, with that time taken off?',
          },
        },
        {
          key: 'p-12',
          kind: 'course',
          figure: {
            indicator: 'P-12',
            statistic: 'share',
            breakdown: 'attente=30j;moment=a_temps',
          },
          question: {
            fr: 'Demande complète et à temps, titre expiré : qui attend plus d’un mois, sans document de séjour ni décision ?',
            en: 'Application complete and on time, permit expired: who waits over a month, without a document or a decision?',
          },
        },
        {
          key: 'p-07',
          kind: 'course',
          figure: { indicator: 'P-07', statistic: 'median' },
          question: {
            fr: 'Combien de jours entre la décision et la carte en main ?',
            en: 'How many days from the decision to the card in hand?',
          },
        },
        {
          key: 'p-08',
          kind: 'course',
          figure: { indicator: 'P-08' },
          question: {
            fr: 'Et du dépôt à la carte en main ?',
            en: 'And from filing to the card in hand?',
          },
        },
      ],
    },
    {
      key: 'stock',
      title: { fr: 'Ce qui attend', en: 'What is waiting' },
      sections: [
        {
          key: 's-01',
          kind: 'course',
          figure: { indicator: 'S-01', statistic: 'count' },
          question: {
            fr: 'Combien de demandes attendent une décision ?',
            en: 'How many applications await a decision?',
          },
        },
        {
          key: 'prevision',
          kind: 'forecast',
          question: {
            fr: 'Combien attendront dans un an ?',
            en: 'How many will be waiting in a year?',
          },
        },
        {
          key: 's-02',
          kind: 'parts',
          figure: { indicator: 'S-02', statistic: 'share' },
          question: {
            fr: 'Depuis combien de temps attendent-elles ?',
            en: 'How long have they been waiting?',
          },
          note: {
            fr: 'L’âge d’un stock surreprésente les longues attentes : il ne se lit pas comme un délai.',
            en: 'The age of a stock over-represents long waits: it does not read as a waiting time.',
          },
        },
        {
          key: 'v-05',
          kind: 'course',
          figure: { indicator: 'V-05' },
          question: {
            fr: 'Entre-t-il plus de demandes qu’il n’en sort ?',
            en: 'Do more applications come in than go out?',
          },
        },
        {
          key: 's-03',
          kind: 'course',
          figure: { indicator: 'S-03' },
          question: {
            fr: 'Combien de mois faudrait-il pour écouler le stock ?',
            en: 'How many months would it take to clear the stock?',
          },
        },
        {
          key: 's-04',
          kind: 'course',
          figure: { indicator: 'S-04' },
          question: {
            fr: 'Quelle part des demandes disparaît sans avoir été ouverte ?',
            en: 'What share of applications vanishes without being opened?',
          },
        },
        {
          key: 'p-10',
          kind: 'course',
          figure: { indicator: 'P-10' },
          question: {
            fr: 'Les délais diffèrent-ils d’une préfecture à l’autre ?',
            en: 'Do waiting times differ from one prefecture to another?',
          },
          note: {
            fr: 'L’attente moyenne que neuf préfectures sur dix n’atteignent pas, rapportée à celle qu’une sur dix n’atteint pas, à demandes comparables : 1 voudrait dire que toutes vont au même pas. n compte des préfectures.',
            en: 'The mean wait that nine prefectures in ten stay below, over the one that one in ten stays below, for comparable applications: 1 would mean that all keep the same pace. n counts prefectures.',
          },
        },
      ],
    },
  ],
};
