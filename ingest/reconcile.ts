import { insert, selectOne, type Database } from '#core/database.ts';
import { KnownError } from '#core/errors.ts';
import type { Batch } from './batches.ts';

/** The log does not hold what a batch says it put there: a bug of ours, or somebody's hand in the database. */
export class ReconciliationError extends KnownError {
  readonly code = 'reconciliation';
}

/**
 * Holds a stored batch against the log, and throws ReconciliationError where they differ: the rows that
 * were read from its files must be those that are now in the log, those that were there before, and
 * those in the quarantine.
 */
export async function reconcile(db: Database, batch: Batch, delivered: number): Promise<void> {
  const { agrees, in_log, in_quarantine } = await holdAgainstLog(db, batch, delivered);
  if (agrees) return;
  throw new ReconciliationError(
    `Batch ${batch.batch} does not agree with the log: ${delivered} rows were delivered; the log has ` +
      `${in_log} of them, ${batch.duplicates} were there before, ${in_quarantine} are in the quarantine.`,
  );
}

/** Counts what a stored batch has left in the log and the quarantine, and writes it down. */
export async function holdAgainstLog(db: Database, batch: Batch, delivered: number) {
  const counted = await selectOne<{ inserted: number; corrected: number; in_quarantine: number }>(
    db,
    `SELECT
      (SELECT countIf(revision = 0) FROM event WHERE batch = {batch:String}) AS inserted,
      (SELECT countIf(revision > 0) FROM event WHERE batch = {batch:String}) AS corrected,
      (SELECT count() FROM quarantine WHERE batch = {batch:String}) AS in_quarantine`,
    { batch: batch.batch },
  );
  const in_log = counted.inserted + counted.corrected;
  const difference = delivered - (in_log + batch.duplicates + counted.in_quarantine);
  const agrees =
    difference === 0 &&
    counted.inserted === batch.inserted &&
    counted.corrected === batch.corrected &&
    counted.in_quarantine === batch.rejected &&
    batch.rows === delivered;
  await insert(db, 'reconciliation', [
    {
      ...{ batch: batch.batch, delivered, in_log, duplicates: batch.duplicates },
      ...{ in_quarantine: counted.in_quarantine, difference, agrees },
      at: await nowOf(db),
    },
  ]);
  return { agrees, in_log, in_quarantine: counted.in_quarantine };
}

const nowOf = async (db: Database) =>
  (await selectOne<{ now: string }>(db, 'SELECT now64(3) AS now')).now;
