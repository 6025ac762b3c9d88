import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { command, insert, selectOne, type Database } from '#core/database.ts';
import type { Reference } from '#seed/reference/reference.ts';
import { attach } from './commit.ts';
import { formatOf, type DeliveredFile } from './delivery.ts';
import { readFile } from './read.ts';
import { Refused } from './refused.ts';
import { createStage, dropStage, rejectedOf, stageOf, type Checking } from './stage.ts';

export interface IngestOptions {
  db: Database;
  files: readonly string[];
  now: Date;
  reference: Reference;
  backfill?: boolean;
}

/** What became of a delivery: the contract's answer, and what a person should be told besides. */
export interface IngestReport {
  batch: string;
  files: number;
  /** The sum of the next four. */
  rows: number;
  inserted: number;
  duplicates: number;
  corrected: number;
  rejected: number;
  seconds: number;
  messages: string[];
}

/** 0 everything is in the log, 3 something was set aside, 1 nothing could be taken. */
export function exitStatus({ rejected, inserted, duplicates, corrected }: IngestReport): 0 | 1 | 3 {
  if (rejected === 0) return 0;
  return inserted + duplicates + corrected > 0 ? 3 : 1;
}

const batchName = (now: Date) =>
  `b${now.toISOString().slice(0, 19).replace(/[-:T]/g, '')}_${randomBytes(4).toString('hex')}`;

export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { db, now, reference, backfill = false } = options;
  const started = performance.now();
  const batch = batchName(now);
  const checking: Checking = { batch, reference, arrivedAt: now, backfill };
  const messages: string[] = [];
  await createStage(db, batch);
  try {
    for (const [index, path] of options.files.entries()) {
      const name = basename(path);
      try {
        const file = await deliveredFile(path);
        const { bench, notice } = await readFile(db, checking, { ...file, index }, () => {});
        if (notice) messages.push(`${name} ${notice}`);
        await command(
          db,
          `ALTER TABLE ${stageOf(batch)} ATTACH PARTITION tuple() FROM ${bench.good}`,
        );
        await command(
          db,
          `ALTER TABLE ${rejectedOf(batch)} ATTACH PARTITION tuple() FROM ${bench.bad}`,
        );
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        messages.push(`${name} ${error.message}`);
        await insert(db, rejectedOf(batch), [
          {
            batch,
            file: name,
            column: error.column,
            reason: error.reason,
            arrived_at: now.toISOString().replace('Z', ''),
          },
        ]);
      } finally {
        await dropStage(db, batch, index);
      }
    }
    const { good, bad } = await selectOne<{ good: number; bad: number }>(
      db,
      `SELECT
        (SELECT count() FROM ${stageOf(batch)}) AS good,
        (SELECT count() FROM ${rejectedOf(batch)}) AS bad`,
    );
    if (good > 0) await attach(db, batch);
    await command(db, `ALTER TABLE quarantine ATTACH PARTITION tuple() FROM ${rejectedOf(batch)}`);
    return {
      batch,
      files: options.files.length,
      rows: good + bad,
      inserted: good,
      duplicates: 0,
      corrected: 0,
      rejected: bad,
      seconds: Math.round(performance.now() - started) / 1000,
      messages,
    };
  } finally {
    await dropStage(db, batch);
  }
}

async function deliveredFile(path: string): Promise<DeliveredFile> {
  const name = basename(path);
  const format = formatOf(name);
  if (!format) {
    throw new Refused(
      'fichier_illisible',
      'is none of .ndjson, .jsonl, .csv (.gz, .zst) or .parquet.',
    );
  }
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Refused('fichier_illisible', 'does not exist.');
  if (!found.isFile()) throw new Refused('fichier_illisible', 'is not a file.');
  return { name, path, ...format };
}
