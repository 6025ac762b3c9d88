import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** A text cell: an empty one is the absence of a value, never an empty string. */
export const text = z.string().min(1);
export const optional = <T extends z.ZodType>(cell: T) =>
  z.union([z.literal('').transform(() => null), cell]);

/** A calendar day that exists. */
export const day = z.iso.date();
export const yes = z.enum(['true', 'false']).transform((value) => value === 'true');
export const number = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'a number with a decimal point was expected')
  .transform(Number);
export const whole = z
  .string()
  .regex(/^-?\d+$/, 'a whole number was expected')
  .transform(Number);

/** Several codes in one cell, separated by spaces. */
export const codes = z.string().transform((value) => value.split(' ').filter(Boolean));

/**
 * Where a row was read. `verified` is true only when the text named was itself read; a claim quoted
 * by somebody else, general knowledge and our own assumptions all stay false.
 */
export const provenance = { source: text, verified: yes };

/** The days a rule is in force, both included; null = no bound known. */
export const validity = { valid_from: optional(day), valid_to: optional(day) };

/**
 * Reads one table: exactly the columns of `row`, in any order, and every cell as `row` says. A
 * mistake is refused with its file and line, because these tables are edited by hand.
 */
export function readTable<Row extends z.ZodObject>(file: string, row: Row): z.output<Row>[] {
  const records = readRecords(file);
  const columns = records[0]?.record ?? [];
  const expected = Object.keys(row.shape);
  const missing = expected.filter((name) => !columns.includes(name));
  const unknown = columns.filter((name) => !expected.includes(name));
  if (missing.length + unknown.length > 0) {
    const found = [
      ...missing.map((name) => `“${name}” is missing`),
      ...unknown.map((name) => `“${name}” is unknown`),
    ];
    throw new Error(`${basename(file)}:1: column ${found.join(', ')}.`);
  }
  return records.slice(1).map(({ record, info }) => {
    const cells = Object.fromEntries(columns.map((name, index) => [name, record[index]]));
    const parsed = row.safeParse(cells);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map(
      ({ path: [column], message }) =>
        `${String(column)}: ${message} (found “${cells[String(column)]}”)`,
    );
    throw new Error(`${basename(file)}:${info.lines}: ${issues.join('; ')}.`);
  });
}

interface RawRecord {
  record: string[];
  info: { lines: number };
}

function readRecords(file: string): RawRecord[] {
  try {
    return parse(readFileSync(file), { bom: true, info: true }) as unknown as RawRecord[];
  } catch (cause) {
    throw new Error(`${basename(file)}: ${cause instanceof Error ? cause.message : 'unreadable'}`, {
      cause,
    });
  }
}
