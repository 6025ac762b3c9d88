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
const options = { scale: 'none', target: 50, chosen: null } as const;

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
  const points = [point('01', 90, 5, { signal: 'alarm' }), point('02', 51, 6), point('75', 50, 7)];
  const { marks } = layoutFunnel(points, { ...options, chosen: '75' }, size);
  const named = marks.filter((mark) => mark.named).map((mark) => mark.point.prefecture);
  expect(named.sort()).toEqual(['01', '75']);
});

test('names that would stand on each other stand under each other', () => {
  const alarm = { signal: 'alarm' } as const;
  const points = [point('42', 89, 6, alarm), point('49', 90, 5.8, alarm), point('75', 50, 7)];
  const { marks } = layoutFunnel(points, { ...options, chosen: '75' }, size);
  const at = (code: string) => marks.find((mark) => mark.point.prefecture === code)!;
  expect(at('49').nameY).toBe(at('49').y);
  expect(at('42').nameY).toBe(at('49').nameY + 15);
  expect(at('75').nameY).toBe(at('75').y - 16);
});

test('the figure is the one of the scale', () => {
  const place = point('01', 1, 5);
  expect((['none', 'indirect', 'direct'] as const).map((scale) => figureOf(place, scale))).toEqual([
    1, 2, 3,
  ]);
});
