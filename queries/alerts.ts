import type { Indicator, Statistic, Value } from '#domain/indicator.ts';
import { WATCHED } from '#domain/watched.ts';
import { findIndicator, type Catalogue } from './catalogue.ts';
import { chartOf, type ChartPoint, type Meaning } from './control-chart-points.ts';
import {
  MONTHS_MIN,
  chartOfResiduals,
  isCorrelated,
  suitableKind,
  wholeMonths,
} from './control-chart.ts';
import { EVERY_APPLICATION, readValues, type Published } from './published-values.ts';
import type { Rule } from './statistics/chart-rules.ts';
import { adjustedForDiscovery } from './statistics/false-discovery.ts';
import { normalDistribution, Z95 } from './statistics/normal.ts';
import { poissonReaches } from './statistics/poisson.ts';
import type { ValuesFilter } from './values.ts';

const MONTHS_WATCHED = 36;

/**
 * Of series of 36 months in which nothing changes, the share that is told in their last month all the
 * same: `alerts.test.ts` finds it by simulation.
 */
export const FALSE_ALARM = 0.027;
/** The same where each month keeps the whole of the one before, the worst that was simulated. */
export const FALSE_ALARM_CORRELATED = 0.054;

/** What one place shows in one month that is more than chance makes it, or may be. */
export interface Alert {
  /** `chart`: a rule or a CUSUM; `bunching` and `mass_closing`: signs of work done for the figure. */
  kind: 'chart' | 'bunching' | 'mass_closing';
  indicator: string;
  statistic: Statistic;
  /** Null: the whole country. */
  prefecture: string | null;
  period: string;
  value: number;
  n: number;
  centre: number | null;
  lower: number | null;
  upper: number | null;
  rules: Rule[];
  meaning: Meaning | null;
  cusum: Meaning | null;
  /** p-value adjusted for the number of places, of the signs that have one. */
  q: number | null;
}

export interface Alerts {
  month: string | null;
  /** Series long enough to be watched, how many were told, and how many chance alone would tell. */
  watched: number;
  told: number;
  expected_by_chance: number;
  alerts: Alert[];
}

/** The alerts of a month (absent: the last whole one), from published values alone. */
export async function alerts(
  published: Published,
  catalogue: Catalogue,
  { month: asked, as_of }: { month?: string; as_of?: Date },
): Promise<Alerts> {
  const known = WATCHED.filter(({ id }) => catalogue.some((one) => one.id === id));
  const read = (id: string, statistic: Statistic) =>
    monthsOf(published, { indicator: findIndicator(catalogue, id), statistic, as_of });
  const series = await Promise.all(
    known.map(async ({ id, statistic }) => ({
      indicator: findIndicator(catalogue, id),
      rows: await read(id, statistic),
    })),
  );
  const periods = series.flatMap(({ rows }) => rows.map(({ period }) => period!));
  const month = asked ?? periods.sort().at(-1) ?? null;
  if (month === null) {
    return { month, watched: 0, told: 0, expected_by_chance: 0, alerts: [] };
  }
  const charts = series.flatMap(({ indicator, rows }) => chartAlerts(indicator, rows, month));
  const told = charts.flatMap(({ alert }) => (alert ? [alert] : []));
  const has = (id: string) => catalogue.some((one) => one.id === id);
  const signs = [
    ...(has('G-01') ? bunching(await read('G-01', 'ratio'), month) : []),
    ...(has('G-02') ? massClosings(await read('G-02', 'count'), month) : []),
  ];
  return {
    ...{ month, watched: charts.length, told: told.length },
    expected_by_chance: charts.reduce((sum, { chance }) => sum + chance, 0),
    alerts: [...told, ...signs],
  };
}

/** The whole months of the country and of each prefecture, without the test data set. */
async function monthsOf(
  published: Published,
  filter: ValuesFilter & { indicator: Indicator },
): Promise<Value[]> {
  const rows = await readValues(published, {
    ...{ ...filter, ...EVERY_APPLICATION },
    ...{ view: 'period', breakdown: 'all', grain: 'month' },
  });
  return wholeMonths(filter.indicator, rows).filter(
    ({ region, prefecture }) =>
      prefecture !== 'ZZ' && prefecture !== 'inconnu' && (prefecture !== null || region === null),
  );
}

function byPlace(rows: readonly Value[]): Map<string | null, Value[]> {
  const places = new Map<string | null, Value[]>();
  for (const row of rows) {
    const months = places.get(row.prefecture) ?? [];
    months.push(row);
    places.set(row.prefecture, months);
  }
  return places;
}

/** One entry a series that can be watched; its alert where the month is told. */
function chartAlerts(
  indicator: Indicator,
  rows: readonly Value[],
  month: string,
): { alert: Alert | null; chance: number }[] {
  return [...byPlace(rows)].flatMap(([prefecture, all]) => {
    const months = all.filter(({ period }) => period! <= month).slice(-MONTHS_WATCHED);
    const last = months.at(-1);
    if (months.length < MONTHS_MIN || last?.period !== month) return [];
    const point = lastPoint(months, indicator.better);
    const told = isTold(point);
    const alert = told ? { ...figureOf(last, prefecture), ...chartFinding(point) } : null;
    const correlated = isCorrelated(months.map(({ value }) => value!));
    return [{ alert, chance: correlated ? FALSE_ALARM_CORRELATED : FALSE_ALARM }];
  });
}

/**
 * What the chart says of the last month. Where months resemble the ones before, as a stock does, it is
 * judged by what the month before did not announce, and its centre and limits are about what it did.
 */
export function lastPoint(months: readonly Value[], better: Indicator['better']): ChartPoint {
  const figures = months.map(({ value }) => value!);
  if (!isCorrelated(figures)) {
    const kind = suitableKind(months);
    return chartOf(months, { kind, starts: [], better, drawn: true }).at(-1)!;
  }
  const point = chartOfResiduals(months, better).at(-1)!;
  const announced = figures.at(-1)! - point.value;
  const about = (limit: number | null) => (limit === null ? null : limit + announced);
  return {
    ...point,
    value: figures.at(-1)!,
    centre: about(point.centre),
    lower: about(point.lower),
    upper: about(point.upper),
  };
}

/** A month is told when it breaks a rule, or when what adds up crosses its threshold in it. */
export const isTold = ({ rule, cusum_alert }: Pick<ChartPoint, 'rule' | 'cusum_alert'>): boolean =>
  rule !== null || cusum_alert !== null;

const figureOf = (
  { indicator, statistic, period, value, n }: Value,
  prefecture: string | null,
) => ({
  ...{ indicator, statistic, prefecture, period: period!, value: value!, n },
});

const chartFinding = ({ centre, lower, upper, rules, meaning, cusum_alert }: ChartPoint) =>
  ({ kind: 'chart', centre, lower, upper, rules, meaning, cusum: cusum_alert, q: null }) as const;

const NO_CHART = { rules: [] as Rule[], meaning: null, cusum: null };
const DISCOVERY = 0.05;

/** Places where more decisions than chance fall in the week that ends with the legal delay. */
function bunching(rows: readonly Value[], month: string): Alert[] {
  const now = rows.filter(({ period, prefecture }) => period === month && prefecture !== null);
  return discoveries(now, ({ value, lower }) => {
    if (!value || !lower) return 1;
    const spread = Math.log(value / lower) / Z95;
    return 1 - normalDistribution(Math.log(value) / spread);
  }).map(({ row, q }) => ({
    ...{ ...figureOf(row, row.prefecture), ...NO_CHART, kind: 'bunching', q },
    ...{ centre: 1, lower: row.lower, upper: row.upper },
  }));
}

const WORKING_DAYS = 21;

/** Places whose busiest day closed more without a decision than an even month would. */
function massClosings(rows: readonly Value[], month: string): Alert[] {
  const now = rows.filter(({ period, prefecture }) => period === month && prefecture !== null);
  return discoveries(now, ({ value, n }) => {
    const onOne = poissonReaches(value ?? 0, n / WORKING_DAYS);
    // The busiest of the month’s days.
    return 1 - (1 - onOne) ** WORKING_DAYS;
  }).map(({ row, q }) => ({
    ...{ ...figureOf(row, row.prefecture), ...NO_CHART, kind: 'mass_closing', q },
    ...{ centre: row.n / WORKING_DAYS, lower: null, upper: null },
  }));
}

/** Those that remain once the number of places looked at is allowed for. */
function discoveries(rows: readonly Value[], pValue: (row: Value) => number) {
  const q = adjustedForDiscovery(rows.map(pValue));
  return rows.flatMap((row, i) => (q[i]! < DISCOVERY ? [{ row, q: q[i]! }] : []));
}
