import type { Indicator, Statistic, Value } from '#domain/indicator.ts';
import { decimalsFor, isMonth, unitOf, valuesOf, type Shape } from './format.ts';
import { inLang, partIn, type Locale } from './locale.ts';
import type { Population } from './url-state.ts';

/** How the values of one indicator and statistic are written, the same for all the rows given. */
export function shapeOf(
  locale: Locale,
  indicator: Pick<Indicator, 'id' | 'unit' | 'per' | 'counted'>,
  statistic: Statistic,
  rows: readonly Value[],
): Shape {
  const unit = unitOf(indicator.unit, statistic);
  // Posts are counted in parts.
  const isPart = unit === 'count' && !valuesOf(rows).every(Number.isInteger);
  return {
    unit,
    decimals: isPart ? 1 : decimalsFor(unit, statistic, valuesOf(rows)),
    noun: unit === 'ratio' ? perOf(locale, indicator, rows) : countedIn(locale, indicator),
    signed: valuesOf(rows).some((value) => value < 0),
  };
}

const countedIn = (
  { lang, words }: Locale,
  { id, counted }: Pick<Indicator, 'id' | 'counted'>,
): string => partIn(lang, counted) || (words.nouns[id.charAt(0)] ?? words.nouns.other ?? '');

/** A part of a ratio says itself what it is reckoned by. */
const perOf = (
  { lang }: Locale,
  { per }: Pick<Indicator, 'per'>,
  rows: readonly Value[],
): string => (rows.some(({ breakdown }) => breakdown !== null) ? '' : partIn(lang, per));

export const titleOf = ({ lang }: Locale, { title_fr, title_en }: Indicator): string =>
  inLang(lang, title_fr, title_en);

export const definitionOf = ({ lang }: Locale, indicator: Indicator): string =>
  inLang(lang, indicator.definition_fr, indicator.definition_en);

/** What the figures of a picture are in: “En jours”, “Demandes, en nombre”. */
export function unitLabel({ words }: Locale, { unit, noun }: Shape): string {
  if (unit === 'ratio' && noun) return capitalised(noun);
  return unit === 'count' ? words.unitLabels.count(capitalised(noun)) : words.unitLabels[unit];
}

/** The value with its unit, or the word that says why there is none. */
export function readingOf({ words, format }: Locale, row: Value | undefined, shape: Shape): string {
  if (!row) return words.status.no_denominator;
  return row.value === null ? words.status[row.status] : format.value(row.value, shape);
}

/** The interval in plain words: “entre 71 et 76 jours”. Nothing when there is no value. */
export function intervalOf({ words, format }: Locale, row: Value, shape: Shape): string {
  const { between, atLeast, atMost, exact, none } = words.interval;
  const { value, lower, upper } = row;
  if (value === null && lower === null && upper === null) return '';
  if (lower !== null && upper !== null) {
    return between(format.figure(lower, shape), format.value(upper, shape));
  }
  if (lower !== null) return atLeast(format.value(lower, shape));
  if (upper !== null) return atMost(format.value(upper, shape));
  return shape.unit === 'count' ? exact : none;
}

/** All that is read of a cell in one line: value, interval (or that it has none) and number, or why there is no value. */
export function lineOf(locale: Locale, row: Value | undefined, shape: Shape): string {
  const reading = readingOf(locale, row, shape);
  if (!row || row.value === null) return reading;
  const isCount = shape.unit === 'count';
  const bounded = row.lower !== null || row.upper !== null;
  const interval = (bounded || !isCount) && intervalOf(locale, row, shape);
  const n = !isCount && locale.words.source.n(locale.format.number(row.n));
  return [reading, interval, n].filter(Boolean).join(', ');
}

/** The interval as a column of a table has it: “71 à 76”. */
export function rangeOf(
  { words, format }: Locale,
  row: Pick<Value, 'lower' | 'upper'>,
  shape: Shape,
): string {
  const { lower, upper } = row;
  if (lower !== null && upper !== null) {
    return words.interval.range(format.figure(lower, shape), format.figure(upper, shape));
  }
  if (lower !== null) return `≥ ${format.figure(lower, shape)}`;
  return upper === null ? '' : `≤ ${format.figure(upper, shape)}`;
}

/** The interval in brackets after a value that carries the unit: “ (71 à 76)”, “ (11,9 à 12,7 %)”. */
export function bracketOf(locale: Locale, row: Value, shape: Shape): string {
  const range = rangeOf(locale, row, shape);
  if (range === '') return '';
  return ` (${range}${shape.unit === 'share' ? locale.format.percent : ''})`;
}

/** The same period one year before. */
export const yearBefore = (period: string): string =>
  `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;

/** “en octobre 2026”, “en 2026, jusqu’au 31 octobre 2026”, “au 31 octobre 2026”. */
export function whenOf({ words, format }: Locale, period: string | null, cutoff: string): string {
  if (period === null) return words.period.atCutoff(format.day(cutoff));
  if (isMonth(period) || period !== cutoff.slice(0, 4) || cutoff.endsWith('-12-31')) {
    return words.period.within(format.period(period));
  }
  return words.period.within(words.period.partial(period, format.day(cutoff)));
}

/** Which dossiers a value is about: “Tous les dossiers”, “Motif : étudiant”. */
export function populationLabel({ words }: Locale, population: Population | null): string {
  if (!population) return words.controls.everything;
  const { dimension, member } = population;
  return `${words.dimensions[dimension]}${words.colon}${words.members[member] ?? member}`;
}

/** “depuis plus de 4 mois” for `seuil=4m`; a part that no word describes stays as it is. */
export function breakdownLabel({ words }: Locale, breakdown: string): string {
  return breakdown
    .split(';')
    .map((part) => {
      const [name = '', value = ''] = part.split('=');
      const { own, names, values } = words.breakdowns;
      return own[part] ?? names[name]?.(values[value] ?? words.members[value] ?? value) ?? part;
    })
    .join(', ');
}

/** A finding drawn from invented rows must say so itself: it may be quoted without its page. */
export const prefixed = ({ words }: Locale, origin: Value['origin'] | null, finding: string) =>
  origin === 'synthetic' ? words.site.demoPrefix + finding : finding;

/** First letter in capitals, for a sentence that begins with a figure or a noun from data. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
