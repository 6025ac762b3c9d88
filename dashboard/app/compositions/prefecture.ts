import type { Chapter, ControlOf, Figure, FunnelOf, Text } from './section.ts';

/** The four questions of the first page, asked of one prefecture. */
export const KEY_FIGURES: readonly (Figure & { question: Text })[] = [
  {
    indicator: 'P-01',
    statistic: 'median',
    view: 'period',
    question: {
      fr: 'En combien de temps une demande reçoit-elle une décision ?',
      en: 'How long does an application wait for a decision?',
    },
  },
  {
    indicator: 'S-01',
    statistic: 'count',
    question: {
      fr: 'Combien de demandes attendent une décision ?',
      en: 'How many applications await a decision?',
    },
  },
  {
    indicator: 'F-03',
    statistic: 'share',
    question: {
      fr: 'Quelle part des personnes reste sans document pendant sa demande ?',
      en: 'What share of people is left without a document during their application?',
    },
  },
  {
    indicator: 'C-01',
    statistic: 'share',
    question: {
      fr: 'Quelle part des dépôts en ligne donne lieu à un signalement ?',
      en: 'What share of online filings leads to a reported problem?',
    },
  },
];

/** A clock of the procedure: what starts it and what stops it. */
export interface Clock {
  figure: Figure;
  from: Text;
  to: Text;
}

const FILING = { fr: 'dépôt', en: 'filing' };
const DECISION = { fr: 'décision', en: 'decision' };
const CARD = { fr: 'carte en main', en: 'card in hand' };

export const CLOCKS: readonly Clock[] = [
  {
    figure: { indicator: 'A-10', statistic: 'median' },
    from: { fr: 'première recherche', en: 'first search' },
    to: { fr: 'rendez-vous pris', en: 'appointment made' },
  },
  {
    figure: { indicator: 'P-11', statistic: 'median' },
    from: FILING,
    to: { fr: 'demande complète', en: 'application complete' },
  },
  {
    figure: { indicator: 'P-12', statistic: 'share', breakdown: 'attente=0j;moment=a_temps' },
    from: { fr: 'à temps, titre expiré', en: 'on time, permit expired' },
    to: { fr: 'part sans document', en: 'share without a document' },
  },
  {
    figure: { indicator: 'P-01', statistic: 'median', view: 'period' },
    from: FILING,
    to: DECISION,
  },
  { figure: { indicator: 'P-07', statistic: 'median' }, from: DECISION, to: CARD },
  { figure: { indicator: 'P-08', statistic: 'median' }, from: FILING, to: CARD },
];

/** What stands on the first printed sheet, under the figures: what cannot wait. */
export const URGENT: Chapter = {
  key: 'echeances',
  title: { fr: 'Ce qui arrive à échéance', en: 'What is about to run out' },
  sections: [
    {
      key: 'f-07',
      kind: 'parts',
      sheet: true,
      figure: { indicator: 'F-07', statistic: 'count' },
      question: {
        fr: 'Combien de personnes risquent de perdre leur document dans les 30, 60 ou 90 jours ?',
        en: 'How many people risk losing their document within 30, 60 or 90 days?',
      },
    },
    {
      key: 'f-03',
      kind: 'course',
      figure: { indicator: 'F-03', statistic: 'share' },
      question: {
        fr: 'Quelle part des personnes reste sans document ?',
        en: 'What share of people is left without a document?',
      },
    },
  ],
};

/** Whether one of the watched series moves more than chance; the reader chooses which. */
export const CONTROL: ControlOf = {
  key: 'maitrise',
  kind: 'control',
  sheet: true,
  figure: { indicator: 'P-01', statistic: 'median', view: 'period' },
  question: {
    fr: 'Ce qui bouge dépasse-t-il le hasard ?',
    en: 'Does what moves exceed chance?',
  },
};

export const CHAPTERS: readonly Chapter[] = [
  {
    key: 'attente',
    title: { fr: 'Ce qui attend ici', en: 'What is waiting here' },
    sections: [
      {
        key: 's-05',
        kind: 'ages',
        sheet: true,
        figure: { indicator: 'S-05', statistic: 'count' },
        question: {
          fr: 'Depuis combien de mois attendent-elles ?',
          en: 'For how many months have they been waiting?',
        },
      },
      {
        key: 's-02',
        kind: 'parts',
        figure: { indicator: 'S-02', statistic: 'share' },
        question: {
          fr: 'Quelle part attend depuis longtemps ?',
          en: 'What share has been waiting for long?',
        },
      },
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
        sheet: true,
        question: {
          fr: 'Combien de demandes attendront dans un an ?',
          en: 'How many applications will be waiting in a year?',
        },
      },
    ],
  },
  {
    key: 'hasard',
    title: { fr: 'Ce qui sort du hasard', en: 'What is beyond chance' },
    sections: [
      CONTROL,
      {
        key: 'entonnoir',
        kind: 'funnel',
        sheet: true,
        figure: { indicator: 'P-01', statistic: 'median', view: 'period' },
        question: {
          fr: 'Ce délai sort-il de ce que le hasard permet, parmi les préfectures ?',
          en: 'Is this waiting time beyond what chance allows, among prefectures?',
        },
      },
    ],
  },
  {
    key: 'rythme',
    title: { fr: 'Le rythme des décisions', en: 'The pace of decisions' },
    sections: [
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
        key: 'p-09',
        kind: 'course',
        figure: { indicator: 'P-09', statistic: 'share' },
        question: {
          fr: 'Quelle part est décidée dans le délai légal ?',
          en: 'What share is decided within the legal time limit?',
        },
      },
    ],
  },
];

/** What sets prefectures beside each other on their list: never an order of merit. */
export const FUNNELS: readonly FunnelOf[] = [
  {
    key: 'entonnoir-delais',
    kind: 'funnel',
    figure: { indicator: 'P-01', statistic: 'median', view: 'period' },
    question: {
      fr: 'Quels délais sortent de ce que le hasard permet ?',
      en: 'Which waiting times are beyond what chance allows?',
    },
  },
  {
    key: 'entonnoir-droits',
    kind: 'funnel',
    figure: { indicator: 'F-03', statistic: 'share' },
    question: {
      fr: 'Où les ruptures de droits dépassent-elles ce que le hasard permet ?',
      en: 'Where do ruptures of rights exceed what chance allows?',
    },
  },
];
