import { expect, test } from 'vitest';
import type { ControlPoint } from '../api.ts';
import { layoutControl } from './control.ts';

const size = { width: 600, height: 300, top: 20, right: 20, bottom: 30, left: 50 };
const month = (
  number: number,
  value: number,
  limits: Partial<ControlPoint> = {},
): ControlPoint => ({
  period: `2026-0${number}`,
  value,
  n: 10,
  centre: 50,
  lower: 40,
  upper: 60,
  rule: null,
  rules: [],
  meaning: null,
  ...limits,
});

test('months stand against their own limits, from zero up', () => {
  const { marks, yTicks } = layoutControl(
    [month(1, 50), month(2, 61, { rule: 'outside' })],
    [],
    size,
  );
  expect(yTicks[0]?.value).toBe(0);
  expect(marks[1]!.y).toBeLessThan(marks[0]!.y);
  expect(marks.map(({ point }) => point.rule)).toEqual([null, 'outside']);
});

test('where limits are not known yet, they are not drawn', () => {
  const { limits, path } = layoutControl(
    [month(1, 50, { upper: null, lower: null }), month(2, 50), month(3, 51)],
    [],
    size,
  );
  expect(path.match(/[ML]/g)).toHaveLength(3);
  expect(limits[0]!.match(/[ML]/g)).toHaveLength(2);
});

test('limits and centre break where others begin, the line goes on', () => {
  const later = { centre: 80, lower: 70, upper: 90 };
  const points = [month(1, 50), month(2, 51), month(3, 80, later), month(4, 81, later)];
  const { limits, centre, path } = layoutControl(points, ['2026-03'], size);
  for (const d of [...limits, centre]) expect(d.match(/M/g)).toHaveLength(2);
  expect(path.match(/M/g)).toHaveLength(1);
});

test('what can be negative has its lower limit in the picture', () => {
  const { yTicks } = layoutControl([month(1, -5, { lower: -60 }), month(2, 50)], [], size);
  expect(yTicks[0]!.value).toBeLessThanOrEqual(-60);
});
