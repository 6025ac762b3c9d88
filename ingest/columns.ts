import {
  COLUMN_NAMES,
  COLUMNS,
  EVENT_NAMES,
  EVENTS,
  type ColumnName,
  type ColumnType,
  type EventRule,
} from '#domain/contract.ts';
import type { Reference } from '#seed/reference/reference.ts';

/** Where the rows come from, which decides how the engine is told to read each column. */
export type Reading =
  /** Plain JSON lines, parsed by the engine. */
  | 'json'
  /** Plain CSV records, parsed by the engine. */
  | 'csv'
  | 'parquet'
  /** Values that we have parsed ourselves, each as a text or null. */
  | 'text';

export const typeOf = (name: ColumnName): ColumnType =>
  (COLUMNS as readonly { name: ColumnName; type: ColumnType }[]).find(
    (column) => column.name === name,
  )!.type;

export const ruleOf = (event: string): EventRule => (EVENTS as Record<string, EventRule>)[event]!;

/** Every outcome of every event, in one list, so that an event's own are a set of bits. */
export const ISSUES: readonly string[] = [
  ...new Set(EVENT_NAMES.flatMap((name) => ruleOf(name).issues)),
];

/** What every row needs; the rest depends on its event. */
export const ALWAYS: readonly ColumnName[] = ['event_id', 'source', 'event', 'recorded_at'];

/** The place of a column among the bits that say which columns are present, or required. */
export const bit = (name: ColumnName) => 2 ** COLUMN_NAMES.indexOf(name);

/** The values that a column may take, where they can be listed. */
export function valuesOf(name: ColumnName, reference: Reference): readonly string[] | undefined {
  if (name === 'event') return EVENT_NAMES;
  if (name === 'issue') return ISSUES;
  const type = typeOf(name);
  if (type.kind === 'enum') return type.values;
  if (type.kind === 'code') return reference[type.table].map(({ code }) => code);
  return undefined;
}

/** Does the log hold the texts of a column as a dictionary, since few of them differ? */
export const isDictionary = (name: ColumnName) =>
  ['token', 'enum', 'code'].includes(typeOf(name).kind) &&
  name !== 'event_id' &&
  name !== 'reference';

/**
 * How the engine reads a column in each kind of file. Only Parquet gives its dictionaries as they
 * are: of a text format, each value would be looked up as it is parsed, which takes twice as long.
 */
export function rawType(name: ColumnName, reading: Reading): string {
  if (reading === 'csv') return 'String';
  if (reading === 'text') return 'Nullable(String)';
  const { kind } = typeOf(name);
  if (reading === 'json' && kind !== 'integer' && kind !== 'number') return 'Nullable(String)';
  const types: Partial<Record<ColumnType['kind'], string>> = {
    date: 'Nullable(Date32)',
    timestamp: `Nullable(DateTime64(6, 'UTC'))`,
    integer: 'Nullable(Int64)',
    number: 'Nullable(Float64)',
    boolean: 'Nullable(Bool)',
  };
  return (
    types[kind] ?? (isDictionary(name) ? 'LowCardinality(Nullable(String))' : 'Nullable(String)')
  );
}
