import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { MAX_LINE_BYTES } from '#domain/contract.ts';
import { shownName } from './personal.ts';
import { LIMITS, refuse, unpackGuard } from './xlsx/limits.ts';
import { readSheet } from './xlsx/xlsx.ts';

/** How a table lies in its file. */
export interface TableShape {
  /** The separator of a CSV file. */
  delimiter: string;
  /** The encoding of a CSV file. */
  encoding: 'utf-8' | 'windows-1252';
  /** The sheet of a workbook; without it, the only one. */
  sheet?: string | undefined;
  /** Which row has the names of the columns; empty rows are not counted. */
  header_row: number;
}

/** One row, by the names of the columns. */
export type Row = Record<string, string>;

/** A column that no file has and every row may have: the first date of the file's own name. */
const FILE_DATE = '@date';

/** Can this file be read as a table? */
export const isTable = (name: string) => /\.(csv|csv\.gz|xlsx)$/i.test(name);

/**
 * The rows of a CSV file, plain or `.gz`, or of a sheet of a workbook. `onHeader` is told the columns
 * before the first row. Throws Refused, whose message follows on from the name of the file.
 */
export async function* readTable(
  path: string,
  name: string,
  shape: TableShape,
  onHeader: (columns: readonly string[]) => void,
): AsyncGenerator<Row> {
  const isWorkbook = /\.xlsx$/i.test(name);
  const date = dateIn(name);
  let header: string[] | undefined;
  let number = 0;
  for await (const fields of isWorkbook
    ? readSheet(path, shape.sheet)
    : readCsv(path, name, shape)) {
    number += 1;
    if (number < shape.header_row) continue;
    if (!header) {
      header = namesOf(fields);
      onHeader(date ? [...header, FILE_DATE] : header);
      continue;
    }
    // A workbook leaves out what is empty at the end of a row; a CSV file must not.
    if (fields.length > header.length || (!isWorkbook && fields.length < header.length)) {
      throw refuse(
        `cannot be read: its row ${number} has ${fields.length} cells, its header ${header.length}.`,
      );
    }
    const cells = header.map((column, index): [string, string] => [column, fields[index] ?? '']);
    yield Object.fromEntries(date ? [...cells, [FILE_DATE, date]] : cells);
  }
  if (!header) throw refuse('has no row with the names of its columns.');
}

/** The first `2026-03-01` or `20260301` of a name. */
export function dateIn(name: string): string | undefined {
  const found = /(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)(0[1-9]|1[0-2])\2([0-2][0-9]|3[01])(?![0-9])/;
  const [, year, , month, day] = found.exec(name) ?? [];
  return year && `${year}-${month}-${day}`;
}

function namesOf(fields: readonly string[]): string[] {
  const names = fields.map((field) => field.trim());
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) throw refuse(`has the column ${shownName(twice)} twice.`);
  return names;
}

async function* readCsv(
  path: string,
  name: string,
  { delimiter, encoding }: TableShape,
): AsyncGenerator<string[]> {
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_LINE_BYTES,
  });
  const file = createReadStream(path);
  const decode = (bytes: AsyncIterable<Buffer>) => decodeText(bytes, encoding);
  // An error of any of them is met where the parser is read.
  const end = () => {};
  if (name.toLowerCase().endsWith('.gz')) {
    const guard = unpackGuard(LIMITS, (await stat(path)).size);
    const unpacked = (bytes: AsyncIterable<Buffer>) => decode(guarded(bytes, guard));
    pipeline(file, createGunzip(), unpacked, parser, end);
  } else {
    pipeline(file, decode, parser, end);
  }
  try {
    yield* parser as AsyncIterable<string[]>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Its own message may quote the file.
    if (error instanceof CsvError)
      throw refuse(`cannot be read near line ${error.lines} (${code}).`);
    if (code?.startsWith('Z_')) throw refuse('cannot be read: it is not a whole .gz file.');
    throw error;
  }
}

async function* guarded(bytes: AsyncIterable<Buffer>, guard: (bytes: number) => void) {
  for await (const chunk of bytes) {
    guard(chunk.length);
    yield chunk;
  }
}

async function* decodeText(bytes: AsyncIterable<Buffer>, encoding: string) {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const decode = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw refuse(`is not in ${encoding}; the mapping may say \`encoding: windows-1252\`.`);
    }
  };
  for await (const chunk of bytes) yield decode(chunk);
  yield decode();
}
