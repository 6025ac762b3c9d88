import { Z95 } from './normal.ts';
import type { Interval } from './poisson.ts';

/** Wilson’s 95 % interval of a share (1927): what `queries/shared/wilson.sql` gives. */
export function wilson(numerator: number, denominator: number, z = Z95): Interval {
  const share = numerator / denominator;
  const spread = (z * z) / denominator;
  const centre = (share + spread / 2) / (1 + spread);
  const margin =
    (z / (1 + spread)) *
    Math.sqrt((share * (1 - share)) / denominator + spread / (4 * denominator));
  return { lower: Math.max(0, centre - margin), upper: Math.min(1, centre + margin) };
}
