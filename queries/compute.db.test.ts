import { Readable } from 'node:stream';
import { beforeEach, expect, test } from 'vitest';
import { insert, select, type Database } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import { ingest } from '#ingest/ingest.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { findIndicator, loadCatalogue, type Definition } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';
import { overdue, touched } from './schedule.ts';
import { publishedRun } from './values.ts';
import { computed, deliver, dossier, several } from './testing.ts';

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

test('what was arriving while something was computed is in the next computation, and not in this one again', async () => {
  const population = { dossiers: 60, seed: 3, from: '2026-01-01', until: '2026-05-31' };
  await seedDatabase(
    database.writer,
    { ...population, coversTo: '2026-04-30' },
    new Date('2026-07-01'),
  );
  const instant = new Date('2026-07-02T00:00:00Z');
  const valuesOf = async (now: string, asOf?: Date) => {
    const rows = await computed(database.writer, [v01, s01], { now, asOf });
    return rows.map(({ run: _run, as_of: _asOf, ...row }) => row);
  };
  const then = await valuesOf(instant.toISOString());
  // It began to arrive a minute before.
  await seedDatabase(
    database.writer,
    { ...population, continues: '2026-04-30' },
    new Date('2026-07-01T23:59:00Z'),
  );
  expect(await valuesOf('2026-07-03T00:00:00Z', instant)).toEqual(then);
  expect((await valuesOf('2026-07-03T00:00:00Z')).length).toBeGreaterThan(then.length);
});

/** The writer's account, on which something else is done before the values of an indicator are stored. */
function before(id: string, meanwhile: () => Promise<unknown>): Database {
  const { client, name } = database.writer;
  const command: typeof client.command = async (asked) => {
    const { query, query_params: params } = asked;
    if (query.startsWith('INSERT INTO indicator_value') && params?.id === id) await meanwhile();
    return client.command(asked);
  };
  return { name, client: Object.create(client, { command: { value: command } }) };
}

test.each([
  ['now', undefined],
  ['of the past', new Date('2026-07-02T00:00:00Z')],
])('a computation %s reads one log, whatever back-fill comes meanwhile', async (_when, asOf) => {
  const m01 = findIndicator(loadCatalogue(), 'M-01');
  const receipt = { event: 'recepisse', occurred_on: '2026-02-01', debut: '2026-02-01' } as const;
  const rows = several(12, (i) => dossier(`sim-a${i}`, { depot: '2026-01-05', more: [receipt] }));
  await deliver(database.writer, rows);
  // Each receipt as it was corrected before the instant, and a month more.
  const corrected = rows
    .filter(({ event }) => event === 'recepisse')
    .map((row): EventRow => ({ ...row, recorded_at: '2026-06-30T12:00:00Z', prefecture: '69' }));
  const more = several(12, (i) => dossier(`sim-b${i}`, { depot: '2026-03-05' }));
  const backfill = () =>
    ingest({
      db: database.writer,
      files: [
        {
          name: 'history.ndjson',
          format: 'ndjson',
          body: Readable.from([...corrected, ...more].map((row) => `${JSON.stringify(row)}\n`)),
        },
      ],
      now: new Date('2026-07-03T00:00:00Z'),
      reference: loadReference(),
      backfill: true,
      origin: 'synthetic',
      coverage: { extracted_at: '2026-07-01T00:00:00Z', covers_to: '2026-07-01', source: 'anef' },
    });
  const valuesOf = async (db: Database) => {
    const values = await computed(db, [m01], { now: '2026-07-03T00:00:00Z', asOf });
    return values.map(({ run: _run, as_of: _asOf, ...value }) => value);
  };
  const alone = await valuesOf(database.writer);
  expect(await valuesOf(before('M-01', backfill))).toEqual(alone);
  expect(await valuesOf(database.writer)).not.toEqual(alone);
});

test('computes all again, at one instant, where the engine went away meanwhile', async () => {
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }));
  let clock = Date.parse('2026-07-02T00:00:00Z');
  let left = 1;
  const db = before('V-01', async () => {
    if (left-- > 0) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  });
  const told: string[] = [];
  const reports = await compute({
    db,
    indicators: [s01, v01],
    cause: 'command',
    now: () => new Date((clock += 1000)),
    onRun: ({ indicator }) => told.push(indicator),
  });
  expect(told.filter((id) => id === 'S-01')).toHaveLength(2);
  expect(reports.map(({ state }) => state)).toEqual(['done', 'done']);
  expect(new Set(reports.map(({ as_of }) => as_of)).size).toBe(1);
  for (const [at, indicator] of [s01, v01].entries()) {
    expect(await publishedRun(database.reader, { indicator })).toBe(reports[at]?.run);
  }
});

test('refuses an instant that has not come, whose values would stand before all that follow', async () => {
  const asOf = new Date('2026-07-02T00:00:00.001Z');
  const asked = computed(database.writer, [v01], { now: '2026-07-02T00:00:00Z', asOf });
  await expect(asked).rejects.toThrow('2026-07-02T00:00:00.001Z has not come yet');
  expect(await select(database.reader, 'SELECT * FROM run')).toEqual([]);
  expect(await select(database.reader, 'SELECT * FROM instant')).toEqual([]);
});

test('a clock that was put back computes what is stored all the same', async () => {
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }), {
    at: '2026-07-01T12:00:00Z',
  });
  const [early] = await run([v01], '2026-07-01T11:00:00Z');
  const [late] = await run([v01], '2026-07-01T13:00:00Z');
  expect(early?.as_of).toBe('2026-07-01T12:00:00.000Z');
  expect(early?.rows).toBe(late?.rows);
  const [again] = await run([v01], '2026-07-01T11:00:00Z');
  expect(again?.as_of).toBe('2026-07-01T13:00:00.000Z');
});

test('what was computed at an instant stays shown when it is computed again', async () => {
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }));
  // A clock that goes on, as clocks do.
  let clock = Date.parse('2026-07-02T00:00:00Z');
  const ticking = { db: database.writer, indicators: [v01], cause: 'command' } as const;
  const now = () => new Date((clock += 1000));
  const [first] = await compute({ ...ticking, now });
  const [again] = await compute({ ...ticking, now, asOf: new Date(first!.as_of) });
  expect(again?.as_of).toBe(first?.as_of);
  expect(await publishedRun(database.reader, { indicator: v01 })).toBe(first?.run);
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

test('values are merged in the background again when all are computed, whether that went well or not', async () => {
  const held = async () => {
    const [{ engine } = { engine: '' }] = await select<{ engine: string }>(
      database.writer,
      `SELECT engine_full AS engine FROM system.tables
      WHERE database = currentDatabase() AND name = 'indicator_value'`,
    );
    return engine.includes('max_bytes_to_merge');
  };
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }));
  const during: Promise<boolean>[] = [];
  const options = {
    db: database.writer,
    indicators: [v01, s01],
    cause: 'command' as const,
    now: () => new Date('2026-07-02T00:00:00Z'),
  };
  await compute({ ...options, onRun: () => during.push(held()) });
  expect((await Promise.all(during)).at(0)).toBe(true);
  expect(await held()).toBe(false);
  const failing = () => {
    throw new Error('told of a run');
  };
  await expect(compute({ ...options, onRun: failing })).rejects.toThrow('told of a run');
  expect(await held()).toBe(false);
});

test('what was never computed, or missed its time, is overdue at start', async () => {
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }));
  await run([v01], '2026-07-02T12:00:00Z');
  const later = await overdue(database.reader, [v01, s01], new Date('2026-07-02T13:00:00Z'));
  expect([later.never.map(({ id }) => id), later.missed]).toEqual([['S-01'], []]);
  const nextDay = () => overdue(database.reader, [v01], new Date('2026-07-03T12:00:00Z'));
  // Nothing has arrived: it would come out the same.
  expect((await nextDay()).missed).toEqual([]);
  await deliver(database.writer, dossier('b', { depot: '2026-01-06' }), {
    batch: 'b2',
    at: '2026-07-02T18:00:00Z',
  });
  expect((await nextDay()).missed.map(({ id }) => id)).toEqual(['V-01']);
  const newVersion = await overdue(
    database.reader,
    [{ ...v01, version: 2 }],
    new Date('2026-07-02T13:00:00Z'),
  );
  expect(newVersion.never).toHaveLength(1);
});

test('what a delivery, a rule or a new version touched is computed again, and nothing else', async () => {
  const ids = async (...indicators: Definition[]) =>
    (await touched(database.reader, indicators)).map(({ id }) => id);
  await deliver(database.writer, dossier('a', { depot: '2026-01-05' }));
  expect(await ids(v01, s01)).toEqual(['V-01', 'S-01']);
  await run([v01], '2026-07-02T12:00:00Z');
  expect(await ids(v01, s01)).toEqual(['S-01']);
  expect(await ids({ ...v01, version: 2 })).toEqual(['V-01']);
  // The program goes back to what it was: what is shown is not of its version.
  await run([{ ...v01, version: 2 }], '2026-07-02T13:00:00Z');
  expect(await ids({ ...v01, version: 2 })).toEqual([]);
  expect(await ids(v01)).toEqual(['V-01']);
  await run([v01], '2026-07-02T14:00:00Z');

  const late = { batch: 'b2', at: '2026-07-03T00:00:00Z' };
  await deliver(database.writer, dossier('b', { depot: '2026-01-06' }), late);
  expect(await ids(v01)).toEqual(['V-01']);
  // One that fails after a delivery is still to be computed.
  await run([broken], '2026-07-03T12:00:00Z');
  expect(await ids(v01)).toEqual(['V-01']);
  await run([v01], '2026-07-04T12:00:00Z');
  expect(await ids(v01)).toEqual([]);

  const filled = { checksum: 'another', at: '2026-07-05 00:00:00.000' };
  await insert(database.migrator, 'reference_fill', [filled]);
  expect(await ids(v01)).toEqual(['V-01']);
});
