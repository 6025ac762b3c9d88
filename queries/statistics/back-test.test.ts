import { describe, expect, test } from 'vitest';
import { judge } from './back-test.ts';

describe('judge', () => {
  test('takes errors on the scale of the truth', () => {
    const verdict = judge([
      { said: 110, truth: 100 },
      { said: 60, truth: 80 },
    ]);
    expect(verdict?.origins).toBe(2);
    expect(verdict?.error).toBeCloseTo(0.175, 12);
    expect(verdict?.bias).toBeCloseTo(-0.075, 12);
  });

  test('leaves out what was not said, what is not known, and a truth of nothing', () => {
    const verdict = judge([
      { said: null, truth: 100 },
      { said: 90, truth: null },
      { said: 3, truth: 0 },
      { said: 120, truth: 100 },
    ]);
    expect(verdict?.origins).toBe(1);
    expect(verdict?.error).toBeCloseTo(0.2, 12);
  });

  test('has nothing to say of what was never tried', () => {
    expect(judge([])).toBeUndefined();
    expect(judge([{ said: null, truth: 5 }])).toBeUndefined();
  });
});
