import { beforeEach, describe, expect, test } from 'vitest';
import { command, insert, select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import { loadCatalogue } from '../catalogue.ts';
import { freshness, freshnessOfPrefectures } from '../freshness.ts';
import { migrate } from '../migrate.ts';
import { computed, deliver, dossier } from '../testing.ts';
import { measureWatch, watchIsDue } from './watch.ts';

const now = new Date('2026-07-02T00:00:00Z');
const database = testDatabase((db) => migrate(db, now));
const { writer, reader } = database;
const TABLES = [
  ...['event', 'batch', 'dossier', 'checkpoint', 'reconciliation', 'full_extract', 'pull_run'],
  ...['source_watch', 'uniqueness_watch', 'stock_watch', 'stock_fault', 'indicator_value', 'run'],
];

beforeEach(async () => {
  for (const table of TABLES) await command(writer, `TRUNCATE TABLE ${table}`);
});

const shifted = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** So many filings a week, for thirteen weeks up to a day; the last week has `last`. */
function weekly(prefecture: string, usual: number, last: number, until = '2026-06-30'): EventRow[] {
  return Array.from({ length: 13 }, (_, week) =>
    Array.from({ length: week === 0 ? last : usual }, (_unused, index) =>
      dossier(`${prefecture}-${week}-${index}`, {
        depot: shifted(until, -7 * week - (index % 7)),
        prefecture,
      }),
    ),
  ).flat(2);
}
const measured = () =>
  measureWatch(writer, now, [{ name: 'anef-extract', fresh_within_hours: 12 }]);

describe('the watch over the sources', () => {
  test('tells where the last week has far fewer events than its own history lets expect', async () => {
    await deliver(writer, [
      ...weekly('75', 40, 38),
      ...weekly('13', 40, 15),
      ...weekly('69', 20, 0),
      ...weekly('23', 2, 0),
    ]);
    await measured();
    const rows = await freshnessOfPrefectures(reader, 'anef');
    expect(
      rows.map(({ prefecture, week, expected_week, late }) => [
        prefecture,
        week,
        expected_week,
        late,
      ]),
    ).toEqual([
      ['13', 20, 40, 'volume'],
      // Too few to say anything of: not even when the last one was.
      ['23', null, null, null],
      ['69', null, 20, 'silent'],
      ['75', 40, 40, null],
    ]);
    expect(rows[1]).toMatchObject({ last_event_on: null });
    expect(rows[3]).toMatchObject({ last_event_on: '2026-06-30' });
    const { watch } = await freshness(reader);
    expect(watch).toMatchObject([
      {
        source: 'anef',
        late: 'volume',
        late_prefectures: ['13', '69'],
        expected_week: 100,
        week: 50,
      },
    ]);
  });

  test('is late when nothing has arrived within the objective of the source that brings it', async () => {
    await deliver(writer, weekly('75', 20, 20), { batch: 'b1', at: '2026-07-01T10:00:00Z' });
    await measured();
    expect((await freshness(reader)).watch).toMatchObject([{ late: null, objective_hours: null }]);
    await insert(writer, 'checkpoint', [
      {
        source: 'anef-extract',
        checkpoint: '1',
        batch: 'b1',
        run: 'r',
        at: '2026-07-01T10:00:00Z',
      },
    ]);
    await measureWatch(writer, new Date('2026-07-03T00:00:00Z'), [
      { name: 'anef-extract', fresh_within_hours: 48 },
    ]);
    expect((await freshness(reader)).watch).toMatchObject([{ late: null, objective_hours: 48 }]);
    await measureWatch(writer, new Date('2026-07-03T12:00:00Z'), [
      { name: 'anef-extract', fresh_within_hours: 48 },
    ]);
    expect((await freshness(reader)).watch).toMatchObject([
      { source: 'anef', late: 'arrival', objective_hours: 48, week: 20 },
    ]);
  });

  test('is due when something has arrived since, and when it is a day old', async () => {
    const at = (day: string) => watchIsDue(writer, new Date(`${day}T00:00:00Z`));
    expect(await at('2026-07-02')).toBe(false);
    await deliver(writer, weekly('75', 1, 1), { at: '2026-07-01T00:00:00Z' });
    expect(await at('2026-07-02')).toBe(true);
    await measured();
    expect(await at('2026-07-03')).toBe(false);
    expect(await at('2026-07-04')).toBe(true);
  });
});

test('the meter of uniqueness counts the dossiers that are alone with their trace', async () => {
  const same = { depot: '2026-01-05', decision: '2026-03-05' };
  await deliver(writer, [
    ...dossier('a', same),
    ...dossier('b', same),
    ...dossier('c', { ...same, prefecture: '13' }),
    ...dossier('d', { ...same, decision: '2026-03-06' }),
    ...dossier('e', { depot: '2026-01-05' }),
    ...dossier('f', { depot: '2026-01-05' }),
  ]);
  await measured();
  expect((await freshness(reader)).uniqueness).toMatchObject({ dossiers: 6, alone: 2 });
});

describe('the identity of the stock', () => {
  const stock = async () => (await freshness(reader)).stock;
  const faults = () =>
    select(
      writer,
      `SELECT prefecture, toString(month) AS month, before, arrivals, closures, after
      FROM stock_fault ORDER BY prefecture, month`,
    );

  test('holds for every prefecture and month, with reopenings and transfers', async () => {
    await deliver(writer, [
      ...dossier('a', { depot: '2026-01-05', decision: '2026-03-05' }),
      ...dossier('same-day', { depot: '2026-01-31', decision: '2026-01-31' }),
      ...dossier('reopened', {
        depot: '2025-11-05',
        decision: '2026-01-10',
        more: [
          { event: 'reouverture', occurred_on: '2026-03-01' },
          { event: 'decision_favorable', occurred_on: '2026-05-31' },
        ],
      }),
      ...dossier('moved', {
        depot: '2026-02-01',
        more: [
          { event: 'transfert', occurred_on: '2026-04-01' },
          { event: 'en_instruction', occurred_on: '2026-04-02', prefecture: '13' },
        ],
      }),
      ...weekly('69', 3, 1),
    ]);
    await computed(writer, (await loadCatalogue()).slice(0, 1));
    await measured();
    // Three prefectures over eight months.
    expect(await stock()).toMatchObject({ checked: 24, faults: 0 });
    expect(await faults()).toEqual([]);
  });

  test('is seen to fail where a dossier closes twice', async () => {
    await deliver(writer, dossier('a', { depot: '2026-01-05', decision: '2026-03-05' }));
    await computed(writer, (await loadCatalogue()).slice(0, 1));
    await command(
      writer,
      `INSERT INTO dossier SELECT * REPLACE ([toDate('2026-03-05'), toDate('2026-04-02')] AS closed, built + 1 AS built)
      FROM dossier`,
    );
    await measured();
    expect(await stock()).toMatchObject({ faults: 1 });
    expect(await faults()).toEqual([
      { prefecture: '75', month: '2026-04-01', before: 0, arrivals: 0, closures: 1, after: 0 },
    ]);
  });
});
