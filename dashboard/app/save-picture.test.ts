import { expect, test } from 'vitest';
import { wrapped } from './save-picture.ts';

test('a title is broken between words, and a word longer than a line stays whole', () => {
  expect(wrapped('La moitié des demandes', 10)).toEqual(['La moitié', 'des', 'demandes']);
  expect(wrapped('  ', 10)).toEqual([]);
  expect(wrapped('anticonstitutionnellement oui', 10)).toEqual([
    'anticonstitutionnellement',
    'oui',
  ]);
});
