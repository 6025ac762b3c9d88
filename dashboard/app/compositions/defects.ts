import type { Composition } from './section.ts';

export const defects: Composition = {
  title: {
    fr: 'Les anomalies du téléservice sont-elles corrigées ?',
    en: 'Are the anomalies of the online service corrected?',
  },
  lede: {
    fr: 'Ce qui entre, ce qui sort et ce qui reste : un nombre d’anomalies corrigées ne dit rien sans le nombre d’anomalies ouvertes.',
    en: 'What comes in, what goes out and what remains: a number of anomalies corrected says nothing without the number opened.',
  },
  chapters: [
    {
      key: 'flux',
      title: { fr: 'Flux et stock', en: 'Flow and stock' },
      sections: [
        {
          key: 'n-02',
          kind: 'course',
          wide: true,
          figure: { indicator: 'N-02', statistic: 'count' },
          question: {
            fr: 'Combien d’anomalies restent ouvertes ?',
            en: 'How many anomalies remain open?',
          },
        },
        {
          key: 'n-01',
          kind: 'parts',
          figure: { indicator: 'N-01', statistic: 'count' },
          only: /^flux=[a-z_]+$/,
          question: {
            fr: 'Combien ont été ouvertes, et combien corrigées ?',
            en: 'How many were opened, and how many corrected?',
          },
        },
        {
          key: 'n-03',
          kind: 'course',
          figure: { indicator: 'N-03', statistic: 'median' },
          question: {
            fr: 'En combien de jours une anomalie est-elle corrigée ?',
            en: 'In how many days is an anomaly corrected?',
          },
        },
      ],
    },
    {
      key: 'effets',
      title: { fr: 'Effets sur les usagers', en: 'Effects on users' },
      sections: [
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
          key: 'n-05',
          kind: 'course',
          figure: { indicator: 'N-05', statistic: 'share' },
          question: {
            fr: 'Le téléservice est-il disponible ?',
            en: 'Is the online service available?',
          },
        },
        {
          key: 'm-01',
          kind: 'parts',
          figure: { indicator: 'M-01', statistic: 'share' },
          question: {
            fr: 'Les données qui fondent ces chiffres sont-elles bonnes ?',
            en: 'Is the data behind these figures good?',
          },
        },
      ],
    },
  ],
};
