import { dayOf, firstDayOf, lengthOf, monthName, monthOf } from './calendar.ts';
import { FILINGS, FIRST_YEAR, inYear, LOCKDOWN_WEIGHTS, MONTH_WEIGHTS } from './calibration.ts';

/** The real filings of one month. */
export interface Volume {
  month: number;
  year: number;
  filings: number;
}

export const YEARS: readonly number[] = FILINGS.map((_, position) => FIRST_YEAR + position);
const LAST_YEAR_MONTHS = 10;

/** Every month of the model: the months of a year add up to its volume. */
export const MONTHS: readonly Volume[] = YEARS.flatMap((year) => {
  const count = year === YEARS.at(-1) ? LAST_YEAR_MONTHS : 12;
  const months = Array.from({ length: count }, (_, rank) => year * 12 + rank);
  const weights = months.map(
    (month, rank) =>
      MONTH_WEIGHTS[rank]! * (LOCKDOWN_WEIGHTS[monthName(month)] ?? 1) * lengthOf(month),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return months.map((month, rank) => ({
    month,
    year,
    filings: (inYear(FILINGS, year) * weights[rank]!) / total,
  }));
});

/** The months between two days, those at the ends cut in proportion. */
export function volumesBetween(from: string, until: string): Volume[] {
  const [first, last] = [dayOf(from), dayOf(until)];
  return MONTHS.filter(({ month }) => month >= monthOf(first) && month <= monthOf(last)).map(
    ({ month, year, filings }) => {
      const start = Math.max(first, firstDayOf(month));
      const end = Math.min(last, firstDayOf(month) + lengthOf(month) - 1);
      return { month, year, filings: (filings * (end - start + 1)) / lengthOf(month) };
    },
  );
}
