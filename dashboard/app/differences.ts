import type { Value } from '#domain/indicator.ts';
import type { Shape } from './format.ts';
import type { Locale } from './locale.ts';

/**
 * What can be said of the difference with an earlier value: nothing, where its interval holds zero. A
 * complete count has none and needs none; another figure without an interval is compared, and said to
 * be unjudged.
 */
export function changeOf(
  locale: Locale,
  now: Value,
  before: Value | undefined,
  beforePeriod: string,
  shape: Shape,
): string {
  const { words, format } = locale;
  const { change } = words;
  const period = format.period(beforePeriod);
  if (now.value === null || !before || before.value === null) return change.unknown(period);
  const then = format.value(before.value, shape);
  const interval = differenceInterval(now, before);
  const bounds = (low: number, high: number) =>
    [figureOf(locale, low, shape), deltaOf(locale, high, shape)] as const;
  if (interval && holdsZero(interval)) return change.unsure(then, period, ...bounds(...interval));

  const difference = now.value - before.value;
  if (difference === 0) return change.none(then, period);
  const less = shape.unit === 'count' ? change.fewer : change.less;
  const say = difference > 0 ? change.more : less;
  const delta = deltaOf(locale, Math.abs(difference), shape);
  const sentence = say(delta + relativeOf(locale, now.value, before.value, shape), then, period);
  if (!interval) return shape.unit === 'count' ? sentence : sentence + change.unjudged;
  const [low, high] = interval;
  return sentence + change.sure(...(low > 0 ? bounds(low, high) : bounds(-high, -low)));
}

/**
 * The 95 % interval of how much one figure exceeds another, from the interval of each; undefined where
 * one has none. Newcombe, Statistics in Medicine 17 (1998), method 10, for shares; Zou and Donner,
 * Statistics in Medicine 27 (2008), for any figures that do not depend on each other. Of a prefecture
 * and the country that holds it, it is a little too wide.
 */
export function differenceInterval(one: Value, other: Value): [number, number] | undefined {
  if (!isJudged(one) || !isJudged(other)) return undefined;
  const difference = one.value - other.value;
  return [
    difference - Math.hypot(one.value - one.lower, other.upper - other.value),
    difference + Math.hypot(one.upper - one.value, other.value - other.lower),
  ];
}

/** Does an interval leave open which of two figures is the larger? */
export const holdsZero = ([low, high]: readonly [number, number]): boolean => low <= 0 && high >= 0;

type Judged = Value & { value: number; lower: number; upper: number };
const isJudged = (row: Value): row is Judged =>
  row.value !== null && row.lower !== null && row.upper !== null;

/** A difference without its unit: that of shares is in points. */
const figureOf = ({ format }: Locale, difference: number, shape: Shape): string =>
  format.figure(difference, shape);

const deltaOf = ({ format }: Locale, difference: number, shape: Shape): string =>
  shape.unit === 'share'
    ? format.value(difference * 100, { ...shape, unit: 'points' })
    : format.value(difference, shape);

/** Of a count, how much that is of the one before. */
function relativeOf({ format }: Locale, now: number, before: number, shape: Shape): string {
  if (shape.unit !== 'count' || shape.signed || before === 0) return '';
  const share = { unit: 'share', decimals: 1, noun: '' } as const;
  return ` (${format.value(Math.abs(now - before) / before, share)})`;
}
