/** The age pyramid and the forecast made of it, over a synthetic population. */
import { beforeAll, describe, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { stockForecast } from './forecast.ts';
import { migrate } from './migrate.ts';

const OPTIONS = { dossiers: 5000, seed: 11, coversTo: '2026-10-31' };
const INDICATORS = ['S-01', 'S-05', 'V-01'];
const catalogue = loadCatalogue();
const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const published = () => ({ reader: database.reader, reference: loadReference() });
let stored: Value[] = [];

beforeAll(async () => {
  await seedDatabase(database.writer, OPTIONS, new Date('2026-11-15T00:00:00Z'));
  const reports = await compute({
    db: database.writer,
    indicators: catalogue.filter(({ id }) => INDICATORS.includes(id)),
    cause: 'command',
    now: () => new Date('2026-11-16T00:00:00Z'),
  });
  expect(reports.filter(({ state }) => state === 'failed')).toEqual([]);
  stored = await select<Value>(
    database.writer,
    `SELECT * FROM indicator_value
    WHERE titre IS NULL AND canal IS NULL AND motif IS NULL AND demande IS NULL`,
  );
}, 120_000);

const of = (indicator: string) => stored.filter((row) => row.indicator === indicator);

describe('the age pyramid', () => {
  test('adds up to the stock, in every place and month', () => {
    const stocks = new Map(
      of('S-01').map((row) => [`${row.period} ${row.region} ${row.prefecture}`, row.value]),
    );
    const sums = new Map<string, number>();
    for (const { period, region, prefecture, breakdown, value } of of('S-05')) {
      if (!breakdown?.startsWith('age=')) continue;
      const key = `${period} ${region} ${prefecture}`;
      sums.set(key, (sums.get(key) ?? 0) + (value ?? 0));
    }
    expect(sums.size).toBeGreaterThan(1500);
    for (const [key, total] of sums) expect(total, key).toBe(stocks.get(key));
  });

  test('knows 37 months, their arrivals, and ages from nothing to two years', () => {
    const national = of('S-05').filter((row) => row.region === null && row.prefecture === null);
    const periods = [...new Set(national.map(({ period }) => period))].sort();
    expect([periods.length, periods[0], periods.at(-1)]).toEqual([37, '2023-10', '2026-10']);
    const filed = of('V-01').filter(({ period, region, prefecture }) => {
      return period === '2026-03' && region === null && prefecture === null;
    });
    const arrivals = national.filter(
      ({ period, breakdown }) => period === '2026-03' && breakdown === 'flux=entrees',
    );
    expect(arrivals.map(({ value }) => value)).toEqual(filed.map(({ value }) => value));
    const ages = new Set(national.map(({ breakdown }) => breakdown));
    expect(ages.has('age=00m') && ages.has('age=23m') && ages.has('age=24m+')).toBe(true);
    expect(ages.size).toBe(26);
  });
});

describe('the forecast', () => {
  const ask = (more: object = {}) =>
    stockForecast(published(), { indicator: findIndicator(catalogue, 'S-05'), ...more });

  test('goes on from the last whole month, more with fewer hands', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ status: 'ok', origin: '2026-10', region: null });
    expect(answer.observed).toHaveLength(37);
    const [fewer, same, more] = answer.scenarios.map(({ months }) => months);
    expect(same?.map(({ period }) => period).slice(0, 3)).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
    ]);
    for (let ahead = 0; ahead < 12; ahead++) {
      expect(fewer![ahead]!.value).toBeGreaterThan(same![ahead]!.value);
      expect(more![ahead]!.value).toBeLessThan(same![ahead]!.value);
    }
    const first = same![0]!;
    expect(first.lower).toBeLessThanOrEqual(first.value);
    expect(first.upper).toBeGreaterThanOrEqual(first.value);
    // The population is not wild: next month is near this one.
    expect(first.value / answer.observed.at(-1)!.value).toBeCloseTo(1, 0);
  });

  test('says how wrong it would have been, and from how many past months', async () => {
    const { back_test } = await ask();
    expect(back_test.map(({ ahead, origins }) => [ahead, origins])).toEqual([
      [1, 24],
      [3, 22],
      [6, 19],
      [12, 13],
    ]);
    expect(back_test[0]!.error).toBeLessThan(0.2);
  });

  test('is not made of a handful of dossiers', async () => {
    const answer = await ask({ prefecture: '975' });
    expect(answer).toMatchObject({ status: 'too_few', prefecture: '975', scenarios: [] });
    expect(await ask({ as_of: new Date('2020-01-01') })).toMatchObject({
      ...{ status: 'too_few', run: null, origin: null, observed: [] },
    });
  });
});
