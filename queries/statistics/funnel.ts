import { exactPoisson, type Interval } from './poisson.ts';
import { mean, quantile, sum } from './quantile.ts';

/** The two lines of a funnel: about 1 in 20 and 1 in 500 of a process in control lie outside. */
export const FUNNEL_Z = { warning: 1.959964, alarm: 3.090232 } as const;

/**
 * How much more the units differ than chance alone would make them (Spiegelhalter 2005): φ, the mean
 * square of their z-scores with the extreme tenths drawn in, and τ², the variance between units that
 * explains it (DerSimonian and Laird). No excess: τ² is 0 and the funnel is that of chance.
 */
export interface OverDispersion {
  phi: number;
  tau2: number;
}

export type Trimming = 'winsorise' | 'truncate';

/** `spreads` are the standard errors within units. */
export function overDispersion(
  scores: readonly number[],
  spreads: readonly number[],
  trimming: Trimming = 'winsorise',
): OverDispersion {
  const kept = trimming === 'winsorise' ? winsorised(scores) : truncated(scores);
  const k = kept.length;
  if (k === 0) return { phi: Number.NaN, tau2: 0 };
  const phi = mean(kept.map((z) => z * z));
  if (k * phi < k - 1) return { phi, tau2: 0 };
  const weights = spreads.map((spread) => 1 / spread ** 2);
  const total = sum(weights);
  const room = total - sum(weights.map((weight) => weight ** 2)) / total;
  return { phi, tau2: room > 0 ? Math.max(0, (k * phi - (k - 1)) / room) : 0 };
}

function winsorised(scores: readonly number[]): number[] {
  const low = quantile(scores, 0.1);
  const high = quantile(scores, 0.9);
  return scores.map((z) => Math.min(Math.max(z, low), high));
}

/** NHS Digital’s way for standardised ratios: the extreme tenths, by rank, are left out. */
function truncated(scores: readonly number[]): number[] {
  const sorted = scores.toSorted((one, other) => one - other);
  return sorted.filter((_, index) => {
    const tenth = Math.floor(((index + 1) * 10) / (sorted.length + 1));
    return tenth > 0 && tenth < 9;
  });
}

export interface Share {
  numerator: number;
  denominator: number;
}

export interface Funnel extends OverDispersion {
  target: number;
  /** One z-score a unit, in the order given; before any allowance for over-dispersion. */
  scores: number[];
  /** And with it. */
  adjusted: number[];
}

/** Shares around their pooled share, on the scale of the arcsine of the root, where spread is even. */
export function funnelOfShares(units: readonly Share[]): Funnel {
  const target =
    sum(units.map(({ numerator }) => numerator)) / sum(units.map(({ denominator }) => denominator));
  const centre = Math.asin(Math.sqrt(target));
  const spreads = units.map(({ denominator }) => 1 / (2 * Math.sqrt(denominator)));
  return funnelOf(
    target,
    units.map((unit) => Math.asin(Math.sqrt(unit.numerator / unit.denominator)) - centre),
    spreads,
    'winsorise',
  );
}

/** The limits of a share of so many subjects. */
export function shareLimits({ target, tau2 }: Funnel, denominator: number, z: number): Interval {
  const centre = Math.asin(Math.sqrt(target));
  const margin = z * Math.sqrt(1 / (4 * denominator) + tau2);
  const back = (angle: number) => Math.sin(Math.min(Math.max(angle, 0), Math.PI / 2)) ** 2;
  return { lower: back(centre - margin), upper: back(centre + margin) };
}

export interface Ratio {
  observed: number;
  expected: number;
}

/** Observed over expected around 1, on the logarithm (the SHMI method of FunnelPlotR). */
export function funnelOfRatios(units: readonly Ratio[], trimming: Trimming = 'truncate'): Funnel {
  return funnelOf(
    1,
    units.map(({ observed, expected }) => Math.log(observed / expected)),
    units.map(({ expected }) => 1 / Math.sqrt(expected)),
    trimming,
  );
}

/** The limits of a ratio whose expected count is this: exact Poisson where nothing is over-dispersed. */
export function ratioLimits({ tau2 }: Funnel, expected: number, z: number): Interval {
  if (tau2 === 0) {
    const confidence = z === FUNNEL_Z.warning ? 0.95 : 0.998;
    const { lower, upper } = exactPoisson(expected, confidence);
    return { lower: lower / expected, upper: upper / expected };
  }
  const margin = z * Math.sqrt(1 / expected + tau2);
  return { lower: Math.exp(-margin), upper: Math.exp(margin) };
}

export interface Estimate {
  value: number;
  /** Standard error. */
  spread: number;
}

/** Figures that carry their own standard error, around a target given. */
export const funnelOfEstimates = (units: readonly Estimate[], target: number): Funnel =>
  funnelOf(
    target,
    units.map(({ value }) => value - target),
    units.map(({ spread }) => spread),
    'winsorise',
  );

/** The limits of a figure with this standard error. */
export function estimateLimits({ target, tau2 }: Funnel, spread: number, z: number): Interval {
  const margin = z * Math.sqrt(spread ** 2 + tau2);
  return { lower: target - margin, upper: target + margin };
}

function funnelOf(
  target: number,
  distances: readonly number[],
  spreads: readonly number[],
  trimming: Trimming,
): Funnel {
  const scores = distances.map((distance, index) => distance / (spreads[index] ?? Number.NaN));
  const { phi, tau2 } = overDispersion(scores, spreads, trimming);
  const adjusted = distances.map(
    (distance, index) => distance / Math.sqrt((spreads[index] ?? Number.NaN) ** 2 + tau2),
  );
  return { target, phi, tau2, scores, adjusted };
}
