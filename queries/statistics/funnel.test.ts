import { describe, expect, test } from 'vitest';
import {
  estimateLimits,
  FUNNEL_Z,
  funnelOfEstimates,
  funnelOfRatios,
  funnelOfShares,
  overDispersion,
  ratioLimits,
  shareLimits,
} from './funnel.ts';

const n = [120, 340, 80, 1500, 60, 2200, 410, 95, 700, 300];
const x = [10, 41, 14, 105, 2, 220, 30, 15, 49, 33];

describe('a funnel of shares', () => {
  const funnel = funnelOfShares(n.map((denominator, i) => ({ numerator: x[i] ?? 0, denominator })));

  test('is FunnelPlotR’s to every printed digit', () => {
    expect(funnel.target).toBeCloseTo(0.08940568, 8);
    expect(funnel.phi).toBeCloseTo(2.883693, 6);
    expect(funnel.tau2).toBeCloseTo(0.001119694, 9);
    const printed = [
      ...[-0.236835, 1.880528, 2.288896, -2.779983, -1.859787],
      ...[1.697724, -1.204357, 2.046536, -1.89909, 1.192084],
    ];
    expect(funnel.scores).toEqual(printed.map((z) => expect.closeTo(z, 6)));
    const { lower, upper } = shareLimits(funnel, 340, FUNNEL_Z.warning);
    expect([lower, upper]).toEqual([expect.closeTo(0.0473001, 7), expect.closeTo(0.1431868, 7)]);
  });

  test('calls out fewer once the differences between places are allowed for', () => {
    const beyond = (scores: number[]) =>
      scores.filter((z) => Math.abs(z) > FUNNEL_Z.warning).length;
    expect(beyond(funnel.scores)).toBe(3);
    expect(beyond(funnel.adjusted)).toBe(1);
  });

  test('has wider alarm lines, and narrower ones for many subjects, between 0 and 1', () => {
    const width = (subjects: number, z: number) => {
      const { lower, upper } = shareLimits(funnel, subjects, z);
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(upper).toBeLessThanOrEqual(1);
      return upper - lower;
    };
    expect(width(340, FUNNEL_Z.alarm)).toBeGreaterThan(width(340, FUNNEL_Z.warning));
    expect(width(5000, FUNNEL_Z.warning)).toBeLessThan(width(50, FUNNEL_Z.warning));
    expect(width(1, FUNNEL_Z.alarm)).toBe(1);
  });
});

describe('a funnel of ratios', () => {
  const observed = [22, 41, 9, 130, 18];
  const expected = [18.2, 50.1, 11.7, 101.4, 20.3];
  const units = observed.map((count, i) => ({ observed: count, expected: expected[i] ?? 1 }));

  test('scores on the logarithm, as SHMI', () => {
    const printed = [0.80895, -1.418805, -0.897424, 2.501945, -0.541789];
    expect(funnelOfRatios(units).scores).toEqual(printed.map((z) => expect.closeTo(z, 6)));
  });

  test('has the exact Poisson limits where nothing is over-dispersed', () => {
    const alike = funnelOfRatios([20, 21, 19].map((count) => ({ observed: count, expected: 20 })));
    expect(alike.tau2).toBe(0);
    // qchisq(.025, 40) / 2 / 20, qchisq(.975, 42) / 2 / 20
    const { lower, upper } = ratioLimits(alike, 20, FUNNEL_Z.warning);
    expect([lower, upper]).toEqual([expect.closeTo(0.6108258, 6), expect.closeTo(1.5444189, 6)]);
  });

  test('widens them by what differs between places', () => {
    const wild = funnelOfRatios(
      [40, 20, 10, 45, 5, 30].map((count) => ({ observed: count, expected: 20 })),
      'winsorise',
    );
    expect(wild.tau2).toBeGreaterThan(0);
    const { lower, upper } = ratioLimits(wild, 20, FUNNEL_Z.alarm);
    expect(lower * upper).toBeCloseTo(1, 12);
    expect(upper).toBeGreaterThan(Math.exp(FUNNEL_Z.alarm / Math.sqrt(20)));
  });
});

test('truncation leaves the extreme tenths out, winsorisation draws them in', () => {
  const scores = [-9, ...Array.from({ length: 18 }, (_, i) => (i - 8.5) / 5), 9];
  const spreads = scores.map(() => 1);
  const drawn = overDispersion(scores, spreads, 'winsorise');
  const left = overDispersion(scores, spreads, 'truncate');
  expect(left.phi).toBeLessThan(drawn.phi);
  expect(drawn.phi).toBeLessThan(2);
  expect(overDispersion([], [], 'truncate').tau2).toBe(0);
});

test('figures with their own errors are held against a target given', () => {
  const units = [
    { value: 100, spread: 2 },
    { value: 110, spread: 5 },
    { value: 90, spread: 10 },
  ];
  const funnel = funnelOfEstimates(units, 100);
  expect(funnel.scores).toEqual([0, 2, -1]);
  expect(estimateLimits({ ...funnel, tau2: 9 }, 4, 2)).toEqual({ lower: 90, upper: 110 });
});
