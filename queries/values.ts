import { readFileSync } from 'node:fs';
import { select, type Database, type Query } from '#core/database.ts';
import type { Indicator } from '#domain/indicator.ts';
import type { Reference } from '#seed/reference/reference.ts';
import { include } from './include.ts';

export type { Reference };

/** Which values are asked for. An absent filter does not restrict; `all` pins a dimension to null. */
export interface ValuesFilter {
  /** Whose values, and the sources that must have spoken for an empty cell to be empty. */
  indicator: Pick<Indicator, 'id' | 'sources'>;
  view?: string;
  statistic?: string;
  breakdown?: string;
  region?: string;
  prefecture?: string;
  titre?: string;
  motif?: string;
  demande?: string;
  canal?: string;
  level?: string;
  grain?: string;
  /** First and last month (`YYYY-MM`), both included. */
  from?: string;
  to?: string;
  /** What was published at this instant; absent: the latest. */
  as_of?: Date;
  /** This run and no other, where the caller has looked it up (`publishedRun`). */
  run?: string;
}

/** The ways of writing rows out, each by the engine itself. */
export const FORMATS = {
  json: {
    type: 'application/json',
    clause: `FORMAT JSONEachRow SETTINGS output_format_json_array_of_rows = 1, date_time_output_format = 'iso'`,
  },
  csv: {
    type: 'text/csv',
    clause: `FORMAT CSVWithNames SETTINGS format_csv_null_representation = '', date_time_output_format = 'iso'`,
  },
  arrow: {
    type: 'application/vnd.apache.arrow.stream',
    // Uncompressed, because the browser's reader has no codec.
    clause: `FORMAT ArrowStream SETTINGS output_format_arrow_compression_method = 'none',
        output_format_arrow_low_cardinality_as_dictionary = 1, output_format_arrow_string_as_string = 1`,
  },
  parquet: {
    type: 'application/vnd.apache.parquet',
    // Snappy is the one compression that every reader has.
    clause: `FORMAT Parquet SETTINGS output_format_parquet_compression_method = 'snappy', output_format_parquet_string_as_string = 1`,
  },
} as const;
export type Format = keyof typeof FORMATS;

/** The tables that the reader's account must see, and the only ones: nothing here is about a person. */
export const PUBLISHED_TABLES = [
  'indicator_value',
  'run',
  'batch',
  'quarantine_count',
  'pull_run',
  'reconciliation',
  'full_extract',
  'source_watch',
  'uniqueness_watch',
  'stock_watch',
  'stock_fault',
] as const;

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const VALUES = read('./values.sql');
const STORED_CELLS = include(VALUES, 'values.sql');
const EVERY_CELL = include(
  VALUES.replace('-- @include stored-cells', '-- @include every-cell'),
  'values.sql',
);
const PUBLISHED_RUN = include(`WITH
-- @include published-run
    SELECT run FROM published_run`);

/**
 * The one way to read published values, whatever the format and the reader. One row is one `Value`,
 * in the order of period, place, strata and figure; a row's run is the latest that was done.
 *
 * Where titre, motif, demande and canal are all pinned, cells that nobody is in are given too, so
 * that silence does not look like absence: a count of 0, or no value for want of a denominator; or
 * `missing_source` where the manifests say that the prefecture was not covered.
 */
export function valuesQuery(filter: ValuesFilter, reference: Reference): Query {
  const { indicator, as_of, run, view, statistic, breakdown, region, prefecture } = filter;
  const { titre, motif, demande, canal, level, grain, from, to } = filter;
  const complete = Boolean(titre && motif && demande && canal);
  const restrictions = {
    ...{ run, view, statistic, breakdown, region, prefecture },
    ...{ titre, motif, demande, canal, level, grain, from, to },
  };
  return {
    query: complete ? EVERY_CELL : STORED_CELLS,
    params: {
      indicator: indicator.id,
      as_of: as_of ?? null,
      spreadsheet: false,
      ...Object.fromEntries(
        Object.entries(restrictions).map(([name, value]) => [name, value ?? null]),
      ),
      ...(complete && {
        ...placesOf(reference),
        sources: indicator.sources,
      }),
    },
  };
}

/** The places of the grid: the test data set is none. Region and prefecture go by pairs. */
function placesOf({ prefectures }: Reference) {
  const places = prefectures.filter(({ kind }) => kind !== 'test');
  return {
    prefectures: places.map(({ code }) => code),
    regions: places.map(({ region }) => region),
  };
}

/** The same rows, written in a format. In CSV a text that a spreadsheet would compute is quoted. */
export const inFormat = ({ query, params }: Query, format: Format): Query => ({
  query: `${query}\n${FORMATS[format].clause}`,
  params: { ...params, spreadsheet: format === 'csv' },
});

/** The run whose values are shown for an indicator, as of an instant or today; undefined: none yet. */
export async function publishedRun(
  db: Database,
  { indicator, as_of }: Pick<ValuesFilter, 'indicator' | 'as_of'>,
): Promise<string | undefined> {
  const rows = await select<{ run: string }>(db, PUBLISHED_RUN, {
    indicator: indicator.id,
    as_of: as_of ?? null,
    run: null,
  });
  return rows[0]?.run;
}
