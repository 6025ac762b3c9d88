import { expect, test } from 'vitest';
import {
  addMonths,
  dayOf,
  extractedAt,
  extractionAfter,
  lastDayAfter,
  lengthOf,
  monthName,
  monthOf,
  nameOf,
  nextOpenDay,
  previousOpenDay,
} from './calendar.ts';

const after = (name: string, move: (day: number) => number) => nameOf(move(dayOf(name)));

test('adds calendar months, to the last day where the day is missing', () => {
  expect(after('2024-01-31', (day) => addMonths(day, 1))).toBe('2024-02-29');
  expect(after('2024-03-31', (day) => addMonths(day, -1))).toBe('2024-02-29');
  expect(after('2023-11-15', (day) => addMonths(day, 4))).toBe('2024-03-15');
  expect(after('2024-05-10', (day) => lastDayAfter(day, 3))).toBe('2024-08-09');
});

test('knows Mondays, weekends and the length of months', () => {
  expect(after('2026-10-31', extractionAfter)).toBe('2026-11-02');
  expect(after('2026-11-01', extractionAfter)).toBe('2026-11-02');
  expect(after('2026-11-02', extractionAfter)).toBe('2026-11-09');
  expect(extractedAt(dayOf('2026-11-02'))).toBe('2026-11-02T03:00:00Z');
  expect(after('2026-10-31', nextOpenDay)).toBe('2026-11-02');
  expect(after('2026-11-01', previousOpenDay)).toBe('2026-10-30');
  expect(after('2026-11-03', nextOpenDay)).toBe('2026-11-03');
  expect(lengthOf(monthOf(dayOf('2024-02-05')))).toBe(29);
  expect(monthName(monthOf(dayOf('2024-02-05')))).toBe('2024-02');
});

test('refuses a day that does not exist', () => {
  expect(() => dayOf('2023-02-29')).toThrow(RangeError);
});
