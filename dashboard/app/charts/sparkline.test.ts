import { expect, test } from 'vitest';
import { value } from '../testing/rows.ts';
import { layoutSpark, SPARK } from './sparkline.ts';

const rows = [70, null, 74, null].map((figure, index) =>
  value({ period: `2026-0${index + 1}`, value: figure }),
);

test('the line spans the box, breaks at a gap and ends at the last value', () => {
  const { path, end } = layoutSpark(rows, []);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path).toMatch(new RegExp(`^M${SPARK.margin},${SPARK.height - SPARK.margin}Z?`));
  expect(end).toMatchObject({ y: SPARK.margin });
  expect(end?.x).toBeLessThan(SPARK.width - SPARK.margin);
});

test('milestones of one month share a tick, and those outside have none', () => {
  const dates = ['2026-02-03', '2026-02-20', '2025-12-31', '2026-05-01'];
  expect(
    layoutSpark(
      rows,
      dates.map((date) => ({ date })),
    ).ticks,
  ).toHaveLength(1);
});

test('without a value there is no line', () => {
  expect(layoutSpark([value({ value: null })], [])).toEqual({
    path: '',
    end: undefined,
    ticks: [],
  });
  expect(layoutSpark([], [])).toEqual({ path: '', end: undefined, ticks: [] });
});

test('a value that never moves is a line in the middle', () => {
  const flat = [1, 2].map((month) => value({ period: `2026-0${month}`, value: 5 }));
  expect(layoutSpark(flat, []).end?.y).toBe(SPARK.height / 2);
});
