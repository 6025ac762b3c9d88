import { randomBytes } from 'node:crypto';
import { command, insert, select, type Database } from '#core/database.ts';

/** What made a pull run. */
export type PullCause = 'command' | 'schedule';

/** What a pull has come to so far. */
export interface PullTotals {
  deliveries: number;
  files: number;
  rows: number;
  inserted: number;
  duplicates: number;
  corrected: number;
  rejected: number;
  /** Deliveries that are there but not whole yet. */
  waiting: number;
}

export interface PullRun {
  run: string;
  source: string;
  kind: string;
  cause: PullCause;
  started_at: string;
}

export type PullState =
  | { state: 'running' }
  | { state: 'done' }
  /** `error` is a code for everybody, `message` a sentence for the operator. */
  | { state: 'failed'; error: string; message: string };

const instant = (date: Date) => date.toISOString().replace('Z', '');

export const newRun = (source: string, kind: string, cause: PullCause, now: Date): PullRun => ({
  run: `p${instant(now).slice(0, 19).replace(/\D/g, '')}_${randomBytes(4).toString('hex')}`,
  source,
  kind,
  cause,
  started_at: instant(now),
});

/** Writes that a run has reached a state, later than any other state it has reached. */
export async function recordRun(
  db: Database,
  run: PullRun,
  { files: _files, ...totals }: PullTotals,
  held_up_s: number,
  state: PullState,
): Promise<void> {
  const [latest] = await select<{ at: string }>(
    db,
    `SELECT greatest(now64(3), max(at) + INTERVAL 1 MILLISECOND) AS at
    FROM pull_run WHERE run = {run:String}`,
    { run: run.run },
  );
  await insert(db, 'pull_run', [
    { ...run, ...totals, held_up_s, error: '', message: '', ...state, at: latest?.at },
  ]);
}

/** Says of the runs of a source that were killed that they were. */
export const closeInterrupted = (db: Database, source: string) =>
  command(
    db,
    `INSERT INTO pull_run
    SELECT * REPLACE ('interrupted' AS state, now64(3) AS at)
    FROM (SELECT * FROM pull_run WHERE source = {source:String} ORDER BY at DESC LIMIT 1 BY run)
    WHERE state = 'running'`,
    { source },
  );
