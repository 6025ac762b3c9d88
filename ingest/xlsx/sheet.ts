import type { Archive } from './archive.ts';
import { refuse, type Limits } from './limits.ts';
import { serialText } from './serial.ts';
import { isCellText, textCollector } from './strings.ts';
import type { Workbook } from './workbook.ts';
import { readXml, type Attributes } from './xml.ts';

/** Excel keeps so many digits of a number: of a longer one the end is lost already. */
const DIGITS = 15;

/** The cell that is being read. */
interface Cell {
  column: number;
  kind: string;
  isDate: boolean;
  /** It is worked out, and its value was saved beside. */
  isFormula: boolean;
}

/** The rows of a sheet that have something in them, each cell as text. Throws Refused. */
export async function* readRows(
  archive: Archive,
  limits: Limits,
  { sheet, dateStyles, dates }: Workbook,
  strings: readonly string[],
): AsyncGenerator<string[]> {
  const ready: string[][] = [];
  const collector = textCollector(limits);
  let rows = 0;
  let row: string[] = [];
  let next = 0;
  let cell: Cell | undefined;

  const openCell = ({ r = '', s, t = 'n' }: Attributes) => {
    const column = columnOf(r) ?? next;
    if (column >= limits.columns) throw refuse(`has more than ${limits.columns} columns.`);
    next = column + 1;
    cell = {
      column,
      kind: t,
      isDate: s !== undefined && dateStyles.has(Number(s)),
      isFormula: false,
    };
  };
  const closeCell = () => {
    if (cell) row[cell.column] = textOf(cell, collector.take());
    cell = undefined;
  };
  const textOf = ({ kind, isDate, isFormula }: Cell, value: string): string => {
    // A formula that gives an empty text is of the kind `str`.
    if (value === '' && isFormula && kind !== 'str') {
      throw refuse(
        'has a formula whose value was not saved: open it in a spreadsheet program and save it.',
      );
    }
    if (value === '') return '';
    if (kind === 's') return sharedText(strings, value);
    if (kind === 'b') return value === '1' ? 'true' : 'false';
    if (kind === 'n') return numberText(value, isDate ? dates : undefined);
    return value;
  };

  const reading = readXml(archive.read(sheet), limits, {
    open(name, attributes, path) {
      if (name === 'row' && path.at(-2) === 'sheetData') {
        rows += 1;
        if (rows > limits.rows) throw refuse(`has more than ${limits.rows} rows.`);
        row = [];
        next = 0;
      } else if (name === 'c' && path.at(-2) === 'row') openCell(attributes);
      else if (name === 'f' && cell && path.at(-2) === 'c') cell.isFormula = true;
    },
    text(piece, path) {
      if (cell && (path.at(-1) === 'v' || isCellText(path))) collector.add(piece);
    },
    close(name, path) {
      if (name === 'c' && path.at(-2) === 'row') closeCell();
      if (name !== 'row' || path.at(-2) !== 'sheetData') return;
      const filled = Array.from(row, (text) => text ?? '');
      if (filled.some((text) => text !== '')) ready.push(filled);
    },
  });
  for await (const _ of reading) yield* ready.splice(0);
  yield* ready;
}

/** `C5` is in the third column, which is number 2. Undefined: the cell does not say. */
function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})[0-9]+$/.exec(reference)?.[1];
  if (!letters) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function sharedText(strings: readonly string[], value: string): string {
  const text = /^[0-9]+$/.test(value) ? strings[Number(value)] : undefined;
  if (text === undefined)
    throw refuse('is damaged inside: a cell refers to a text that is missing.');
  return text;
}

/** A number as Excel shows it at its full precision; where its style says so, as a date. */
function numberText(value: string, dates: 1900 | 1904 | undefined): string {
  const number = Number(value);
  if (!Number.isFinite(number)) throw refuse('is damaged inside: a number that is none.');
  if (dates) return serialText(number, dates) ?? String(number);
  if (Math.abs(number) >= 10 ** DIGITS) {
    throw refuse(
      `holds a number of more than ${DIGITS} digits, of which the program that wrote it has lost the ` +
        'end. If it is an identifier, its column must be text before it is typed or exported.',
    );
  }
  return String(Number(number.toPrecision(DIGITS)));
}
