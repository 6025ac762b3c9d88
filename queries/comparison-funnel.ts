import { spreadOf, type Standardisation, type Subject } from './comparison-subject.ts';
import { adjustedForDiscovery } from './statistics/false-discovery.ts';
import {
  estimateLimits,
  FUNNEL_Z,
  funnelOfEstimates,
  funnelOfRatios,
  funnelOfShares,
  ratioLimits,
  shareLimits,
  type Estimate,
  type Funnel,
} from './statistics/funnel.ts';
import { twoSided, Z95 } from './statistics/normal.ts';
import type { Interval } from './statistics/poisson.ts';
import { shrink } from './statistics/shrinkage.ts';
import { wilson } from './statistics/wilson.ts';

/** What the funnel says of one place; all null where it has no figure, or one without an interval. */
export interface Finding {
  warning_lower: number | null;
  warning_upper: number | null;
  alarm_lower: number | null;
  alarm_upper: number | null;
  /** Distance to the target in standard errors, differences between places allowed for. */
  z: number | null;
  /** Its p-value, adjusted for the number of places looked at (Benjamini–Hochberg). */
  q: number | null;
  signal: 'none' | 'warning' | 'alarm' | null;
  /** More than chance, with at most one false discovery in twenty. */
  discovery: boolean | null;
  /** Drawn towards the mean of all places, the less is known of it the more. */
  shrunken: number | null;
  shrunken_lower: number | null;
  shrunken_upper: number | null;
}

const NOTHING: Finding = {
  warning_lower: null,
  warning_upper: null,
  alarm_lower: null,
  alarm_upper: null,
  z: null,
  q: null,
  signal: null,
  discovery: null,
  shrunken: null,
  shrunken_lower: null,
  shrunken_upper: null,
};

const DISCOVERY = 0.05;
/** A funnel of fewer places says nothing of how places differ. */
const PLACES_MIN = 5;

/** One place on the scale of the funnel. */
interface Unit extends Estimate {
  limits: (funnel: Funnel, z: number) => Interval;
  numerator: number;
  denominator: number;
}

interface Drawn {
  method: 'shares' | 'ratios' | 'estimates' | 'none';
  target: number | null;
  phi: number | null;
  tau2: number | null;
  shrunken_mean: number | null;
  /** In the order of the subjects. */
  findings: Finding[];
}

/** The funnel of all places, on the scale asked for. */
export function findingsOf(
  subjects: readonly Subject[],
  standardisation: Standardisation,
  national: number | null,
): Drawn {
  const counted = isCounted(subjects);
  const method =
    standardisation === 'direct' || !counted
      ? 'estimates'
      : standardisation === 'indirect'
        ? 'ratios'
        : 'shares';
  const units = subjects.map((subject) => unitOf(subject, standardisation, method));
  const known = units.filter((unit) => unit !== null);
  const target = standardisation === 'indirect' ? 1 : national;
  if (known.length < PLACES_MIN || target === null) {
    return {
      ...{ method: 'none', target: null, phi: null, tau2: null, shrunken_mean: null },
      findings: subjects.map(() => NOTHING),
    };
  }
  const funnel = funnelOf(method, known, target);
  const q = adjustedForDiscovery(funnel.adjusted.map(twoSided));
  const shrunken = shrink(known);
  const spread = (index: number) => Z95 * shrunken.units[index]!.spread;
  const findings = units.map((unit): Finding => {
    if (!unit) return NOTHING;
    const index = known.indexOf(unit);
    const warning = unit.limits(funnel, FUNNEL_Z.warning);
    const alarm = unit.limits(funnel, FUNNEL_Z.alarm);
    const { value } = shrunken.units[index]!;
    return {
      ...{ warning_lower: warning.lower, warning_upper: warning.upper },
      ...{ alarm_lower: alarm.lower, alarm_upper: alarm.upper },
      ...{ z: funnel.adjusted[index]!, q: q[index]!, discovery: q[index]! < DISCOVERY },
      signal: isBeyond(unit, alarm) ? 'alarm' : isBeyond(unit, warning) ? 'warning' : 'none',
      shrunken: value,
      shrunken_lower: value - spread(index),
      shrunken_upper: value + spread(index),
    };
  });
  const { phi, tau2 } = funnel;
  return { method, target: funnel.target, phi, tau2, shrunken_mean: shrunken.mean, findings };
}

const isBeyond = ({ value }: Unit, { lower, upper }: Interval) => value < lower || value > upper;

/**
 * Are these shares of so many subjects? Then their interval is Wilson’s; the share of a survival curve
 * has another, and n is not its denominator.
 */
function isCounted(subjects: readonly Subject[]): boolean {
  const given = subjects.filter(({ row }) => row.statistic === 'share' && row.value !== null);
  return (
    given.length > 0 &&
    given.every(({ row: { value, lower, n } }) => {
      if (lower === null || value === null || value > 1) return false;
      return Math.abs(wilson(value * n, n).lower - lower) < 1e-9;
    })
  );
}

function unitOf(
  { row, expected, direct }: Subject,
  standardisation: Standardisation,
  method: 'shares' | 'ratios' | 'estimates',
): Unit | null {
  const { value, n } = row;
  const spread = spreadOf(row);
  if (value === null || spread === null) return null;
  const estimate = (figure: number, error: number): Unit => ({
    ...{ value: figure, spread: error, numerator: figure, denominator: 1 },
    limits: (funnel, z) => estimateLimits(funnel, error, z),
  });
  if (standardisation === 'direct') {
    const error = direct && spreadOf(direct);
    return error ? estimate(direct.value, error) : null;
  }
  if (standardisation === 'indirect') {
    if (expected === null || expected <= 0) return null;
    if (method === 'estimates') return estimate(value / expected, spread / expected);
    // A logarithm needs one case at least.
    if (value === 0) return null;
    return {
      ...{ value: value / expected, spread: spread / expected },
      ...{ numerator: value * n, denominator: expected * n },
      limits: (funnel, z) => ratioLimits(funnel, expected * n, z),
    };
  }
  if (method === 'estimates') return estimate(value, spread);
  return {
    ...{ value, spread, numerator: value * n, denominator: n },
    limits: (funnel, z) => shareLimits(funnel, n, z),
  };
}

function funnelOf(
  method: 'shares' | 'ratios' | 'estimates',
  units: readonly Unit[],
  target: number,
): Funnel {
  if (method === 'shares') return funnelOfShares(units);
  if (method === 'estimates') return funnelOfEstimates(units, target);
  return funnelOfRatios(
    units.map(({ numerator, denominator }) => ({ observed: numerator, expected: denominator })),
  );
}
