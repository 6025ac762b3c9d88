import { ascending } from 'd3';
import { VIEWS, type Indicator, type Value, type View } from '#domain/indicator.ts';
import { isMonth, isYear } from './format.ts';
import type { Locale } from './locale.ts';

/** What the rows of one indicator and statistic can be narrowed by, and what they are narrowed by. */
export interface Facets {
  views: readonly View[];
  view: View | undefined;
  /** Empty where the statistic has no breakdown. */
  breakdowns: readonly string[];
  breakdown: string | null;
  /** Is there an undivided value beside the breakdowns? */
  hasWhole: boolean;
  rows: readonly Value[];
}

const PREFERRED = ['period', 'cohort'] as const;

/**
 * Narrows rows to one view and one breakdown: the ones asked for where they exist, else what happened
 * in the period, undivided; where only the cohort has an undivided figure, that. The choices come from the rows, so
 * a new indicator needs nothing here.
 */
export function narrow(
  rows: readonly Value[],
  asked: { view: View | null; breakdown: string | null },
): Facets {
  const views = VIEWS.filter((view) => rows.some((row) => row.view === view));
  const has = (view: View, division: string | null) =>
    rows.some((row) => row.view === view && row.breakdown === division);
  const view =
    [
      asked.view,
      ...PREFERRED.filter((one) => has(one, asked.breakdown)),
      ...PREFERRED.filter((one) => has(one, null)),
      ...PREFERRED,
    ].find((one) => one !== null && views.includes(one)) ?? undefined;
  const seen = rows.filter((row) => row.view === view);

  const divisions = [...new Set(seen.map(({ breakdown }) => breakdown))];
  const breakdowns = divisions.filter((breakdown) => breakdown !== null).sort(naturally);
  const whole = divisions.includes(null) ? null : (breakdowns[0] ?? null);
  const breakdown =
    asked.breakdown !== null && breakdowns.includes(asked.breakdown) ? asked.breakdown : whole;
  return {
    views,
    view,
    breakdowns,
    breakdown,
    hasWhole: divisions.includes(null),
    rows: seen.filter((row) => row.breakdown === breakdown),
  };
}

/** The months of a series, oldest first. */
export const monthly = (rows: readonly Value[]): Value[] =>
  rows.filter((row) => row.period !== null && isMonth(row.period)).sort(byPeriod);

/**
 * The row that a series is told by: that of a month, or the last. What is known of a filing after a year
 * only is not yet known of the last months: then the latest that is.
 */
export function rowToTell(rows: readonly Value[], month: string): Value | undefined {
  const row = rows.find(({ period }) => period === month) ?? rows.at(-1);
  if (row?.status !== 'not_reached') return row;
  return rows.findLast(({ value }) => value !== null) ?? row;
}

export interface Periods {
  /** Newest first. */
  months: readonly string[];
  years: readonly string[];
}

export function periodsOf(rows: readonly Value[]): Periods {
  const periods = [...new Set(rows.flatMap(({ period }) => (period === null ? [] : [period])))];
  periods.sort().reverse();
  return { months: periods.filter(isMonth), years: periods.filter(isYear) };
}

/**
 * The period shown first: the year in progress, since a month is too short for a small prefecture;
 * where that has no value, as for a stock, the last complete month.
 */
export function defaultPeriod({ months, years }: Periods, cutoff: string): string | undefined {
  const last = lastCompleteMonth(cutoff);
  return (
    years.find((year) => year === cutoff.slice(0, 4)) ??
    months.find((month) => month <= last) ??
    months[0] ??
    years[0]
  );
}

/** The last month that the data covers to its last day. */
export function lastCompleteMonth(cutoff: string): string {
  const month = cutoff.slice(0, 7);
  const [year = 0, number = 1] = month.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  return cutoff >= lastDay ? month : monthBefore(month);
}

/** The last month whose figure of an indicator no longer moves: what sentences speak of. */
export const settledMonth = (
  { settles_after }: Pick<Indicator, 'settles_after'>,
  cutoff: string,
): string => monthBefore(lastCompleteMonth(cutoff), settles_after);

/** The month so many months earlier. */
export function monthBefore(month: string, count = 1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - count, 1)).toISOString().slice(0, 7);
}

/** The first and last month of a period: what `from` and `to` ask for. */
export const boundsOf = (period: string): { from: string; to: string } =>
  isYear(period) ? { from: `${period}-01`, to: `${period}-12` } : { from: period, to: period };

const byPeriod = (a: Value, b: Value) => ascending(a.period ?? '', b.period ?? '');

/** The parts that several breakdowns have in common, as long as each says something besides. */
export function sharedParts(breakdowns: readonly string[]): string[] {
  const [first = [], ...others] = breakdowns.map((breakdown) => breakdown.split(';'));
  const shared = first.filter((part) => others.every((parts) => parts.includes(part)));
  const isWhole = [first, ...others].some(({ length }) => length === shared.length);
  return others.length === 0 || isWhole ? [] : shared;
}

/** Is it a figure of the prefectures that try the AI application, beside one of the others? */
export const isPilot = (row: Value | undefined): boolean =>
  row?.breakdown?.split(';').includes('groupe=pilotes') ?? false;

/** A breakdown without some of its parts. */
export const withoutParts = (breakdown: string, left: readonly string[]): string =>
  breakdown
    .split(';')
    .filter((part) => !left.includes(part))
    .join(';');

/** In the order of letters, and of the numbers among them: “9 mois” before “10 mois”. */
const naturally = (a: string, b: string): number => ascending(padded(a), padded(b));

/** Compares two breakdowns part by part, values in the order in which their words stand. */
export function inReadingOrder({ words }: Locale, a: string, b: string): number {
  const ranks = Object.keys(words.breakdowns.values);
  const [ours, theirs] = [a, b].map((breakdown) =>
    breakdown.split(';').map((part) => ranks.indexOf(part.slice(part.indexOf('=') + 1))),
  ) as [number[], number[]];
  const at = ours.findIndex((rank, index) => rank !== theirs[index]);
  const [one = -1, other = -1] = at < 0 ? [] : [ours[at], theirs[at]];
  return one < 0 || other < 0 ? naturally(a, b) : one - other;
}

const padded = (text: string) => text.replace(/\d+/g, (digits) => digits.padStart(12, '0'));
