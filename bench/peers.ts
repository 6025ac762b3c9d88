import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { command, streamOut, type Database } from '#core/database.ts';

export interface PeerFigures {
  question: string;
  clickhouse_s: number;
  duckdb_s: number;
  /** DuckDB's time over ours. */
  ratio: number;
}

/** A question in both dialects; each makes the table of its name, which the next may read. */
interface Question {
  name: string;
  table: string;
  clickhouse: string;
  duckdb: string;
}

const TERMINAL = `('decision_favorable', 'decision_defavorable', 'classement_sans_suite', 'cloture', 'desistement', 'refus_enregistrement', 'purge')`;
const CUTOFF = '2026-10-31';

/** Kaplan–Meier by the running sums of methods' textbook, the same in both dialects. */
const curve = (log1p: (x: string) => string) => `
    SELECT prefecture, month, min(t) AS median FROM
    (
        SELECT prefecture, month, t, exp(sum(if_full) OVER (PARTITION BY prefecture, month ORDER BY t)) AS s FROM
        (
            SELECT prefecture, month, t, d,
                sum(c) OVER (PARTITION BY prefecture, month ORDER BY t ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS n,
                CASE WHEN d = n THEN -1e300 ELSE ${log1p('-1.0 * d / n')} END AS if_full
            FROM
            (
                SELECT prefecture, month, delay AS t, sum(decided) AS d, count(*) AS c
                FROM peer_delay GROUP BY prefecture, month, delay
            ) AS counted
        ) AS steps
    ) AS curve
    WHERE s <= 0.5
    GROUP BY prefecture, month`;

const QUESTIONS: Question[] = [
  {
    name: 'one row per dossier, from the log',
    table: 'peer_delay',
    clickhouse: `SELECT prefecture, toStartOfMonth(filed) AS month, toInt32(least(ended, toDate('${CUTOFF}')) - filed) AS delay, toUInt8(ended <= toDate('${CUTOFF}')) AS decided
      FROM (SELECT dossier, minIf(occurred_on, event = 'depot') AS filed, argMinIf(event.prefecture, occurred_on, event = 'depot') AS prefecture,
          ifNull(minOrNullIf(occurred_on, event IN ${TERMINAL}), toDate('2100-01-01')) AS ended, countIf(event = 'depot') AS filings
          FROM event WHERE dossier != 0 GROUP BY dossier HAVING filings > 0)`,
    duckdb: `SELECT prefecture, date_trunc('month', filed) AS month, least(ended, DATE '${CUTOFF}') - filed AS delay, (ended <= DATE '${CUTOFF}')::INT AS decided
      FROM (SELECT dossier, min(occurred_on) FILTER (event = 'depot') AS filed, arg_min(prefecture, occurred_on) FILTER (event = 'depot') AS prefecture,
          coalesce(min(occurred_on) FILTER (event IN ${TERMINAL}), DATE '2100-01-01') AS ended
          FROM event WHERE dossier != 0 GROUP BY dossier HAVING count(*) FILTER (event = 'depot') > 0)`,
  },
  {
    name: 'quantiles by prefecture and month',
    table: 'peer_quantile',
    clickhouse: `SELECT prefecture, month, quantilesExact(0.1, 0.5, 0.9)(delay) AS q FROM peer_delay WHERE decided = 1 GROUP BY prefecture, month`,
    duckdb: `SELECT prefecture, month, quantile_disc(delay, [0.1, 0.5, 0.9]) AS q FROM peer_delay WHERE decided = 1 GROUP BY prefecture, month`,
  },
  {
    name: 'Kaplan–Meier medians by prefecture and month',
    table: 'peer_median',
    clickhouse: curve((x) => `log1p(${x})`),
    duckdb: curve((x) => `ln(1 + ${x})`),
  },
];

/** The same three questions, in plain SQL, to our engine and to DuckDB, in turn, on the log of `db`. */
export async function benchPeers(db: Database): Promise<PeerFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'observatoire-bench-peers-'));
  const duckdb = await DuckDBInstance.create(join(folder, 'peer.duckdb'), { threads: '2' });
  const connection = await duckdb.connect();
  try {
    const file = join(folder, 'event.parquet');
    const parquet = await streamOut(db, {
      query: `SELECT toUInt64(bitAnd(dossier, 18446744073709551615)) AS dossier, event::String AS event, occurred_on, prefecture::String AS prefecture FROM event FORMAT Parquet`,
      params: {},
    });
    await pipeline(parquet, createWriteStream(file));
    await connection.run(`CREATE TABLE event AS SELECT * FROM read_parquet('${file}')`);
    const figures: PeerFigures[] = [];
    for (const { name, table, clickhouse, duckdb: question } of QUESTIONS) {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let pair = 0; pair < 3; pair++) {
        await command(db, `DROP TABLE IF EXISTS ${table} SYNC`);
        ours.push(
          await time(() =>
            command(
              db,
              `CREATE TABLE ${table} ENGINE = MergeTree ORDER BY tuple() AS ${clickhouse}`,
            ),
          ),
        );
        await connection.run(`DROP TABLE IF EXISTS ${table}`);
        theirs.push(await time(() => connection.run(`CREATE TABLE ${table} AS ${question}`)));
      }
      figures.push({
        question: name,
        clickhouse_s: median(ours),
        duckdb_s: median(theirs),
        ratio: Math.round((median(theirs) / median(ours)) * 100) / 100,
      });
    }
    for (const { table } of QUESTIONS) await command(db, `DROP TABLE IF EXISTS ${table} SYNC`);
    return figures;
  } finally {
    connection.closeSync();
    duckdb.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return Math.round((performance.now() - since) / 10) / 100;
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
