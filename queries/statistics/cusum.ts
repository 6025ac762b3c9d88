import { chance } from './random.ts';
import { mean, sum } from './quantile.ts';

/** What an alert is made of; `CUSUM` is what is used. */
export interface CusumSettings {
  /** How many values say what is usual. */
  baseline: number;
  /** In standard deviations: half the change looked for, and how much of it must add up. */
  allowance: number;
  threshold: number;
}

/** As OpenPrescribing: a year of months, half a standard deviation, five of them. */
const CUSUM: CusumSettings = { baseline: 12, allowance: 0.5, threshold: 5 };

export interface CusumStep {
  /** What has added up above and below what is usual, in standard deviations; null in a baseline. */
  high: number | null;
  low: number | null;
  alert: 'high' | 'low' | null;
}

/**
 * Small changes that last add up until they cross a threshold, months before any single value stands
 * out (Page 1954). After an alert the next values make a new baseline, so that one change is told once.
 */
export function cusum(values: readonly number[], settings: CusumSettings = CUSUM): CusumStep[] {
  const { baseline, allowance, threshold } = settings;
  const steps: CusumStep[] = [];
  let start = 0;
  let high = 0;
  let low = 0;
  let usual = { mean: 0, deviation: 0 };
  values.forEach((value, index) => {
    if (index < start + baseline) {
      steps.push({ high: null, low: null, alert: null });
      if (index === start + baseline - 1) usual = summary(values.slice(start, index + 1));
      return;
    }
    const score = usual.deviation === 0 ? 0 : (value - usual.mean) / usual.deviation;
    high = Math.max(0, high + score - allowance);
    low = Math.max(0, low - score - allowance);
    const alert = high > threshold ? 'high' : low > threshold ? 'low' : null;
    steps.push({ high, low, alert });
    if (alert) [start, high, low] = [index + 1, 0, 0];
  });
  return steps;
}

function summary(values: readonly number[]) {
  const centre = mean(values);
  const variance = sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
  return { mean: centre, deviation: Math.sqrt(variance) };
}

/** How often series in which nothing changes are nevertheless told, by simulation. */
export function falseAlarms(
  { series, months, seed }: { series: number; months: number; seed: number },
  settings: CusumSettings = CUSUM,
): { series_told: number; alerts_per_thousand_months: number } {
  const random = chance(seed);
  let told = 0;
  let alerts = 0;
  for (let each = 0; each < series; each++) {
    const steps = cusum(Array.from({ length: months }, random.normal), settings);
    const found = steps.filter(({ alert }) => alert !== null).length;
    told += Number(found > 0);
    alerts += found;
  }
  return {
    series_told: told / series,
    alerts_per_thousand_months: (1000 * alerts) / (series * (months - settings.baseline)),
  };
}
