import { Refused } from '../refused.ts';

/**
 * What a workbook may cost. A file of a few kilobytes can be made to fill a disk or a memory, and
 * these come from outside; no export of the procedure comes near these bounds.
 */
export const LIMITS = {
  /** Files inside the archive. */
  entries: 1_000,
  /** Bytes of all of them together, unpacked. */
  unpacked_bytes: 1024 ** 3,
  /** Unpacked bytes for one packed byte, once more than `ratio_from_bytes` are unpacked. */
  ratio: 100,
  ratio_from_bytes: 10 * 1024 ** 2,
  /** Texts that cells share: they are held in memory. */
  shared_strings: 2_000_000,
  shared_characters: 128 * 1024 ** 2,
  /** Excel's own bound on a cell. */
  cell_characters: 32_767,
  /** Excel's own bounds on a sheet; of its columns, what an export can need. */
  rows: 1_048_576,
  columns: 1_024,
  /** Elements inside one another. */
  depth: 32,
  /** Bytes of XML without an element that begins or ends: one name, value, text or comment. */
  piece_bytes: 1024 ** 2,
} as const;
export type Limits = { [Name in keyof typeof LIMITS]: number };

export const refuse = (message: string) => new Refused('fichier_illisible', message);

/** Counts bytes as they are unpacked. Throws Refused when there are too many for what was packed. */
export function unpackGuard(limits: Limits, packed: number): (bytes: number) => void {
  let unpacked = 0;
  return (bytes) => {
    unpacked += bytes;
    if (unpacked > limits.unpacked_bytes) {
      throw refuse(`unpacks to more than ${limits.unpacked_bytes} bytes.`);
    }
    if (unpacked > limits.ratio_from_bytes && unpacked > packed * limits.ratio) {
      throw refuse(
        `unpacks to more than ${limits.ratio} times its size: it looks like a zip bomb.`,
      );
    }
  };
}
