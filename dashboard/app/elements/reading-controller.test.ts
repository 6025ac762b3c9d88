import { expect, test } from 'vitest';
import { nearest } from './reading-controller.ts';

const points = [
  { x: 10, y: 100, text: 'a' },
  { x: 50, y: undefined, text: 'b' },
  { x: 90, y: 20, text: 'c' },
];

test('along one axis the other does not count', () => {
  expect(nearest(points, 55, 0, 'x')).toBe(1);
  expect(nearest(points, 9_999, 0, 'x')).toBe(2);
  expect(nearest(points, 0, 30, 'y')).toBe(2);
});

test('along both, the nearest in the plane is read, and only what is drawn', () => {
  expect(nearest(points, 50, 90, 'both')).toBe(0);
});

test('a picture without points has nothing to read', () => {
  expect(nearest([], 10, 10, 'x')).toBeUndefined();
});
