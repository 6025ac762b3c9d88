import { open, type FileHandle } from 'node:fs/promises';
import { parquetMetadataAsync, type FileMetaData, type SchemaElement } from 'hyparquet';
import type { ColumnName, ColumnType } from '#domain/contract.ts';
import { ALWAYS, typeOf } from './columns.ts';
import { checkNames } from './header.ts';
import { Refused } from './refused.ts';

/** What a Parquet file says of itself, in its footer. */
export interface ParquetFacts {
  /** The contract's columns that it has, but for those that hold nothing but nulls. */
  columns: ColumnName[];
  rows: number;
}

/** Reads and checks the footer of a Parquet file: only those bytes. Throws Refused. */
export async function readParquet(path: string): Promise<ParquetFacts> {
  const file = await open(path);
  try {
    const metadata = await footer(file);
    const [, ...elements] = metadata.schema;
    const nested = elements.find(({ num_children }) => num_children !== undefined);
    if (nested) throw wrongType(nested, 'nested');
    checkNames(elements.map(({ name }) => name));
    const columns = elements.filter((element, index) => {
      const name = element.name as ColumnName;
      if (element.logical_type?.type === 'NULL') return false;
      if (element.repetition_type === 'REPEATED' || !fits(element, typeOf(name).kind)) {
        throw wrongType(element, describe(element));
      }
      return ALWAYS.includes(name) || !isNull(metadata, index);
    });
    return {
      columns: columns.map(({ name }) => name as ColumnName),
      rows: Number(metadata.num_rows),
    };
  } finally {
    await file.close();
  }
}

/** Does a column hold nothing but nulls, as far as the footer says? Then it need not be read. */
const isNull = ({ row_groups }: FileMetaData, index: number) =>
  row_groups.every(({ columns, num_rows }) => {
    const statistics = columns[index]?.meta_data?.statistics;
    return statistics?.null_count !== undefined && statistics.null_count === num_rows;
  });

async function footer(file: FileHandle) {
  const { size } = await file.stat();
  try {
    return await parquetMetadataAsync({
      byteLength: size,
      async slice(start, end = size) {
        const bytes = new Uint8Array(end - start);
        await file.read(bytes, 0, bytes.length, start);
        return bytes.buffer;
      },
    });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Refused('fichier_illisible', `is not a readable Parquet file (${said}).`);
  }
}

const wrongType = ({ name }: SchemaElement, found: string) =>
  new Refused(
    'type_parquet',
    `has the column “${name}” as ${found}; ${EXPECTED[typeOf(name as ColumnName).kind]} was expected.`,
    name as ColumnName,
  );

const EXPECTED: Record<ColumnType['kind'], string> = {
  token: 'UTF8 text',
  pseudonym: 'UTF8 text',
  enum: 'UTF8 text',
  code: 'UTF8 text',
  date: 'DATE',
  timestamp: 'TIMESTAMP in UTC (milliseconds or microseconds)',
  integer: 'an integer',
  number: 'a floating-point number or an integer',
  boolean: 'BOOLEAN',
};

/** Is a Parquet column of the type that the contract says? */
function fits(element: SchemaElement, kind: ColumnType['kind']): boolean {
  const { type, converted_type, logical_type: logical } = element;
  const integer =
    (type === 'INT32' || type === 'INT64') &&
    (logical?.type === 'INTEGER' ||
      (!logical && (!converted_type || /^U?INT_/.test(converted_type))));
  switch (kind) {
    case 'date':
      return type === 'INT32' && (logical?.type === 'DATE' || converted_type === 'DATE');
    case 'timestamp':
      if (type !== 'INT64') return false;
      return logical?.type === 'TIMESTAMP'
        ? logical.isAdjustedToUTC && logical.unit !== 'NANOS'
        : !logical && (converted_type ?? '').startsWith('TIMESTAMP_MI');
    case 'boolean':
      return type === 'BOOLEAN';
    case 'integer':
      return integer;
    case 'number':
      return type === 'FLOAT' || type === 'DOUBLE' || integer;
    default:
      return type === 'BYTE_ARRAY' && (logical?.type === 'STRING' || converted_type === 'UTF8');
  }
}

function describe({ type, converted_type, logical_type: logical, repetition_type }: SchemaElement) {
  if (repetition_type === 'REPEATED') return 'a list';
  if (logical?.type === 'TIMESTAMP') {
    return `TIMESTAMP (${logical.unit}${logical.isAdjustedToUTC ? '' : ', not UTC'})`;
  }
  return logical?.type ?? converted_type ?? type ?? 'an unknown type';
}
