import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { command } from '#core/database.ts';
import { fixInstant } from './instant.ts';
import { depot, ndjson, now, testIngest } from './testing.ts';

const { database, file, take, query } = testIngest();

const child = fileURLToPath(new URL('testing-child.ts', import.meta.url));

/** Ingests a file in a process of its own, which is killed when it is about to say `when`. */
async function ingestAndKill(path: string, when: (statement: string) => boolean) {
  const { url, accounts } = inject('engine');
  const target = { url, database: database.writer.name, ...accounts.writer };
  const options = JSON.stringify({ target, file: path, now });
  const running = spawn(process.execPath, ['--import', 'tsx', child, options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(running, 'exit');
  for await (const statement of createInterface(running.stdout)) {
    if (when(statement)) running.kill('SIGKILL');
  }
  const [code, signal] = (await ended) as [number | null, string | null];
  return { code, signal };
}

const ROWS = 50_000;
const rows = () =>
  ndjson(
    ...Array.from({ length: ROWS }, (_, index) =>
      depot(`e${index}`, { dossier: createHash('md5').update(`${index}`).digest('hex') }),
    ),
    { oops: undefined },
  );

test('takes out what an engine that died half-way has left, and keeps what is whole', async () => {
  await take([await file('a.ndjson', ndjson(depot('a'), depot('b')))]);
  // Two batches that were about to be stored: of one, one row of two is in the log; of the other, all.
  for (const [batch, inserted] of [
    ['b1_half', 2],
    ['b1_whole', 1],
  ]) {
    await command(
      database.writer,
      `INSERT INTO event SELECT * REPLACE ('${batch}' AS event_id, '${batch}' AS batch)
      FROM (SELECT * FROM event WHERE event_id = 'a')`,
    );
    await command(
      database.writer,
      `INSERT INTO batch SELECT * REPLACE ('${batch}' AS batch, 'committing' AS state, ${inserted} AS inserted)
      FROM (SELECT * FROM batch WHERE state = 'stored' AND batch NOT LIKE 'b1%')`,
    );
  }
  await fixInstant(
    database.writer,
    (latest) => latest,
    async () => {},
  );
  expect(await query('SELECT event_id FROM event ORDER BY event_id')).toEqual([
    { event_id: 'a' },
    { event_id: 'b' },
    { event_id: 'b1_whole' },
  ]);
  expect(
    await query(
      `SELECT batch, argMax(state, at) AS last FROM batch WHERE batch LIKE 'b1%'
      GROUP BY batch ORDER BY batch`,
    ),
  ).toEqual([
    { batch: 'b1_half', last: 'forgotten' },
    { batch: 'b1_whole', last: 'stored' },
  ]);
});

test('loses nothing and doubles nothing, when the process is killed at the worst moments', async () => {
  const path = await file('a.ndjson', rows());
  for (const moment of ['ALTER TABLE event ATTACH', 'FROM quarantine WHERE', 'INSERT INTO batch']) {
    const { signal } = await ingestAndKill(path, (statement) => statement.includes(moment));
    expect(signal).toBe('SIGKILL');
  }
  const report = await take([path]);
  expect(report.inserted + report.duplicates).toBe(ROWS);
  expect(report.rejected).toBe(1);
  expect(
    await query(
      `WITH states AS (SELECT batch, argMax(state, at) AS last FROM batch GROUP BY batch)
      SELECT
        (SELECT count() FROM event) AS events,
        (SELECT uniqExact(event_id) FROM event) AS once,
        (SELECT count() FROM event WHERE batch NOT IN
          (SELECT batch FROM states WHERE last = 'stored')) AS strays,
        (SELECT count() FROM states WHERE last NOT IN ('stored', 'forgotten')) AS unsettled,
        (SELECT count() FROM system.tables
          WHERE database = currentDatabase() AND name LIKE 'stage%') AS tables`,
    ),
  ).toEqual([{ events: ROWS, once: ROWS, strays: 0, unsettled: 0, tables: 0 }]);
  // Each batch that reached the log has its one reject, once.
  const rejects = (table: string, rows: string) =>
    query(`SELECT batch, ${rows} AS rows FROM ${table} GROUP BY batch ORDER BY batch`);
  const expected = await query(
    `SELECT batch, 1 AS rows FROM batch GROUP BY batch HAVING argMax(state, at) = 'stored' ORDER BY batch`,
  );
  expect(await rejects('quarantine', 'count()')).toEqual(expected);
  expect(await rejects('quarantine_count', 'sum(rows)')).toEqual(expected);
}, 120_000);
