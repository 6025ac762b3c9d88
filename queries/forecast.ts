import type { Value } from '#domain/indicator.ts';
import { monthAfter } from './months.ts';
import { readValues, type Published } from './published-values.ts';
import { mean, quantile, sum } from './statistics/quantile.ts';
import {
  backTest,
  forecast,
  HISTORY_MIN,
  leavingShares,
  type ForecastError,
  type StockMonth,
} from './statistics/stock-projection.ts';
import { publishedRun, type ValuesFilter } from './values.ts';

/** The stock by age that a forecast is made of. */
export const STOCK_BY_AGE = 'S-05';
/** What becomes of the staff: as many hands more or fewer. */
const SCENARIOS = [-0.1, 0, 0.1] as const;
const HORIZON = 12;
const AGES = 25;
/** Of a smaller stock a forecast is mostly chance. */
const STOCK_MIN = 30;
/** Fewer past forecasts than this say too little of how wrong the next may be. */
const ORIGINS_MIN = 8;

export interface ForecastFilter {
  indicator: ValuesFilter['indicator'];
  region?: string;
  prefecture?: string;
  as_of?: Date;
}

export interface Forecast {
  indicator: string;
  region: string | null;
  prefecture: string | null;
  run: string | null;
  /** `too_few`: less than thirteen months or thirty dossiers, of which nothing is forecast. */
  status: 'ok' | 'too_few';
  /** The last whole month: what comes after it is forecast. */
  origin: string | null;
  observed: { period: string; value: number; arrivals: number }[];
  /** Share of each age, in months since the month of filing, that leaves within a month. */
  leaving: { age: number; share: number }[];
  scenarios: {
    /** −0.1: a tenth fewer hands, and as much less done at every age. */
    staffing: number;
    months: { period: string; value: number; lower: number | null; upper: number | null }[];
  }[];
  /** How wrong it would have been, beside saying that the stock stays what it is. */
  back_test: { ahead: number; origins: number; error: number; bias: number; naive: number }[];
}

/**
 * The stock of the next twelve months: those who wait grow older and leave as that age left over the last
 * year, and as many come in as a year before. Limits hold the middle 80 % of its own past errors.
 */
export async function stockForecast(
  published: Published,
  filter: ForecastFilter,
): Promise<Forecast> {
  const { indicator, region, prefecture, as_of } = filter;
  const run = await publishedRun(published.reader, { indicator, as_of });
  const level = prefecture ? 'prefecture' : region ? 'region' : 'national';
  const rows = await readValues(published, {
    ...{ indicator, level, grain: 'month', run: run ?? '' },
    ...(prefecture ? { prefecture } : region ? { region } : {}),
  });
  const months = monthsOf(rows);
  const observed = months.map(({ period, arrivals, pyramid }) => ({
    ...{ period, value: sum(pyramid), arrivals },
  }));
  const place = { region: region ?? null, prefecture: prefecture ?? null };
  const answer = { indicator: indicator.id, ...place, run: run ?? null, observed };
  const origin = months.at(-1)?.period ?? null;
  if (months.length < HISTORY_MIN || observed.at(-1)!.value < STOCK_MIN) {
    const nothing = { leaving: [], scenarios: [], back_test: [] };
    return { ...answer, ...nothing, status: 'too_few', origin };
  }
  const errors = backTest(months, HORIZON);
  const shares = leavingShares(months.slice(-HISTORY_MIN));
  return {
    ...{ ...answer, status: 'ok', origin },
    leaving: shares.map((share, age) => ({ age, share })),
    scenarios: SCENARIOS.map((staffing) => ({
      staffing,
      months: forecast(months, HORIZON, 1 + staffing).map((value, index) => ({
        ...{ period: monthAfter(origin!, index + 1), value },
        ...limitsOf(value, errors, index + 1),
      })),
    })),
    back_test: [1, 3, 6, 12].flatMap((ahead) => judged(errors, ahead)),
  };
}

/** Rows of S-05 as months in order, without a gap: a month of nothing is one of zeros. */
function monthsOf(rows: readonly Value[]): (StockMonth & { period: string })[] {
  const periods = [...new Set(rows.map(({ period }) => period!))].sort();
  const [first] = periods;
  const months: (StockMonth & { period: string })[] = [];
  const figures = new Map(rows.map((row) => [`${row.period} ${row.breakdown}`, row.value ?? 0]));
  for (let period = first; period && period <= periods.at(-1)!; period = monthAfter(period, 1)) {
    const of = (breakdown: string) => figures.get(`${period} ${breakdown}`) ?? 0;
    const bands = Array.from({ length: AGES }, (_, age) =>
      of(`age=${age === AGES - 1 ? '24m+' : `${String(age).padStart(2, '0')}m`}`),
    );
    months.push({ period, arrivals: of('flux=entrees'), pyramid: bands });
  }
  return months;
}

function limitsOf(value: number, errors: readonly ForecastError[], ahead: number) {
  const past = errors.filter((each) => each.ahead === ahead).map(({ error }) => error);
  if (past.length < ORIGINS_MIN) return { lower: null, upper: null };
  const at = (p: number) => value / (1 + quantile(past, p));
  return { lower: Math.min(value, at(0.9)), upper: Math.max(value, at(0.1)) };
}

function judged(errors: readonly ForecastError[], ahead: number) {
  const past = errors.filter((each) => each.ahead === ahead);
  if (past.length === 0) return [];
  return [
    {
      ...{ ahead, origins: past.length, bias: mean(past.map(({ error }) => error)) },
      error: mean(past.map(({ error }) => Math.abs(error))),
      naive: mean(past.map(({ naive }) => Math.abs(naive))),
    },
  ];
}
