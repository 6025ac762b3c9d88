import { expect, test } from 'vitest';
import { chiSquareQuantile, chiSquareTail } from './chi-square.ts';
import { autocorrelation } from './control-limits.ts';
import { adjustedForDiscovery } from './false-discovery.ts';
import { normalDistribution, normalQuantile, twoSided, Z95 } from './normal.ts';
import { byar, exactPoisson, poissonReaches } from './poisson.ts';
import { shrink } from './shrinkage.ts';
import { isNear, oracleFigures } from './testing-oracle.ts';
import { wilson } from './wilson.ts';

const figures = oracleFigures();

/** Everything that R printed under a name, against ours. Small probabilities keep their digits too. */
function expectEqual(estimator: string, of: (at: number, index: number) => number) {
  const theirs = figures.get(`distribution ${estimator}`) ?? [];
  expect(theirs.length, estimator).toBeGreaterThan(0);
  for (const [index, { at, value }] of theirs.entries()) {
    const mine = of(at, index);
    const near = Math.abs(mine / (value ?? 0) - 1) < 1e-9 || isNear(mine, value);
    expect(near, `${estimator}(${at}) is ${mine}, R says ${value}`).toBe(true);
  }
}

test('quantiles of the normal and of χ² are R’s', () => {
  expectEqual('qnorm', normalQuantile);
  expectEqual('pnorm', normalDistribution);
  for (const degrees of [1, 2, 7, 18, 260, 90_000]) {
    expectEqual(`qchisq${degrees}`, (p) => chiSquareQuantile(p, degrees));
  }
  for (const degrees of [1, 3, 40]) {
    expectEqual(`pchisq_upper${degrees}`, (x) => chiSquareTail(x, degrees));
  }
  expect(normalQuantile(0.975)).toBeCloseTo(Z95, 14);
  expect(twoSided(Z95)).toBeCloseTo(0.05, 14);
});

test('intervals of counts are exact', () => {
  expectEqual('poisson_lower', (o) => exactPoisson(o).lower);
  expectEqual('poisson_upper', (o) => exactPoisson(o).upper);
  const { lower, upper } = exactPoisson(9);
  expect([lower / 11.7, upper / 11.7]).toEqual([
    expect.closeTo(0.3517413, 7),
    expect.closeTo(1.46024, 5),
  ]);
  // Byar’s are close by, and closer the more there are.
  expect(byar(9).lower / lower).toBeCloseTo(1, 2);
  expect(byar(9).upper / upper).toBeCloseTo(1, 2);
  expect(byar(400).upper / exactPoisson(400).upper).toBeCloseTo(1, 4);
  expect(byar(0).lower).toBe(0);
});

test('a Poisson count reaches what its law says', () => {
  const below = [0, 1, 2].reduce((sum, k) => sum + (Math.exp(-2.5) * 2.5 ** k) / [1, 1, 2][k]!, 0);
  expect(poissonReaches(3, 2.5)).toBeCloseTo(1 - below, 13);
  expect(poissonReaches(0, 2.5)).toBe(1);
});

test('intervals of shares are Wilson’s', () => {
  expectEqual('wilson_lower', (x) => wilson(x, 40).lower);
  expectEqual('wilson_upper', (x) => wilson(x, 40).upper);
  const claim = wilson(4377, 1_120_942, 1.959964);
  expect([claim.lower, claim.upper]).toEqual([
    expect.closeTo(0.003790987, 9),
    expect.closeTo(0.004021917, 9),
  ]);
});

test('p-values are adjusted as R’s p.adjust does', () => {
  const p = [0.001, 0.8, 0.012, 0.04, 0.041, 0.042, 0.5, 0.0009, 0.3, 1];
  const adjusted = adjustedForDiscovery(p);
  expectEqual('bh', (_, index) => adjusted[index] ?? Number.NaN);
  expect(adjustedForDiscovery([])).toEqual([]);
});

test('few subjects are drawn furthest towards the mean of all', () => {
  const values = [2.1, 2.5, 1.4, 3.3, 2.2, 2.9];
  const spreads = [0.3, 0.2, 0.5, 0.4, 0.1, 0.35];
  const { units, mean } = shrink(values.map((value, i) => ({ value, spread: spreads[i] ?? 1 })));
  expectEqual('shrunken', (_, index) => units[index]?.value ?? Number.NaN);
  const pull = (i: number) => Math.abs(((units[i]?.value ?? 0) - mean) / ((values[i] ?? 0) - mean));
  expect(pull(2)).toBeLessThan(pull(1));
  const alike = shrink([1, 1.01, 0.99].map((value) => ({ value, spread: 0.5 })));
  expect(alike.tau2).toBe(0);
  expect(alike.units.map(({ value }) => value)).toEqual(
    [1, 1, 1].map((one) => expect.closeTo(one, 12)),
  );
});

test('the lag-1 autocorrelation is R’s acf', () => {
  const values = [52, 55, 51, 58, 60, 54, 57, 61, 66, 70, 71, 75];
  expectEqual('acf1', () => autocorrelation(values));
  expect(autocorrelation([4, 4, 4])).toBe(0);
});
