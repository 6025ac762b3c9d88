import { expect, test } from 'vitest';
import { value } from '../testing/rows.ts';
import { layoutCurve, stepsOf } from './curve.ts';

const size = { width: 600, height: 300, top: 20, right: 40, bottom: 30, left: 50 };
const row = (days: number, share: number | null) =>
  value({
    breakdown: `jours=${days}`,
    statistic: 'share',
    value: share,
    lower: share && share - 0.05,
    upper: share && share + 0.05,
  });
const rows = [row(120, 0.7), row(30, 0.2), row(60, 0.4), value({ breakdown: 'cause=x' })];

test('only rows of days are steps, in their order', () => {
  expect(stepsOf(rows).map(({ day }) => day)).toEqual([30, 60, 120]);
});

test('the whole height is everything, whatever the shares', () => {
  const { points, yTicks } = layoutCurve({ steps: stepsOf(rows), compared: [], levels: [] }, size);
  expect(yTicks.map(({ value: share }) => share)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(points.map(({ y = 0 }) => Math.round(y))).toEqual([220, 170, 95]);
});

test('a day without a value breaks the line', () => {
  const steps = stepsOf([row(30, 0.2), row(60, null), row(90, 0.5)]);
  const { path, band } = layoutCurve({ steps, compared: [], levels: [] }, size);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(band.match(/M/g)).toHaveLength(2);
});

test('the legal time stands at its day, and is left out beyond the picture', () => {
  const levels = [
    { value: 60, label: 'inside' },
    { value: 400, label: 'beyond' },
  ];
  const { levels: drawn, points } = layoutCurve(
    { steps: stepsOf(rows), compared: [], levels },
    size,
  );
  expect(drawn.map(({ label }) => label)).toEqual(['inside']);
  expect(drawn[0]?.x).toBe(points[1]?.x);
});
