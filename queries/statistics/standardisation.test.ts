import { expect, test } from 'vitest';
import { direct, expected, observedOverExpected, type Stratum } from './standardisation.ts';

const stratum = (
  n: number,
  reference_n: number,
  value: number | null,
  reference: number,
): Stratum => ({
  ...{ n, reference_n, value, spread: value === null ? null : 0.01, reference_value: reference },
});

/** Renewals are quick, first applications slow: a place with many of the first looks slow. */
const strata = [stratum(90, 300, 0.2, 0.2), stratum(10, 700, 0.8, 0.6)];

test('direct standardisation gives every place the mix of the reference', () => {
  const result = direct(strata);
  expect(result?.value).toBeCloseTo(0.3 * 0.2 + 0.7 * 0.8, 12);
  expect(result?.supported).toBe(1);
  const spread = Math.hypot(0.3 * 0.01, 0.7 * 0.01);
  expect(result?.upper).toBeCloseTo(0.62 + 1.959963984540054 * spread, 12);
});

test('is refused where the place has no figure for a part of that mix', () => {
  expect(direct([stratum(90, 300, 0.2, 0.2), stratum(3, 700, null, 0.6)])).toBeNull();
  const mostly = direct([stratum(90, 960, 0.2, 0.2), stratum(3, 40, null, 0.6)]);
  expect(mostly).toMatchObject({ value: 0.2, supported: 0.96 });
  expect(direct([])).toBeNull();
});

test('indirect standardisation expects of a place what its own mix gives elsewhere', () => {
  expect(expected(strata, 100)).toBeCloseTo((90 * 0.2 + 10 * 0.6) / 100, 12);
});

test('expects nothing where strata were withheld or the reference is silent', () => {
  expect(expected(strata, 101)).toBeNull();
  expect(expected([{ ...stratum(5, 5, 1, 1), reference_value: null }], 5)).toBeNull();
  expect(expected([], 0)).toBeNull();
});

test('two places that do exactly as well in every stratum may differ in O/E: never compare them', () => {
  const place = (quick: number, slow: number) => {
    const parts = [stratum(quick, 500, 0.1, 0.2), stratum(slow, 500, 0.6, 0.6)];
    const observed = quick * 0.1 + slow * 0.6;
    return observed / (expected(parts, quick + slow)! * (quick + slow));
  };
  expect(place(90, 10)).toBeCloseTo(0.625, 10);
  expect(place(10, 90)).toBeCloseTo(61 / 56 - 5 / 56, 1);
  expect(place(90, 10)).not.toBeCloseTo(place(10, 90), 1);
});

test('O/E carries the exact Poisson interval', () => {
  expect(observedOverExpected(9, 11.7)).toEqual({
    value: expect.closeTo(9 / 11.7, 12),
    lower: expect.closeTo(0.3517413, 7),
    upper: expect.closeTo(1.46024, 5),
  });
});
