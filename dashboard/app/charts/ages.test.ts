import { expect, test } from 'vitest';
import { value } from '../testing/rows.ts';
import { agesOf, layoutAges, waitingSince } from './ages.ts';

const row = (breakdown: string, count: number) =>
  value({ indicator: 'S-05', statistic: 'count', breakdown, value: count });

const ROWS = [row('age=24m+', 3), row('flux=entrees', 60), row('age=00m', 59), row('age=05m', 2)];

test('ages are read from their breakdowns, youngest first, and nothing else is', () => {
  expect(agesOf(ROWS).map(({ months, isOpen }) => [months, isOpen])).toEqual([
    [0, false],
    [5, false],
    [24, true],
  ]);
});

test('who waits so long or longer is counted, of all who wait', () => {
  expect(waitingSince(agesOf(ROWS), 5)).toEqual({ older: 5, all: 64 });
});

test('bars stand on zero, where their age is, whatever ages nobody has', () => {
  const size = { width: 560, height: 300, top: 20, right: 10, bottom: 30, left: 50 };
  const { bars, limit, yTicks } = layoutAges(agesOf(ROWS), 5, size);
  expect(bars).toHaveLength(3);
  for (const { y, height } of bars) expect(y + height).toBeCloseTo(270);
  expect(bars[0]!.height / bars[1]!.height).toBeCloseTo(59 / 2);
  expect(bars[1]!.x - limit).toBeCloseTo(1);
  expect(bars[2]!.x + bars[2]!.width).toBeLessThanOrEqual(550);
  expect(yTicks[0]!.value).toBe(0);
});
