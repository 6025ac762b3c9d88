import { mean, sum } from './quantile.ts';
import type { Share } from './funnel.ts';

/** What a process does by itself: three sigmas on either side of its mean. */
export interface Limits {
  centre: number;
  lower: number;
  upper: number;
}

const differences = (values: readonly number[]) =>
  values.slice(1).map((value, index) => Math.abs(value - values[index]!));

/**
 * XmR: the mean ± 2.66 mean moving ranges (Wheeler), after leaving out moving ranges that are
 * themselves out of bounds (3.267 times their mean), as NHSRplotthedots does.
 */
export function individualsLimits(values: readonly number[]): Limits & { moving_range: number } {
  const ranges = differences(values);
  const screened = ranges.filter((range) => range < 3.267 * mean(ranges));
  // All alike: nothing is screened out, and nothing moves.
  const moving_range = screened.length === 0 ? 0 : mean(screened);
  const centre = mean(values);
  return {
    centre,
    lower: centre - 2.66 * moving_range,
    upper: centre + 2.66 * moving_range,
    moving_range,
  };
}

/**
 * Laney’s p′: the limits of a share whose denominators are so large that chance alone would put every
 * month outside; the spread of the z-scores themselves widens them.
 */
export function laneyLimits(shares: readonly Share[]): {
  centre: number;
  sigma_z: number;
  limits: Limits[];
} {
  const centre =
    sum(shares.map(({ numerator }) => numerator)) /
    sum(shares.map(({ denominator }) => denominator));
  const sigma = ({ denominator }: Share) => Math.sqrt((centre * (1 - centre)) / denominator);
  const scores = shares.map((share) => {
    const distance = share.numerator / share.denominator - centre;
    return distance === 0 ? 0 : distance / sigma(share);
  });
  const sigma_z = scores.length < 2 ? 1 : mean(differences(scores)) / 1.128;
  return {
    centre,
    sigma_z,
    limits: shares.map((share) => {
      const margin = 3 * sigma(share) * sigma_z;
      return { centre, lower: Math.max(0, centre - margin), upper: Math.min(1, centre + margin) };
    }),
  };
}

/** How much each value resembles the one before: the lag-1 autocorrelation. */
export function autocorrelation(values: readonly number[]): number {
  const centre = mean(values);
  const around = values.map((value) => value - centre);
  const whole = sum(around.map((value) => value ** 2));
  return whole === 0 ? 0 : sum(around.slice(1).map((value, i) => value * around[i]!)) / whole;
}

/**
 * What is left of each value but the first once the one before has said what it can. Few values make
 * them look less alike than they are: Kendall’s correction (1954), to 1 at the most.
 */
export function residuals(values: readonly number[]): number[] {
  const centre = mean(values);
  const seen = autocorrelation(values);
  const rho = Math.min(1, seen + (1 + 3 * seen) / values.length);
  return values.slice(1).map((value, i) => value - centre - rho * (values[i]! - centre));
}
