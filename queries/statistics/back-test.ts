import { mean } from './quantile.ts';

/** What was said at one past moment, and what happened; null: nothing was, or it is not known. */
export interface Trial {
  said: number | null;
  truth: number | null;
}

export interface Verdict {
  /** Past moments at which something was said of what is known by now. */
  origins: number;
  /** Mean size of the errors, and their mean, on the scale of the truth: 0.1 = a tenth too high. */
  error: number;
  bias: number;
}

/** Fewer trials than this say too little of how wrong the next may be. */
export const TRIALS_MIN = 8;

/** How wrong a way of counting was; null where it was tried too few times. */
export function judge(trials: readonly Trial[]): Verdict | null {
  const errors = trials.flatMap(({ said, truth }) =>
    said !== null && truth !== null && truth > 0 ? [said / truth - 1] : [],
  );
  if (errors.length < TRIALS_MIN) return null;
  return { origins: errors.length, error: mean(errors.map(Math.abs)), bias: mean(errors) };
}
