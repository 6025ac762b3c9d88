import { select, type Database } from '#core/database.ts';
import type { Origin } from '#domain/indicator.ts';

/** A delivery that was taken, as it is told to everybody: file names stay with the operator. */
export interface Batch {
  batch: string;
  sources: string[];
  origin: Origin;
  backfill: boolean;
  files: number;
  rows: number;
  inserted: number;
  duplicates: number;
  corrected: number;
  rejected: number;
  seconds: number;
  extracted_at: string | null;
  covers_from: string | null;
  covers_to: string;
  /** Empty: the delivery does not say which prefectures it covers. */
  prefectures: string[];
  arrived_at: string;
}

interface SourceFreshness {
  source: string;
  covers_from: string | null;
  covers_to: string;
  batches: number;
  last_arrival_at: string;
}

/** A run of one indicator, in the state it is in. Why one failed is in the operator's log. */
export interface Run {
  run: string;
  indicator: string;
  version: number;
  state: 'running' | 'done' | 'failed';
  cause: string;
  started_at: string;
  /** Null while it runs. */
  finished_at: string | null;
  as_of: string;
  cutoff: string | null;
  /** Null when nothing was known yet. */
  origin: Origin | null;
  rows: number;
  seconds: number;
}

export interface Freshness {
  /** Null while nothing has been taken in. */
  origin: Origin | null;
  /** Last day that a delivery covers. */
  cutoff: string | null;
  last_arrival_at: string | null;
  sources: SourceFreshness[];
  /** Newest first. */
  batches: Batch[];
  /** The latest that is done. */
  last_run: Run | null;
}

/** How many rows were refused for one reason; never which. */
export interface QuarantineCount {
  source: string;
  reason: string;
  column: string;
  rows: number;
  batches: number;
  last_arrival_at: string;
}

/** The versions of an indicator that have been computed, newest first. */
export interface ComputedVersion {
  version: number;
  runs: number;
  first_computed_at: string;
  last_computed_at: string;
}

const ISO = `SETTINGS date_time_output_format = 'iso'`;
const LISTED_BATCHES = 50;

/** What the figures rest on: which deliveries, until when, and when they were last computed. */
export async function freshness(db: Database): Promise<Freshness> {
  const [batches, sources, totals, finished] = await Promise.all([
    select<Batch>(
      db,
      `SELECT
          batch, sources, origin, backfill, toUInt32(length(files)) AS files, rows, inserted,
          duplicates, corrected, rejected, seconds, extracted_at, covers_from, covers_to,
          prefectures, arrived_at
      FROM batch
      WHERE state = 'stored'
      ORDER BY arrived_at DESC, batch DESC
      LIMIT 1 BY batch
      LIMIT {limit:UInt32} ${ISO}`,
      { limit: LISTED_BATCHES },
    ),
    select<SourceFreshness>(
      db,
      `SELECT
          source,
          if(countIf(delivery.covers_from IS NULL) > 0, NULL, min(delivery.covers_from)) AS covers_from,
          max(delivery.covers_to) AS covers_to,
          toUInt32(uniqExact(batch)) AS batches,
          max(arrived_at) AS last_arrival_at
      FROM batch AS delivery
      ARRAY JOIN sources AS source
      WHERE state = 'stored'
      GROUP BY source
      ORDER BY source ${ISO}`,
    ),
    select<Pick<Freshness, 'origin' | 'cutoff' | 'last_arrival_at'>>(
      db,
      `SELECT
          argMax(delivery.origin, delivery.arrived_at) AS origin,
          max(delivery.covers_to) AS cutoff,
          max(delivery.arrived_at) AS last_arrival_at
      FROM batch AS delivery
      WHERE state = 'stored'
      HAVING count() > 0 ${ISO}`,
    ),
    runs(db, { state: 'done', limit: 1 }),
  ]);
  return {
    ...(totals[0] ?? { origin: null, cutoff: null, last_arrival_at: null }),
    sources,
    batches,
    last_run: finished[0] ?? null,
  };
}

/** Runs in the state of their latest row, newest first. */
export function runs(
  db: Database,
  {
    indicator,
    state,
    limit = 200,
  }: { indicator?: string; state?: Run['state']; limit?: number } = {},
): Promise<Run[]> {
  return select<Run>(
    db,
    `SELECT
        run, indicator, version, state, cause, started_at,
        if(state = 'running', NULL, at) AS finished_at,
        as_of, cutoff, nullIf(origin, '') AS origin, rows, seconds
    FROM
    (
        SELECT run, indicator, version, state, cause, at, started_at, as_of, cutoff, origin, rows, seconds
        FROM run
        WHERE {indicator:Nullable(String)} IS NULL OR indicator = {indicator:Nullable(String)}
        ORDER BY indicator, run, at DESC, state = 'running'
        LIMIT 1 BY indicator, run
    )
    WHERE {state:Nullable(String)} IS NULL OR state = {state:Nullable(String)}
    ORDER BY at DESC, indicator, run
    LIMIT {limit:UInt32} ${ISO}`,
    { indicator: indicator ?? null, state: state ?? null, limit },
  );
}

/** What was refused, by source and reason, most first. */
export function quarantineCounts(db: Database): Promise<QuarantineCount[]> {
  return select<QuarantineCount>(
    db,
    `SELECT
        source, reason, refused.column AS column,
        sum(refused.rows) AS rows,
        toUInt32(uniqExact(batch)) AS batches,
        max(arrived_at) AS last_arrival_at
    FROM quarantine_count AS refused
    GROUP BY source, reason, refused.column
    ORDER BY rows DESC, source, reason, column ${ISO}`,
  );
}

export function computedVersions(db: Database, indicator: string): Promise<ComputedVersion[]> {
  return select<ComputedVersion>(
    db,
    `SELECT
        version,
        toUInt32(uniqExact(run)) AS runs,
        min(at) AS first_computed_at,
        max(at) AS last_computed_at
    FROM run
    WHERE indicator = {indicator:String} AND state = 'done'
    GROUP BY version
    ORDER BY version DESC ${ISO}`,
    { indicator },
  );
}
