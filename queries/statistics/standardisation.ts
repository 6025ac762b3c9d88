import { Z95 } from './normal.ts';
import { exactPoisson, type Interval } from './poisson.ts';
import { sum } from './quantile.ts';

/** One stratum of a place beside the same stratum of the reference. */
export interface Stratum {
  /** Subjects in the place and in the reference. */
  n: number;
  reference_n: number;
  /** Null: not given there, so that the place cannot be standardised directly over it. */
  value: number | null;
  /** Standard error. */
  spread: number | null;
  reference_value: number | null;
}

export interface Direct extends Interval {
  value: number;
  /** Share of the reference population that lives in strata that the place has figures for. */
  supported: number;
}

/** Below this share of the reference mix the place says too little of it. */
const SUPPORT_MIN = 0.95;

/**
 * What the place would show with the mix of the reference: comparable between places. Null where the
 * place lacks figures for more than a twentieth of that mix; the strata it lacks are left out of the weights.
 */
export function direct(strata: readonly Stratum[]): Direct | null {
  const whole = sum(strata.map(({ reference_n }) => reference_n));
  const known = strata.filter(({ value, spread }) => value !== null && spread !== null);
  const weight = sum(known.map(({ reference_n }) => reference_n));
  const supported = whole === 0 ? 0 : weight / whole;
  if (supported < SUPPORT_MIN) return null;
  const share = ({ reference_n }: Stratum) => reference_n / weight;
  const value = sum(known.map((stratum) => share(stratum) * stratum.value!));
  const spread = Math.sqrt(sum(known.map((stratum) => (share(stratum) * stratum.spread!) ** 2)));
  return { value, lower: value - Z95 * spread, upper: value + Z95 * spread, supported };
}

/**
 * What the place would show if each of its strata did as the reference does. Only ever to be held
 * against the place itself: two places of different mixes are weighed differently, so that their
 * ratios to it cannot be compared with one another. Null where the reference has no figure for a
 * stratum, or where the strata do not make up the place (some were withheld).
 */
export function expected(strata: readonly Stratum[], n: number): number | null {
  const filled = strata.filter((stratum) => stratum.n > 0);
  if (filled.length === 0 || sum(filled.map((stratum) => stratum.n)) !== n) return null;
  if (filled.some(({ reference_value }) => reference_value === null)) return null;
  return sum(filled.map((stratum) => stratum.n * stratum.reference_value!)) / n;
}

/** Observed over expected counts, with the exact Poisson interval. */
export function observedOverExpected(
  observed: number,
  count: number,
): Interval & { value: number } {
  const { lower, upper } = exactPoisson(observed);
  return { value: observed / count, lower: lower / count, upper: upper / count };
}
