/**
 * Days are whole numbers since 1970-01-01, so that durations are differences; everything that needs
 * a real calendar is looked up in tables made once.
 */
import { FIRST_DAY, LAST_DAY } from '#domain/contract.ts';

export type Day = number;

const MS_PER_DAY = 86_400_000;
const FIRST = Date.parse(FIRST_DAY) / MS_PER_DAY;
const LAST = Date.parse(LAST_DAY) / MS_PER_DAY;
const LENGTH = LAST - FIRST + 1;

const names: string[] = [];
const years = new Int16Array(LENGTH);
const months = new Int8Array(LENGTH);
const daysOfMonth = new Int8Array(LENGTH);
/** First day of every month of the tables, by months since the year 0. */
const monthStarts = new Map<number, Day>();

for (let offset = 0; offset < LENGTH; offset++) {
  const date = new Date((FIRST + offset) * MS_PER_DAY);
  names.push(date.toISOString().slice(0, 10));
  years[offset] = date.getUTCFullYear();
  months[offset] = date.getUTCMonth() + 1;
  daysOfMonth[offset] = date.getUTCDate();
  if (date.getUTCDate() === 1) {
    monthStarts.set(date.getUTCFullYear() * 12 + date.getUTCMonth(), FIRST + offset);
  }
}

export function dayOf(name: string): Day {
  const day = Date.parse(name) / MS_PER_DAY;
  if (names[day - FIRST] !== name) throw new RangeError(`“${name}” is not a day of the calendar.`);
  return day;
}

export const nameOf = (day: Day): string => names[day - FIRST]!;
export const yearOf = (day: Day): number => years[day - FIRST]!;
export const monthNumberOf = (day: Day): number => months[day - FIRST]!;

/** Months since the year 0, so that months too can be subtracted. */
export const monthOf = (day: Day): number => yearOf(day) * 12 + monthNumberOf(day) - 1;
export const firstDayOf = (month: number): Day => monthStarts.get(month)!;
export const lengthOf = (month: number): number =>
  (monthStarts.get(month + 1) ?? LAST + 1) - firstDayOf(month);
/** `2024-03`. */
export const monthName = (month: number): string => nameOf(firstDayOf(month)).slice(0, 7);

/** The same day of another month, or its last day where it has none: 31 January + 1 = 28 February. */
export function addMonths(day: Day, count: number): Day {
  const month = monthOf(day) + count;
  return firstDayOf(month) + Math.min(daysOfMonth[day - FIRST]!, lengthOf(month)) - 1;
}

/** The last day of a document that is valid `count` months, both ends included. */
export const lastDayAfter = (debut: Day, count: number): Day => addMonths(debut, count) - 1;

/** 0 is Sunday. */
export const weekday = (day: Day): number => (day + 4) % 7;

/** Offices close on Saturday and Sunday; public holidays are left out of the model. */
export function nextOpenDay(day: Day): Day {
  const name = weekday(day);
  if (name === 6) return day + 2;
  return name === 0 ? day + 1 : day;
}

export function previousOpenDay(day: Day): Day {
  const name = weekday(day);
  if (name === 6) return day - 1;
  return name === 0 ? day - 2 : day;
}

/** Every Monday at 3 in the morning, UTC, what happened up to Sunday is extracted. */
export const extractionAfter = (day: Day): Day => day + 1 + ((8 - weekday(day + 1)) % 7);

const instants = names.map((name) => `${name}T03:00:00Z`);
export const extractedAt = (extraction: Day): string => instants[extraction - FIRST]!;
