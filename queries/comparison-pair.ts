import type { Subject } from './comparison-subject.ts';
import { Z95 } from './statistics/normal.ts';

/** Two places against one another: only where both can be given the same mix of applications. */
export interface Pair {
  prefecture: string;
  against: string;
  /** `refused`: indirect figures of two places have different yardsticks and cannot be compared. */
  status: 'ok' | 'refused';
  difference: number | null;
  lower: number | null;
  upper: number | null;
}

/** The difference of the directly standardised figures, or a refusal. */
export function pairOf(subjects: readonly Subject[], prefecture: string, against: string): Pair {
  const of = (code: string) => subjects.find(({ row }) => row.prefecture === code)?.direct;
  const [one, other] = [of(prefecture), of(against)];
  if (!one || !other) {
    const refused = { difference: null, lower: null, upper: null } as const;
    return { prefecture, against, status: 'refused', ...refused };
  }
  const spread = Math.hypot(one.upper - one.lower, other.upper - other.lower) / (2 * Z95);
  const difference = one.value - other.value;
  return {
    ...{ prefecture, against, status: 'ok', difference },
    lower: difference - Z95 * spread,
    upper: difference + Z95 * spread,
  };
}
