import { expect, test } from 'vitest';
import { partIn } from './locale.ts';

test('a text in two languages gives the part in the language asked', () => {
  expect(partIn('fr', 'Aucune. || None.')).toBe('Aucune.');
  expect(partIn('en', 'Aucune. || None.')).toBe('None.');
});

test('a text in one language is given whole', () => {
  expect(partIn('fr', 'CESEDA R. 432-1')).toBe('CESEDA R. 432-1');
  expect(partIn('en', 'CESEDA R. 432-1')).toBe('CESEDA R. 432-1');
});
