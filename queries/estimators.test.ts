import { expect, test } from 'vitest';
import type { Value } from '#domain/indicator.ts';
import { monthsOf, type Series } from './estimators.ts';
import { storedValue } from './testing-values.ts';

const cohort = (period: string, value: number | null, status = 'ok') =>
  storedValue({ period, value, status, view: 'cohort', cutoff: '2026-10-31' } as Partial<Value>);

const series = (rows: unknown[]): Series => ({
  ...{ name: 'cohort', indicator: 'P-01', statistic: 'median', view: 'cohort', breakdown: null },
  ...{ run: 'run-1', rows: rows as Value[] },
});

test('the truth of a month is the median of those who filed in the next, within a year', () => {
  const months = monthsOf([
    series([
      cohort('2025-01', 80),
      cohort('2025-02', 90),
      cohort('2025-03', 400),
      cohort('2025-04', null, 'not_reached'),
      cohort('2025-05', null, 'too_few'),
      cohort('2025-07', 70),
      cohort('2025-10', 60),
      cohort('2025-11', 50),
    ]),
  ]);
  expect(months.map(({ month, followed, truth }) => [month, followed, truth])).toEqual([
    ['2025-01', true, 90],
    // Reached after more than a year, and not at all.
    ['2025-02', true, null],
    ['2025-03', true, null],
    // Too few filed to say, or nobody.
    ['2025-04', false, null],
    ['2025-05', false, null],
    ['2025-07', false, null],
    // Not followed for a year yet.
    ['2025-10', false, null],
    ['2025-11', false, null],
  ]);
});

test('what a cohort says is known once all of it have been followed for its median', () => {
  const months = monthsOf([
    series([cohort('2025-01', 28), cohort('2025-02', 31), cohort('2025-03', 10)]),
  ]);
  // January, whose last day is 28 days before the end of February; February's is 31 before that of March.
  expect(months.map(({ said }) => said.cohort)).toEqual([null, 28, 31]);
});
