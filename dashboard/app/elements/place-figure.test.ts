// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { value } from '../testing/rows.ts';
import { differenceOf } from './place-figure.ts';

const france = value({ value: 74, lower: 71, upper: 76 });

test('a difference that may be none allows no conclusion', () => {
  expect(differenceOf(value({ value: 78, lower: 72, upper: 84 }), france)).toContain(
    'pas conclure',
  );
});

test('intervals apart say on which side, and recall that users differ', () => {
  expect(differenceOf(value({ value: 90, lower: 80, upper: 99 }), france)).toMatch(
    /Au-dessus.*publics/,
  );
  expect(differenceOf(value({ value: 50, lower: 45, upper: 55 }), france)).toMatch(/Au-dessous/);
});

test('nothing is said of counts, nor of what has no value; without an interval, that it cannot be judged', () => {
  expect(differenceOf(value({ statistic: 'count' }), france)).toBe('');
  expect(differenceOf(value({ value: null }), france)).toBe('');
  expect(differenceOf(value({ lower: null, upper: null }), france)).toContain('Sans intervalle');
});
