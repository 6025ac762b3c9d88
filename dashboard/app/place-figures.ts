import type { Value } from '#domain/indicator.ts';
import { fetchFewValues } from './api.ts';
import type { Figure } from './compositions/section.ts';
import { find, queryFor, type Context } from './context.ts';
import type { Shape } from './format.ts';
import { locale } from './locale.ts';
import { defaultPeriod, monthBefore, narrow, periodsOf } from './rows.ts';
import { shapeOf } from './sentences.ts';

/** A figure of one prefecture beside that of the country, in the same period. */
export interface Compared {
  own: Value | undefined;
  national: Value | undefined;
  shape: Shape;
  period: string | null;
}

/** Undefined when the catalogue does not hold the indicator, or has no value of it. */
export async function fetchCompared(
  figure: Figure,
  context: Context,
  signal: AbortSignal,
): Promise<Compared | undefined> {
  const found = find(context, figure);
  if (!found) return undefined;
  const month = context.cutoff.slice(0, 7);
  const recent = { from: monthBefore(month, 12), to: month };
  const [local, france] = await Promise.all(
    [context, { ...context, place: null }].map((where) =>
      fetchFewValues(queryFor(where, found, recent), signal),
    ),
  );
  const asked = { view: figure.view ?? null, breakdown: figure.breakdown ?? null };
  const national = narrow(france ?? [], asked);
  if (national.rows.length === 0) return undefined;
  const { view = null, breakdown } = national;
  const own = narrow(local ?? [], { view, breakdown });
  const period = defaultPeriod(periodsOf(national.rows), context.cutoff) ?? null;
  const at = (rows: readonly Value[]) => rows.find((row) => row.period === period);
  const isLocal =
    found.indicator.dimensions.includes('prefecture') &&
    own.view === view &&
    own.breakdown === breakdown;
  const pair = { own: isLocal ? at(own.rows) : undefined, national: at(national.rows) };
  const rows = [pair.own, pair.national].flatMap((row) => (row ? [row] : []));
  return { ...pair, period, shape: shapeOf(locale, found.indicator, found.statistic, rows) };
}
