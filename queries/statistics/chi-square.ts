import { gammaDistribution, gammaTail, logGamma } from './gamma.ts';
import { normalQuantile } from './normal.ts';

/** How often a χ² of `degrees` degrees of freedom exceeds x. */
export const chiSquareTail = (x: number, degrees: number): number =>
  x <= 0 ? 1 : gammaTail(degrees / 2, x / 2);

/** The value that a χ² does not exceed with probability p: Wilson and Hilferty’s, then Newton’s steps. */
export function chiSquareQuantile(p: number, degrees: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  const a = degrees / 2;
  const start =
    degrees * (1 - 2 / (9 * degrees) + normalQuantile(p) * Math.sqrt(2 / (9 * degrees))) ** 3;
  const small = 2 * Math.exp((Math.log(p) + Math.log(a) + logGamma(a)) / a);
  let x = start > small && start > 0.1 * degrees ? start : small;
  for (let round = 0; round < 100; round++) {
    const density = 0.5 * Math.exp((a - 1) * Math.log(x / 2) - x / 2 - logGamma(a));
    const excess = p < 0.5 ? gammaDistribution(a, x / 2) - p : 1 - p - gammaTail(a, x / 2);
    const step = excess / density;
    // Halley’s correction; a step never leaves the positive numbers.
    const corrected = step / (1 - Math.min(1, Math.max(-1, (step * ((a - 1) / x - 0.5)) / 2)) || 1);
    const next = Math.max(x - corrected, x / 10);
    if (Math.abs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}
