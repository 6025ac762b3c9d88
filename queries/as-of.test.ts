import { expect, test } from 'vitest';
import { parseAsOf } from './as-of.ts';

test('takes a date as the end of that day in Paris, in winter and in summer', () => {
  expect(parseAsOf('2026-01-31').toISOString()).toBe('2026-01-31T22:59:59.999Z');
  expect(parseAsOf('2026-07-31').toISOString()).toBe('2026-07-31T21:59:59.999Z');
});

test('follows the change of hour on its own days', () => {
  expect(parseAsOf('2026-03-28').toISOString()).toBe('2026-03-28T22:59:59.999Z');
  expect(parseAsOf('2026-03-29').toISOString()).toBe('2026-03-29T21:59:59.999Z');
  expect(parseAsOf('2026-10-24').toISOString()).toBe('2026-10-24T21:59:59.999Z');
  expect(parseAsOf('2026-10-25').toISOString()).toBe('2026-10-25T22:59:59.999Z');
});

test('takes an instant with its offset', () => {
  expect(parseAsOf('2026-10-31T12:00:00+02:00').toISOString()).toBe('2026-10-31T10:00:00.000Z');
});

test.each(['', 'yesterday', '2026-02-30', '2026-10-31T12:00:00', '2026-13-01'])(
  'refuses “%s” and says what is expected',
  (text) => {
    expect(() => parseAsOf(text)).toThrow('is neither an instant');
  },
);
