import type { ColumnName, Reason } from '#domain/contract.ts';
import { PERSONAL } from './check.ts';

/** A file that is set aside whole. The others of its delivery are taken. */
export class Refused extends Error {
  readonly reason: Reason;
  readonly column: ColumnName | '';

  constructor(reason: Reason, message: string, column: ColumnName | '' = '') {
    super(message);
    this.reason = reason;
    this.column = column;
  }
}

const personal = new RegExp(PERSONAL);

/** A name found in a file, for a message: as it stands where it looks like a name, else its shape. */
export const shownName = (name: string) =>
  /^[\w .:/-]{1,64}$/.test(name) && !personal.test(name) ? `“${name}”` : `“${shape(name)}”`;

/** What a text looks like without what it says: letters as `a`, digits as `9`. */
export const shape = (text: string) =>
  text
    .slice(0, 64)
    .replace(/[0-9]/g, '9')
    .replace(/[^\x00-\x7F]|[A-Za-z]/g, 'a');
