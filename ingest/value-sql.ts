import { FIRST_DAY, LAST_DAY, type ColumnName } from '#domain/contract.ts';
import { pseudonymToInteger } from '#domain/contract-sql.ts';
import type { Reference } from '#seed/reference/reference.ts';
import { isDictionary, rawType, typeOf, valuesOf, type Reading } from './columns.ts';
import { lookUp, quote } from './sql.ts';

/** The log's integers are 32 bits wide. */
const MAX_INTEGER = 4_294_967_295;

/** What the texts of each kind of value look like. */
export const SHAPES = {
  date: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
  timestamp:
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$',
  number: '^-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$',
  integer: '^[0-9]{1,10}$',
  pseudonym: '^[0-9a-f]{32}$',
} as const;

/** A column of the file being checked, and what its raw values are called in SQL. */
export interface RawColumn {
  name: ColumnName;
  reading: Reading;
  /** Is the value null? */
  absent: string;
  /** The value as a text, '' when it is null. */
  text: string;
}

export function rawColumn(name: ColumnName, reading: Reading): RawColumn {
  const raw = `_${name}`;
  if (reading === 'csv') return { name, reading, absent: `empty(${raw})`, text: raw };
  const text = rawType(name, reading).includes('String') ? raw : `toString(${raw})`;
  return { name, reading, absent: `isNull(${raw})`, text: `ifNull(${text}, '')` };
}

/**
 * How a column is checked, in steps that see one another's columns in turn: its text where several
 * steps need it, its value as the log holds it, and whether that value is valid. A text with few
 * different values is made a dictionary, so that each is looked at once a block.
 */
export interface ValueSql {
  prepare?: string;
  value: string;
  valid: string;
}

export function valueSql(column: RawColumn, reference: Reference): ValueSql {
  const { name, text, reading } = column;
  const type = typeOf(name);
  const listed = valuesOf(name, reference);
  if (listed) return listedSql(column, listed);
  if (type.kind === 'token') return tokenSql(column, type.pattern, type.max);
  switch (type.kind) {
    case 'pseudonym':
      return { value: pseudonymToInteger(text), valid: `match(${text}, '${SHAPES.pseudonym}')` };
    case 'date':
      return dateSql(column);
    case 'timestamp':
      return timestampSql(column);
    case 'integer':
      return integerSql(column);
    case 'number':
      return numberSql(column);
    default:
      if (reading === 'parquet') return { value: `_${name}`, valid: '1' };
      return {
        value: `CAST(transform(${text}, ['true', 'false'], [true, false], NULL), 'Nullable(Bool)')`,
        valid: `${text} IN ('true', 'false')`,
      };
  }
}

/** A value of a list: its place there, from 1, is `…_position`. */
function listedSql({ name, text }: RawColumn, values: readonly string[]): ValueSql {
  const positions = values.map((_, index) => index + 1);
  return {
    prepare: `${lookUp(name, values, positions, 'UInt16')} AS ${name}_position`,
    value: `toLowCardinality(${text})`,
    valid: `${name}_position != 0`,
  };
}

/** A token may hold what looks like personal data: its flag `…_personal` says so. */
function tokenSql({ name, text }: RawColumn, pattern: string, max: number): ValueSql {
  const value = isDictionary(name) ? `toLowCardinality(${text})` : text;
  const plain = `match(${name}, ${quote(`^${pattern}{1,${max}}$`)}) AND NOT ${name}_personal`;
  if (name !== 'reference') return { value, valid: plain };
  const pseudonym = `match(${name}, '${SHAPES.pseudonym}')`;
  return { value, valid: `if(startsWith(event, 'anomalie_'), ${plain}, ${pseudonym})` };
}

function dateSql({ name, text, reading }: RawColumn): ValueSql {
  if (reading === 'parquet') {
    return {
      value: `accurateCastOrNull(_${name}, 'Date')`,
      valid: `_${name} BETWEEN toDate32('${FIRST_DAY}') AND toDate32('${LAST_DAY}')`,
    };
  }
  const prepared = `${name}_text`;
  return {
    prepare: `toLowCardinality(${text}) AS ${prepared}`,
    value: `CAST(toDateOrNull(${prepared}), 'Nullable(Date)')`,
    // A day that does not exist is read as another one.
    valid: `ifNull(toString(toDateOrNull(${prepared})) = ${prepared}, 0) AND ${prepared} BETWEEN '${FIRST_DAY}' AND '${LAST_DAY}'`,
  };
}

function timestampSql({ name, text, reading }: RawColumn): ValueSql {
  const between = `ifNull(${name} >= toDateTime64('${FIRST_DAY}', 6, 'UTC') AND ${name} < toDateTime64('${LAST_DAY}', 6, 'UTC') + INTERVAL 1 DAY, 0)`;
  if (reading === 'parquet') return { value: `_${name}`, valid: between };
  const prepared = `${name}_text`;
  const day = `substring(${prepared}, 1, 10)`;
  return {
    prepare: `toLowCardinality(${text}) AS ${prepared}`,
    value: `CAST(parseDateTime64BestEffortOrNull(upper(${prepared}), 6, 'UTC'), 'Nullable(DateTime64(6, \\'UTC\\'))')`,
    valid: `match(${prepared}, ${quote(SHAPES.timestamp)}) AND ifNull(toString(toDateOrNull(${day})) = ${day}, 0) AND ${between}`,
  };
}

function integerSql({ name, text, reading }: RawColumn): ValueSql {
  if (reading === 'json' || reading === 'parquet') {
    const inRange = `_${name} BETWEEN 0 AND ${MAX_INTEGER}`;
    return {
      value: `CAST(if(${inRange}, _${name}, NULL), 'Nullable(UInt32)')`,
      valid: `ifNull(${inRange}, 0)`,
    };
  }
  const inRange = `toUInt64OrZero(${text}) <= ${MAX_INTEGER}`;
  return {
    value: `CAST(if(${inRange}, toUInt64OrNull(${text}), NULL), 'Nullable(UInt32)')`,
    valid: `match(${text}, '${SHAPES.integer}') AND ${inRange}`,
  };
}

function numberSql({ name, text, reading }: RawColumn): ValueSql {
  if (reading === 'json' || reading === 'parquet') {
    return { value: `_${name}`, valid: `ifNull(isFinite(_${name}), 0)` };
  }
  return {
    value: `toFloat64OrNull(${text})`,
    valid: `match(${text}, ${quote(SHAPES.number)}) AND ifNull(isFinite(toFloat64OrNull(${text})), 0)`,
  };
}
