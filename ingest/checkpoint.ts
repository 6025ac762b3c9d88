import { command, select, type Database } from '#core/database.ts';
import type { Json } from './sources/source.ts';

/** Where the next pull of a source resumes; undefined: nothing of it was acknowledged yet. */
export async function readCheckpoint(db: Database, source: string): Promise<Json | undefined> {
  const [row] = await select<{ checkpoint: string }>(
    db,
    `SELECT checkpoint FROM checkpoint WHERE source = {source:String} ORDER BY at DESC LIMIT 1`,
    { source },
  );
  return row === undefined ? undefined : (JSON.parse(row.checkpoint) as Json);
}

/**
 * Writes where the next pull resumes. To be called only when the log has acknowledged what it covers.
 * Its instant is later than any other of the source, so that a clock that was put back hides nothing.
 */
export async function writeCheckpoint(
  db: Database,
  source: string,
  checkpoint: Json,
  { batch, run }: { batch: string; run: string },
): Promise<void> {
  await command(
    db,
    `INSERT INTO checkpoint
    SELECT {source:String}, {checkpoint:String}, {batch:String}, {run:String},
      greatest(now64(3), max(at) + INTERVAL 1 MILLISECOND)
    FROM checkpoint WHERE source = {source:String}`,
    { source, checkpoint: JSON.stringify(checkpoint), batch, run },
  );
}
