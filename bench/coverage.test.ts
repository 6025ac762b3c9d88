import { expect, test } from 'vitest';
import { coverages } from './coverage.ts';

/** A sketch of `npm run check:coverage`: enough to see that nothing is grossly wrong. */
test('95 % intervals hold the truth about 95 times in a hundred', () => {
  const rows = coverages(200, 20_000);
  expect(rows.map(({ figure }) => figure)).toEqual([
    'P-01 median',
    'P-02 rmst120',
    'F-03 share',
    'C-01 share',
  ]);
  for (const { figure, covered, truth, width } of rows) {
    expect(covered, figure).toBeGreaterThan(0.9);
    expect(covered, figure).toBeLessThan(0.995);
    expect(width, figure).toBeLessThan(2 * truth);
  }
}, 60_000);
