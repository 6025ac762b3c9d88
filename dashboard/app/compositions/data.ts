import type { Section } from './section.ts';

/** How good the data is, beside how fresh: what arrived late, and what lacks a date. */
export const QUALITY: readonly Section[] = [
  {
    key: 'retards',
    kind: 'course',
    figure: { indicator: 'M-01', statistic: 'share' },
    question: {
      fr: 'Quelle part des événements est enregistrée plus de sept jours après les faits ?',
      en: 'What share of events is recorded more than seven days after the fact?',
    },
  },
  {
    key: 'manques',
    kind: 'parts',
    figure: { indicator: 'M-01', statistic: 'share' },
    question: {
      fr: 'Quelle part des dossiers ou documents manque d’une date nécessaire ?',
      en: 'What share of files or documents lacks a date that is needed?',
    },
  },
];
