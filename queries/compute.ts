import { ExponentialBackoff, handleWhen, noJitterGenerator, retry } from 'cockatiel';
import { command, insert, isGone, select, type Database } from '#core/database.ts';
import { BadRequest, DeliveryError } from '#core/errors.ts';
import type { Origin } from '#domain/indicator.ts';
import { fixInstant } from '#ingest/instant.ts';
import { toClickHouse } from './as-of.ts';
import type { Catalogue, Definition } from './catalogue.ts';
import { deriveAsOf, freeze, refreshDossiers, UNMERGED, withFrozen } from './derive.ts';
import { storing } from './storing.ts';
import { COMPUTING, withWorkings, type Tables, type Workings } from './workings.ts';

export type Cause = 'start' | 'schedule' | 'command' | 'missed';

export interface ComputeOptions {
  /** The writer's account. */
  db: Database;
  /** What to compute, in this order. */
  indicators: Catalogue;
  cause: Cause;
  now: () => Date;
  /** Compute the past as it was known then; unset: as of now. */
  asOf?: Date;
  /** Ends the waiting for a delivery that is being stored. */
  signal?: AbortSignal;
  /** Told of each run as it ends, again where all is computed again: two are under way at once. */
  onRun?: (run: RunReport) => void;
}

/**
 * Indicators computed at once: analysing one keeps one core, and so does the last of its values, while
 * the other can be at the rows of its neighbour.
 */
const AT_ONCE = 2;

/** What came of computing one indicator. */
export interface RunReport {
  run: string;
  indicator: string;
  state: 'done' | 'failed';
  as_of: string;
  rows: number;
  seconds: number;
  /** Why it failed; empty when it did not. */
  error: string;
}

/** What the log covers, for the sources of one indicator, at an instant. */
interface Cover {
  cutoff: string;
  origin: Origin;
}

/**
 * Computes indicators and appends their values. Everything is a function of what was known at
 * `asOf`, of the reference tables and of the code: two computations give the same values, unless a
 * back-fill was stored before the second began and after the first did.
 *
 * An indicator that fails is recorded as such; the others go on, and its last good values stay,
 * since only the values of a run that is `done` are ever read. Where the engine goes away meanwhile, all is
 * computed again when it is back: figures that stand side by side speak of one instant. Throws BadRequest for an instant that
 * has not come, and DeliveryError when `signal` ends the waiting.
 */
export async function compute(options: ComputeOptions): Promise<RunReport[]> {
  const { asOf, now } = options;
  if (asOf && asOf > now()) {
    throw new BadRequest(
      `${asOf.toISOString()} has not come yet: what will be known then is not known. Without an instant, what is known now is computed.`,
    );
  }
  return UNTIL_BACK.execute(() => computeOnce(options));
}

/** About fifteen seconds: an embedded engine is back in less than two. */
const UNTIL_BACK = retry(handleWhen(isGone), {
  maxAttempts: 4,
  backoff: new ExponentialBackoff({ initialDelay: 1000, generator: noJitterGenerator }),
});

async function computeOnce(options: ComputeOptions): Promise<RunReport[]> {
  const { db, asOf, now, signal } = options;
  return withFrozen(db, now(), async (tables) => {
    const instant = await fixInstant(
      db,
      (latest) => asOf ?? new Date(Math.max(now().getTime(), latest.getTime())),
      async (fixed) => {
        if (!asOf) await refreshDossiers(db, fixed);
        await freeze(db, tables, asOf !== undefined);
      },
      signal,
    );
    return computeAll(options, instant, tables);
  });
}

async function computeAll(
  { db, indicators, cause, now, onRun, asOf: past }: ComputeOptions,
  asOf: Date,
  tables: Tables,
): Promise<RunReport[]> {
  // What is computed as of now is told from what is computed again by when it started: at its instant.
  const startOf = () => (past ? now() : asOf);
  const subject = { ...tables, as_of: toClickHouse(asOf) };
  return withWorkings(db, subject, now(), async (workings) => {
    if (past) await deriveAsOf(db, workings);
    const reports: RunReport[] = [];
    const waiting = indicators.entries();
    const lane = async () => {
      for (const [place, indicator] of waiting) {
        const report = await computeOne(db, indicator, { cause, now, startOf, asOf, workings });
        reports[place] = report;
        onRun?.(report);
      }
    };
    await mergingAfterwards(db, async () => {
      const lanes = Array.from({ length: AT_ONCE }, lane);
      // Neither may still compute when the workings are dropped.
      await Promise.allSettled(lanes);
      await Promise.all(lanes);
    });
    return reports;
  });
}

/**
 * Lets the parts of values be merged in the background only when all are stored: meanwhile that takes a
 * tenth of the processor. A computation that is killed leaves them so until the next one ends.
 */
async function mergingAfterwards(db: Database, use: () => Promise<void>): Promise<void> {
  await command(db, `ALTER TABLE indicator_value MODIFY SETTING ${UNMERGED}`);
  try {
    await use();
  } finally {
    await command(
      db,
      `ALTER TABLE indicator_value RESET SETTING
        max_bytes_to_merge_at_max_space_in_pool, max_bytes_to_merge_at_min_space_in_pool`,
    );
  }
}

interface Circumstances {
  cause: Cause;
  now: () => Date;
  startOf: () => Date;
  asOf: Date;
  workings: Workings;
}

async function computeOne(
  db: Database,
  indicator: Definition,
  { cause, now, startOf, asOf, workings }: Circumstances,
): Promise<RunReport> {
  const started = startOf();
  const clock = performance.now();
  const cover = await readCover(db, indicator, workings);
  const run = await newRun(db, indicator.id, started);
  const record = async (state: string, rows: number, error: string) => {
    const seconds = round((performance.now() - clock) / 1000);
    await insert(db, 'run', [
      {
        run,
        indicator: indicator.id,
        version: indicator.version,
        state,
        cause,
        // The end is never before the start, whatever the clock that was handed in.
        at: toClickHouse(
          new Date(Math.max(now().getTime(), started.getTime() + (state === 'running' ? 0 : 1))),
        ),
        started_at: toClickHouse(started),
        as_of: toClickHouse(asOf),
        cutoff: cover?.cutoff ?? null,
        origin: cover?.origin ?? '',
        rows,
        seconds,
        error,
      },
    ]);
    return seconds;
  };

  await record('running', 0, '');
  const report = { run, indicator: indicator.id, as_of: asOf.toISOString() };
  try {
    if (cover) await insertValues(db, indicator, { run, cover, workings });
    const [{ rows } = { rows: 0 }] = await select<{ rows: number }>(
      db,
      `SELECT toUInt32(count()) AS rows FROM indicator_value
      WHERE indicator = {id:String} AND run = {run:String}`,
      { id: indicator.id, run },
    );
    const seconds = await record('done', rows, '');
    return { ...report, state: 'done', rows, seconds, error: '' };
  } catch (cause_) {
    if (isGone(cause_)) throw cause_;
    // Decided here: one indicator's failure is a fact to record, not the end of the others.
    const error = cause_ instanceof Error ? cause_.message : String(cause_);
    const seconds = await record('failed', 0, error);
    return { ...report, state: 'failed', rows: 0, seconds, error };
  }
}

/** An id no run of this indicator has had. */
async function newRun(db: Database, id: string, started: Date): Promise<string> {
  const [{ before } = { before: 0 }] = await select<{ before: number }>(
    db,
    'SELECT toUInt32(uniqExact(run)) AS before FROM run WHERE indicator = {id:String}',
    { id },
  );
  return `${id}-${compact(started)}-${before + 1}`;
}

/** Undefined: nothing of its sources was known then, so there is nothing to say. */
async function readCover(
  db: Database,
  { covers }: Definition,
  workings: Workings,
): Promise<Cover | undefined> {
  const rows = await select<{ cutoff: string; origins: Origin[] }>(
    db,
    `SELECT max(batch.covers_to) AS cutoff, groupUniqArray(batch.origin) AS origins
    FROM {batch:Identifier} AS batch
    ARRAY JOIN batch.covers AS cover
    WHERE state = 'stored' AND has({covers:Array(String)}, cover)
        AND if(backfill, ifNull(extracted_at, arrived_at), arrived_at) <= {as_of:DateTime64(3, 'UTC')}
    HAVING count() > 0`,
    { covers, ...(await workings.tablesFor('')) },
  );
  const [row] = rows;
  if (!row) return undefined;
  const [origin, ...others] = row.origins;
  if (!origin || others.length > 0) {
    throw new DeliveryError(`The database mixes origins (${row.origins.join(', ')}): see docs.`);
  }
  return { cutoff: row.cutoff, origin };
}

interface Target {
  run: string;
  cover: Cover;
  workings: Workings;
}

async function insertValues(
  db: Database,
  indicator: Definition,
  { run, cover, workings }: Target,
): Promise<void> {
  await command(
    db,
    `${storing(indicator.sql)}
    SETTINGS log_comment = {run:String}, ${COMPUTING}`,
    {
      id: indicator.id,
      version: indicator.version,
      min_n: indicator.min_n,
      run,
      origin: cover.origin,
      sources: indicator.covers,
      cutoff: cover.cutoff,
      ...(await workings.tablesFor(indicator.sql)),
    },
  );
}

const compact = (instant: Date) => instant.toISOString().replaceAll(/[-:.]/g, '');
const round = (seconds: number) => Math.round(seconds * 1000) / 1000;
