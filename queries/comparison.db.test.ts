import { beforeAll, describe, expect, test } from 'vitest';
import { insert } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { comparison, type Comparison, type ComparisonFilter } from './comparison.ts';
import { migrate } from './migrate.ts';
import { wilson } from './statistics/wilson.ts';
import { storedRun, storedValue } from './testing-values.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const reference = loadReference();

/** The ten units of the funnel’s golden numbers, as prefectures. */
const CODES = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'];
const N = [120, 340, 80, 1500, 60, 2200, 410, 95, 700, 300];
const X = [10, 41, 14, 105, 2, 220, 30, 15, 49, 33];

const share = (x: number, n: number): Partial<Value> => ({
  ...{ statistic: 'share', value: x / n, n, ...wilson(x, n) },
});
const estimate = (value: number, spread: number, n: number): Partial<Value> => ({
  ...{ statistic: 'rmst365', value, n },
  ...{ lower: value - 1.959963984540054 * spread, upper: value + 1.959963984540054 * spread },
});
const regions = new Map(reference.prefectures.map(({ code, region }) => [code, region]));
const at = (prefecture: string | null, row: Partial<Value>) =>
  storedValue({
    period: '2025',
    prefecture,
    region: regions.get(prefecture ?? '') ?? null,
    ...row,
  });

beforeAll(async () => {
  const { writer } = database;
  await insert(writer, 'run', [
    storedRun({ indicator: 'C-01', run: 'c' }),
    storedRun({ indicator: 'P-02', run: 'p' }),
    storedRun({ indicator: 'F-03', run: 'f' }),
  ]);
  const c = { indicator: 'C-01', run: 'c' };
  const sums = [X, N].map((list) => list.reduce((total, count) => total + count, 0));
  const counted = CODES.map((code, i) => at(code, { ...c, ...share(X[i]!, N[i]!) }));

  // Delays: two strata, quick and slow; 01 and 02 have figures for both, 03 for one alone.
  const p = { indicator: 'P-02', run: 'p' };
  const quick = { motif: 'etudiant', demande: 'renouvellement' };
  const slow = { motif: 'familial', demande: 'premiere' };
  const delays = ['01', '02', '03', '04', '05', '06', '07'].flatMap((code, i) => {
    const many = code === '02' ? 20 : 180;
    const both = code !== '03';
    return [
      at(code, { ...p, ...estimate(70 + 5 * i, 2, 200) }),
      at(code, { ...p, ...quick, ...estimate(40 + i, 2, many) }),
      at(code, {
        ...{ ...p, ...slow },
        ...(both
          ? estimate(100 + 10 * i, 4, 200 - many)
          : { statistic: 'rmst365' as const, value: null, lower: null, upper: null, n: 20 }),
      }),
    ];
  });

  // Shares with strata, for O/E.
  const f = { indicator: 'F-03', run: 'f' };
  const ruptures = CODES.flatMap((code, i) => [
    at(code, { ...f, ...share(X[i]!, N[i]!) }),
    at(code, { ...f, ...quick, ...share(X[i]!, N[i]! - 20) }),
    at(code, { ...f, ...slow, ...share(0, 20) }),
  ]);
  await insert(writer, 'indicator_value', [
    at(null, { ...c, ...share(sums[0]!, sums[1]!) }),
    at(null, { ...c, ...share(1, 100), period: '2026' }),
    ...counted,
    at('ZZ', { ...c, ...share(50, 50) }),
    at(null, { ...p, ...estimate(80, 0.5, 1400) }),
    at(null, { ...p, ...quick, ...estimate(45, 0.5, 700) }),
    at(null, { ...p, ...slow, ...estimate(120, 0.5, 700) }),
    ...delays,
    at(null, { ...f, ...share(sums[0]!, sums[1]!) }),
    at(null, { ...f, ...quick, ...share(0.1 * 5000, 5000) }),
    at(null, { ...f, ...slow, ...share(0.3 * 1000, 1000) }),
    ...ruptures,
  ]);
});

const ask = (
  id: string,
  statistic: ComparisonFilter['statistic'],
  more: Partial<ComparisonFilter> = {},
) =>
  comparison(
    { reader: database.reader, reference },
    { indicator: { id, sources: ['anef'] }, statistic, view: 'period', ...more },
  );

let shares: Comparison;
beforeAll(async () => {
  shares = await ask('C-01', 'share');
});

describe('shares', () => {
  test('are drawn in the funnel of FunnelPlotR, the last whole year unless asked', () => {
    const answer = shares;
    expect(answer).toMatchObject({
      ...{ period: '2025', standardisation: 'none', method: 'shares', run: 'c' },
      comparable: 'each_with_country',
      target: expect.closeTo(0.08940568, 8),
      phi: expect.closeTo(2.883693, 6),
      tau2: expect.closeTo(0.001119694, 9),
    });
    const given = answer.points.filter(({ value }) => value !== null);
    expect(given.map(({ prefecture }) => prefecture)).toEqual(CODES);
    expect(given[1]).toMatchObject({
      warning_lower: expect.closeTo(0.0473001, 7),
      warning_upper: expect.closeTo(0.1431868, 7),
      signal: 'none',
      discovery: false,
    });
  });

  test('are given of every place, and a place without any says why', () => {
    const { points } = shares;
    expect(points).toHaveLength(reference.prefectures.filter(({ kind }) => kind !== 'test').length);
    expect(points.find(({ prefecture }) => prefecture === '75')).toMatchObject({
      ...{ value: null, status: 'no_denominator', z: null, signal: null, shrunken: null },
    });
    expect(points.some(({ prefecture }) => prefecture === 'ZZ')).toBe(false);
  });

  test('of few subjects are drawn towards the mean the most', () => {
    const { points, shrunken_mean } = shares;
    const kept = (code: string) => {
      const { value, shrunken } = points.find(({ prefecture }) => prefecture === code)!;
      return (shrunken! - shrunken_mean!) / (value! - shrunken_mean!);
    };
    expect(kept('05')).toBeLessThan(kept('06'));
    expect(kept('06')).toBeLessThan(1);
  });

  test('are held against what their own mix gives elsewhere, by O/E', async () => {
    const answer = await ask('F-03', 'share', { standardisation: 'indirect' });
    expect(answer).toMatchObject({ method: 'ratios', target: 1, comparable: 'each_with_country' });
    const point = answer.points.find(({ prefecture }) => prefecture === '02')!;
    // 340 applications: 320 of the kind at 10 %, 20 of the kind at 30 %.
    const expected = (320 * 0.1 + 20 * 0.3) / 340;
    expect(point.expected).toBeCloseTo(expected, 12);
    expect(point.ratio).toBeCloseTo(41 / 340 / expected, 12);
    expect(point.warning_upper).toBeGreaterThan(1);
  });
});

describe('delays', () => {
  test('are standardised directly where most places support it', async () => {
    const answer = await ask('P-02', 'rmst365');
    expect(answer).toMatchObject({
      ...{ standardisation: 'direct', comparable: 'between_places', method: 'estimates' },
      national: 80,
    });
    const point = answer.points.find(({ prefecture }) => prefecture === '02')!;
    expect(point).toMatchObject({
      standardised: expect.closeTo(0.5 * 41 + 0.5 * 110, 10),
      supported: 1,
      expected: expect.closeTo((20 * 45 + 180 * 120) / 200, 10),
    });
    // 03 has no figure for half of the country’s mix.
    expect(answer.points.find(({ prefecture }) => prefecture === '03')).toMatchObject({
      ...{ value: 80, standardised: null, supported: null, z: null },
    });
  });

  test('of two places are compared only if both are standardised directly', async () => {
    const { pair } = await ask('P-02', 'rmst365', { prefecture: '01', against: '02' });
    const spread = Math.SQRT2 * Math.hypot(1, 2);
    expect(pair).toEqual({
      ...{ prefecture: '01', against: '02', status: 'ok' },
      difference: expect.closeTo(-5.5, 10),
      lower: expect.closeTo(-5.5 - 1.959963984540054 * spread, 8),
      upper: expect.closeTo(-5.5 + 1.959963984540054 * spread, 8),
    });
    const refused = await ask('P-02', 'rmst365', { prefecture: '01', against: '03' });
    expect(refused.pair).toMatchObject({ status: 'refused', difference: null });
    await expect(ask('P-02', 'rmst365', { prefecture: '01' })).rejects.toThrow('go together');
  });
});

test('refuses counts, and is empty for what was never computed', async () => {
  await expect(ask('C-01', 'count')).rejects.toThrow('how large a place is');
  expect(await ask('X-01', 'share')).toMatchObject({
    ...{ period: null, run: null, points: [], method: 'none' },
  });
});
