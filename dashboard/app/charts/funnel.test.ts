import { expect, test } from 'vitest';
import type { ComparisonPoint } from '../api.ts';
import { figureOf, layoutFunnel } from './funnel.ts';

const size = { width: 600, height: 300, top: 20, right: 20, bottom: 30, left: 50 };
const point = (
  prefecture: string,
  value: number | null,
  half: number,
  given: Partial<ComparisonPoint> = {},
): ComparisonPoint => ({
  prefecture,
  n: 100,
  value,
  lower: null,
  upper: null,
  status: 'ok',
  ratio: 2,
  standardised: 3,
  warning_lower: 50 - half,
  warning_upper: 50 + half,
  alarm_lower: 50 - 1.6 * half,
  alarm_upper: 50 + 1.6 * half,
  signal: 'none',
  discovery: false,
  ...given,
});
const options = {
  scale: 'none',
  target: 50,
  chosen: null,
  nameOf: (code: string) => code,
} as const;

test('the more is known of a place, the farther to the right it stands', () => {
  const { marks } = layoutFunnel([point('01', 48, 5), point('02', 60, 20)], options, size);
  expect(marks.map(({ point: { prefecture } }) => prefecture)).toEqual(['02', '01']);
  expect(marks[0]!.x).toBeLessThan(marks[1]!.x);
});

test('a place without a figure or without limits is not drawn', () => {
  const { marks } = layoutFunnel(
    [point('01', null, 5), point('02', 60, 20, { warning_lower: null }), point('03', 50, 10)],
    options,
    size,
  );
  expect(marks.map(({ point: { prefecture } }) => prefecture)).toEqual(['03']);
});

test('only what is beyond the outer limits, or was chosen, is named', () => {
  const points = [
    point('01', 90, 5, { signal: 'alarm' }),
    point('02', 56, 5.5, { signal: 'warning' }),
    point('75', 50, 7),
  ];
  const { names } = layoutFunnel(points, { ...options, chosen: '75' }, size);
  expect(names.map(({ text }) => text).sort()).toEqual(['01', '75']);
});

const NAMED = { ...options, nameOf: (code: string) => `Préfecture ${code}` };
const alarm = { signal: 'alarm' } as const;

test('a name covers neither another nor the marks, and stays in the picture', () => {
  const points = [
    point('42', 89, 6, alarm),
    point('49', 90, 5.8, alarm),
    point('13', 88, 5.6),
    point('75', 50, 9),
  ];
  const { names, marks } = layoutFunnel(points, { ...NAMED, chosen: '75' }, size);
  expect(names).toHaveLength(3);
  const boxes = names.map(({ x, y, anchor, text }) => {
    const width = text.length * 8.2;
    const left = x - { start: 0, middle: width / 2, end: width }[anchor];
    return { left, right: left + width, top: y - 8, bottom: y + 8 };
  });
  for (const box of boxes) {
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.right).toBeLessThanOrEqual(size.width);
    for (const { x, y } of marks)
      expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false);
  }
  const heights = boxes.map(({ top }) => top).toSorted((a, b) => a - b);
  expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(16);
});

test('a name that had to go far from its mark is joined to it', () => {
  const crowd = Array.from({ length: 30 }, (_, index) =>
    point(`c${index}`, 80 + (index % 5), 5 + index / 10),
  );
  const { names } = layoutFunnel([...crowd, point('49', 82, 6.52, alarm)], NAMED, size);
  expect(names[0]!.isFar).toBe(true);
});

test('limits go where they must, beyond the picture too', () => {
  const { limits, marks } = layoutFunnel([point('01', 50, 60), point('02', 50, 5)], options, size);
  const lowest = limits.find(({ far }) => far)!.d;
  const [, y] = lowest.slice(1).split('L')[0]!.split(',').map(Number);
  expect(y).toBeGreaterThan(size.height - size.bottom);
  expect(marks[0]!.y).toBeLessThan(size.height - size.bottom);
});

test('the figure is the one of the scale', () => {
  const place = point('01', 1, 5);
  expect((['none', 'indirect', 'direct'] as const).map((scale) => figureOf(place, scale))).toEqual([
    1, 2, 3,
  ]);
});
