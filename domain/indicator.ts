import type { Source } from './contract.ts';

/** What one indicator is: the head of its SQL file, read once at start. */
export interface Indicator {
  /** As the catalogue writes it: `P-01`. */
  id: string;
  title_fr: string;
  title_en: string;
  definition_fr: string;
  definition_en: string;
  unit: Unit;
  better: 'lower' | 'higher' | 'none';
  /** Which demand of the parliamentary question it serves: D1, D2, D3a, D3b, D3c. */
  demand: string[];
  formula: string;
  population: string;
  censoring: string;
  exclusions: string;
  legal_basis: string;
  sources: Source[];
  dimensions: string[];
  statistics: Statistic[];
  /** What a ratio is reckoned by, such as “pour 1 000 dépôts || per 1,000 filings”; empty: by nothing. */
  per: string;
  /** What a `count` counts where it is not dossiers or the like: “jours || days”; else empty. */
  counted: string;
  /** Months that a period’s value may still move for, once the period is covered. */
  settles_after: number;
  /** Below this many subjects a value is not given (`too_few`). */
  min_n: number;
  /** Cron expression in Europe/Paris. */
  cadence: string;
  version: number;
  changelog: string[];
}

export type Unit = 'days' | 'months' | 'seconds' | 'points' | 'share' | 'count' | 'ratio';

export const STATISTICS = [
  'count',
  'share',
  'mean',
  'median',
  'p10',
  'p90',
  'rmst120',
  'rmst365',
  'ratio',
] as const;
export type Statistic = (typeof STATISTICS)[number];

export const VIEWS = ['cohort', 'period'] as const;
export type View = (typeof VIEWS)[number];

export const STATUSES = [
  'ok',
  'suppressed',
  'not_reached',
  'no_denominator',
  'missing_source',
  'too_few',
] as const;
export type Status = (typeof STATUSES)[number];

/** One published value: a row of `values`. A dimension is null = all, `inconnu` = unknown. */
export interface Value {
  indicator: string;
  version: number;
  view: View;
  /** `YYYY-MM`, a year, or null for a stock at the cut-off. */
  period: string | null;
  region: string | null;
  prefecture: string | null;
  titre: string | null;
  motif: string | null;
  demande: string | null;
  canal: string | null;
  breakdown: string | null;
  statistic: Statistic;
  value: number | null;
  lower: number | null;
  upper: number | null;
  n: number;
  censored: number;
  missing: number;
  status: Status;
  suppressed: boolean;
  origin: Origin;
  /** Last day the data covers, `YYYY-MM-DD`. */
  cutoff: string;
  /** RFC 3339 instant. */
  as_of: string;
  run: string;
}

export type Origin = 'real' | 'synthetic';
