import type { Statistic } from './indicator.ts';

/** The monthly series that are watched in every place, and that a prefecture's chart can show. */
export const WATCHED: readonly { id: string; statistic: Statistic }[] = [
  { id: 'P-01', statistic: 'median' },
  { id: 'P-02', statistic: 'rmst120' },
  { id: 'S-01', statistic: 'count' },
  { id: 'F-03', statistic: 'share' },
  { id: 'C-01', statistic: 'share' },
  { id: 'G-03', statistic: 'ratio' },
  { id: 'G-04', statistic: 'share' },
];
