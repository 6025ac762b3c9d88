import { readFileSync } from 'node:fs';
import { command, select, type Database } from '#core/database.ts';
import { toClickHouse } from '../as-of.ts';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const STOCK_IDENTITY = read('./stock-identity.sql');
const SOURCE_WATCH = read('./source-watch.sql');
const UNIQUENESS = read('./uniqueness.sql');

/** A configured source and the hours within which something of it must arrive. */
export interface Objective {
  name: string;
  fresh_within_hours: number;
}

/**
 * Measures what the freshness page tells of the log: how fresh each source is in each prefecture, how
 * many dossiers are alone with their trace, and whether the stock's identity holds everywhere. Reads
 * the whole log, so it runs now and then and its rows are kept.
 */
export async function measureWatch(
  db: Database,
  now: Date,
  objectives: readonly Objective[],
): Promise<void> {
  const measured_at = toClickHouse(now);
  const hours = await objectiveOfSource(db, objectives);
  await command(
    db,
    `INSERT INTO source_watch (source, prefecture, last_event_on, last_arrival_at, week,
      expected_week, objective_hours, late, measured_at)
    ${SOURCE_WATCH}`,
    {
      measured_at,
      objective_sources: hours.map(([source]) => source),
      objective_hours: hours.map(([, objective]) => objective),
    },
  );
  await command(db, `INSERT INTO uniqueness_watch (dossiers, alone, measured_at) ${UNIQUENESS}`, {
    measured_at,
  });
  const params = { measured_at };
  await command(
    db,
    `INSERT INTO stock_fault (prefecture, month, before, arrivals, closures, after, measured_at)
    SELECT *, {measured_at:DateTime64(3, 'UTC')} FROM (${STOCK_IDENTITY})
    WHERE after != before + arrivals - closures`,
    params,
  );
  await command(
    db,
    `INSERT INTO stock_watch (checked, faults, measured_at)
    SELECT count(), countIf(after != before + arrivals - closures), {measured_at:DateTime64(3, 'UTC')}
    FROM (${STOCK_IDENTITY})`,
    params,
  );
}

/** Which sources of the contract a configured one has brought so far; the strictest objective counts. */
async function objectiveOfSource(
  db: Database,
  objectives: readonly Objective[],
): Promise<[string, number][]> {
  const rows = await select<{ name: string; source: string }>(
    db,
    `SELECT DISTINCT checkpoint.source AS name, toString(brought) AS source
    FROM checkpoint
    INNER JOIN batch ON batch.batch = checkpoint.batch
    ARRAY JOIN batch.sources AS brought`,
  );
  const strictest = new Map<string, number>();
  for (const { name, source } of rows) {
    const hours = objectives.find((objective) => objective.name === name)?.fresh_within_hours;
    if (hours !== undefined) strictest.set(source, Math.min(hours, strictest.get(source) ?? hours));
  }
  return [...strictest];
}

/** Has something arrived since the last measure, or is that a day old? */
export async function watchIsDue(db: Database, now: Date): Promise<boolean> {
  const [row] = await select<{ due: number }>(
    db,
    `SELECT last < arrived OR (arrived > 0 AND {now:DateTime64(3, 'UTC')} > last + INTERVAL 1 DAY) AS due
    FROM
      (SELECT max(measured_at) AS last FROM stock_watch) AS measured,
      (SELECT max(arrived_at) AS arrived FROM batch WHERE state = 'stored') AS stored`,
    { now: toClickHouse(now) },
  );
  return row?.due === 1;
}
