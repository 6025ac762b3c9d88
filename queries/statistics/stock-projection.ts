import { sum } from './quantile.ts';

/** A stock by age at the end of a month: entry a came in a months ago, the last entry at least that. */
export type Pyramid = readonly number[];

/** A month of a stock: who came in, and who is there at its end. */
export interface StockMonth {
  arrivals: number;
  pyramid: Pyramid;
}

/**
 * The share of each age that leaves within a month, over the months given but the first, whose own
 * is not known: entry 0 is of those who came in during the month. An age that nobody had takes the
 * share of the one below.
 */
export function leavingShares(months: readonly StockMonth[]): number[] {
  const ages = months[0]?.pyramid.length ?? 0;
  const atRisk = Array.from({ length: ages }, () => 0);
  const stayed = Array.from({ length: ages }, () => 0);
  months.slice(1).forEach(({ arrivals, pyramid }, index) => {
    const before = months[index]!.pyramid;
    for (let age = 0; age < ages; age++) {
      atRisk[age]! += age === 0 ? arrivals : ofAge(before, age);
      stayed[age]! += pyramid[age] ?? 0;
    }
  });
  const shares: number[] = [];
  for (let age = 0; age < ages; age++) {
    const known = atRisk[age]! > 0;
    // Dossiers reopened, or transferred in, can make more stay than were there.
    const share = known ? 1 - stayed[age]! / atRisk[age]! : (shares.at(-1) ?? 0);
    shares.push(Math.min(1, Math.max(0, share)));
  }
  return shares;
}

/** Those who reach an age in the month after this pyramid; the oldest stay among themselves. */
function ofAge(before: Pyramid, age: number): number {
  const oldest = age === before.length - 1;
  return (before[age - 1] ?? 0) + (oldest ? (before[age] ?? 0) : 0);
}

/**
 * The stock of the months to come: each month the arrivals come in, every age loses its share, and
 * all grow older. `effort` multiplies the shares: 0.9 = a tenth fewer hands, if what is done is in
 * proportion to them.
 */
export function project(
  pyramid: Pyramid,
  shares: readonly number[],
  arrivals: readonly number[],
  effort = 1,
): number[] {
  let current = [...pyramid];
  return arrivals.map((coming) => {
    current = current.map((_, age) => {
      const atRisk = age === 0 ? coming : ofAge(current, age);
      return atRisk * (1 - Math.min(1, (shares[age] ?? 0) * effort));
    });
    return sum(current);
  });
}

/**
 * The arrivals of the months to come: those of the same month a year before, times how the last
 * twelve months compare with the twelve before, where both are known; a change of more than a
 * quarter is not carried on.
 */
export function expectedArrivals(past: readonly number[], months: number): number[] {
  const [last, before] = [past.slice(-12), past.slice(-24, -12)];
  const whole = before.length === 12 && sum(before) > 0;
  const growth = whole ? Math.min(1.25, Math.max(0.8, sum(last) / sum(before))) : 1;
  return Array.from({ length: months }, (_, ahead) => {
    const years = Math.floor(ahead / 12) + 1;
    return (last[ahead % 12] ?? 0) * growth ** years;
  });
}

/** How far from the truth a forecast fell, on the scale of the truth: 0.1 = a tenth too high. */
export interface ForecastError {
  ahead: number;
  error: number;
  /** Of saying that the stock stays what it is. */
  naive: number;
}

/** A year of shares needs a month before it. */
export const HISTORY_MIN = 13;

/** What the forecast would have said at each past month, with what had happened by then. */
export function backTest(months: readonly StockMonth[], horizon: number): ForecastError[] {
  const errors: ForecastError[] = [];
  for (let origin = HISTORY_MIN - 1; origin < months.length - 1; origin++) {
    const known = months.slice(0, origin + 1);
    const start = sum(known.at(-1)!.pyramid);
    const said = forecast(known, Math.min(horizon, months.length - 1 - origin));
    said.forEach((value, index) => {
      const truth = sum(months[origin + index + 1]!.pyramid);
      if (truth > 0) {
        errors.push({ ahead: index + 1, error: value / truth - 1, naive: start / truth - 1 });
      }
    });
  }
  return errors;
}

/** The stock of the months to come, from the shares of the last year. */
export const forecast = (months: readonly StockMonth[], horizon: number, effort = 1): number[] =>
  project(
    months.at(-1)!.pyramid,
    leavingShares(months.slice(-HISTORY_MIN)),
    expectedArrivals(
      months.map(({ arrivals }) => arrivals),
      horizon,
    ),
    effort,
  );
