import { describe, expect, test } from 'vitest';
import { judge, TRIALS_MIN, type Trial } from './back-test.ts';

const times = (count: number, trial: Trial) => Array.from({ length: count }, () => trial);

describe('judge', () => {
  test('takes errors on the scale of the truth', () => {
    const verdict = judge([
      ...times(4, { said: 110, truth: 100 }),
      ...times(4, { said: 60, truth: 80 }),
    ]);
    expect(verdict?.origins).toBe(8);
    expect(verdict?.error).toBeCloseTo(0.175, 12);
    expect(verdict?.bias).toBeCloseTo(-0.075, 12);
  });

  test('leaves out what was not said, what is not known, and a truth of nothing', () => {
    const verdict = judge([
      { said: null, truth: 100 },
      { said: 90, truth: null },
      { said: 3, truth: 0 },
      ...times(9, { said: 120, truth: 100 }),
    ]);
    expect(verdict?.origins).toBe(9);
    expect(verdict?.error).toBeCloseTo(0.2, 12);
  });

  test('has nothing to say of what was tried too few times', () => {
    const trial = { said: 120, truth: 100 };
    expect(judge([])).toBeNull();
    expect(judge(times(TRIALS_MIN - 1, trial))).toBeNull();
    expect(judge(times(TRIALS_MIN, trial))).not.toBeNull();
    expect(judge(times(50, { said: null, truth: 5 }))).toBeNull();
  });
});
