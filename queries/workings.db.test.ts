/** A working that is made in slices, of so many dossiers each, has the rows that it has when made at once. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { select, selectOne } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { LIVE, refreshDossiers } from './derive.ts';
import { migrate } from './migrate.ts';
import { withWorkings } from './workings.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const NOW = new Date('2027-01-01');
const SUBJECT = { ...LIVE, as_of: '2027-01-01 00:00:00.000' };
const SLICE = 300;

const folder = new URL('./workings/', import.meta.url);
const sliced = readdirSync(folder)
  .filter((name) => readFileSync(new URL(name, folder), 'utf8').includes('\n-- slices: '))
  .map((name) => name.replace('.sql', ''));

beforeAll(async () => {
  await seedDatabase(
    database.writer,
    { dossiers: 2000, seed: 11, from: '2026-01-01', coversTo: '2026-06-30' },
    NOW,
  );
  await refreshDossiers(database.writer, NOW);
}, 120_000);

/** The rows of each of them, and in how many statements they were stored. */
function made(slice?: number) {
  return withWorkings(
    database.writer,
    SUBJECT,
    NOW,
    async ({ tablesFor }) => {
      await tablesFor('{dossier:Identifier} {cover:Identifier}');
      const found = [];
      for (const name of sliced) {
        const sent = vi.spyOn(database.writer.client, 'command');
        const { [name]: table } = await tablesFor(`{${name}:Identifier}`);
        const statements = sent.mock.calls.length;
        sent.mockRestore();
        const rows = await select(
          database.writer,
          'SELECT toString(cell) AS cell, tallies FROM {table:Identifier} ORDER BY cell',
          { table },
        );
        found.push({ name, statements, rows });
      }
      return found;
    },
    slice,
  );
}

test('in slices or at once, the rows are the same', async () => {
  const { dossiers } = await selectOne<{ dossiers: number }>(
    database.writer,
    'SELECT toUInt32(count()) AS dossiers FROM dossier FINAL',
  );
  const whole = await made();
  const parts = await made(SLICE);
  expect(sliced).toContain('decision_step');
  expect(whole.filter(({ rows, statements }) => rows.length === 0 || statements !== 1)).toEqual([]);
  expect(parts).toEqual(
    whole.map(({ name, rows }) => ({ name, statements: Math.ceil(dossiers / SLICE), rows })),
  );
});
