import type { Statistic, View } from '#domain/indicator.ts';

/** A figure of the first page. Its question and sentence are in `words/`. */
export interface Headline {
  indicator: string;
  statistic: Statistic;
  /** Where an indicator has two views, the one that answers the question. */
  view?: View;
  compact?: true;
}

export const HEADLINES: readonly Headline[] = [
  { indicator: 'P-01', statistic: 'median', view: 'period' },
  { indicator: 'S-01', statistic: 'count' },
  { indicator: 'F-03', statistic: 'share' },
  { indicator: 'C-01', statistic: 'share' },
  { indicator: 'V-01', statistic: 'count', compact: true },
  { indicator: 'N-02', statistic: 'count', compact: true },
];
