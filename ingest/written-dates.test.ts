import { describe, expect, test } from 'vitest';
import { dayText, instantText } from './written-dates.ts';

const PARIS = 'Europe/Paris';

describe('a day', () => {
  test.each([
    ['2026-01-31T23:30:00Z', 'iso', undefined, '2026-01-31'],
    ['2026-01-31T23:30:00Z', 'iso', PARIS, '2026-02-01'],
    // Without an offset it is the clock on the wall, wherever this runs.
    ['2026-01-31 23:30', 'iso', PARIS, '2026-01-31'],
    ['31/01/2026', 'dmy', undefined, '2026-01-31'],
    ['1/2/2026 8:05', 'dmy', PARIS, '2026-02-01'],
    ['31.01.2026', 'dmy', undefined, '2026-01-31'],
    // A workbook's own dates keep their form.
    ['2026-01-31', 'dmy', undefined, '2026-01-31'],
    // Not said: left for the checks to refuse.
    ['31/01/2026', 'iso', undefined, '31/01/2026'],
    ['99/99/2026', 'dmy', undefined, '2026-99-99'],
    ['', 'dmy', undefined, null],
  ] as const)('“%s” in the order %s, in %s, is %s', (text, order, zone, day) => {
    expect(dayText(text, order, zone)).toBe(day);
  });
});

describe('an instant', () => {
  test.each([
    ['2026-01-31T23:30:00Z', 'iso', PARIS, '2026-01-31T23:30:00Z'],
    ['2026-01-31 23:30:00+01:00', 'iso', undefined, '2026-01-31T23:30:00+01:00'],
    ['31/01/2026 08:30', 'dmy', PARIS, '2026-01-31T07:30:00.000Z'],
    ['01/07/2026 à 8h30', 'dmy', PARIS, '2026-07-01T06:30:00.000Z'],
    ['2026-07-01', 'iso', PARIS, '2026-06-30T22:00:00.000Z'],
    // Overseas, where clocks do not change.
    ['2026-07-01 00:00', 'iso', 'Indian/Reunion', '2026-06-30T20:00:00.000Z'],
    // Clocks go forward at two, and back at three.
    ['2026-03-29 01:59:59', 'iso', PARIS, '2026-03-29T00:59:59.000Z'],
    ['2026-03-29 03:00', 'iso', PARIS, '2026-03-29T01:00:00.000Z'],
    ['2026-10-25 01:59', 'iso', PARIS, '2026-10-24T23:59:00.000Z'],
    ['2026-10-25 02:30', 'iso', PARIS, '2026-10-25T01:30:00.000Z'],
    ['2026-10-25 03:00', 'iso', PARIS, '2026-10-25T02:00:00.000Z'],
    ['demain', 'dmy', PARIS, 'demain'],
    ['', 'dmy', PARIS, null],
  ] as const)('“%s” in the order %s, in %s, is %s', (text, order, zone, instant) => {
    expect(instantText(text, order, zone)).toBe(instant);
  });
});
