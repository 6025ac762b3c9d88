import { command, insert, select, type Database } from '#core/database.ts';

export type Origin = 'real' | 'synthetic';

/** A row of `batch`, but for when it was written. */
export interface Batch {
  batch: string;
  sources: string[];
  /** Its sources, or the part of one that it covers alone. */
  covers: string[];
  origin: Origin;
  backfill: boolean;
  files: string[];
  rows: number;
  inserted: number;
  duplicates: number;
  corrected: number;
  rejected: number;
  seconds: number;
  extracted_at: string | null;
  covers_from: string | null;
  covers_to: string;
  prefectures: string[];
  key_id: string;
  arrived_at: string;
}

/**
 * `committing`: its rows are about to be in the log; `stored`: they are; `refused`: it had no good
 * row; `forgotten`: it died before its rows were in the log.
 */
export type State = 'committing' | 'stored' | 'refused' | 'forgotten';

/** An instant as the engine reads it. */
export const at = (instant: Date) => instant.toISOString().replace('Z', '');

/** Writes that a batch has reached a state, later than any other state it has reached. */
export async function recordBatch(db: Database, batch: Batch, state: State): Promise<void> {
  const [latest] = await select<{ at: string }>(
    db,
    `SELECT greatest(now64(3), max(at) + INTERVAL 1 MILLISECOND) AS at
    FROM batch WHERE batch = {batch:String}`,
    { batch: batch.batch },
  );
  await insert(db, 'batch', [{ ...batch, state, at: latest?.at }]);
}

/** Batches that were about to be in the log when their process died. */
export async function committing(db: Database): Promise<Batch[]> {
  const rows = await select<Batch & { state: State; at: string }>(
    db,
    'SELECT * FROM batch ORDER BY at DESC LIMIT 1 BY batch',
  );
  return rows
    .filter(({ state }) => state === 'committing')
    .map(({ at: _at, state: _s, ...batch }) => batch);
}

/** Where the rows of the log come from; undefined while it is empty. */
export async function originOf(db: Database): Promise<Origin | undefined> {
  const [row] = await select<{ origin: Origin }>(
    db,
    `SELECT origin FROM batch WHERE state = 'stored' LIMIT 1`,
  );
  return row?.origin;
}

/** Removes what a batch has put into a table: only for one that died in the middle of it. */
export const removeRows = (db: Database, table: 'event' | 'quarantine', batch: string) =>
  command(
    db,
    `ALTER TABLE ${table} DELETE WHERE batch = {batch:String} SETTINGS mutations_sync = 2`,
    {
      batch,
    },
  );
