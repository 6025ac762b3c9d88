import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { command, select, type Database } from '#core/database.ts';
import { toClickHouse } from './as-of.ts';

const DOSSIER = readFileSync(new URL('./derived/dossier.sql', import.meta.url), 'utf8');

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
  await insertDossiers(db, 'dossier', { as_of: LATEST, all: empty, batches, built });
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
 * Makes an empty table shaped like `dossier` for the dossiers of one computation, which nothing that
 * comes later changes; calls `use` with its name and drops it.
 */
export async function withDossierTable<Result>(
  db: Database,
  now: Date,
  use: (table: string) => Promise<Result>,
): Promise<Result> {
  const table = `dossier_as_of_${now.getTime()}_${randomBytes(4).toString('hex')}`;
  await command(db, 'CREATE TABLE {table:Identifier} AS dossier', { table });
  try {
    return await use(table);
  } finally {
    await command(db, 'DROP TABLE {table:Identifier} SYNC', { table });
  }
}

/** Fills such a table with what the log says of every dossier now: the parts of `dossier`, not a copy. */
export async function takeDossiers(db: Database, table: string, now: Date): Promise<void> {
  await refreshDossiers(db, now);
  await command(db, 'ALTER TABLE {table:Identifier} ATTACH PARTITION tuple() FROM dossier', {
    table,
  });
}

/** Fills such a table with every dossier as the log knew it at an instant. */
export const deriveAsOf = (db: Database, table: string, asOf: Date) =>
  insertDossiers(db, table, { as_of: toClickHouse(asOf), all: true, batches: [], built: 1 });

interface DeriveParams {
  as_of: string;
  all: boolean;
  batches: string[];
  built: number;
}

/** Rows are one a dossier as they come: looking for others in each block takes two fifths of the time. */
async function insertDossiers(db: Database, table: string, params: DeriveParams): Promise<void> {
  await command(db, `INSERT INTO {table:Identifier} ${DOSSIER} SETTINGS optimize_on_insert = 0`, {
    table,
    ...params,
  });
}
