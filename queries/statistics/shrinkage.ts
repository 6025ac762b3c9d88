import type { Estimate } from './funnel.ts';
import { sum } from './quantile.ts';

/** Estimates drawn towards their common mean, those of the fewest subjects the most. */
export interface Shrinkage {
  mean: number;
  /** Variance between units. */
  tau2: number;
  /** In the order given: what is believed of each, and how surely. */
  units: Estimate[];
}

/**
 * Empirical Bayes with a normal prior, whose variance is DerSimonian and Laird’s. A unit known by few
 * subjects says little: what it seems to be is mostly chance, and the mean of all is the better guess.
 */
export function shrink(estimates: readonly Estimate[]): Shrinkage {
  const weights = estimates.map(({ spread }) => 1 / spread ** 2);
  const total = sum(weights);
  const common = sum(estimates.map(({ value }, i) => weights[i]! * value)) / total;
  const q = sum(estimates.map(({ value }, i) => weights[i]! * (value - common) ** 2));
  const room = total - sum(weights.map((weight) => weight ** 2)) / total;
  const tau2 = room > 0 ? Math.max(0, (q - (estimates.length - 1)) / room) : 0;
  const renewed = estimates.map(({ spread }) => 1 / (spread ** 2 + tau2));
  const mean = sum(estimates.map(({ value }, i) => renewed[i]! * value)) / sum(renewed);
  return {
    mean,
    tau2,
    units: estimates.map(({ value, spread }) => {
      const trust = tau2 / (tau2 + spread ** 2);
      return { value: mean + trust * (value - mean), spread: Math.sqrt(trust) * spread };
    }),
  };
}
