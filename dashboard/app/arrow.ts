import { DataType, tableFromIPC, type Field } from 'apache-arrow';
import type { Value } from '#domain/indicator.ts';

/**
 * Reads rows of `values` from an Arrow stream. The engine may send 64-bit integers, days and
 * instants in Arrow's own types; they come out as the JSON answer writes them, so that no one
 * downstream knows which of the two was asked for.
 */
export function readValues(bytes: Uint8Array): Value[] {
  const table = tableFromIPC(bytes);
  const columns = table.schema.fields.map((field, index) => {
    const vector = table.getChildAt(index);
    const plain = plainer(field);
    return { name: field.name, at: (row: number) => plain(vector?.get(row)) };
  });
  return Array.from(
    { length: table.numRows },
    (_, row) =>
      Object.fromEntries(columns.map(({ name, at }) => [name, at(row)])) as unknown as Value,
  );
}

function plainer({ type }: Field): (value: unknown) => unknown {
  if (DataType.isTimestamp(type)) return given((value) => new Date(Number(value)).toISOString());
  if (DataType.isDate(type)) {
    return given((value) => new Date(Number(value)).toISOString().slice(0, 10));
  }
  if (DataType.isBinary(type)) {
    return given((value) => new TextDecoder().decode(value as Uint8Array));
  }
  return given((value) => (typeof value === 'bigint' ? Number(value) : value));
}

const given = (plain: (value: unknown) => unknown) => (value: unknown) =>
  value === null || value === undefined ? null : plain(value);
