import { expect, test } from 'vitest';
import { FollowUp } from './follow-up.ts';

function followUp(): FollowUp {
  const followed = new FollowUp();
  followed.add(4, 'decision_favorable');
  followed.add(2, 'classement_sans_suite');
  followed.add(1, 'decision_favorable');
  followed.add(2, 'decision_defavorable');
  return followed;
}

test('counts every closing when nothing is censored', () => {
  const survival = followUp().survival();
  expect(survival.steps).toEqual([
    [1, 0.75],
    [2, 0.25],
    [4, 0],
  ]);
  expect(survival.quantile(0.5)).toBe(2);
  expect(survival.quantile(0.9)).toBe(4);
  expect(survival.restrictedMean(120)).toBe(followUp().mean());
  expect(survival.restrictedMean(3)).toBe(1 + 0.75 + 0.25);
});

test('lets the other closings censor when only decisions count', () => {
  const survival = followUp().survival(['decision_favorable', 'decision_defavorable']);
  expect(survival.steps.map(([days]) => days)).toEqual([1, 2, 4]);
  expect(survival.steps[1]![1]).toBeCloseTo(0.75 * (2 / 3), 12);
  expect(survival.quantile(0.5)).toBe(2);
  expect(survival.restrictedMean(120)).toBeCloseTo(1 + 0.75 + 2 * 0.5, 12);
});

test('says when a quantile is never reached', () => {
  expect(followUp().survival(['classement_sans_suite']).quantile(0.5)).toBeNull();
});

test('adds up to one over the outcomes', () => {
  const followed = followUp();
  expect(followed.closedWithin(3, 'decision_favorable')).toBe(0.25);
  expect(followed.closedWithin(3, 'classement_sans_suite')).toBe(0.25);
});
