import { describe, expect, test } from 'vitest';
import { signals } from './chart-rules.ts';
import { individualsLimits, laneyLimits, residuals } from './control-limits.ts';
import { cusum, falseAlarms } from './cusum.ts';

describe('limits', () => {
  test('of XmR are NHSRplotthedots’ to every printed digit', () => {
    const { centre, moving_range, lower, upper } = individualsLimits([
      52, 55, 51, 58, 60, 54, 57, 61, 66, 70, 71, 75,
    ]);
    expect(centre).toBeCloseTo(60.83333, 5);
    expect(moving_range).toBeCloseTo(3.909091, 6);
    expect([lower, upper]).toEqual([expect.closeTo(50.43515, 5), expect.closeTo(71.23152, 5)]);
  });

  test('of XmR leave a leap out of what is usual', () => {
    const values = [10, 11, 10, 11, 10, 11, 10, 11, 10, 60, 11, 10, 11, 10, 11];
    const { moving_range } = individualsLimits(values);
    // 49 and 50 are more than 3.267 times the mean range of 7.9.
    expect(moving_range).toBe(1);
    expect(individualsLimits([5, 5, 5])).toMatchObject({ lower: 5, upper: 5, moving_range: 0 });
  });

  test('of Laney’s p′ widen with what chance does not explain', () => {
    const p = [0.021, 0.025, 0.019, 0.03, 0.022, 0.027, 0.02, 0.024];
    const n = [9000, 8700, 9400, 10_100, 8800, 9300, 9900, 9100];
    const { centre, sigma_z, limits } = laneyLimits(
      n.map((denominator, i) => ({ numerator: (p[i] ?? 0) * denominator, denominator })),
    );
    expect(centre).toBeCloseTo(0.0235424, 7);
    expect(sigma_z).toBeCloseTo(3.672557, 6);
    expect(limits[0]?.upper).toBeCloseTo(0.04115082, 8);
    expect(laneyLimits([{ numerator: 0, denominator: 5 }]).centre).toBe(0);
  });

  test('residuals have lost what the value before says', () => {
    const rest = residuals([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(rest).toHaveLength(9);
    expect(Math.max(...rest.map(Math.abs))).toBeLessThan(4.5);
  });
});

describe('rules', () => {
  const limits = { centre: 0, lower: -3, upper: 3 };
  const told = (values: number[]) =>
    signals(
      values,
      values.map(() => limits),
    );
  const names = (values: number[]) => told(values).map((signal) => signal?.rule ?? null);

  test('say nothing of chance', () => {
    expect(names([1, -1, 0.5, -0.2, 1.2, -1.4, 0.3, -0.1])).toEqual(Array(8).fill(null));
  });

  test('tell a point outside the limits, and on which side', () => {
    expect(told([0.1, 3.1, -3.2])).toEqual([
      null,
      { rule: 'outside', rules: ['outside'], side: 'high' },
      { rule: 'outside', rules: ['outside'], side: 'low' },
    ]);
    // A point on the limit is inside.
    expect(names([0.1, 3, 0])).toEqual([null, null, null]);
  });

  test('tell all seven of a trend, and none of six', () => {
    const six = [-1.5, -1, -0.5, 0.1, 0.6, 1.1];
    expect(names([...six, 0.9])).toEqual(Array(7).fill(null));
    expect(names([...six, 1.6])).toEqual(Array(7).fill('trend'));
    // A pause breaks it.
    expect(names([-1.5, -1, -0.5, -0.5, 0.6, 1.1, 1.6])).toEqual(Array(7).fill(null));
  });

  test('tell two of three next to a limit only when all three are on its side', () => {
    expect(names([2.5, 0.5, 2.6])).toEqual(['two_of_three', null, 'two_of_three']);
    expect(names([2.5, -0.5, 2.6])).toEqual([null, null, null]);
    expect(names([2.5, 2.6, -0.1])).toEqual([null, null, null]);
  });

  test('tell seven on one side of the mean, and none of six', () => {
    const six = [0.5, 0.2, 0.7, 0.3, 0.9, 0.4];
    expect(names([...six, -0.1])).toEqual(Array(7).fill(null));
    expect(names([...six, 0.1])).toEqual(Array(7).fill('shift'));
  });

  test('name one by precedence, and keep them all', () => {
    const rising = told([0.2, 0.5, 0.9, 1.3, 2.4, 2.6, 3.4]);
    expect(rising[6]).toEqual({
      rule: 'outside',
      rules: ['outside', 'trend', 'shift'],
      side: 'high',
    });
    expect(rising[5]?.rules).toEqual(['trend', 'two_of_three', 'shift']);
    expect(rising[0]?.rules).toEqual(['trend', 'shift']);
  });
});

describe('CUSUM', () => {
  test('adds up small changes, tells them once, and begins again', () => {
    const quiet = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1];
    // Mean 0, deviation 1.0445: each 1.5 adds 0.936.
    const steps = cusum([...quiet, ...Array<number>(20).fill(1.5)]);
    expect(steps.slice(0, 12).every(({ high }) => high === null)).toBe(true);
    expect(steps.findIndex(({ alert }) => alert)).toBe(17);
    expect(steps[17]?.alert).toBe('high');
    expect(steps[18]?.high).toBeNull();
    expect(steps.filter(({ alert }) => alert)).toHaveLength(1);
    expect(cusum([...quiet, ...Array<number>(9).fill(-1.5)]).at(17)?.alert).toBe('low');
    expect(cusum(Array<number>(30).fill(4)).some(({ alert }) => alert)).toBe(false);
  });

  test('tells of still series as often as docs/statistics.md publishes', () => {
    const { series_told, alerts_per_thousand_months } = falseAlarms({
      series: 20_000,
      months: 36,
      seed: 1,
    });
    expect(series_told).toBeCloseTo(0.245, 3);
    expect(alerts_per_thousand_months).toBeCloseTo(10.4, 1);
    expect(falseAlarms({ series: 50, months: 36, seed: 1 })).toEqual(
      falseAlarms({ series: 50, months: 36, seed: 1 }),
    );
  });
});
