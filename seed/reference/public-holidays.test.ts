import { expect, test } from 'vitest';
import { easter, publicHolidays } from './public-holidays.ts';

const dates = (year: number, prefecture: string) =>
  publicHolidays(year, prefecture).map(({ date }) => date);

test.each([
  [2019, '2019-04-21'],
  [2020, '2020-04-12'],
  [2021, '2021-04-04'],
  [2022, '2022-04-17'],
  [2023, '2023-04-09'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2030, '2030-04-21'],
  // The earliest and the latest that can be, and the two years that simpler rules get wrong.
  [1818, '1818-03-22'],
  [2038, '2038-04-25'],
  [1954, '1954-04-18'],
  [1981, '1981-04-19'],
])('Easter %i falls on %s', (year, day) => {
  expect(easter(year).toISOString().slice(0, 10)).toBe(day);
});

test('a metropolitan prefecture has the eleven national days, in order', () => {
  expect(dates(2024, '75')).toEqual([
    '2024-01-01',
    '2024-04-01',
    '2024-05-01',
    '2024-05-08',
    '2024-05-09',
    '2024-05-20',
    '2024-07-14',
    '2024-08-15',
    '2024-11-01',
    '2024-11-11',
    '2024-12-25',
  ]);
});

test('Alsace and Moselle add Good Friday and the day after Christmas', () => {
  for (const prefecture of ['57', '67', '68']) {
    const extra = dates(2025, prefecture).filter((day) => !dates(2025, '75').includes(day));
    expect(extra).toEqual(['2025-04-18', '2025-12-26']);
  }
});

test('overseas prefectures add their own day of abolition', () => {
  const extra = (prefecture: string) =>
    dates(2026, prefecture).filter((day) => !dates(2026, '75').includes(day));
  expect(Object.fromEntries(['971', '972', '973', '974', '976'].map((p) => [p, extra(p)]))).toEqual(
    {
      '971': ['2026-05-27'],
      '972': ['2026-05-22'],
      '973': ['2026-06-10'],
      '974': ['2026-12-20'],
      '976': ['2026-04-27'],
    },
  );
});
