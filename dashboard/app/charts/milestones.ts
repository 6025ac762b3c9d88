import { ascending, groups } from 'd3';

/** What a milestone must have to be drawn. */
export interface Dated {
  date: string;
}

interface Note<M extends Dated> {
  number: number;
  milestone: M;
}

export interface MilestoneLayout<M extends Dated> {
  /** One for each month that has milestones. */
  rules: readonly number[];
  /** `3`, or `3–5` over several milestones of one month or of months too close for a number each. */
  numbers: readonly { x: number; label: string }[];
  notes: readonly Note<M>[];
}

const LABEL_GAP = 6;
const DIGIT = 8;

/**
 * Numbers the milestones of a time span, oldest first, and gives each month that has some one rule.
 * Numbers stand on one row over the rules, so that no rule crosses the number of another: those that
 * would touch are one.
 */
export function layoutMilestones<M extends Dated>(
  milestones: readonly M[],
  [since, until]: readonly [Date, Date],
  x: (date: Date) => number,
): MilestoneLayout<M> {
  const notes = milestones
    .filter(({ date }) => new Date(date) >= since && new Date(date) <= until)
    .sort((a, b) => ascending(a.date, b.date))
    .map((milestone, index) => ({ number: index + 1, milestone }));

  const months = groups(notes, ({ milestone }) => milestone.date.slice(0, 7)).map(
    ([month, group]): Run => {
      const position = Math.max(x(new Date(`${month}-01`)), x(since));
      const numbers = group.map(({ number }) => number);
      return { first: numbers[0]!, last: numbers.at(-1)!, from: position, to: position };
    },
  );
  const runs: Run[] = [];
  for (const month of months) {
    let run = month;
    for (let before = runs.at(-1); before && isTouching(before, run); before = runs.at(-1)) {
      run = { ...run, first: before.first, from: before.from };
      runs.pop();
    }
    runs.push(run);
  }
  return {
    rules: months.map(({ from }) => from),
    numbers: runs.map((run) => ({ x: middleOf(run), label: labelOf(run) })),
    notes,
  };
}

/** Milestones that share a number, and where the first and last of their rules stand. */
interface Run {
  first: number;
  last: number;
  from: number;
  to: number;
}

const labelOf = ({ first, last }: Run) => (first === last ? `${first}` : `${first}–${last}`);
const middleOf = ({ from, to }: Run) => (from + to) / 2;
const halfOf = (run: Run) => (labelOf(run).length * DIGIT) / 2;

const isTouching = (before: Run, run: Run) =>
  middleOf(before) + halfOf(before) + LABEL_GAP > middleOf(run) - halfOf(run);
