import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { command, select, selectOne, type Database } from '#core/database.ts';
import { include } from './include.ts';
import { withWorkings, type Tables, type Workings } from './workings.ts';

/** How dossiers are derived. */
export const DOSSIER = include(
  readFileSync(new URL('./derived/dossier.sql', import.meta.url), 'utf8'),
  'derived/dossier.sql',
);

/** The tables themselves: what the log says, and will say. */
export const LIVE: Tables = { event: 'event', batch: 'batch', derived: 'dossier' };

/** Later than anything known: what the log says today. */
const LATEST = '2200-01-01 00:00:00.000';

/**
 * Brings the table `dossier` up to what the log says: derives again exactly the dossiers that the
 * batches stored since then touched. Batches are marked `derived` after their dossiers, so a crash
 * between the two derives them once more, which changes nothing. Returns the number of batches.
 */
export async function refreshDossiers(db: Database, now: Date): Promise<number> {
  const [{ batches, empty } = { batches: [], empty: true }] = await select<{
    batches: string[];
    empty: boolean;
  }>(
    db,
    `SELECT
      (SELECT count() = 0 FROM dossier)::Bool AS empty,
      (SELECT groupArray(batch) FROM
        (SELECT batch FROM batch GROUP BY batch HAVING argMax(state, at) = 'stored')) AS batches`,
  );
  // Emptied by a migration, the table is derived again although every batch once was.
  if (batches.length === 0 && !empty) return 0;
  const built = now.getTime();
  await withWorkings(db, { ...LIVE, as_of: LATEST }, now, (workings) =>
    insertDossiers(db, workings, { all: empty, batches, built }),
  );
  await command(
    db,
    `INSERT INTO batch
    SELECT * REPLACE ('derived' AS state, at + INTERVAL 1 MILLISECOND AS at)
    FROM
    (
        SELECT * FROM batch
        WHERE state = 'stored' AND batch IN {batches:Array(String)}
        ORDER BY at DESC
        LIMIT 1 BY batch
    )`,
    { batches },
  );
  return batches.length;
}

/**
 * Names tables for what one computation reads of the log, which nothing that is stored meanwhile changes;
 * calls `use` with them and drops those that were made.
 */
export async function withFrozen<Result>(
  db: Database,
  now: Date,
  use: (tables: Tables) => Promise<Result>,
): Promise<Result> {
  const suffix = `as_of_${now.getTime()}_${randomBytes(4).toString('hex')}`;
  const tables = {
    event: `event_${suffix}`,
    batch: `batch_${suffix}`,
    derived: `dossier_${suffix}`,
  };
  try {
    return await use(tables);
  } finally {
    for (const table of Object.values(tables)) {
      await command(db, 'DROP TABLE IF EXISTS {table:Identifier} SYNC', { table });
    }
  }
}

/** Settings of a table whose parts are not merged in the background. */
export const UNMERGED =
  'max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1';

/**
 * Makes such tables of what the log says now: of its parts on disk, which are not copied, and need not be
 * merged for so short a time. To be called by who has the turn. `past`: the dossiers are left to be derived.
 */
export async function freeze(db: Database, tables: Tables, past: boolean): Promise<void> {
  for (const name of ['event', 'batch', 'derived'] as const) {
    await command(
      db,
      `CREATE TABLE {table:Identifier} ${past && name === 'derived' ? '' : 'CLONE'} AS ${LIVE[name]}
      SETTINGS ${UNMERGED}`,
      { table: tables[name] },
    );
  }
}

/** Derives every dossier as the log knew it at the instant of the workings, into the empty table of their subject. */
export const deriveAsOf = (db: Database, workings: Workings, slice?: number) =>
  insertDossiers(db, workings, { all: true, batches: [], built: 1 }, slice);

interface DeriveParams {
  all: boolean;
  batches: string[];
  built: number;
}

/** Events of the dossiers that are derived at once: more would go to disk, which takes several times as long. */
const SLICE = 15_000_000;

/** Rows are one a dossier as they come: looking for others in each block takes two fifths of the time. */
async function insertDossiers(
  db: Database,
  workings: Workings,
  params: DeriveParams,
  slice = SLICE,
): Promise<void> {
  const tables = await workings.tablesFor(DOSSIER);
  const { events } = await selectOne<{ events: number }>(
    db,
    'SELECT count() AS events FROM {event:Identifier}',
    tables,
  );
  // Pseudonyms are spread evenly: the log is read in its order, a slice of them after the other.
  const slices = BigInt(params.all ? Math.max(1, Math.ceil(events / slice)) : 1);
  const from = (part: bigint) => (part * 2n ** 128n) / slices;
  for (let part = 0n; part < slices; part += 1n) {
    await command(
      db,
      `INSERT INTO {derived:Identifier} ${DOSSIER} SETTINGS optimize_on_insert = 0`,
      { ...params, ...tables, first: `${from(part)}`, last: `${from(part + 1n) - 1n}` },
    );
  }
}
