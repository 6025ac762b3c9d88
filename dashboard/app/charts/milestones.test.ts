import { scaleUtc } from 'd3';
import { expect, test } from 'vitest';
import { layoutMilestones } from './milestones.ts';

const span = [new Date('2024-01-01'), new Date('2026-01-01')] as const;
const x = scaleUtc().domain(span).range([0, 240]);
const layout = (...dates: string[]) =>
  layoutMilestones(
    dates.map((date) => ({ date })),
    span,
    x,
  );

test('milestones are numbered from the oldest, those outside the span left out', () => {
  const { notes } = layout('2025-06-01', '2023-12-31', '2024-08-04', '2027-01-01');
  expect(notes.map(({ number, milestone }) => [number, milestone.date])).toEqual([
    [1, '2024-08-04'],
    [2, '2025-06-01'],
  ]);
});

test('a month with several has one rule, labelled with the first and last number', () => {
  const { rules, numbers } = layout('2024-08-01', '2024-08-04', '2024-08-30', '2025-06-01');
  expect(rules).toHaveLength(2);
  expect(numbers.map(({ label }) => label)).toEqual(['1–3', '4']);
  expect(numbers.map(({ x: at }) => at)).toEqual(rules);
});

test('numbers that would touch are one, over the middle of their rules', () => {
  const apart = layout('2024-03-01', '2025-03-01');
  expect(apart.numbers.map(({ label }) => label)).toEqual(['1', '2']);
  const close = layout('2024-03-01', '2024-04-01', '2024-05-01', '2025-06-01');
  expect(close.rules).toHaveLength(4);
  expect(close.numbers.map(({ label }) => label)).toEqual(['1–3', '4']);
  expect(close.numbers[0]!.x).toBeCloseTo((close.rules[0]! + close.rules[2]!) / 2);
});

test('a number that grew wide takes in the one before it', () => {
  const dates = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-03-02'];
  const milestones = dates.map((date) => ({ date }));
  const labels = (count: number) =>
    layoutMilestones(milestones.slice(0, count), span, x.copy().range([0, 350])).numbers;
  expect(labels(2).map(({ label }) => label)).toEqual(['1', '2']);
  expect(labels(4).map(({ label }) => label)).toEqual(['1–4']);
});

test('without milestones there is nothing to draw', () => {
  expect(layout()).toEqual({ rules: [], numbers: [], notes: [] });
});
