import { bisectRight, extent, quantileSorted, tickStep } from 'd3';

/** Classes of equal head-count with bounds that can be read aloud; at most five. */
export interface Classes {
  /** Upper bound of each class but the last, excluded from it. */
  thresholds: readonly number[];
  /** 0 for the lowest class. */
  indexOf(value: number): number;
}

const CLASS_COUNT = 5;

/**
 * Quantiles, because delays and counts are skewed and equal steps would leave most of the map in one
 * class; then rounded to a step, because “73 à 81” is read where “72,84 à 80,61” is not. Bounds that
 * rounding makes equal are one bound, so there may be fewer classes than asked for.
 */
export function classesOf(values: readonly number[]): Classes {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = extent(sorted);
  if (low === undefined || high === undefined || low === high) return classified([]);
  const step = tickStep(low, high, 40);
  const rounded = (steps: number) => Number((steps * step).toPrecision(12));
  // Where a fifth or more have the least value, they are a class: the next begins at what comes after.
  const second = sorted.find((value) => value > low) ?? high;
  const next = rounded(Math.max(Math.floor(low / step) + 1, Math.floor(second / step)));
  const bounds = Array.from({ length: CLASS_COUNT - 1 }, (_, index) => {
    const bound = quantileSorted(sorted, (index + 1) / CLASS_COUNT) ?? low;
    return Math.max(rounded(Math.round(bound / step)), next);
  });
  return classified([...new Set(bounds)].filter((bound) => bound <= high));
}

const classified = (thresholds: readonly number[]): Classes => ({
  thresholds,
  indexOf: (value) => bisectRight(thresholds as number[], value),
});
