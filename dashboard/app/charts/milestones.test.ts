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
  const { rules } = layout('2024-08-01', '2024-08-04', '2024-08-30', '2025-06-01');
  expect(rules.map(({ label }) => label)).toEqual(['1–3', '4']);
});

test('numbers that would touch stand on rows above one another', () => {
  const apart = layout('2024-03-01', '2025-03-01');
  expect(apart.rules.map(({ row }) => row)).toEqual([0, 0]);
  expect(apart.rowCount).toBe(1);
  const close = layout('2024-03-01', '2024-04-01', '2024-05-01', '2024-06-01');
  expect(close.rules.map(({ row }) => row)).toEqual([0, 1, 0, 1]);
  expect(close.rowCount).toBe(2);
});

test('without milestones there is nothing to draw', () => {
  expect(layout()).toEqual({ rules: [], notes: [], rowCount: 0 });
});
