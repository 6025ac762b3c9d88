import type { Indicator, Value } from '#domain/indicator.ts';
import { signals, type Rule, type Signal } from './statistics/chart-rules.ts';
import { individualsLimits, laneyLimits, type Limits } from './statistics/control-limits.ts';
import { cusum } from './statistics/cusum.ts';

export const CHART_KINDS = ['xmr', 'laney'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** What a signal means, by which way is better. */
export type Meaning = 'improvement' | 'concern' | 'neutral';

export interface ChartPoint {
  period: string;
  value: number;
  n: number;
  centre: number | null;
  lower: number | null;
  upper: number | null;
  /** The rule it breaks that comes first, and all of them. */
  rule: Rule | null;
  rules: Rule[];
  meaning: Meaning | null;
  /** What has added up above and below what was usual, in standard deviations. */
  cusum_high: number | null;
  cusum_low: number | null;
  cusum_alert: Meaning | null;
}

interface Drawing {
  kind: ChartKind;
  /** Months at which new limits begin. */
  starts: readonly string[];
  better: Indicator['better'];
  /** Are there months enough for limits. */
  drawn: boolean;
}

/** Months in order, each with the limits of its segment and the rules that it breaks there. */
export function chartOf(rows: readonly Value[], drawing: Drawing): ChartPoint[] {
  const bounds = [
    0,
    ...drawing.starts.map((month) => rows.findIndex(({ period }) => period! >= month)),
    rows.length,
  ];
  return bounds
    .slice(1)
    .flatMap((end, index) => segmentOf(rows.slice(bounds[index], end), drawing));
}

function segmentOf(rows: readonly Value[], { kind, better, drawn }: Drawing): ChartPoint[] {
  const values = rows.map(({ value }) => value!);
  const limits = drawn && rows.length > 0 ? limitsOf(rows, values, kind) : [];
  const told = drawn ? signals(values, limits) : [];
  const sums = drawn ? cusum(values) : [];
  return rows.map((row, index): ChartPoint => {
    const limit = limits[index];
    const signal = told[index] ?? null;
    const step = sums[index];
    return {
      ...{ period: row.period!, value: row.value!, n: row.n },
      centre: limit?.centre ?? null,
      lower: limit?.lower ?? null,
      upper: limit?.upper ?? null,
      ...{ rule: signal?.rule ?? null, rules: signal?.rules ?? [] },
      meaning: signal && meaningOf(signal.side, better),
      ...{ cusum_high: step?.high ?? null, cusum_low: step?.low ?? null },
      cusum_alert: step?.alert ? meaningOf(step.alert, better) : null,
    };
  });
}

function limitsOf(rows: readonly Value[], values: readonly number[], kind: ChartKind): Limits[] {
  if (kind === 'laney') {
    return laneyLimits(rows.map(({ n }, i) => ({ numerator: values[i]! * n, denominator: n })))
      .limits;
  }
  const { centre, lower, upper } = individualsLimits(values);
  return values.map(() => ({ centre, lower, upper }));
}

function meaningOf(side: Signal['side'], better: Indicator['better']): Meaning {
  if (better === 'none') return 'neutral';
  return (side === 'high') === (better === 'higher') ? 'improvement' : 'concern';
}
