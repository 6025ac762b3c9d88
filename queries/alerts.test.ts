import { expect, test } from 'vitest';
import type { Value } from '#domain/indicator.ts';
import { FALSE_ALARM, FALSE_ALARM_CORRELATED, isTold, lastPoint } from './alerts.ts';
import { wholeMonths } from './control-chart.ts';
import { chance } from './statistics/random.ts';
import { storedValue } from './testing-values.ts';

/** Of `series` courses of 36 months in which nothing changes, the share that is told in the last. */
function shareTold(series: number, next: (before: number, normal: number) => number): number {
  const random = chance(1);
  let told = 0;
  for (let each = 0; each < series; each++) {
    let value = 0;
    const rows = Array.from({ length: 36 }, (_, i) => {
      value = next(value, random.normal());
      return storedValue({ value, period: `2024-${i}` }) as Value;
    });
    told += Number(isTold(lastPoint(rows, 'lower')));
  }
  return told / series;
}

test('series in which nothing changes are told as often as is published', () => {
  expect(shareTold(4000, (_, normal) => normal)).toBeCloseTo(FALSE_ALARM, 2);
}, 60_000);

test('and no more often than that where a month keeps something of the one before', () => {
  const kept = (share: number) => shareTold(2000, (before, normal) => share * before + normal);
  expect(kept(0.5)).toBeLessThan(FALSE_ALARM_CORRELATED);
  expect(kept(0.9)).toBeLessThan(FALSE_ALARM_CORRELATED);
  expect(kept(1)).toBeCloseTo(FALSE_ALARM_CORRELATED, 2);
}, 60_000);

test('what is told of a stock is set about what the month before announced', () => {
  const values = Array.from({ length: 36 }, (_, i) => 1000 + 10 * i + (i % 3));
  const rows = [...values.slice(0, -1), 2500].map(
    (value, i) => storedValue({ value, period: `2024-${i}` }) as Value,
  );
  const point = lastPoint(rows, 'lower');
  expect(isTold(point)).toBe(true);
  expect(point.value).toBe(2500);
  expect(point.upper!).toBeLessThan(2500);
  expect(point.centre!).toBeGreaterThan(1000);
});

test('a month is judged once the data cover it and its figure has settled', () => {
  const rows = ['2026-07', '2026-08', '2026-09', '2026-10'].map(
    (period) => storedValue({ value: 1, period, cutoff: '2026-10-30' }) as Value,
  );
  const judged = (settles_after: number) =>
    wholeMonths({ settles_after }, rows).map(({ period }) => period);
  expect(judged(0)).toEqual(['2026-07', '2026-08', '2026-09']);
  expect(judged(1)).toEqual(['2026-07', '2026-08']);
  expect(judged(3)).toEqual([]);
});
