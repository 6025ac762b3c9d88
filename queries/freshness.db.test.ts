import { beforeEach, expect, test } from 'vitest';
import { command, insert } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { computedVersions, freshness, quarantineCounts, runs } from './freshness.ts';
import { migrate } from './migrate.ts';
import { storedBatch, storedRun } from './testing-values.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-11-01T00:00:00Z')));

const TABLES = [
  ...['run', 'batch', 'quarantine_count', 'pull_run', 'reconciliation', 'full_extract'],
];

beforeEach(async () => {
  for (const table of TABLES) {
    await command(database.migrator, 'TRUNCATE TABLE {table:Identifier}', { table });
  }
});

test('says that an empty database knows nothing', async () => {
  expect(await freshness(database.reader)).toEqual({
    origin: null,
    cutoff: null,
    last_arrival_at: null,
    sources: [],
    batches: [],
    last_run: null,
    pulls: [],
    reconciliation: { batches: 0, differing: 0 },
    extracts: [],
    watch: [],
    uniqueness: null,
    stock: null,
  });
});

test('tells each stored delivery once, newest first, without the names of its files', async () => {
  await insert(database.writer, 'batch', [
    storedBatch({ batch: 'a', state: 'committing', at: '2026-10-31T19:00:00Z' }),
    storedBatch({ batch: 'a' }),
    storedBatch({ batch: 'a', state: 'derived', at: '2026-10-31T21:00:00Z' }),
    storedBatch({ batch: 'b', arrived_at: '2026-11-01T10:00:00Z', prefectures: ['75'] }),
    storedBatch({ batch: 'c', state: 'committing', arrived_at: '2026-11-02T10:00:00Z' }),
  ]);
  const { batches, last_arrival_at } = await freshness(database.reader);
  expect(batches.map(({ batch }) => batch)).toEqual(['b', 'a']);
  expect(batches[1]).toEqual({
    batch: 'a',
    sources: ['anef'],
    origin: 'synthetic',
    backfill: false,
    files: 1,
    rows: 10,
    inserted: 10,
    duplicates: 0,
    corrected: 0,
    rejected: 0,
    seconds: 1.5,
    extracted_at: null,
    covers_from: null,
    covers_to: '2026-10-31',
    prefectures: [],
    arrived_at: '2026-10-31T19:59:00.000Z',
    reconciled: null,
  });
  expect(last_arrival_at).toBe('2026-11-01T10:00:00.000Z');
});

test('says until when each source is covered', async () => {
  await insert(database.writer, 'batch', [
    storedBatch({ batch: 'a', covers_from: '2026-01-01', covers_to: '2026-09-30' }),
    storedBatch({ batch: 'b', covers_from: '2025-01-01', covers_to: '2026-08-31' }),
    storedBatch({ batch: 'c', sources: ['ccc', 'pan'], covers_to: '2026-10-15' }),
    storedBatch({
      batch: 'd',
      sources: ['pan'],
      covers_from: '2026-10-01',
      covers_to: '2026-10-20',
    }),
  ]);
  const { sources, cutoff, origin } = await freshness(database.reader);
  expect(
    sources.map(({ source, covers_from, covers_to, batches }) => [
      source,
      covers_from,
      covers_to,
      batches,
    ]),
  ).toEqual([
    ['anef', '2025-01-01', '2026-09-30', 2],
    ['ccc', null, '2026-10-15', 1],
    ['pan', null, '2026-10-20', 2],
  ]);
  expect([cutoff, origin]).toEqual(['2026-10-20', 'synthetic']);
});

test('gives each run in its latest state, newest first, and the last that was done', async () => {
  const at = (minute: number) => `2026-11-01T05:0${minute}:00.000Z`;
  await insert(database.writer, 'run', [
    storedRun({ run: 'a', state: 'running', at: at(1) }),
    storedRun({ run: 'a', at: at(2) }),
    storedRun({ run: 'b', state: 'running', at: at(3), cutoff: null, origin: '' }),
    storedRun({ run: 'c', state: 'running', at: at(4) }),
    storedRun({ run: 'c', state: 'failed', at: at(5), error: 'DB::Exception near 75' }),
    storedRun({ run: 'a', indicator: 'P-02', at: at(0) }),
  ]);
  const all = await runs(database.reader);
  expect(
    all.map(({ run, indicator, state, finished_at }) => [run, indicator, state, finished_at]),
  ).toEqual([
    ['c', 'P-01', 'failed', at(5)],
    ['b', 'P-01', 'running', null],
    ['a', 'P-01', 'done', at(2)],
    ['a', 'P-02', 'done', at(0)],
  ]);
  expect(all[1]).toMatchObject({ cutoff: null, origin: null });
  expect(JSON.stringify(all)).not.toContain('Exception');
  expect(await runs(database.reader, { indicator: 'P-02' })).toHaveLength(1);
  expect(await runs(database.reader, { limit: 2 })).toHaveLength(2);
  expect((await freshness(database.reader)).last_run).toMatchObject({
    run: 'a',
    indicator: 'P-01',
  });
});

test('counts what was refused by source and reason, most first', async () => {
  const refused = (given: object) => ({
    batch: 'a',
    file: 'x.csv',
    source: 'anef',
    reason: 'conflit',
    column: 'recorded_at',
    rows: 1,
    arrived_at: '2026-10-31T19:59:00Z',
    ...given,
  });
  await insert(database.writer, 'quarantine_count', [
    refused({}),
    refused({ batch: 'b', rows: 2, arrived_at: '2026-11-01T00:00:00Z' }),
    refused({ reason: 'date_future', rows: 7 }),
  ]);
  expect(await quarantineCounts(database.reader)).toEqual([
    {
      source: 'anef',
      reason: 'date_future',
      column: 'recorded_at',
      rows: 7,
      batches: 1,
      last_arrival_at: '2026-10-31T19:59:00.000Z',
    },
    {
      source: 'anef',
      reason: 'conflit',
      column: 'recorded_at',
      rows: 3,
      batches: 2,
      last_arrival_at: '2026-11-01T00:00:00.000Z',
    },
  ]);
});

test('lists the versions of an indicator that were computed', async () => {
  await insert(database.writer, 'run', [
    storedRun({ run: 'a', at: '2026-10-01T00:00:00Z' }),
    storedRun({ run: 'b', at: '2026-10-02T00:00:00Z' }),
    storedRun({ run: 'c', version: 2, at: '2026-10-03T00:00:00Z' }),
    storedRun({ run: 'd', version: 3, state: 'failed' }),
  ]);
  expect(await computedVersions(database.reader, 'P-01')).toMatchObject([
    { version: 2, runs: 1 },
    {
      version: 1,
      runs: 2,
      first_computed_at: '2026-10-01T00:00:00.000Z',
      last_computed_at: '2026-10-02T00:00:00.000Z',
    },
  ]);
});

test('says of each batch whether it agrees with the log, by its latest reconciliation', async () => {
  await insert(database.writer, 'batch', [
    storedBatch({ batch: 'a' }),
    storedBatch({ batch: 'b' }),
    storedBatch({ batch: 'c' }),
  ]);
  const held = (batch: string, agrees: boolean, at: string) => ({
    ...{ batch, delivered: 10, in_log: 9, duplicates: 0, in_quarantine: 0, difference: 1 },
    ...{ agrees, at },
  });
  await insert(database.writer, 'reconciliation', [
    held('a', true, '2026-11-01T00:00:00Z'),
    held('b', true, '2026-11-01T00:00:00Z'),
    held('b', false, '2026-11-02T00:00:00Z'),
  ]);
  const { batches, reconciliation } = await freshness(database.reader);
  expect(batches.map(({ batch, reconciled }) => [batch, reconciled])).toEqual([
    ['c', null],
    ['b', false],
    ['a', true],
  ]);
  expect(reconciliation).toEqual({ batches: 2, differing: 1 });
});

test('gives each pull in its latest state, and nothing of why it failed but a code', async () => {
  const pulled = (given: object) => ({
    ...{ run: 'p1', source: 'anef-extract', kind: 'folder', cause: 'schedule', state: 'running' },
    ...{ at: '2026-11-01T04:15:00Z', started_at: '2026-11-01T04:15:00Z', deliveries: 0, rows: 0 },
    ...{ inserted: 0, duplicates: 0, corrected: 0, rejected: 0, waiting: 0, held_up_s: 0 },
    ...{ error: '', message: '' },
    ...given,
  });
  await insert(database.writer, 'pull_run', [
    pulled({}),
    pulled({ state: 'done', deliveries: 2, rows: 9, at: '2026-11-01T04:16:00Z' }),
    pulled({ run: 'p2', started_at: '2026-11-01T05:15:00Z', at: '2026-11-01T05:15:00Z' }),
    pulled({ run: 'p3', state: 'failed', error: 'source', message: 'https://inside answers 500.' }),
  ]);
  const { pulls } = await freshness(database.reader);
  expect(
    pulls.map(({ run, state, finished_at, error }) => [run, state, finished_at, error]),
  ).toEqual([
    ['p2', 'running', null, null],
    ['p3', 'failed', '2026-11-01T04:15:00.000Z', 'source'],
    ['p1', 'done', '2026-11-01T04:16:00.000Z', null],
  ]);
  expect(JSON.stringify(pulls)).not.toContain('inside');
});

test('tallies what vanished and what changed over all extracts of a source', async () => {
  const extract = (
    batch: string,
    events: number,
    vanished: number,
    mutated: number,
    at: string,
  ) => ({
    ...{ source: 'agdref-extract', batch, previous: '', events, vanished, mutated, at },
  });
  await insert(database.writer, 'full_extract', [
    extract('a', 100, 0, 0, '2026-10-01T00:00:00Z'),
    extract('b', 104, 2, 1, '2026-10-02T00:00:00Z'),
    extract('c', 103, 3, 4, '2026-10-03T00:00:00Z'),
  ]);
  expect((await freshness(database.reader)).extracts).toEqual([
    {
      ...{ source: 'agdref-extract', extracts: 3, events: 103, vanished: 5, mutated: 5 },
      last_at: '2026-10-03T00:00:00.000Z',
    },
  ]);
});
