import type { Statistic, Unit, Value } from '#domain/indicator.ts';

export const LANGS = ['fr', 'en'] as const;
export type Lang = (typeof LANGS)[number];

/** How one column of figures is written: the same decimals from top to bottom. */
export interface Shape {
  unit: Unit;
  decimals: number;
  /** What a count counts (“demandes”), what a ratio is reckoned by (“pour 1 000 dépôts”); else nothing. */
  noun: string;
  /** It may be below zero, so that a percentage of it says nothing. */
  signed?: boolean;
}

/** Writes figures, periods and days as a reader of one language expects them. */
export interface Format {
  /** `1 234,5`. */
  number(value: number, decimals?: number): string;
  /** The figure alone: a share is written in percent, without its sign. */
  figure(value: number, shape: Shape): string;
  /** The unit that goes with a figure: `jours`, `%`, `demandes`. */
  unit(value: number, shape: Shape): string;
  /** Figure and unit, held together by a no-break space. */
  value(value: number, shape: Shape): string;
  /** The sign, with the space that the language sets before it. */
  percent: string;
  /** `octobre 2026`, `2026`; a null period has no text of its own. */
  period(period: string): string;
  /** `oct. 2026`. */
  shortPeriod(period: string): string;
  /** `31 octobre 2026`. */
  day(day: string): string;
  /** `20 novembre 2026 à 08:15`, Paris time. */
  instant(instant: string): string;
}

/** What a statistic is measured in: a share of late files is a share, though delays are in days. */
export function unitOf(unit: Unit, statistic: Statistic): Unit {
  if (statistic === 'share' || statistic === 'count') return statistic;
  // A stock divided by a flow is a time.
  if (statistic === 'ratio') return unit === 'months' || unit === 'days' ? unit : 'ratio';
  return unit;
}

/** Decimals that the reader can use: rates under one in ten need two, medians of whole days none. */
export function decimalsFor(unit: Unit, statistic: Statistic, values: readonly number[]): number {
  if (unit === 'share') return values.length > 0 && Math.max(...values) < 0.1 ? 2 : 1;
  if (unit === 'ratio') return 2;
  if (unit === 'count') return 0;
  return statistic === 'median' || statistic === 'p10' || statistic === 'p90' ? 0 : 1;
}

/** As few decimals as write these figures exactly: bounds of classes are round. */
export function roundDecimals(values: readonly number[], { unit, decimals }: Shape): number {
  const exact = (count: number) =>
    values.every((value) => {
      const figure = unit === 'share' ? value * 100 : value;
      return Math.abs(Number(figure.toFixed(count)) - figure) < 1e-9;
    });
  let count = 0;
  while (count < decimals && !exact(count)) count += 1;
  return count;
}

/** Decimals that tell the figures of an axis apart, whatever those of the values have. */
export const axisDecimals = (ticks: readonly { value: number }[], shape: Shape): number =>
  roundDecimals(
    ticks.map(({ value }) => value),
    { ...shape, decimals: AXIS_DECIMALS },
  );

/** The values that rows do have. */
export const valuesOf = (rows: readonly Pick<Value, 'value'>[]): number[] =>
  rows.flatMap(({ value }) => (value === null ? [] : [value]));

const AXIS_DECIMALS = 4;
const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;
const NARROW = '\u202f';

export function createFormat(lang: Lang, units: UnitWords): Format {
  const locale = LOCALES[lang];
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Map<number, Intl.NumberFormat>();
  const monthIn = (names: readonly string[], text: string) =>
    `${names[Number(text.slice(5, 7)) - 1]} ${text.slice(0, 4)}`;

  const format: Format = {
    percent: lang === 'fr' ? `${NARROW}%` : '%',
    number(value, decimals = 0) {
      let writer = numbers.get(decimals);
      if (!writer) {
        writer = new Intl.NumberFormat(locale, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          // What rounds to nothing has no sign.
          signDisplay: 'negative',
        });
        numbers.set(decimals, writer);
      }
      return writer.format(value).replace('-', '\u2212');
    },
    figure: (value, { unit, decimals }) =>
      format.number(unit === 'share' ? value * 100 : value, decimals),
    unit(value, { unit, decimals, noun }) {
      if (unit === 'count' || unit === 'ratio') return noun;
      if (unit === 'share') return units.share;
      const written = Number(value.toFixed(decimals));
      return units[unit][plurals.select(written) === 'one' ? 'one' : 'other'];
    },
    value(value, shape) {
      const figure = format.figure(value, shape);
      const unit = format.unit(value, shape);
      if (unit === '') return figure;
      if (shape.unit === 'share') return figure + format.percent;
      return `${figure}\u00a0${unit}`;
    },
    period: (period) => (isMonth(period) ? monthIn(units.calendar.long, period) : period),
    shortPeriod: (period) => (isMonth(period) ? monthIn(units.calendar.short, period) : period),
    day(text) {
      const day = Number(text.slice(8, 10));
      const first = lang === 'fr' && day === 1 ? 'er' : '';
      // The day stays on the line of its month.
      return `${day}${first}\u00a0${monthIn(units.calendar.long, text)}`;
    },
    instant(text) {
      const there = inParis(new Date(text)).toISOString();
      return `${format.day(there)}${units.at}${there.slice(11, 16)}`;
    },
  };
  return format;
}

const HOUR_MS = 3_600_000;

/**
 * An instant moved so that its UTC parts are those of the clocks of Paris: two hours ahead from the
 * last Sunday of March to that of October, at one o’clock UTC, else one. The browser’s own calendar
 * would cost each page some 30 ms before it shows anything.
 */
function inParis(instant: Date): Date {
  const lastSunday = (month: number) => {
    const end = new Date(Date.UTC(instant.getUTCFullYear(), month + 1, 0, 1));
    return end.setUTCDate(end.getUTCDate() - end.getUTCDay());
  };
  const time = instant.getTime();
  const isSummer = time >= lastSunday(2) && time < lastSunday(9);
  return new Date(time + (isSummer ? 2 : 1) * HOUR_MS);
}

/** The words that figures need; the rest of a language's words is in `words/`. */
export interface UnitWords {
  days: { one: string; other: string };
  months: { one: string; other: string };
  seconds: { one: string; other: string };
  points: { one: string; other: string };
  share: string;
  at: string;
  /** The names of the months, January first. */
  calendar: { long: readonly string[]; short: readonly string[] };
}

export const isMonth = (period: string): boolean => /^\d{4}-\d{2}$/.test(period);
export const isYear = (period: string): boolean => /^\d{4}$/.test(period);

/** The first instant of a period or day: calendar facts are read in UTC and written in UTC. */
export const dateOf = (period: string): Date =>
  new Date(`${period}${'-01-01'.slice(period.length - 4)}`);
