import { randomBytes } from 'node:crypto';
import { command, insert, selectOne, type Database } from '#core/database.ts';
import { at } from './batches.ts';
import { settle } from './commit.ts';
import { rejectedOf } from './stage.ts';
import { inTurn } from './turn.ts';

/**
 * Fixes the instant as of which something will be computed, and takes what must be taken of the log
 * then, while nobody changes it: what is stored is known at that instant, and nothing that is stored
 * later will have been (`arrivalOf`). `instantOf` is asked once the turn is had.
 */
export const fixInstant = (
  db: Database,
  instantOf: () => Date,
  take: (instant: Date) => Promise<void>,
): Promise<Date> =>
  inTurn(db, `instant_${randomBytes(4).toString('hex')}`, async () => {
    await settle(db);
    const instant = instantOf();
    await insert(db, 'instant', [{ as_of: at(instant) }]);
    await take(instant);
    return instant;
  });

/**
 * When a delivery that began at `now` is known: then, or just after the last instant that was fixed
 * while it was read and checked. To be called by who has the turn.
 */
export async function arrivalOf(db: Database, now: Date): Promise<Date> {
  const { last } = await selectOne<{ last: number }>(
    db,
    'SELECT toUnixTimestamp64Milli(max(as_of)) AS last FROM instant',
  );
  return new Date(Math.max(now.getTime(), last + 1));
}

/** Writes into the staged rows of a batch that they are known from another instant on. */
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
