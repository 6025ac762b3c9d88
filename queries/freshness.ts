import { select, selectOne, type Database } from '#core/database.ts';
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
  /** Does the log hold what the batch says? Null: it was not held against the log. */
  reconciled: boolean | null;
}

/** A pull of a configured source, in the state it is in. What went wrong in words is the operator's. */
export interface Pull {
  run: string;
  source: string;
  kind: string;
  cause: string;
  state: 'running' | 'done' | 'failed' | 'interrupted';
  started_at: string;
  /** Null while it runs. */
  finished_at: string | null;
  deliveries: number;
  rows: number;
  inserted: number;
  duplicates: number;
  corrected: number;
  rejected: number;
  /** Deliveries that were there but not whole yet. */
  waiting: number;
  /** Seconds during which the engine did not take anything. */
  held_up_s: number;
  /** A code, where it failed. */
  error: string | null;
}

/** What disappeared from, or changed in, the full extracts of a configured source. */
export interface ExtractTally {
  source: string;
  extracts: number;
  /** Events of the latest. */
  events: number;
  vanished: number;
  mutated: number;
  last_at: string;
}

/** Why something is late: nothing came, far fewer events than expected, or none at all. */
export type Late = 'arrival' | 'volume' | 'silent';

/** How fresh a source is; counts to the nearest ten, null under eleven. */
export interface SourceWatch {
  source: string;
  last_event_on: string | null;
  last_arrival_at: string | null;
  week: number | null;
  expected_week: number | null;
  objective_hours: number | null;
  late: Late | null;
  late_prefectures: string[];
  measured_at: string;
}

export interface PrefectureWatch {
  source: string;
  prefecture: string;
  last_event_on: string | null;
  last_arrival_at: string | null;
  week: number | null;
  expected_week: number | null;
  late: Late | null;
  measured_at: string;
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
  /** The latest pulls, newest first. */
  pulls: Pull[];
  /** Batches held against the log, and how many of them did not agree. */
  reconciliation: { batches: number; differing: number };
  extracts: ExtractTally[];
  watch: SourceWatch[];
  /** Dossiers that are alone with their prefecture, title and sequence of days. */
  uniqueness: { dossiers: number; alone: number; measured_at: string } | null;
  /** Prefectures × months of which the stock was checked against arrivals and closures. */
  stock: { checked: number; faults: number; measured_at: string } | null;
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
const LISTED_PULLS = 50;

/** What the figures rest on: which deliveries, until when, and when they were last computed. */
export async function freshness(db: Database): Promise<Freshness> {
  const [batches, sources, totals, finished, pulls, held, extracts, watch, unique, stock] =
    await Promise.all([
      select<Batch>(
        db,
        `SELECT
          batch, sources, origin, backfill, toUInt32(length(files)) AS files, rows, inserted,
          duplicates, corrected, rejected, seconds, extracted_at, covers_from, covers_to,
          prefectures, arrived_at, if(held.batch = '', NULL, held.agrees) AS reconciled
      FROM batch
      LEFT JOIN
      (
          SELECT batch, argMax(agrees, at) AS agrees FROM reconciliation GROUP BY batch
      ) AS held ON held.batch = batch.batch
      WHERE state = 'stored'
      ORDER BY arrived_at DESC, batch DESC
      LIMIT 1 BY batch
      LIMIT {limit:UInt32} ${ISO}`,
        { limit: LISTED_BATCHES },
      ),
      select<SourceFreshness>(
        db,
        // A source of which parts are followed apart is covered as far as the least followed of them.
        `WITH delivered AS
        (
            SELECT
                splitByChar(':', toString(cover))[1] AS source,
                cover != source AS partly,
                if(countIf(delivery.covers_from IS NULL) > 0, NULL, min(delivery.covers_from)) AS since,
                max(delivery.covers_to) AS until,
                uniqExact(batch) AS batches,
                max(arrived_at) AS last_at
            FROM batch AS delivery
            ARRAY JOIN delivery.covers AS cover
            WHERE state = 'stored'
            GROUP BY cover
        )
      SELECT
          source,
          if(countIf(since IS NULL) > 0, NULL, min(since)) AS covers_from,
          assumeNotNull(greatest(maxOrNull(if(partly, NULL, until)), minOrNull(if(partly, until, NULL)))) AS covers_to,
          toUInt32(sum(delivered.batches)) AS batches,
          max(last_at) AS last_arrival_at
      FROM delivered
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
      select<Pull>(
        db,
        `SELECT
          run, source, kind, cause, state, started_at,
          if(state = 'running', NULL, pull.at) AS finished_at,
          deliveries, rows, inserted, duplicates, corrected, rejected, waiting, held_up_s,
          nullIf(pull.error, '') AS error
      FROM (SELECT * FROM pull_run ORDER BY run, at DESC LIMIT 1 BY run) AS pull
      ORDER BY started_at DESC, run DESC
      LIMIT {limit:UInt32} ${ISO}`,
        { limit: LISTED_PULLS },
      ),
      selectOne<Freshness['reconciliation']>(
        db,
        `SELECT toUInt32(count()) AS batches, toUInt32(countIf(NOT last)) AS differing
      FROM (SELECT argMax(agrees, at) AS last FROM reconciliation GROUP BY batch)`,
      ),
      select<ExtractTally>(
        db,
        `SELECT
          source, toUInt32(count()) AS extracts, argMax(extract.events, at) AS events,
          sum(extract.vanished) AS vanished, sum(extract.mutated) AS mutated, max(at) AS last_at
      FROM full_extract AS extract
      GROUP BY source
      ORDER BY source ${ISO}`,
      ),
      select<SourceWatch>(
        db,
        `SELECT
          source,
          anyIf(seen.last_event_on, prefecture = '') AS last_event_on,
          anyIf(seen.last_arrival_at, prefecture = '') AS last_arrival_at,
          anyIf(seen.week, prefecture = '') AS week,
          anyIf(seen.expected_week, prefecture = '') AS expected_week,
          anyIf(seen.objective_hours, prefecture = '') AS objective_hours,
          nullIf(anyIf(seen.late, prefecture = ''), '') AS late,
          arraySort(groupArrayIf(prefecture, prefecture != '' AND seen.late != '')) AS late_prefectures,
          max(seen.measured_at) AS measured_at
      FROM source_watch AS seen
      WHERE seen.measured_at = (SELECT max(measured_at) FROM source_watch)
      GROUP BY source
      ORDER BY source ${ISO}`,
      ),
      select<NonNullable<Freshness['uniqueness']>>(
        db,
        `SELECT dossiers, alone, measured_at FROM uniqueness_watch
      ORDER BY measured_at DESC LIMIT 1 ${ISO}`,
      ),
      select<NonNullable<Freshness['stock']>>(
        db,
        `SELECT checked, faults, measured_at FROM stock_watch
      ORDER BY measured_at DESC LIMIT 1 ${ISO}`,
      ),
    ]);
  return {
    ...(totals[0] ?? { origin: null, cutoff: null, last_arrival_at: null }),
    sources,
    batches,
    last_run: finished[0] ?? null,
    pulls,
    reconciliation: held,
    extracts,
    watch,
    uniqueness: unique[0] ?? null,
    stock: stock[0] ?? null,
  };
}

/** How fresh a source is in each prefecture that it has spoken of, or every source. */
export function freshnessOfPrefectures(db: Database, source?: string): Promise<PrefectureWatch[]> {
  return select<PrefectureWatch>(
    db,
    `SELECT
        source, prefecture, last_event_on, last_arrival_at, week, expected_week,
        nullIf(seen.late, '') AS late, measured_at
    FROM source_watch AS seen
    WHERE measured_at = (SELECT max(measured_at) FROM source_watch) AND prefecture != ''
        AND ({source:Nullable(String)} IS NULL OR source = {source:Nullable(String)})
    ORDER BY source, prefecture ${ISO}`,
    { source: source ?? null },
  );
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
