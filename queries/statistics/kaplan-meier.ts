import { Z95 } from './normal.ts';

/** One subject: at risk at t when entry < t ≤ exit; `event`: something happened at exit, or nothing was seen to. */
export interface Spell {
  entry: number;
  exit: number;
  event: boolean;
}

export interface Curve {
  n: number;
  events: number;
  /** Subjects who left before they were seen. */
  missing: number;
  /** The longest exit. */
  last: number;
  /** Days on which something happened, and the share still waiting just after each. */
  times: number[];
  survival: number[];
  /** d / (n (n − d)) at each of them, and its running sum. */
  hazardVariance: number[];
  greenwood: number[];
}

/**
 * Kaplan and Meier with delayed entry, by looking at every subject again at every time. Slow and
 * plain on purpose: `queries/shared/kaplan-meier.sql` computes the same curves at once, and is held
 * against this.
 */
export function kaplanMeier(spells: readonly Spell[]): Curve {
  const seen = spells.filter(({ entry, exit }) => exit > entry);
  const times = [...new Set(seen.filter(({ event }) => event).map(({ exit }) => exit))].sort(
    (one, other) => one - other,
  );
  const curve: Curve = {
    n: seen.length,
    events: seen.filter(({ event }) => event).length,
    missing: spells.length - seen.length,
    last: seen.reduce((latest, { exit }) => Math.max(latest, exit), 0),
    ...{ times, survival: [], hazardVariance: [], greenwood: [] },
  };
  let waiting = 1;
  let variance = 0;
  for (const time of times) {
    let atRisk = 0;
    let happened = 0;
    for (const { entry, exit, event } of seen) {
      if (entry < time && time <= exit) atRisk += 1;
      if (event && exit === time) happened += 1;
    }
    waiting *= 1 - happened / atRisk;
    const term = atRisk > happened ? happened / (atRisk * (atRisk - happened)) : 0;
    variance += term;
    curve.survival.push(waiting);
    curve.hazardVariance.push(term);
    curve.greenwood.push(variance);
  }
  return curve;
}

/** Log-log limits of a survival; none where it is 0 or 1. */
export function survivalLimits(
  survival: number,
  greenwood: number,
): { lower: number | null; upper: number | null } {
  if (survival <= 0 || survival >= 1) return { lower: null, upper: null };
  const exponent = (Z95 * Math.sqrt(greenwood)) / Math.log(survival);
  return {
    lower: survival ** Math.exp(-exponent),
    upper: survival ** Math.exp(exponent),
  };
}

const TIE = 1.4901161193847656e-8;

/** When a descending curve has lost the share p; where it lies flat at exactly that, the middle. */
function crossing(
  times: readonly number[],
  values: readonly number[],
  p: number,
  end: number | null,
): number | null {
  const first = values.findIndex((value) => 1 - value >= p - TIE);
  const reached = times[first];
  if (reached === undefined) return null;
  const isFlat = 1 - (values[first] ?? 0) < p + TIE;
  if (!isFlat) return reached;
  const left = times[values.findIndex((value) => 1 - value >= p + TIE)] ?? end;
  return left === null ? null : (reached + left) / 2;
}

/** The quantile of a waiting time with its limits, as `quantile.survfit` of R. Null: not reached. */
export function curveQuantile(
  { times, survival, greenwood, last }: Curve,
  p: number,
): { value: number | null; lower: number | null; upper: number | null } {
  const limits = survival.map((share, index) => survivalLimits(share, greenwood[index] ?? 0));
  // Where the curve ends at 0 its limits end earlier, and what they do not reach is unknown.
  const end = (survival.at(-1) ?? 1) <= 0 ? null : last;
  const along = (side: 'lower' | 'upper') => limits.map((limit) => limit[side] ?? 1);
  return {
    value: crossing(times, survival, p, last),
    lower: crossing(times, along('lower'), p, end),
    upper: crossing(times, along('upper'), p, end),
  };
}

/**
 * The area under a curve up to tau, with its standard error. `followed`: is it identified, that is
 * was somebody followed that long, or does nobody wait any more.
 */
export function restrictedMean(
  { n, events, times, survival, hazardVariance, last }: Curve,
  tau: number,
): { value: number; spread: number; followed: boolean } {
  const until = times.filter((time) => time < tau);
  // What is left of the area from each time on, backwards.
  let rest = 0;
  let variance = 0;
  let next = tau;
  for (let index = until.length - 1; index >= 0; index--) {
    const time = until[index] ?? 0;
    rest += (survival[index] ?? 0) * (next - time);
    variance += rest ** 2 * (hazardVariance[index] ?? 0);
    next = time;
  }
  return {
    value: rest + next,
    spread: Math.sqrt(variance),
    followed: last >= tau || events === n,
  };
}
