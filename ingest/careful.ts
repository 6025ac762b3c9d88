import { isUtf8 } from 'node:buffer';
import type { ColumnName } from '#domain/contract.ts';
import { typeOf } from './columns.ts';
import { parseCsvLine } from './csv-line.ts';
import { isColumn, readHeader } from './header.ts';
import type { Line } from './lines.ts';
import { shownName } from './personal.ts';
import { Refused } from './refused.ts';

/** What is wrong with a line before its values are looked at. */
export type Flaw = '' | 'ligne_illisible' | 'ligne_trop_longue' | `type:${ColumnName}`;

/** A line read by us: its values as texts, for the same check as every other row. */
interface CarefulRow {
  _line: number;
  _flaw: Flaw;
  [column: string]: string | number;
}

/** Rows are sent to the engine in pieces of this many characters. */
const PIECE = 256 * 1024;

/** Rows as JSON lines, each with its line number and its flaw. Empty lines are passed over. */
async function* write(rows: AsyncIterable<CarefulRow>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const row of rows) {
    piece += `${JSON.stringify(row)}\n`;
    if (piece.length > PIECE) {
      yield Buffer.from(piece);
      piece = '';
    }
  }
  if (piece) yield Buffer.from(piece);
}

const flawed = ({ number }: Pick<Line, 'number'>, _flaw: Flaw): CarefulRow => ({
  _line: number,
  _flaw,
});

/** A line as text, or why it has none. */
function readLine(line: Line): { text: string } | { flaw: CarefulRow } {
  if (!line.bytes) return { flaw: flawed(line, 'ligne_trop_longue') };
  if (!isUtf8(line.bytes)) return { flaw: flawed(line, 'ligne_illisible') };
  return { text: line.bytes.toString('utf8') };
}

/** Reads JSON lines one by one. Throws Refused at a key that the contract does not have. */
export const carefulJson = (lines: AsyncIterable<Line>, cut: () => boolean) =>
  write(jsonRows(lines, cut));

async function* jsonRows(
  lines: AsyncIterable<Line>,
  cut: () => boolean,
): AsyncGenerator<CarefulRow> {
  let first = true;
  let next = 1;
  for await (const line of lines) {
    next = line.number + 1;
    if (isCut(line, cut)) {
      yield flawed(line, 'ligne_illisible');
      return;
    }
    const read = readLine(line);
    if ('flaw' in read) {
      yield read.flaw;
      first = false;
      continue;
    }
    const text = read.text.trim();
    if (text === '') continue;
    if (first && text.startsWith('[')) {
      throw new Refused('fichier_illisible', 'is a JSON array; one object a line was expected.');
    }
    first = false;
    yield jsonRow(line, text);
  }
  if (cut()) yield flawed({ number: next }, 'ligne_illisible');
}

/** Is it the line in which a file that was cut short ends? */
const isCut = (line: Line, cut: () => boolean) => !line.ended && cut();

/** Every text between quotes, with the colon that makes it a key. */
const QUOTED = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

function jsonRow(line: Line, text: string): CarefulRow {
  let object: unknown;
  try {
    object = JSON.parse(text);
  } catch {
    return flawed(line, 'ligne_illisible');
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    return flawed(line, 'ligne_illisible');
  }
  const row: CarefulRow = { _line: line.number, _flaw: '' };
  const entries = Object.entries(object);
  for (const [key, value] of entries) {
    if (!isColumn(key)) {
      throw new Refused(
        'colonne_inconnue',
        `has the key ${shownName(key)} on line ${line.number}, which the contract does not have.`,
      );
    }
    if (value === null) continue;
    if (!isOfType(key, value)) row._flaw ||= `type:${key}`;
    row[key] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  const flat = entries.every(([, value]) => typeof value !== 'object' || value === null);
  const keys = [...text.matchAll(QUOTED)].filter(([, colon]) => colon).length;
  return flat && keys !== entries.length ? flawed(line, 'ligne_illisible') : row;
}

/** Is a JSON value of the kind that the column takes? A number or boolean may stand in quotes. */
function isOfType(column: ColumnName, value: unknown): boolean {
  const { kind } = typeOf(column);
  if (typeof value === 'string') return true;
  if (kind === 'integer' || kind === 'number') return typeof value === 'number';
  return kind === 'boolean' && typeof value === 'boolean';
}

/** Reads CSV lines one by one, after the header. Throws Refused when there is no right header. */
export const carefulCsv = (lines: AsyncIterable<Line>, cut: () => boolean) =>
  write(csvRows(lines, cut));

async function* csvRows(
  lines: AsyncIterable<Line>,
  cut: () => boolean,
): AsyncGenerator<CarefulRow> {
  let columns: ColumnName[] | undefined;
  let next = 1;
  for await (const line of lines) {
    next = line.number + 1;
    if (isCut(line, cut)) {
      yield flawed(line, 'ligne_illisible');
      return;
    }
    if (!columns) {
      columns = readHeader(line.bytes);
      continue;
    }
    const read = readLine(line);
    if ('flaw' in read) {
      yield read.flaw;
      continue;
    }
    if (read.text === '') continue;
    const fields = parseCsvLine(read.text);
    if (fields?.length !== columns.length) {
      yield flawed(line, 'ligne_illisible');
      continue;
    }
    const row: CarefulRow = { _line: line.number, _flaw: '' };
    columns.forEach((column, index) => {
      const field = fields[index];
      if (field) row[column] = field;
    });
    yield row;
  }
  if (!columns) readHeader(undefined);
  if (cut()) yield flawed({ number: next }, 'ligne_illisible');
}
