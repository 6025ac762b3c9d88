import { expect, test } from 'vitest';
import {
  backTest,
  expectedArrivals,
  forecast,
  leavingShares,
  project,
  type StockMonth,
} from './stock-projection.ts';

/** A stock into which 100 come a month and of which ages 0, 1 and 2+ lose a half, a quarter and a tenth. */
function steady(count: number, arrivals: (month: number) => number = () => 100): StockMonth[] {
  const months: StockMonth[] = [{ arrivals: arrivals(0), pyramid: [50, 40, 60] }];
  for (let i = 1; i < count; i++) {
    const [young = 0, middle = 0, old = 0] = months[i - 1]!.pyramid;
    const pyramid = [arrivals(i) * 0.5, young * 0.75, (middle + old) * 0.9];
    months.push({ arrivals: arrivals(i), pyramid });
  }
  return months;
}

const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9));

test('finds the share of each age that leaves', () => {
  expect(leavingShares(steady(13))).toEqual(near([0.5, 0.25, 0.1]));
  // Nobody of an age: as the one below. More than were there: none leaves.
  const months = [
    { arrivals: 0, pyramid: [10, 0, 0, 5] },
    { arrivals: 10, pyramid: [5, 4, 0, 9] },
  ];
  expect(leavingShares(months)).toEqual(near([0.5, 0.6, 0.6, 0]));
});

test('goes on exactly as a stock whose shares stay what they are', () => {
  const months = steady(30);
  const truth = months.slice(13).map(({ pyramid }) => pyramid.reduce((a, b) => a + b));
  const said = forecast(months.slice(0, 13), truth.length);
  expect(said).toEqual(near(truth));
  expect(backTest(months, 12).every(({ error }) => Math.abs(error) < 1e-9)).toBe(true);
});

test('with fewer hands leaves more, with more leaves less', () => {
  const shares = [0.5, 0.25, 0.1];
  const after = (effort: number) => project([50, 40, 60], shares, [100], effort)[0];
  expect(after(1)).toBeCloseTo(50 + 37.5 + 90, 9);
  expect(after(0.9)).toBeCloseTo(55 + 50 * 0.775 + 100 * 0.91, 9);
  expect(after(1.1)).toBeLessThan(after(1)!);
  // All that can leave is all.
  expect(project([10, 0], [0.6, 0.6], [10], 2)).toEqual([0]);
});

test('expects the arrivals of a year before, and the growth of the year', () => {
  const year = Array.from({ length: 12 }, (_, i) => 100 + 10 * i);
  const grown = year.map((count) => count * 1.1);
  expect(expectedArrivals([...year, ...grown], 14)).toEqual(
    near([...grown.map((count) => count * 1.1), grown[0]! * 1.21, grown[1]! * 1.21]),
  );
  // One year known: no growth; a leap is not carried on whole.
  expect(expectedArrivals(year, 2)).toEqual([100, 110]);
  expect(expectedArrivals([...year, ...year.map((count) => 3 * count)], 1)).toEqual(near([375]));
});

test('is judged by what it would have said, beside saying that nothing changes', () => {
  const rising = steady(37, (i) => 100 + 5 * i);
  const errors = backTest(rising, 6);
  expect(Math.max(...errors.map(({ ahead }) => ahead))).toBe(6);
  expect(errors.filter(({ ahead }) => ahead === 1)).toHaveLength(24);
  const size = (of: 'error' | 'naive') =>
    errors.reduce((total, each) => total + Math.abs(each[of]), 0);
  expect(size('error')).toBeLessThan(size('naive'));
});
