import type { ColumnName, Reason } from '#domain/contract.ts';

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
