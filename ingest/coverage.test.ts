import { expect, test } from 'vitest';
import { exportCoverage } from './coverage.ts';

test.each([
  [['ccc-2026-03-01.csv'], '2026-02-28'],
  [['ccc-20260401.xlsx', 'ccc-20260301.xlsx'], '2026-03-31'],
  [['ccc-2026-01-01.csv', 'ccc.csv'], '2025-12-31'],
  [['ccc.csv'], undefined],
])('exports named %j cover the days before they were made', (names, covers_to) => {
  expect(exportCoverage(names).covers_to).toBe(covers_to);
});
