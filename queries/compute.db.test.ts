import { beforeEach, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { findIndicator, loadCatalogue, type Definition } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';
import { overdue } from './schedule.ts';
import { deliver, dossier } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
beforeEach(() => database.reset());

const v01 = findIndicator(loadCatalogue(), 'V-01');
const s01 = findIndicator(loadCatalogue(), 'S-01');
const broken: Definition = { ...v01, sql: 'SELECT no_such_column FROM dossier' };

const run = (indicators: Definition[], now: string) =>
  compute({ db: database.writer, indicators, cause: 'command', now: () => new Date(now) });

test('an indicator that fails neither stops the others nor loses its last good values', async () => {
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }));
  const [good] = await run([v01], '2026-07-02T00:00:00Z');
  const reports = await run([broken, s01], '2026-07-03T00:00:00Z');
  expect(reports.map(({ indicator, state }) => [indicator, state])).toEqual([
    ['V-01', 'failed'],
    ['S-01', 'done'],
  ]);
  expect(reports[0]?.error).toContain('no_such_column');
  const states = await select<{ run: string; state: string }>(
    database.reader,
    `SELECT run, argMax(state, at) AS state FROM run WHERE indicator = 'V-01' GROUP BY run ORDER BY run`,
  );
  expect(states.map(({ state }) => state)).toEqual(['done', 'failed']);
  const [values] = await select<{ rows: number }>(
    database.reader,
    `SELECT toUInt32(count()) AS rows FROM indicator_value WHERE run = {run:String}`,
    { run: good?.run },
  );
  expect(values?.rows).toBe(good?.rows);
});

test('two runs at the same instant are two runs, with the same values', async () => {
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }));
  const [first] = await run([v01], '2026-07-02T00:00:00Z');
  const [second] = await run([v01], '2026-07-02T00:00:00Z');
  expect(first?.run).not.toBe(second?.run);
  const [{ different } = { different: -1 }] = await select<{ different: number }>(
    database.reader,
    `SELECT toUInt32(count()) AS different FROM
    (
        SELECT * EXCEPT run FROM indicator_value WHERE run = {first:String}
        EXCEPT
        SELECT * EXCEPT run FROM indicator_value WHERE run = {second:String}
    )`,
    { first: first?.run, second: second?.run },
  );
  expect(different).toBe(0);
});

test('what was never computed, or missed its time, is overdue at start', async () => {
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }));
  await run([v01], '2026-07-02T12:00:00Z');
  const later = await overdue(database.reader, [v01, s01], new Date('2026-07-02T13:00:00Z'));
  expect([later.never.map(({ id }) => id), later.missed]).toEqual([['S-01'], []]);
  const nextDay = await overdue(database.reader, [v01], new Date('2026-07-03T12:00:00Z'));
  expect(nextDay.missed.map(({ id }) => id)).toEqual(['V-01']);
  const newVersion = await overdue(
    database.reader,
    [{ ...v01, version: 2 }],
    new Date('2026-07-02T13:00:00Z'),
  );
  expect(newVersion.never).toHaveLength(1);
});
