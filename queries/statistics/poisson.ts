import { chiSquareQuantile } from './chi-square.ts';
import { gammaDistribution } from './gamma.ts';
import { Z95 } from './normal.ts';

/** A figure with its limits. */
export interface Interval {
  lower: number;
  upper: number;
}

/** The exact 95 % interval of the mean of a Poisson count (Garwood 1936). */
export const exactPoisson = (observed: number, confidence = 0.95): Interval => ({
  lower: observed === 0 ? 0 : chiSquareQuantile((1 - confidence) / 2, 2 * observed) / 2,
  upper: chiSquareQuantile((1 + confidence) / 2, 2 * observed + 2) / 2,
});

/** Byar’s approximation of it: the cubes of normal limits, good from about ten cases on. */
export function byar(observed: number, z = Z95): Interval {
  const limit = (count: number, sign: number) =>
    count === 0 ? 0 : count * (1 - 1 / (9 * count) + (sign * z) / (3 * Math.sqrt(count))) ** 3;
  return { lower: limit(observed, -1), upper: limit(observed + 1, 1) };
}

/** How often a Poisson count of this mean reaches `count`. */
export const poissonReaches = (count: number, mean: number): number =>
  count <= 0 ? 1 : gammaDistribution(count, mean);
