import { command, select, selectOne, type Database } from '#core/database.ts';
import { committing, recordBatch, removeRows, type Batch } from './batches.ts';
import { isAt, readHolder } from './holder.ts';
import { holdAgainstLog } from './reconcile.ts';
import { dropStage, rejectedOf, stagedBatches } from './stage.ts';
import type { Turn } from './turn.ts';

/** Tables of a process on another machine are dropped when they are so old. */
const ABANDONED_S = 24 * 3600;

/**
 * Puts a batch into the log, in one atomic step, and its rejects into the quarantine. To be called
 * by who has the turn. Whatever moment the process dies at, `settle` finds out what became of it.
 */
export async function commit(
  db: Database,
  turn: Turn,
  batch: Batch,
  clean: string | undefined,
): Promise<void> {
  await recordBatch(db, batch, 'committing');
  await turn.check();
  if (clean) await attach(db, 'event', clean);
  await storeRejects(db, batch);
}

const attach = (db: Database, table: string, from: string) =>
  command(db, `ALTER TABLE ${table} ATTACH PARTITION tuple() FROM ${from}`);

/** Writes the rejects of a batch, once however often it is called. */
async function storeRejects(db: Database, { batch }: Batch): Promise<void> {
  const rejected = rejectedOf(batch);
  const counts = await selectOne<{ staged: number; stored: number; counted: number }>(
    db,
    `SELECT
      (SELECT count() FROM ${rejected}) AS staged,
      (SELECT count() FROM quarantine WHERE batch = {batch:String}) AS stored,
      (SELECT sum(rows) FROM quarantine_count WHERE batch = {batch:String}) AS counted`,
    { batch },
  );
  if (counts.stored > 0 && counts.stored < counts.staged) await removeRows(db, 'quarantine', batch);
  if (counts.stored < counts.staged) await attach(db, 'quarantine', rejected);
  if (counts.counted < counts.staged) {
    await command(
      db,
      `INSERT INTO quarantine_count
      SELECT batch, file, source, reason, column, count() AS rows, any(arrived_at) AS arrived_at
      FROM ${rejected}
      GROUP BY batch, file, source, reason, column`,
    );
  }
}

/**
 * Settles what crashed deliveries have left. To be called by who has the turn: a batch that is
 * `committing` then is nobody's. Its staged rows are dropped first, so that a statement that still
 * runs has ended and one that comes late finds nothing; then the log says whether it was stored.
 */
export async function settle(db: Database, ours?: string): Promise<void> {
  for (const batch of await committing(db)) await settleBatch(db, batch);
  for (const { batch, holder, age_s } of await stagedBatches(db)) {
    if (batch === ours) continue;
    const owner = holder === null ? undefined : readHolder(holder);
    const alive = holder === null ? false : owner && isAt(owner, batch);
    if (alive === false || (alive === undefined && age_s > ABANDONED_S)) await dropStage(db, batch);
  }
}

async function settleBatch(db: Database, batch: Batch): Promise<void> {
  await dropStage(db, batch.batch, rejectedOf(batch.batch));
  const { held } = await selectOne<{ held: number }>(
    db,
    'SELECT count() AS held FROM event WHERE batch = {batch:String}',
    { batch: batch.batch },
  );
  const whole = held === batch.inserted + batch.corrected;
  if (whole) {
    const [rejects] = await select(
      db,
      `SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = {name:String}`,
      {
        name: rejectedOf(batch.batch),
      },
    );
    if (rejects) await storeRejects(db, batch);
  } else if (held > 0) {
    // The engine died half-way through the step: its parts come back one by one.
    await removeRows(db, 'event', batch.batch);
  }
  await recordBatch(db, batch, whole ? 'stored' : 'forgotten');
  // The process that counted its rows has gone: what the batch says of itself must do.
  if (whole) await holdAgainstLog(db, batch, batch.rows);
  await dropStage(db, batch.batch);
}
