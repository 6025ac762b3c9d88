import { beforeAll, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';
import { publishedRun } from './values.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();
const POPULATION = { dossiers: 400, seed: 5, from: '2026-01-01' };
const T = new Date('2026-07-10T00:00:00Z');

/** The runs of a computation, by indicator. */
async function runs(now: Date, asOf?: Date): Promise<Map<string, string>> {
  const reports = await compute({
    db: database.writer,
    indicators: catalogue,
    cause: 'command',
    now: () => now,
    asOf,
  });
  expect(reports.filter(({ state }) => state === 'failed')).toEqual([]);
  return new Map(reports.map(({ indicator, run }) => [indicator, run]));
}

/** How many rows each indicator has in one run and not in the other, and in both. */
async function differences(one: Map<string, string>, other: Map<string, string>) {
  const rows = `SELECT * EXCEPT run FROM indicator_value WHERE has({runs:Array(String)}, run)`;
  const count = async (query: string) =>
    select<{ indicator: string; rows: number }>(
      database.writer,
      `SELECT indicator, toUInt32(count()) AS rows FROM (${query}) GROUP BY indicator ORDER BY indicator`,
      { runs: [...one.values()], others: [...other.values()] },
    );
  const others = rows.replace('{runs:', '{others:');
  return {
    lost: await count(`${rows} EXCEPT ALL ${others}`),
    added: await count(`${others} EXCEPT ALL ${rows}`),
    all: await count(rows),
  };
}

let then = new Map<string, string>();
let later = new Map<string, string>();

beforeAll(async () => {
  const before = new Date('2026-07-08T00:00:00Z');
  await seedDatabase(database.writer, { ...POPULATION, coversTo: '2026-06-30' }, before);
  then = await runs(T);
  // What comes later goes on from there: late and corrected rows, decisions, more dossiers.
  const next = { ...POPULATION, continues: '2026-06-30' };
  await seedDatabase(database.writer, next, new Date('2026-11-08T00:00:00Z'));
  later = await runs(new Date('2026-11-10T00:00:00Z'));
}, 300_000);

test('a computation as of an instant gives what a run at that instant gave, row for row', async () => {
  const again = await runs(new Date('2026-11-11T00:00:00Z'), T);
  const { lost, added, all } = await differences(then, again);
  expect(lost).toEqual([]);
  expect(added).toEqual([]);
  expect(all.length).toBeGreaterThan(30);
}, 120_000);

test('what came since changes what is computed now', async () => {
  const { lost } = await differences(then, later);
  expect(lost.map(({ indicator }) => indicator)).toEqual(
    expect.arrayContaining(['P-01', 'S-01', 'V-01']),
  );
});

test('what was published stays what was published', async () => {
  for (const indicator of catalogue) {
    expect(await publishedRun(database.reader, { indicator, as_of: T })).toBe(
      then.get(indicator.id),
    );
  }
});
