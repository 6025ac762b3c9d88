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

/** How wrong a way of counting was. Undefined where it was never tried. */
export function judge(trials: readonly Trial[]): Verdict | undefined {
  const errors = trials.flatMap(({ said, truth }) =>
    said !== null && truth !== null && truth > 0 ? [said / truth - 1] : [],
  );
  if (errors.length === 0) return undefined;
  return { origins: errors.length, error: mean(errors.map(Math.abs)), bias: mean(errors) };
}
