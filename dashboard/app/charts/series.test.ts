import { expect, test } from 'vitest';
import { value } from '../testing/rows.ts';
import { layoutSeries } from './series.ts';

const size = { width: 600, height: 300, top: 20, right: 40, bottom: 30, left: 50 };
const months = (...values: (number | null)[]) =>
  values.map((figure, index) =>
    value({
      period: `2026-0${index + 1}`,
      value: figure,
      lower: figure && figure - 2,
      upper: figure && figure + 2,
      status: figure === null ? 'too_few' : 'ok',
    }),
  );

test('a month without a value breaks the line and the band', () => {
  const { path, band, marks } = layoutSeries({ rows: months(70, null, 74), compared: [] }, size);
  expect(marks.map(({ y }) => y === undefined)).toEqual([false, true, false]);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(band.match(/M/g)).toHaveLength(2);
});

test('a month that is missing altogether breaks it too', () => {
  const [january, , march] = months(70, 71, 74);
  const { marks, path } = layoutSeries({ rows: [january!, march!], compared: [] }, size);
  expect(marks.map(({ period }) => period)).toEqual(['2026-01', '2026-02', '2026-03']);
  expect(path.match(/M/g)).toHaveLength(2);
});

test('months that may still change are drawn apart, from the last one that does not', () => {
  const rows = months(70, 71, 74, 30);
  const { path, openPath } = layoutSeries({ rows, compared: [], settled: '2026-02' }, size);
  expect(path.split('L')).toHaveLength(2);
  expect(openPath.split('L')).toHaveLength(3);
  expect(openPath.startsWith(`M${path.split('L').at(-1)}`)).toBe(true);
  expect(layoutSeries({ rows, compared: [] }, size).openPath).toBe('');
});

test('the scale begins at zero and holds the upper bounds', () => {
  const { yTicks, marks } = layoutSeries({ rows: months(98, 99, 99), compared: [] }, size);
  expect(yTicks[0]).toEqual({ y: 270, value: 0 });
  expect(yTicks.at(-1)?.value).toBeGreaterThanOrEqual(101);
  expect(Math.min(...marks.map(({ y = 0 }) => y))).toBeGreaterThan(size.top);
});

test('a series of zeros lies on the base line', () => {
  const { marks } = layoutSeries({ rows: months(0, 0), compared: [] }, size);
  expect(marks.map(({ y }) => y)).toEqual([270, 270]);
});

test('what is compared shares both scales', () => {
  const { comparison, comparisonEnd, marks } = layoutSeries(
    { rows: months(40, 40), compared: months(80, 80) },
    size,
  );
  expect(comparison).toMatch(/^M50/);
  expect(comparisonEnd?.x).toBe(560);
  expect(comparisonEnd?.y).toBeLessThan(marks[0]?.y ?? 0);
});

test('a height that the law sets is always in the picture', () => {
  const levels = [{ value: 122, label: '4 mois' }];
  const { levels: drawn } = layoutSeries({ rows: months(40, 41), compared: [], levels }, size);
  expect(drawn[0]?.y).toBeGreaterThanOrEqual(size.top);
  expect(drawn[0]?.y).toBeLessThan(150);
});

test('the label of a level keeps to the right, out of the way of the line', () => {
  const levels = [{ value: 60, label: '4 mois' }];
  const label = (...values: number[]) =>
    layoutSeries({ rows: months(...values), compared: [], levels }, size).levels[0]!;
  const over = label(100, 20, 20, 20, 20);
  expect(over.labelX).toBe(556);
  expect(over.labelY).toBeLessThan(over.y);
  const under = label(100, 80, 80, 66, 66);
  expect(under.labelX).toBe(556);
  expect(under.labelY).toBeGreaterThan(under.y);
  expect(label(100, 20, 20, 20, 100).labelX).toBeLessThan(556);
});

test('a month with a value between two without is a point of its own', () => {
  const { lone, loneCompared, marks } = layoutSeries(
    { rows: months(70, 71, null, 74, null), compared: months(null, 60, null, null, 61) },
    size,
  );
  const [only] = lone;
  expect(lone).toHaveLength(1);
  expect([only!.x, only!.y]).toEqual([marks[3]!.x, marks[3]!.y]);
  expect(only!.interval!.to).toBeLessThan(only!.y);
  expect(only!.interval!.from).toBeGreaterThan(only!.y);
  expect(loneCompared.map(({ x }) => x)).toEqual([marks[1]!.x, marks[4]!.x]);
});

test('a balance below zero lies under the zero rule and over the months', () => {
  const { yTicks, marks } = layoutSeries({ rows: months(300, -80, -20), compared: [] }, size);
  const zero = yTicks.find(({ value: at }) => at === 0)!;
  expect(yTicks[0]!.value).toBeLessThanOrEqual(-82);
  expect(marks[1]!.y).toBeGreaterThan(zero.y);
  expect(marks[1]!.y).toBeLessThanOrEqual(size.height - size.bottom);
  expect(zero.y).toBeLessThan(size.height - size.bottom);
});

test('a balance that is always negative has zero at the top', () => {
  const { yTicks } = layoutSeries({ rows: months(-50, -80), compared: [] }, size);
  expect(yTicks.at(-1)).toEqual({ y: size.top, value: 0 });
});
