import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classesOf } from './classes.ts';

test('classes hold as many values each, between bounds that can be read aloud', () => {
  const values = Array.from({ length: 100 }, (_, index) => 41.3 + index * 0.97);
  const { thresholds, indexOf } = classesOf(values);
  const counts = [0, 0, 0, 0, 0];
  for (const value of values) counts[indexOf(value)] = (counts[indexOf(value)] ?? 0) + 1;
  expect(thresholds).toEqual([60, 80, 98, 118]);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(4);
});

test('a bound belongs to the class above it', () => {
  const { thresholds, indexOf } = classesOf([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  expect(indexOf(thresholds[0] ?? 0)).toBe(1);
  expect(indexOf((thresholds[0] ?? 0) - 0.001)).toBe(0);
});

test('where most values are the least one, the others still stand apart', () => {
  const values = [
    ...Array.from({ length: 80 }, () => 0),
    ...Array.from({ length: 20 }, (_, i) => i + 1),
  ];
  const { thresholds, indexOf } = classesOf(values);
  expect(thresholds).toEqual([1]);
  expect(values.map(indexOf)).toEqual(values.map((value) => (value === 0 ? 0 : 1)));
});

test('bounds rise where several values are the least one', () => {
  expect(classesOf([0, 0, 100]).thresholds).toEqual([100]);
  const { thresholds } = classesOf([
    ...Array.from({ length: 80 }, () => 0),
    ...Array.from({ length: 20 }, (_, i) => i + 20),
  ]);
  expect(thresholds).toEqual([20]);
  expect(classesOf([-3, -3, -2, -1]).indexOf(-3)).toBe(0);
});

test('values that are all alike make one class, and none make none', () => {
  expect(classesOf([7, 7, 7]).thresholds).toEqual([]);
  expect(classesOf([]).thresholds).toEqual([]);
});

test('bounds rise and no class is empty of meaning, whatever the values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), fc.double({ min: -10, max: 1e6, noNaN: true })), {
        maxLength: 120,
      }),
      (values) => {
        const { thresholds, indexOf } = classesOf(values);
        expect(thresholds.length).toBeLessThanOrEqual(4);
        thresholds
          .slice(1)
          .forEach((bound, index) => expect(bound).toBeGreaterThan(thresholds[index] ?? 0));
        for (const value of values) expect(indexOf(value)).toBeLessThanOrEqual(thresholds.length);
      },
    ),
  );
});
