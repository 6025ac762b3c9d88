import type { Statistic, Value, View } from '#domain/indicator.ts';
import { runs } from './freshness.ts';
import { readValues, type Published } from './published-values.ts';
import type { ValuesFilter } from './values.ts';

/** One figure of one place, over its periods. */
export interface RevisionsFilter extends ValuesFilter {
  statistic: Statistic;
  view: View;
}

interface Vintage {
  run: string;
  version: number;
  as_of: string;
  cutoff: string | null;
}

export interface Revisions {
  indicator: string;
  statistic: Statistic;
  view: View;
  breakdown: string | null;
  /** Oldest first. */
  vintages: Vintage[];
  /** A line a period; `figures` go with the vintages, null where that one had nothing of the period. */
  periods: {
    period: string | null;
    figures: (Pick<Value, 'value' | 'lower' | 'upper' | 'n' | 'status'> | null)[];
  }[];
}

const VINTAGES_MAX = 24;
const RUNS_LOOKED_AT = 1000;

/** What was said of each period at each time: how much a first figure is to be trusted. */
export async function revisions(
  published: Published,
  { as_of, ...filter }: RevisionsFilter,
): Promise<Revisions> {
  const done = await runs(published.reader, {
    indicator: filter.indicator.id,
    limit: RUNS_LOOKED_AT,
  });
  const byInstant = new Map<string, Vintage>();
  // Newest first: of several runs that speak of one instant the last counts.
  for (const { state, run, version, as_of: instant, cutoff } of done) {
    if (state !== 'done' || byInstant.has(instant)) continue;
    if (as_of && Date.parse(instant) > as_of.getTime()) continue;
    byInstant.set(instant, { run, version, as_of: instant, cutoff });
  }
  const vintages = [...byInstant.values()]
    .sort((one, other) => (one.as_of < other.as_of ? -1 : 1))
    .slice(-VINTAGES_MAX);
  const answers = await Promise.all(
    vintages.map(({ run }) =>
      readValues(published, { ...filter, run, breakdown: filter.breakdown ?? 'all' }),
    ),
  );
  const byPeriod = answers.map((rows) => new Map(rows.map((row) => [row.period, row])));
  const periods = [...new Set(answers.flat().map(({ period }) => period))];
  periods.sort((one, other) => ((one ?? '') < (other ?? '') ? -1 : 1));
  return {
    ...{ indicator: filter.indicator.id, statistic: filter.statistic, view: filter.view },
    ...{ breakdown: filter.breakdown ?? null, vintages },
    periods: periods.map((period) => ({
      period,
      figures: byPeriod.map((rows) => figureOf(rows.get(period))),
    })),
  };
}

function figureOf(row: Value | undefined) {
  if (!row) return null;
  const { value, lower, upper, n, status } = row;
  return { value, lower, upper, n, status };
}
