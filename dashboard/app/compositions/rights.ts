import type { Composition } from './section.ts';

export const rights: Composition = {
  title: {
    fr: 'Les droits sont-ils tenus pendant l’attente ?',
    en: 'Are rights upheld during the wait?',
  },
  lede: {
    fr: 'Calculé à partir des délais et des documents que prévoit la loi, jour par jour ; jamais déclaré.',
    en: 'Computed day by day from the time limits and documents that the law provides for; never declared.',
  },
  chapters: [
    {
      key: 'ruptures',
      title: { fr: 'Les jours sans document', en: 'Days without a document' },
      sections: [
        {
          key: 'f-03',
          kind: 'course',
          figure: { indicator: 'F-03', statistic: 'share' },
          question: {
            fr: 'Quelle part des personnes reste au moins un jour sans document ?',
            en: 'What share of people spends at least one day without a document?',
          },
        },
        {
          key: 'f-04',
          kind: 'parts',
          figure: { indicator: 'F-04', statistic: 'mean' },
          only: /^classe=/,
          question: {
            fr: 'Combien de jours, et de quelle origine ?',
            en: 'How many days, and from what cause?',
          },
        },
        {
          key: 'f-07',
          kind: 'parts',
          figure: { indicator: 'F-07', statistic: 'count' },
          question: {
            fr: 'Combien de personnes risquent de perdre leur document dans les 30, 60 ou 90 jours ?',
            en: 'How many people risk losing their document within 30, 60 or 90 days?',
          },
        },
        {
          key: 'f-10',
          kind: 'course',
          figure: { indicator: 'F-10', statistic: 'share' },
          question: {
            fr: 'Et après une décision favorable ?',
            en: 'And after a favourable decision?',
          },
        },
      ],
    },
    {
      key: 'attestations',
      title: { fr: 'Les attestations dues', en: 'The attestations that are due' },
      lede: {
        fr: 'CESEDA, art. R. 431-15-1 : demande complète, déposée à temps, titre expiré.',
        en: 'CESEDA R. 431-15-1: complete application, filed on time, permit expired.',
      },
      sections: [
        {
          key: 'f-01',
          kind: 'course',
          figure: { indicator: 'F-01', statistic: 'share' },
          question: {
            fr: 'L’attestation est-elle là le jour où le titre expire ?',
            en: 'Is the attestation there on the day the permit expires?',
          },
        },
        {
          key: 'f-02',
          kind: 'course',
          figure: { indicator: 'F-02', statistic: 'share' },
          question: {
            fr: 'Est-elle renouvelée sans interruption ?',
            en: 'Is it renewed without a gap?',
          },
        },
        {
          key: 'f-08',
          kind: 'course',
          figure: { indicator: 'F-08', statistic: 'share' },
          question: {
            fr: 'Quelle part des renouvellements est déposée à temps ?',
            en: 'What share of renewals is filed on time?',
          },
        },
        {
          key: 'f-09',
          kind: 'course',
          figure: { indicator: 'F-09', statistic: 'share' },
          question: {
            fr: 'Quelle part des dépôts tardifs a d’abord été empêchée ?',
            en: 'What share of late filings was blocked first?',
          },
        },
      ],
    },
    {
      key: 'silence',
      title: { fr: 'Le silence qui vaut refus', en: 'Silence that means refusal' },
      lede: {
        fr: 'CESEDA, art. R. 432-1 et R. 432-2 : passé le délai légal, l’absence de réponse est un refus.',
        en: 'CESEDA R. 432-1 and R. 432-2: after the legal time limit, the absence of an answer is a refusal.',
      },
      sections: [
        {
          key: 'f-05',
          kind: 'course',
          figure: { indicator: 'F-05' },
          question: {
            fr: 'Combien de refus naissent du silence ?',
            en: 'How many refusals are born of silence?',
          },
        },
        {
          key: 'f-06',
          kind: 'parts',
          figure: { indicator: 'F-06', statistic: 'share' },
          question: {
            fr: 'Quelle part est couverte malgré le refus ?',
            en: 'What share is covered in spite of the refusal?',
          },
        },
      ],
    },
    {
      key: 'juge',
      title: {
        fr: 'Devant le juge et le Défenseur des droits',
        en: 'Before the courts and the Défenseur des droits',
      },
      sections: [
        {
          key: 'l-01',
          kind: 'course',
          figure: { indicator: 'L-01' },
          question: {
            fr: 'Combien de référés pour pouvoir déposer, pour mille demandes ?',
            en: 'How many urgent court applications in order to file, per thousand applications?',
          },
        },
        {
          key: 'l-02',
          kind: 'course',
          figure: { indicator: 'L-02' },
          question: {
            fr: 'Combien de référés pour mille refus de renouvellement ?',
            en: 'How many urgent court applications per thousand refusals to renew?',
          },
        },
        {
          key: 'l-04',
          kind: 'course',
          figure: { indicator: 'L-04', statistic: 'share' },
          question: {
            fr: 'Les injonctions sont-elles exécutées ?',
            en: 'Are injunctions carried out?',
          },
        },
        {
          key: 'l-05',
          kind: 'course',
          figure: { indicator: 'L-05' },
          question: {
            fr: 'Combien de saisines du Défenseur des droits pour mille demandes ?',
            en: 'How many referrals to the Défenseur des droits per thousand applications?',
          },
        },
      ],
    },
  ],
};
