import { ascending, groups } from 'd3';

/** What a milestone must have to be drawn. */
export interface Dated {
  date: string;
}

export interface Rule<M extends Dated> {
  x: number;
  /** 0 for the lowest row of numbers; a rule too close to the one before goes up a row. */
  row: number;
  /** `3`, or `3–5` where a month has several milestones. */
  label: string;
  milestones: readonly M[];
}

interface Note<M extends Dated> {
  number: number;
  milestone: M;
}

export interface MilestoneLayout<M extends Dated> {
  rules: readonly Rule<M>[];
  notes: readonly Note<M>[];
  /** How many rows of numbers the rules need. */
  rowCount: number;
}

const LABEL_GAP = 6;
const DIGIT = 8;

/**
 * Numbers the milestones of a time span, oldest first, and gives each month that has some one rule.
 * Numbers that would touch are set on rows above one another.
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

  const ends: number[] = [];
  const rules = groups(notes, ({ milestone }) => milestone.date.slice(0, 7)).map(
    ([month, group]) => {
      const first = group[0]?.number;
      const last = group.at(-1)?.number;
      const label = first === last ? `${first}` : `${first}–${last}`;
      const position = Math.max(x(new Date(`${month}-01`)), x(since));
      const half = (label.length * DIGIT) / 2;
      const free = ends.findIndex((end) => end + LABEL_GAP <= position - half);
      const row = free === -1 ? ends.length : free;
      ends[row] = position + half;
      return { x: position, row, label, milestones: group.map(({ milestone }) => milestone) };
    },
  );
  return { rules, notes, rowCount: ends.length };
}
