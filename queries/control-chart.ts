import type { Indicator, Statistic, Value, View } from '#domain/indicator.ts';
import { chartOf, type ChartKind, type ChartPoint } from './control-chart-points.ts';
import { lastDayOf } from './months.ts';
import { readValues, type Published } from './published-values.ts';
import { autocorrelation, residuals } from './statistics/control-limits.ts';
import { wilson } from './statistics/wilson.ts';
import { publishedRun, type ValuesFilter } from './values.ts';

/** The monthly figures of one place and kind of application. */
export interface ChartFilter extends Omit<ValuesFilter, 'indicator'> {
  indicator: Indicator;
  statistic: Statistic;
  view: View;
  kind?: ChartKind;
  /** Milestones at whose month new limits begin. */
  rebase: readonly string[];
}

export interface Rebase {
  milestone: string;
  month: string;
  /** `too_few`: fewer than a year of months on one side, so that the limits go on. */
  status: 'applied' | 'too_few';
}

export interface ControlChart {
  indicator: string;
  statistic: Statistic;
  view: View;
  breakdown: string | null;
  region: string | null;
  prefecture: string | null;
  run: string | null;
  kind: ChartKind;
  /** `too_few`: fewer than a year of months, for which no limits are drawn. */
  status: 'ok' | 'too_few';
  rebased: Rebase[];
  points: ChartPoint[];
  /** How much a month resembles the one before; beyond 0.3 the rules tell more than they should. */
  autocorrelation: number | null;
  /** What is left of each month once the one before has said what it can, where that is much. */
  residuals: ChartPoint[] | null;
}

/** Fewer months than this say too little of what is usual. */
export const MONTHS_MIN = 12;
const CORRELATED = 0.3;

/** Does each month resemble the one before so much that limits about a centre would not hold? */
export const isCorrelated = (figures: readonly number[]): boolean =>
  Math.abs(autocorrelation(figures)) > CORRELATED;

/** The chart of what is left of each month but the first once the one before has said what it can. */
export const chartOfResiduals = (rows: readonly Value[], better: Indicator['better']) =>
  chartOf(
    residuals(rows.map(({ value }) => value!)).map((value, i) => ({ ...rows[i + 1]!, value })),
    { kind: 'xmr', starts: [], better, drawn: true },
  );

/** Is what the last months show more than chance? From published values alone. */
export async function controlChart(
  published: Published,
  filter: ChartFilter,
): Promise<ControlChart> {
  const { indicator, statistic, view, breakdown, region, prefecture } = filter;
  const run = await publishedRun(published.reader, filter);
  const { kind: _kind, rebase: _rebase, ...values } = filter;
  const rows = wholeMonths(
    indicator,
    await readValues(published, {
      ...{ ...values, run: run ?? '', breakdown: breakdown ?? 'all' },
      ...{ grain: 'month', level: levelOf(filter) },
    }),
  );
  const kind = filter.kind ?? suitableKind(rows);
  const rebased = rebases(published, filter.rebase, rows);
  const starts = rebased.filter(({ status }) => status === 'applied').map(({ month }) => month);
  const status = rows.length < MONTHS_MIN ? 'too_few' : 'ok';
  const points = chartOf(rows, { kind, starts, better: indicator.better, drawn: status === 'ok' });
  const figures = rows.map(({ value }) => value!);
  const rho = status === 'ok' ? autocorrelation(figures) : null;
  return {
    ...{ indicator: indicator.id, statistic, view, breakdown: breakdown ?? null },
    ...{ region: pinned(region), prefecture: pinned(prefecture), run: run ?? null },
    ...{ kind, status, rebased, points, autocorrelation: rho },
    residuals:
      rho !== null && isCorrelated(figures) ? chartOfResiduals(rows, indicator.better) : null,
  };
}

const pinned = (code: string | undefined) => (code === undefined || code === 'all' ? null : code);

const levelOf = ({ region, prefecture }: ChartFilter) =>
  pinned(prefecture) ? 'prefecture' : pinned(region) ? 'region' : 'national';

/** The months that have a figure, that the data cover to their end, and whose figure has settled. */
export const wholeMonths = (
  { settles_after }: Pick<Indicator, 'settles_after'>,
  rows: readonly Value[],
): Value[] =>
  rows.filter(
    ({ period, value, cutoff }) => value !== null && lastDayOf(period!, settles_after) <= cutoff,
  );

/** A share of so many subjects is charted by p′; anything else, curves’ shares too, by XmR. */
export function suitableKind(rows: readonly Value[]): ChartKind {
  const counted = rows.every(
    ({ statistic, value, lower, n }) =>
      statistic === 'share' &&
      lower !== null &&
      value! <= 1 &&
      Math.abs(wilson(value! * n, n).lower - lower) < 1e-9,
  );
  return counted && rows.length > 0 ? 'laney' : 'xmr';
}

/** Where new limits begin: never so that either side has less than a year of months. */
function rebases(
  { reference }: Published,
  asked: readonly string[],
  rows: readonly Value[],
): Rebase[] {
  const milestones = reference.milestones.filter(({ id }) => asked.includes(id));
  milestones.sort((one, other) => (one.date < other.date ? -1 : 1));
  let start = 0;
  return milestones.map(({ id, date }) => {
    const month = date.slice(0, 7);
    const at = rows.findIndex(({ period }) => period! >= month);
    const enough = at - start >= MONTHS_MIN && rows.length - at >= MONTHS_MIN;
    if (enough) start = at;
    return { milestone: id, month, status: enough ? 'applied' : 'too_few' };
  });
}
