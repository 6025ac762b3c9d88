import type { Statistic, Value, View } from '#domain/indicator.ts';
import type { Catalogue } from './catalogue.ts';
import { lastDayOf, monthAfter } from './months.ts';
import { EVERY_APPLICATION, readValues, type Published } from './published-values.ts';
import { judge, type Verdict } from './statistics/back-test.ts';
import { publishedRun } from './values.ts';

/** One way of counting the time to a decision, in days: a published figure, month by month. */
interface Estimator {
  name: EstimatorName;
  indicator: string;
  statistic: Statistic;
  view: View;
  breakdown: string | null;
}

export const ESTIMATOR_NAMES = [
  'closed_only',
  'queue_head',
  'period',
  'cohort',
  'cycle',
  'disposition',
] as const;
export type EstimatorName = (typeof ESTIMATOR_NAMES)[number];

const TRUTH = { indicator: 'P-01', statistic: 'median', view: 'cohort' } as const;

const ESTIMATORS: readonly Estimator[] = [
  { name: 'closed_only', indicator: 'P-03', statistic: 'mean', view: 'period', breakdown: null },
  { name: 'queue_head', indicator: 'P-13', statistic: 'median', view: 'period', breakdown: null },
  { name: 'period', indicator: 'P-01', statistic: 'median', view: 'period', breakdown: null },
  { name: 'cohort', ...TRUTH, breakdown: null },
  { name: 'cycle', indicator: 'S-06', statistic: 'ratio', view: 'period', breakdown: null },
  {
    name: 'disposition',
    ...{ indicator: 'S-06', statistic: 'ratio', view: 'period' },
    breakdown: 'methode=ecoulement',
  },
];

/** Months that are looked back at, and for how many days those who filed next must have been followed. */
const ORIGINS = 24;
const FOLLOW_UP = 365;

export interface EstimatorsFilter {
  region?: string;
  prefecture?: string;
  demande?: string;
  as_of?: Date;
}

export interface Estimators {
  region: string | null;
  prefecture: string | null;
  demande: string | null;
  /** Days that those who file must have been followed before what became of them is looked at. */
  follow_up: number;
  /** Months looked back at; of these, after how many half had no decision within the follow-up. */
  tried: number;
  unreached: number;
  estimators: (Estimator & {
    run: string | null;
    /** The latest month of which it says something, and what; of a cohort, the one that it rests on. */
    month: string | null;
    value: number | null;
    /** Null where it was tried fewer than eight times. */
    back_test: Verdict | null;
  })[];
  /** What each said at the end of a month, and when half of those who filed in the next had a decision. */
  months: {
    month: string;
    truth: number | null;
    said: Record<EstimatorName, number | null>;
  }[];
}

/**
 * Each way of counting the time to a decision, and how well it told, at the end of each of the last
 * months whose sequel is known, when half of those who filed in the month after would have theirs:
 * in today's version of the log, with the months that were known by then.
 */
export async function estimators(
  published: Published,
  catalogue: Catalogue,
  filter: EstimatorsFilter,
): Promise<Estimators> {
  const read = (indicator: string) => readMonths(published, catalogue, indicator, filter);
  const figures = new Map<string, ReturnType<typeof read>>();
  for (const { indicator } of ESTIMATORS) {
    if (!figures.has(indicator)) figures.set(indicator, read(indicator));
  }
  const series = await Promise.all(
    ESTIMATORS.map(async (estimator): Promise<Series> => {
      const { indicator, statistic, view, breakdown } = estimator;
      const { run, rows } = await figures.get(indicator)!;
      const own = (row: Value) =>
        row.statistic === statistic && row.view === view && row.breakdown === breakdown;
      return { ...estimator, run, rows: rows.filter(own) };
    }),
  );
  const past = monthsOf(series);
  const tried = past.filter(({ followed }) => followed).slice(-ORIGINS);
  // The months in which all of them spoke, so that their errors are of the same ones.
  const judged = tried.filter(({ said }) => Object.values(said).every((value) => value !== null));
  const since = tried[0]?.month ?? past.at(-ORIGINS)?.month ?? past[0]?.month ?? '';
  return {
    region: filter.region ?? null,
    prefecture: filter.prefecture ?? null,
    demande: filter.demande ?? null,
    follow_up: FOLLOW_UP,
    tried: tried.length,
    unreached: tried.filter(({ truth }) => truth === null).length,
    estimators: series.map(({ rows, ...estimator }) => {
      const last = past.findLast(({ said }) => said[estimator.name] !== null)?.month ?? '';
      const row = rowAt({ ...estimator, rows }, last);
      return {
        ...estimator,
        month: row?.period ?? null,
        value: row?.value ?? null,
        back_test: judge(judged.map(({ said, truth }) => ({ said: said[estimator.name], truth }))),
      };
    }),
    months: past
      .filter(({ month }) => month >= since)
      .map(({ month, truth, said }) => ({ month, truth, said })),
  };
}

export interface Series extends Estimator {
  run: string | null;
  /** Whole months, in order. */
  rows: Value[];
}

/** The whole months of one indicator in one place, in order, each statistic and view. */
async function readMonths(
  published: Published,
  catalogue: Catalogue,
  id: string,
  { region, prefecture, demande, as_of }: EstimatorsFilter,
) {
  const indicator = catalogue.find((each) => each.id === id);
  const run = indicator && (await publishedRun(published.reader, { indicator, as_of }));
  if (!run) return { run: null, rows: [] };
  const rows = await readValues(published, {
    ...{ ...EVERY_APPLICATION, ...(demande && { demande }) },
    ...(prefecture
      ? { level: 'prefecture', prefecture }
      : region
        ? { level: 'region', region }
        : { level: 'national' }),
    ...{ indicator, grain: 'month', run },
  });
  return { run, rows: rows.filter(({ period, cutoff }) => lastDayOf(period!) <= cutoff) };
}

/** What each said at the end of each month, and what became of those who filed in the next. */
export function monthsOf(series: readonly Series[]) {
  const cohorts = series.find(({ name }) => name === 'cohort')?.rows ?? [];
  const cutoff = cohorts.at(-1)?.cutoff ?? '';
  const filed = new Map(cohorts.map((row) => [row.period, row]));
  return cohorts.map(({ period }) => {
    const month = period!;
    const next = filed.get(monthAfter(month, 1));
    const followed =
      (next?.status === 'ok' || next?.status === 'not_reached') &&
      daysBetween(lastDayOf(next.period!), cutoff) >= FOLLOW_UP;
    const reached = followed && next?.value != null && next.value <= FOLLOW_UP;
    return {
      month,
      followed,
      truth: reached ? next.value : null,
      said: Object.fromEntries(
        series.map((each) => [each.name, rowAt(each, month)?.value ?? null]),
      ) as Record<EstimatorName, number | null>,
    };
  });
}

/**
 * The row that an estimator rests on at the end of a month. Of cohorts it is the last of which half had a
 * decision by then: all its members had been followed for that long, so that the curve was known so far.
 */
function rowAt({ name, rows }: Series, month: string): Value | undefined {
  if (name !== 'cohort') return rows.find(({ period }) => period === month);
  const end = lastDayOf(month);
  return rows.findLast(
    ({ period, value }) => value !== null && daysBetween(lastDayOf(period!), end) >= value,
  );
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
