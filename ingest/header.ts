import { isUtf8 } from 'node:buffer';
import { COLUMN_NAMES, type ColumnName } from '#domain/contract.ts';
import { ALWAYS } from './columns.ts';
import { parseCsvLine } from './csv-line.ts';
import { shownName } from './personal.ts';
import { Refused } from './refused.ts';

const known = new Set<string>(COLUMN_NAMES);
export const isColumn = (name: string): name is ColumnName => known.has(name);

/** The columns of a CSV file, from its first line. Throws Refused. */
export function readHeader(bytes: Buffer | undefined): ColumnName[] {
  const names = bytes && isUtf8(bytes) ? parseCsvLine(bytes.toString('utf8')) : undefined;
  if (!names || (names.length === 1 && names[0] === '')) {
    throw new Refused('fichier_illisible', 'has no readable header row of column names.');
  }
  return checkNames(names);
}

/** Refuses a file whose column names are not the contract's, each once. Throws Refused. */
export function checkNames(names: readonly string[]): ColumnName[] {
  const columns = names.map((name, index) => {
    if (!isColumn(name)) {
      throw new Refused(
        'colonne_inconnue',
        `has the column ${shownName(name)}, which the contract does not have.`,
      );
    }
    if (names.indexOf(name) !== index) {
      throw new Refused('colonne_inconnue', `has the column “${name}” twice.`, name);
    }
    return name;
  });
  const missing = ALWAYS.find((name) => !columns.includes(name));
  if (missing) {
    throw new Refused(
      'colonne_absente',
      `lacks the column “${missing}”, which every row needs.`,
      missing,
    );
  }
  return columns;
}
