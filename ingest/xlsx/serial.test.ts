import { expect, test } from 'vitest';
import { isDateFormat, serialText } from './serial.ts';

test.each([
  // The false leap day stands between these two.
  [1, 1900, '1900-01-01'],
  [59, 1900, '1900-02-28'],
  [61, 1900, '1900-03-01'],
  [45_352, 1900, '2024-03-01'],
  [45_352 - 1462, 1904, '2024-03-01'],
  [0, 1904, '1904-01-01'],
  [45_352.354_166_667, 1900, '2024-03-01 08:30:00'],
  // A second before midnight, and what rounds up to it.
  [45_352 + 86_399 / 86_400, 1900, '2024-03-01 23:59:59'],
  [45_352.999_999_9, 1900, '2024-03-02'],
  [2_958_465, 1900, '9999-12-31'],
] as const)('%d in the calendar of %d is %s', (number, dates, text) => {
  expect(serialText(number, dates)).toBe(text);
});

test.each([60, -1, 2_958_466, Number.NaN])('%d is no day since 1900', (number) => {
  expect(serialText(number, 1900)).toBeUndefined();
});

test.each([
  [14, undefined, true],
  [22, undefined, true],
  [0, undefined, false],
  [46, undefined, false],
  [164, 'dd/mm/yyyy', true],
  [165, '[$-40C]d mmmm yyyy;@', true],
  [166, 'General', false],
  [167, '#,##0.00 "jours"', false],
  [168, '[h]:mm', false],
  [169, '0.00_d', false],
  [170, '[Red]0;[Blue]-0', false],
  [171, 'h:mm AM/PM', true],
  // Whoever redefines a built-in number is believed.
  [14, '0.00', false],
] as const)('format %d %s shows a day: %s', (id, code, shows) => {
  expect(isDateFormat(id, code)).toBe(shows);
});
