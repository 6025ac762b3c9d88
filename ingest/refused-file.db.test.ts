/** Files that are set aside whole, and what becomes of the others of their delivery. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command } from '#core/database.ts';
import { exitStatus } from './ingest.ts';
import { csv, depot, ndjson, parquetOf, testIngest } from './testing.ts';

const { database, file, folder, take, stored, query } = testIngest();

const ids = async () => (await stored()).map(({ event_id }) => event_id);

/** A Parquet file of one row, written by the engine. */
const parquet = async (name: string, columns: string) =>
  file(`${name}.parquet`, await parquetOf(database.writer, columns));

/** A delivery of one good file and one that is not: what is good is there, once, and status 3. */
async function besideGood(...bad: string[]) {
  const good = await file('good.ndjson', ndjson(depot('good')));
  const report = await take([...bad, good]);
  expect(exitStatus(report)).toBe(3);
  expect(report.rows).toBe(
    report.inserted + report.duplicates + report.corrected + report.rejected,
  );
  const again = await take([...bad, good]);
  expect(again).toMatchObject({ inserted: 0, corrected: 0, rejected: report.rejected });
  expect(await query('SELECT count() = uniqExact(event_id) AS once FROM event')).toEqual([
    { once: 1 },
  ]);
  return report;
}

describe('a file that is refused whole', () => {
  const cases: [name: string, content: string, message: string][] = [
    [
      'last.ndjson',
      ndjson(depot('a'), depot('b'), { ...depot('c'), couleur: 'bleu' }),
      'has the key “couleur” on line 3, which the contract does not have.',
    ],
    [
      'array.ndjson',
      JSON.stringify([depot('a'), depot('b')], null, 2),
      'is a JSON array; one object a line was expected.',
    ],
    [
      'unknown.csv',
      csv({ ...depot('a'), couleur: 'bleu' }),
      'has the column “couleur”, which the contract does not have.',
    ],
    ['twice.csv', csv(depot('a')).replace('titre', 'source'), 'has the column “source” twice.'],
    [
      'lacks.csv',
      csv(depot('a')).replace('event_id,', ''),
      'lacks the column “event_id”, which every row needs.',
    ],
    ['empty.csv', '', 'has no readable header row of column names.'],
    ['broken.csv', '"event_id,source\n', 'has no readable header row of column names.'],
    ['not.csv.gz', 'event_id\n', 'is not a valid .gz file.'],
    ['not.csv.zst', 'event_id,source,event,recorded_at,x', 'is not a valid .zst file.'],
    [
      'somebody.ndjson',
      ndjson({ ...depot('a'), 'jean.dupont@example.org': 1 }),
      'has the key “aaaa.aaaaaa@aaaaaaa.aaa” on line 1, which the contract does not have.',
    ],
    [
      'not.parquet',
      'PAR1 nothing',
      'is not a readable Parquet file (parquet file invalid (footer != PAR1)).',
    ],
    ['a.xlsx', 'x', 'is none of .ndjson, .jsonl, .csv (also .gz, .zst) or .parquet.'],
  ];

  test('says why, and leaves the others of its delivery', async () => {
    const paths = await Promise.all(cases.map(([name, content]) => file(name, content)));
    const report = await besideGood(...paths);
    expect(report.messages).toEqual(cases.map(([name, , message]) => `${name} ${message}`));
    expect(report).toMatchObject({ inserted: 1, rejected: cases.length });
    expect(await ids()).toEqual(['good']);
    const lines = await query('SELECT DISTINCT line FROM quarantine');
    expect(lines).toEqual([{ line: 0 }]);
  });

  test('does not exist, or is a folder', async () => {
    await mkdir(join(folder(), 'folder.ndjson'));
    const report = await besideGood(
      join(folder(), 'missing.ndjson'),
      join(folder(), 'folder.ndjson'),
    );
    expect(report.messages).toEqual([
      'missing.ndjson does not exist.',
      'folder.ndjson is not a file.',
    ]);
    expect(report.rejected).toBe(2);
  });

  test('leaves status 1 when it comes alone', async () => {
    const report = await take([await file('a.csv', 'couleur\nbleu\n')]);
    expect(exitStatus(report)).toBe(1);
    expect(await ids()).toEqual([]);
    expect(await query('SELECT state FROM batch ORDER BY at')).toEqual([
      { state: 'committing' },
      { state: 'refused' },
    ]);
  });

  test('is a Parquet file with a wrong type or an unknown column', async () => {
    const wrong = await parquet(
      'wrong',
      `'a' AS event_id, 'anef' AS source, 'depot' AS event,
      '2026-01-05' AS occurred_on, toDateTime64('2026-02-01 03:00:00', 3, 'UTC') AS recorded_at`,
    );
    const unknown = await parquet(
      'unknown',
      `'a' AS event_id, 'anef' AS source, 'depot' AS event,
      toDateTime64('2026-02-01 03:00:00', 3, 'UTC') AS recorded_at, 1 AS couleur`,
    );
    const nanoseconds = await parquet(
      'nano',
      `'a' AS event_id, 'anef' AS source, 'depot' AS event,
      toDateTime64('2026-02-01 03:00:00', 9, 'UTC') AS recorded_at`,
    );
    const report = await besideGood(wrong, unknown, nanoseconds);
    expect(report.messages).toEqual([
      'wrong.parquet has the column “occurred_on” as STRING; DATE was expected.',
      'unknown.parquet has the column “couleur”, which the contract does not have.',
      'nano.parquet has the column “recorded_at” as TIMESTAMP (NANOS); TIMESTAMP in UTC (milliseconds or microseconds) was expected.',
    ]);
    expect(await ids()).toEqual(['good']);
  });
});

test('takes an empty NDJSON file for what it is', async () => {
  const report = await take([await file('a.ndjson', '')]);
  expect(report).toMatchObject({ rows: 0, rejected: 0, messages: ['a.ndjson has no rows.'] });
  expect(exitStatus(report)).toBe(0);
});

test('leaves no table behind, whatever happened', async () => {
  await take([await file('a.ndjson', ndjson(depot('a'), { oops: 1 }))]);
  await take([await file('b.ndjson', ndjson(depot('a'), depot('a', { prefecture: '13' })))]);
  await expect(take([await file('c.ndjson', ndjson(depot('sim-1')))])).rejects.toThrow();
  expect(
    await query(
      `SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'stage%'`,
    ),
  ).toEqual([]);
  await command(database.writer, 'SELECT 1');
});
