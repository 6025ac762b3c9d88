import { command, insert, select, selectOne, type Database } from '#core/database.ts';
import type { Batch } from './batches.ts';
import { quote } from './sql.ts';
import { stageOf } from './stage.ts';

/**
 * Compares a full extract with the one before it, and writes what has vanished from it and what it
 * tells otherwise. To be called after the batch was stored, while its stage is still there.
 *
 * An event has vanished when the extract before had it, this one has not, it was not withdrawn, and
 * this one covers it by its manifest: a prefecture or a time that is not covered is silent, and its
 * events are remembered for the next extract that covers them.
 */
export async function compareExtract(db: Database, source: string, batch: Batch): Promise<void> {
  const previous = await latestExtract(db, source);
  await dropLeftovers(db, source, previous);
  await command(
    db,
    `INSERT INTO full_extract_key
    SELECT DISTINCT {source:String}, {batch:String}, event_key FROM ${stageOf(batch.batch)}`,
    { source, batch: batch.batch },
  );
  const { events } = await selectOne<{ events: number }>(
    db,
    `SELECT count() AS events FROM full_extract_key WHERE batch = {batch:String}`,
    { batch: batch.batch },
  );
  const vanished = previous === '' ? 0 : await findVanished(db, source, batch, previous);
  await insert(db, 'full_extract', [
    {
      ...{ source, batch: batch.batch, previous, events, vanished, mutated: batch.corrected },
      at: batch.arrived_at,
    },
  ]);
  if (previous !== '' && previous !== batch.batch) await dropKeys(db, previous);
}

async function latestExtract(db: Database, source: string): Promise<string> {
  const [row] = await select<{ batch: string }>(
    db,
    'SELECT batch FROM full_extract WHERE source = {source:String} ORDER BY at DESC LIMIT 1',
    { source },
  );
  return row?.batch ?? '';
}

/** How many events have vanished; those that this extract does not cover are carried over. */
async function findVanished(
  db: Database,
  source: string,
  { batch, covers_from, prefectures }: Batch,
  previous: string,
): Promise<number> {
  const params = { source, batch, previous, covers_from, prefectures };
  const missing = `
    SELECT
      event_key,
      argMax(event, (recorded_at, revision)) != 'retractation'
        AND argMax(occurred_on, (recorded_at, revision)) >= ifNull({covers_from:Nullable(Date)}, toDate(0))
        AS is_due,
      empty({prefectures:Array(String)})
        OR has({prefectures:Array(String)}, argMax(toString(prefecture), (recorded_at, revision)))
        AS is_covered
    FROM event
    WHERE event_key IN
      (
        SELECT event_key FROM full_extract_key WHERE batch = {previous:String} AND event_key NOT IN
          (SELECT event_key FROM full_extract_key WHERE batch = {batch:String})
      )
    GROUP BY event_key`;
  const { vanished } = await selectOne<{ vanished: number }>(
    db,
    `SELECT countIf(is_due AND is_covered) AS vanished FROM (${missing})`,
    params,
  );
  await command(
    db,
    `INSERT INTO full_extract_key
    SELECT {source:String}, {batch:String}, event_key FROM (${missing}) WHERE NOT is_covered`,
    params,
  );
  return vanished;
}

/** What comparisons that were killed have left. */
async function dropLeftovers(db: Database, source: string, latest: string): Promise<void> {
  const stale = await select<{ batch: string }>(
    db,
    `SELECT DISTINCT batch FROM full_extract_key
    WHERE source = {source:String} AND batch != {latest:String}`,
    { source, latest },
  );
  for (const { batch } of stale) await dropKeys(db, batch);
}

const dropKeys = (db: Database, batch: string) =>
  command(db, `ALTER TABLE full_extract_key DROP PARTITION ${quote(batch)}`);
