import { randomBytes } from 'node:crypto';
import { command, insert, selectOne, type Database } from '#core/database.ts';
import { at } from './batches.ts';
import { settle } from './commit.ts';
import { rejectedOf } from './stage.ts';
import { inTurn } from './turn.ts';

/** The last instant that was fixed, and the last arrival of a stored delivery, in milliseconds since 1970. */
const lastOf = (db: Database) =>
  selectOne<{ fixed: number; arrived: number }>(
    db,
    `SELECT
      (SELECT toUnixTimestamp64Milli(max(as_of)) FROM instant) AS fixed,
      (SELECT toUnixTimestamp64Milli(max(arrived_at)) FROM batch WHERE state = 'stored') AS arrived`,
  );

/**
 * Fixes the instant as of which something will be computed, and takes what must be taken of the log
 * then, while nobody changes it. What is stored later will not have been known at that instant
 * (`firstUnfixed`), but for the rows of a back-fill.
 *
 * `instantOf` is asked once the turn is had, with the latest of the instants fixed and of the arrivals
 * stored: an instant before it would leave out what is stored, which a clock put back may ask for.
 * Throws DeliveryError when the turn was lost meanwhile, or when `signal` ends the waiting for it.
 */
export const fixInstant = (
  db: Database,
  instantOf: (latest: Date) => Date,
  take: (instant: Date) => Promise<void>,
  signal?: AbortSignal,
): Promise<Date> =>
  inTurn(
    db,
    `instant_${randomBytes(4).toString('hex')}`,
    async (turn) => {
      await settle(db);
      const { fixed, arrived } = await lastOf(db);
      const instant = instantOf(new Date(Math.max(fixed, arrived)));
      await insert(db, 'instant', [{ as_of: at(instant) }]);
      await take(instant);
      await turn.check();
      return instant;
    },
    signal,
  );

/**
 * `now`, or the first instant after those that were fixed: when a delivery that began at `now` is known,
 * where a computation has overtaken it. To be called by who has the turn.
 */
export async function firstUnfixed(db: Database, now: Date): Promise<Date> {
  const { fixed } = await lastOf(db);
  return new Date(Math.max(now.getTime(), fixed + 1));
}

/** Writes into the staged rows of a batch, and into its rejects, that they arrived at another instant. */
export async function restamp(
  db: Database,
  { batch, backfill }: { batch: string; backfill: boolean },
  clean: string | undefined,
  arrival: Date,
): Promise<void> {
  const stamp = (table: string, column: string) =>
    command(
      db,
      `ALTER TABLE ${table} UPDATE ${column} = {arrival:DateTime64(3, 'UTC')} WHERE true
      SETTINGS mutations_sync = 2`,
      { arrival: at(arrival) },
    );
  // The rows of a back-fill were known when they were recorded.
  if (clean && !backfill) await stamp(clean, 'known_at');
  await stamp(rejectedOf(batch), 'arrived_at');
}
