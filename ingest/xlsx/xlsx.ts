import { openArchive } from './archive.ts';
import { LIMITS, type Limits } from './limits.ts';
import { readRows } from './sheet.ts';
import { readStrings } from './strings.ts';
import { readWorkbook } from './workbook.ts';

/**
 * The rows of one sheet of a workbook, as texts: what a CSV file of the same sheet would hold, with
 * days as `2026-01-31`, instants as `2026-01-31 08:30:00` and booleans as `true` and `false`. Empty
 * rows are passed over; formulas give the value that was saved with them. Throws Refused, whose
 * message follows on from the name of the file.
 *
 * Our own reader, because of the packages that do this one is frozen with known holes and the other
 * is not maintained. It is streamed and bounded: see `limits.ts`.
 */
export async function* readSheet(
  path: string,
  sheet?: string,
  limits: Limits = LIMITS,
): AsyncGenerator<string[]> {
  const archive = await openArchive(path, limits);
  try {
    const workbook = await readWorkbook(archive, limits, sheet);
    const { strings } = workbook;
    const texts = strings ? await readStrings(archive, limits, strings) : [];
    yield* readRows(archive, limits, workbook, texts);
  } finally {
    archive.close();
  }
}
