/**
 * Kaplan and Meier in SQL against the plain TypeScript of `statistics/kaplan-meier.ts`, on thousands of
 * random small populations: one cell each, all in one query, as the indicators do it.
 */
import { beforeAll, expect, test } from 'vitest';
import { command, insert, select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { include } from './include.ts';
import {
  curveQuantile,
  kaplanMeier,
  restrictedMean,
  survivalLimits,
  type Spell,
} from './statistics/kaplan-meier.ts';
import { chance } from './statistics/random.ts';
import { wilson } from './statistics/wilson.ts';

const POPULATIONS = 4000;
const LEVELS = [0.1, 0.5, 0.9];
const TAUS = [7, 20];

/** Few subjects, few days: ties, late entries, exits on the day of entry and zero-day events abound. */
function randomPopulation(seed: number): Spell[] {
  const random = chance(seed);
  const upTo = (most: number) => Math.floor(random.next() * (most + 1));
  const longest = 3 + upTo(25);
  const late = random.next();
  const event = random.next();
  const step = random.next() < 0.2 ? 0.25 : 1;
  return Array.from({ length: 1 + upTo(14) }, () => ({
    entry: random.next() < late ? upTo(longest) * step : -1,
    exit: upTo(longest) * step,
    event: random.next() < event,
  }));
}

const database = testDatabase((db) =>
  command(
    db,
    'CREATE TABLE subject (cell UInt64, entry Float64, exit Float64, event Bool) ENGINE = MergeTree ORDER BY cell',
  ),
);

interface Row {
  cell: number;
  n: number;
  events: number;
  missing: number;
  times: number[];
  survival: number[];
  lower: (number | null)[];
  upper: (number | null)[];
  quantiles: (number | null)[][];
  rmst: [value: number, spread: number, followed: boolean][];
}

const populations = Array.from({ length: POPULATIONS }, (_, cell) => randomPopulation(cell));
let rows: Row[] = [];

beforeAll(async () => {
  const subjects = populations.flatMap((spells, cell) =>
    spells.map((spell) => ({ cell, ...spell })),
  );
  await insert(database.writer, 'subject', subjects);
  rows = await select<Row>(
    database.writer,
    include(`WITH
    spell AS (SELECT cell, entry, exit, event FROM subject),
-- @include kaplan-meier
    {levels:Array(Float64)} AS levels
    SELECT
        toUInt32(cell) AS cell,
        toUInt32(n) AS n, toUInt32(events) AS events, toUInt32(missing) AS missing, times, survival,
        arrayMap((s, v) -> survival_lower(s, v), survival, greenwood) AS lower,
        arrayMap((s, v) -> survival_upper(s, v), survival, greenwood) AS upper,
        arrayMap(level -> [level.2, level.3, level.4],
            arrayMap(p -> km_level('', p, times, log_survival, log_lowers, log_uppers, last), levels)) AS quantiles,
        arrayMap(tau -> (km_rmst(times, survival, tau), km_rmst_se(times, survival, hazard_variance, tau),
            followed_to >= tau), {taus:Array(Float64)}) AS rmst
    FROM km ORDER BY cell`),
    { levels: LEVELS, taus: TAUS },
  );
});

/** As close as two orders of summing allow; a null only beside a null. */
const isSame = (one: number | null | undefined, other: number | null | undefined) =>
  typeof one === 'number' && typeof other === 'number'
    ? Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other))
    : one === other;
const areSame = (one: readonly (number | null)[], other: readonly (number | null)[]) =>
  one.length === other.length && one.every((value, i) => isSame(value, other[i]));

test(`finds the curve, limits, quantiles and restricted means of ${POPULATIONS} populations`, () => {
  const byCell = new Map(rows.map((row) => [row.cell, row]));
  const differing = populations.flatMap((spells, cell) => {
    const curve = kaplanMeier(spells);
    const row = byCell.get(cell);
    if (curve.n === 0 || !row) return curve.n === 0 && !row ? [] : [{ cell, spells, row }];
    const limits = curve.survival.map((share, i) => survivalLimits(share, curve.greenwood[i] ?? 0));
    const same =
      row.n === curve.n &&
      row.events === curve.events &&
      row.missing === curve.missing &&
      areSame(row.times, curve.times) &&
      areSame(row.survival, curve.survival) &&
      areSame(
        row.lower,
        limits.map(({ lower }) => lower),
      ) &&
      areSame(
        row.upper,
        limits.map(({ upper }) => upper),
      ) &&
      LEVELS.every((level, i) => {
        const { value, lower, upper } = curveQuantile(curve, level);
        return areSame(row.quantiles[i] ?? [], [value, lower, upper]);
      }) &&
      TAUS.every((tau, i) => {
        const { value, spread, followed } = restrictedMean(curve, tau);
        const [mean, error, follows] = row.rmst[i] ?? [];
        return isSame(mean, value) && isSame(error, spread) && Boolean(follows) === followed;
      });
    return same ? [] : [{ cell, spells, row, curve }];
  });
  expect(differing.slice(0, 2)).toEqual([]);
  // Not all populations are dull.
  expect(rows.filter(({ times }) => times.length > 3).length).toBeGreaterThan(1000);
  expect(rows.filter(({ missing }) => missing > 0).length).toBeGreaterThan(1000);
  expect(rows.filter(({ survival }) => survival.at(-1) === 0).length).toBeGreaterThan(200);
});

test('and Wilson’s interval is the same in both', async () => {
  const shares = await select<{ x: number; n: number; lower: number; upper: number }>(
    database.writer,
    include(`WITH
-- @include wilson
    rest AS (SELECT 1)
    SELECT toUInt32(number % 61) AS n_, toUInt32(1 + number % 60) AS n, toUInt32(n_ % (n + 1)) AS x,
        wilson_lower(x, n) AS lower, wilson_upper(x, n) AS upper
    FROM numbers(3000)`),
  );
  for (const { x, n, lower, upper } of shares) {
    const mine = wilson(x, n);
    expect(mine.lower).toBeCloseTo(lower, 12);
    expect(mine.upper).toBeCloseTo(upper, 12);
  }
});
