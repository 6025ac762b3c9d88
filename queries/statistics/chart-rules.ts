import type { Limits } from './control-limits.ts';

/** What makes a point more than chance, in the order in which one is named when several hold. */
export const RULES = ['outside', 'trend', 'two_of_three', 'shift'] as const;
export type Rule = (typeof RULES)[number];

export interface Signal {
  rule: Rule;
  /** Every rule that the point is part of. */
  rules: Rule[];
  /** Is the point above or below the mean. */
  side: 'high' | 'low';
}

const RUN = 7;
/** The zone next to a limit begins at two thirds of the way. */
const CLOSE = 2 / 3;

/**
 * The rules of the NHS “Making Data Count”: a point outside the limits; seven in a row that rise or
 * fall without a pause; two of three next to a limit, all three on its side; seven on one side of the
 * mean. Null: nothing but chance.
 */
export function signals(values: readonly number[], limits: readonly Limits[]): (Signal | null)[] {
  const sides = values.map((value, i) => Math.sign(value - limits[i]!.centre));
  const outside = values.map((value, i) => value > limits[i]!.upper || value < limits[i]!.lower);
  const close = values.map((value, i) => !outside[i] && isClose(value, limits[i]!));
  const steps = values.map((value, i) => (i === 0 ? 0 : Math.sign(value - values[i - 1]!)));

  const trend = values.map(() => false);
  const shift = values.map(() => false);
  const two = values.map(() => false);
  for (let end = 0; end < values.length; end++) {
    const run = Array.from({ length: RUN }, (_, back) => end - back);
    const monotone = run.slice(0, -1);
    if (end >= RUN - 1) {
      if (steps[end] !== 0 && monotone.every((i) => steps[i] === steps[end])) mark(trend, run);
      if (sides[end] !== 0 && run.every((i) => sides[i] === sides[end])) mark(shift, run);
    }
    const three = run.slice(0, 3);
    const together = end >= 2 && sides[end] !== 0 && three.every((i) => sides[i] === sides[end]);
    const near = three.filter((i) => close[i]);
    if (together && near.length >= 2) mark(two, near);
  }
  return values.map((_, i) => {
    const holds = { outside: outside[i], trend: trend[i], two_of_three: two[i], shift: shift[i] };
    const rules = RULES.filter((rule) => holds[rule]);
    const [rule] = rules;
    return rule ? { rule, rules, side: sides[i]! < 0 ? 'low' : 'high' } : null;
  });
}

function isClose(value: number, { centre, lower, upper }: Limits): boolean {
  const limit = value > centre ? upper : lower;
  return Math.abs(value - centre) > CLOSE * Math.abs(limit - centre);
}

const mark = (flags: boolean[], indices: readonly number[]) => {
  for (const index of indices) flags[index] = true;
};
