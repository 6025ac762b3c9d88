import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '#core/database.ts';
import { ConfigError, KnownError, SourceError } from '#core/errors.ts';
import type { Reference } from '#seed/reference/reference.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { DeliveredBody } from './delivery.ts';
import { DEFAULT_POLICY, openHttp, type HttpPolicy } from './http.ts';
import { ingest, type IngestReport, type Progress } from './ingest.ts';
import type { Keys } from './mapping.ts';
import { waiting as waitingFor } from './patience.ts';
import {
  closeInterrupted,
  newRun,
  recordRun,
  type PullCause,
  type PullTotals,
} from './pull-run.ts';
import type { ConfiguredSource } from './sources/configuration.ts';
import type { Parcel, PullContext } from './sources/source.ts';

export interface PullOptions {
  /** The writer's account. */
  db: Database;
  source: ConfiguredSource;
  reference: Reference;
  keys: Keys;
  /** What sources are called with, by the name of the environment variable. */
  secrets: ReadonlyMap<string, string>;
  /** A folder for what pulls of this source must write beside. */
  folder: string;
  cause: PullCause;
  now: () => Date;
  /** Waits; throws when the pull is being stopped. */
  sleep: (ms: number) => Promise<void>;
  /** Stops it, where it waits for others that store. */
  signal?: AbortSignal;
  log: (line: string) => void;
  /** Pull again from this day on. */
  since?: string;
  /** Checks and counts, stores nothing and moves no checkpoint. */
  dryRun?: boolean;
  onProgress?: (progress: Progress) => void;
  /** For the tests. */
  http?: Partial<HttpPolicy>;
}

/** What became of a pull: the contract's answer over all its deliveries. */
export interface PullReport extends PullTotals {
  source: string;
  /** The last batch; null: nothing was new. */
  batch: string | null;
  seconds: number;
}

/**
 * Moves what is new at one source into the log: pull → check → store → checkpoint, one delivery at a
 * time. A checkpoint is written only after the engine has acknowledged the rows it covers; whatever
 * is killed in between, the next pull begins again from there and what arrives twice is a duplicate.
 *
 * While the engine is slow or away nothing more is fetched: the delivery in hand waits on disk, and
 * the source is not asked for the next one.
 */
export async function pull(options: PullOptions): Promise<PullReport> {
  const { db, source, now, sleep, log, dryRun = false } = options;
  const started = performance.now();
  const hold = waitingFor({ now, sleep, log });
  const { patiently } = hold;
  const run = newRun(source.name, source.source.kind, options.cause, now());
  const totals: PullTotals = {
    ...{ deliveries: 0, files: 0, rows: 0, inserted: 0, duplicates: 0, corrected: 0 },
    ...{ rejected: 0, waiting: 0 },
  };
  let batch: string | null = null;
  const policy = { ...source.network, ...options.http };
  const http = openHttp({
    ...policy,
    hosts: [...source.source.hosts(source.settings), ...(policy.hosts ?? [])],
  });
  const folder = join(options.folder, `${run.run}-${process.pid}`);
  const max_bytes = policy.max_bytes ?? DEFAULT_POLICY.max_bytes;
  const record = (state: Parameters<typeof recordRun>[4]) =>
    dryRun ? undefined : patiently(() => recordRun(db, run, totals, hold.held_up_s, state));

  try {
    if (!dryRun) await patiently(() => closeInterrupted(db, source.name));
    await record({ state: 'running' });
    const checkpoint = await patiently(() => readCheckpoint(db, source.name));
    const context = contextOf(options, { checkpoint, http, folder, totals });
    await removeLeftovers(options.folder);
    await empty(folder);
    for await (const parcel of source.source.pull(context)) {
      if (parcel.files.length > 0) {
        const files = await spool(parcel.files, folder, max_bytes);
        const report = await patiently(() => take(options, parcel, files));
        for (const message of report.messages) log(message);
        add(totals, report);
        batch = report.batch;
      }
      if (parcel.checkpoint !== undefined && !dryRun) {
        const { checkpoint: reached } = parcel;
        const covered = { batch: parcel.files.length > 0 ? (batch ?? '') : '', run: run.run };
        await patiently(() => writeCheckpoint(db, source.name, reached, covered));
      }
      await empty(folder);
    }
    await record({ state: 'done' });
  } catch (error) {
    const known = error instanceof KnownError;
    const failed = {
      state: 'failed',
      error: known ? error.code : 'internal',
      message: known ? error.message : '',
    } as const;
    // Why it failed matters more than that this could not be written down.
    await record(failed)?.catch(() => {});
    throw error;
  } finally {
    await Promise.allSettled([http.close(), rm(folder, { recursive: true, force: true })]);
  }
  const seconds = Math.round(performance.now() - started) / 1000;
  return { source: source.name, batch, ...totals, seconds };
}

interface Around {
  checkpoint: PullContext['checkpoint'];
  http: PullContext['http'];
  folder: string;
  totals: PullTotals;
}

function contextOf(
  options: PullOptions,
  { checkpoint, http, folder, totals }: Around,
): PullContext {
  const { source, secrets } = options;
  return {
    name: source.name,
    settings: source.settings,
    checkpoint,
    since: options.since,
    dryRun: options.dryRun ?? false,
    http,
    secret(kind) {
      const variable = `OBS_${kind}_${source.name.toUpperCase().replaceAll('-', '_')}`;
      const value = secrets.get(variable);
      if (value) return value;
      throw new ConfigError(`The source ${source.name} needs ${variable}, which is not set.`);
    },
    keys: options.keys,
    now: options.now,
    log: options.log,
    notWhole(line) {
      totals.waiting += 1;
      options.log(line);
    },
    resolve: (path) => resolve(source.folder, path),
    folder,
    sleep: options.sleep,
  };
}

const take = (options: PullOptions, parcel: Parcel, files: readonly string[]) =>
  ingest({
    db: options.db,
    files,
    now: options.now(),
    reference: options.reference,
    dryRun: options.dryRun,
    signal: options.signal,
    backfill: parcel.backfill,
    coverage: parcel.coverage,
    ...(options.source.extract === 'full' && { fullExtractOf: options.source.name }),
    onProgress: options.onProgress,
  });

/** Bytes are written to files first, so that they can be offered again while the engine is away. */
async function spool(
  files: readonly (string | DeliveredBody)[],
  folder: string,
  max_bytes: number,
): Promise<string[]> {
  const paths: string[] = [];
  for (const [index, file] of files.entries()) {
    if (typeof file === 'string') {
      paths.push(file);
      continue;
    }
    const within = join(folder, `body-${index}`);
    await mkdir(within, { recursive: true });
    const extension = file.name.endsWith(`.${file.format}`) ? '' : `.${file.format}`;
    const path = join(within, `${file.name}${extension}`);
    await pipeline(
      file.body,
      limited(file.name, max_bytes),
      createWriteStream(path, { mode: 0o600 }),
    );
    paths.push(path);
  }
  return paths;
}

function limited(name: string, max_bytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > max_bytes) done(new SourceError(`${name} is longer than ${max_bytes} bytes.`));
      else done(null, chunk);
    },
  });
}

/** Removes what pulls that were killed have left beside. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = Number(/-(\d+)$/.exec(name)?.[1]);
    if (pid && !isRunning(pid)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function empty(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

function add(totals: PullTotals, report: IngestReport): void {
  totals.deliveries += 1;
  for (const name of [
    'files',
    'rows',
    'inserted',
    'duplicates',
    'corrected',
    'rejected',
  ] as const) {
    totals[name] += report[name];
  }
}
