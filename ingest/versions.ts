import { command, selectOne, type Database } from '#core/database.ts';
import { COLUMN_NAMES } from '#domain/contract.ts';
import { eventKey } from '#domain/contract-sql.ts';
import { rejectedOf, stageOf } from './stage.ts';

/** What a row says besides when that was recorded. */
const CONTENT = `sipHash128(tuple(${COLUMN_NAMES.filter((name) => name !== 'recorded_at').join(', ')}))`;

/** Rows looked at together: more would not fit the memory of a small machine. */
const SLICE_ROWS = 8_000_000;

/** What became of the rows of a stage. */
export interface Sorted {
  /** The table to attach to the log; undefined: there is nothing to attach. */
  clean: string | undefined;
  inserted: number;
  corrected: number;
  duplicates: number;
  /** Rows that say something else of the same instant than another row; now among the rejected. */
  conflicts: number;
}

/**
 * Reads the files of the batch again for the rows that meet a condition on `checked`, of which so
 * many are expected: into a table like `event` with `file` and `line`, and into one like `quarantine`.
 */
export type ReadAgain = (
  where: string,
  expected: number,
) => Promise<{ rows: string; rejects: string }>;

/**
 * Sorts out a stage: which of its rows are new to the log, which are duplicates, which correct an
 * earlier version, which contradict one. To be called by who has the turn.
 *
 * Candidates are found by `event_key`; everything is decided on (source, event_id) and the whole
 * content. Most deliveries have no candidate, and most candidates are the same row again; only what
 * remains is put in order. Where rows of one instant contradict one another the first line wins, so
 * only then are the files read again, for their line numbers.
 */
export async function sortOut(
  db: Database,
  batch: string,
  rows: number,
  readAgain: ReadAgain,
): Promise<Sorted> {
  const stage = stageOf(batch);
  if ((await findCandidates(db, batch, rows)) === 0) {
    const clean = rows > 0 ? stage : undefined;
    return { clean, inserted: rows, corrected: 0, duplicates: 0, conflicts: 0 };
  }
  await writeVersions(db, batch, undefined);
  let conflicts = 0;
  const contested = await findContested(db, batch);
  if (contested > 0) {
    const key = eventKey('checked.source', 'checked.event_id');
    const where = `${key} IN (SELECT event_key FROM ${stage}_contested)`;
    const again = await readAgain(where, contested);
    await writeVersions(db, batch, again.rows);
    conflicts = await rejectConflicts(db, batch, again);
  }
  const { inserted, corrected } = await writeClean(db, batch, rows);
  return {
    clean: inserted + corrected > 0 ? `${stage}_clean` : undefined,
    inserted,
    corrected,
    duplicates: rows - inserted - corrected - conflicts,
    conflicts,
  };
}

/** The slices in which so many rows are handled, as conditions on `event_key`. */
function slicesOf(rows: number): string[] {
  const count = Math.max(1, Math.ceil(rows / SLICE_ROWS));
  return Array.from({ length: count }, (_, index) => `event_key % ${count} = ${index}`);
}

/**
 * Finds the keys of rows that have company: another row of the stage, or the log, has the same key.
 * `held`: the log has it; `same`: all say the same. Returns how many there are.
 */
async function findCandidates(db: Database, batch: string, rows: number): Promise<number> {
  const stage = stageOf(batch);
  const found = `${stage}_found`;
  await command(
    db,
    `CREATE TABLE ${found} (event_key UInt64) ENGINE = MergeTree ORDER BY event_key`,
  );
  // The keys of the smaller of the two are kept in memory and looked up from the other.
  const log = await selectOne<{ rows: number }>(db, 'SELECT count() AS rows FROM event');
  const [from, among] = log.rows < rows ? [stage, 'event'] : ['event', stage];
  for (const slice of slicesOf(rows)) {
    await command(
      db,
      `INSERT INTO ${found}
      SELECT event_key FROM ${stage} WHERE ${slice} GROUP BY event_key HAVING count() > 1
      UNION DISTINCT
      SELECT event_key FROM ${from}
      WHERE ${slice} AND event_key IN (SELECT event_key FROM ${among} WHERE ${slice})`,
    );
  }
  const { keys } = await selectOne<{ keys: number }>(db, `SELECT count() AS keys FROM ${found}`);
  if (keys === 0) return 0;
  const contents = (table: string, held: boolean, slice: string) =>
    `SELECT event_key, ${held} AS held, ${CONTENT} AS content FROM ${table}
    WHERE ${slice} AND event_key IN (SELECT event_key FROM ${found} WHERE ${slice})`;
  await command(
    db,
    `CREATE TABLE ${stage}_keys (event_key UInt64, held Bool, same Bool)
    ENGINE = MergeTree ORDER BY event_key`,
  );
  for (const slice of slicesOf(keys)) {
    await command(
      db,
      `INSERT INTO ${stage}_keys
      SELECT event_key, max(held), min(content) = max(content)
      FROM (${contents(stage, false, slice)} UNION ALL ${contents('event', true, slice)})
      GROUP BY event_key`,
    );
  }
  return keys;
}

/**
 * Judges each version of the keys that are not mere duplicates, in the order of `recorded_at` and,
 * within one instant, of the lines (`lines`: rows with file and line; without, the order is open).
 */
async function writeVersions(
  db: Database,
  batch: string,
  lines: string | undefined,
): Promise<void> {
  const stage = stageOf(batch);
  const unsettled = `SELECT event_key FROM ${stage}_keys WHERE NOT (held AND same)`;
  const position = lines
    ? `SELECT source, event_id, recorded_at, ${CONTENT} AS content, min((file, line)) AS first
      FROM ${lines} GROUP BY source, event_id, recorded_at, content`
    : `SELECT '' AS source, '' AS event_id, toDateTime64(0, 6, 'UTC') AS recorded_at,
      toFixedString('', 16) AS content, (toUInt16(0), toUInt64(0)) AS first`;
  await command(db, `DROP TABLE IF EXISTS ${stage}_versions SYNC`);
  await command(
    db,
    `CREATE TABLE ${stage}_versions ENGINE = MergeTree ORDER BY event_key AS
    WITH
        fresh AS
        (
            SELECT event_key, source, event_id, recorded_at, ${CONTENT} AS content, count() AS copies
            FROM ${stage}
            WHERE event_key IN (${unsettled})
            GROUP BY event_key, source, event_id, recorded_at, content
        ),
        held AS
        (
            SELECT source, event_id, true AS is_held,
                argMax(tuple(recorded_at, ${CONTENT}, revision), (recorded_at, revision)) AS latest
            FROM event
            WHERE event_key IN (${unsettled})
            GROUP BY source, event_id
        ),
        ranked AS
        (
            SELECT event_key, source, event_id, recorded_at, content, copies, is_held,
                latest.1 AS held_at,
                latest.2 AS held_content,
                latest.3 AS held_revision,
                count() OVER (PARTITION BY source, event_id, recorded_at) AS rivals,
                row_number() OVER
                (
                    PARTITION BY source, event_id, recorded_at ORDER BY first, content
                ) AS rank
            FROM fresh
            LEFT JOIN held USING (source, event_id)
            LEFT JOIN (${position}) AS positions USING (source, event_id, recorded_at, content)
        ),
        judged AS
        (
            SELECT *,
                multiIf(
                    rank > 1, 'conflict',
                    NOT is_held, 'new',
                    recorded_at < held_at, 'duplicate',
                    recorded_at > held_at, 'new',
                    content = held_content, 'duplicate',
                    'conflict'
                ) AS judgement
            FROM ranked
        ),
        followed AS
        (
            SELECT *,
                groupArray(content) OVER
                (
                    PARTITION BY source, event_id, judgement ORDER BY recorded_at
                    ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING
                ) AS before
            FROM judged
        ),
        settled AS
        (
            SELECT *,
                judgement = 'new' AND content = if(notEmpty(before), before[1], held_content)
                    AND (notEmpty(before) OR is_held) AS repeats,
                if(repeats, 'duplicate', judgement) AS verdict
            FROM followed
        )
    SELECT event_key, source, event_id, recorded_at, content, copies, rivals, verdict,
        toUInt16(if(is_held, held_revision + 1, 0) + countIf(verdict = 'new') OVER
        (
            PARTITION BY source, event_id ORDER BY recorded_at, rank
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        )) AS revision
    FROM settled`,
  );
}

/**
 * Finds the keys under which rows contradict one another, for the second reading. Returns how many
 * rows the stage has under them.
 */
async function findContested(db: Database, batch: string): Promise<number> {
  const stage = stageOf(batch);
  await command(
    db,
    `CREATE TABLE ${stage}_contested ENGINE = MergeTree ORDER BY event_key AS
    SELECT DISTINCT event_key FROM ${stage}_versions WHERE rivals > 1 OR verdict = 'conflict'`,
  );
  const { rows } = await selectOne<{ rows: number }>(
    db,
    `SELECT count() AS rows FROM ${stage}
    WHERE event_key IN (SELECT event_key FROM ${stage}_contested)`,
  );
  return rows;
}

/** Puts the contradicting rows among the rejected, each with its line. Returns how many. */
async function rejectConflicts(
  db: Database,
  batch: string,
  again: { rows: string; rejects: string },
): Promise<number> {
  const versions = `${stageOf(batch)}_versions`;
  const conflicting = `SELECT file, line FROM ${again.rows}
    WHERE (source, event_id, recorded_at, ${CONTENT}) IN
      (SELECT source, event_id, recorded_at, content FROM ${versions} WHERE verdict = 'conflict')`;
  await command(
    db,
    `INSERT INTO ${rejectedOf(batch)}
    SELECT * EXCEPT (file_index) FROM ${again.rejects} WHERE (file_index, line) IN (${conflicting})`,
  );
  const { conflicts } = await selectOne<{ conflicts: number }>(
    db,
    `SELECT sum(copies) AS conflicts FROM ${versions} WHERE verdict = 'conflict'`,
  );
  return conflicts;
}

/** Writes the rows that the log is to have, each with its revision. */
async function writeClean(db: Database, batch: string, rows: number) {
  const stage = stageOf(batch);
  const clean = `${stage}_clean`;
  await command(db, `CREATE TABLE ${clean} AS event`);
  for (const slice of slicesOf(rows)) {
    await command(
      db,
      `INSERT INTO ${clean} SELECT * FROM ${stage}
      WHERE ${slice} AND event_key NOT IN (SELECT event_key FROM ${stage}_keys WHERE ${slice})`,
    );
  }
  await command(
    db,
    `INSERT INTO ${clean}
    SELECT fresh.* EXCEPT (content, revision), versions.revision
    FROM
    (
        SELECT *, ${CONTENT} AS content FROM ${stage}
        WHERE event_key IN (SELECT event_key FROM ${stage}_versions WHERE verdict = 'new')
        LIMIT 1 BY source, event_id, recorded_at, content
    ) AS fresh
    INNER JOIN
    (
        SELECT source, event_id, recorded_at, content, revision
        FROM ${stage}_versions WHERE verdict = 'new'
    ) AS versions USING (source, event_id, recorded_at, content)`,
  );
  return selectOne<{ inserted: number; corrected: number }>(
    db,
    `SELECT countIf(revision = 0) AS inserted, countIf(revision > 0) AS corrected FROM ${clean}`,
  );
}
