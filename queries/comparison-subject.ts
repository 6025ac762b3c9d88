import type { Value } from '#domain/indicator.ts';
import { Z95 } from './statistics/normal.ts';
import { direct, expected, type Direct, type Stratum } from './statistics/standardisation.ts';

export const STANDARDISATIONS = ['none', 'indirect', 'direct'] as const;
export type Standardisation = (typeof STANDARDISATIONS)[number];

/** A prefecture’s total with what standardisation makes of it. */
export interface Subject {
  row: Value;
  /** What its own mix of applications gives in the country. */
  expected: number | null;
  /** What it would give with the country’s mix. */
  direct: Direct | null;
}

/** Half the width of a 95 % interval, in standard errors. Null: no interval, or none of any width. */
export function spreadOf({ lower, upper }: Pick<Value, 'lower' | 'upper'>): number | null {
  if (lower === null || upper === null || upper <= lower) return null;
  return (upper - lower) / (2 * Z95);
}

/** A place’s total beside the strata of the country and of all places. */
export function standardised(row: Value, strata: readonly Value[]): Subject {
  const key = ({ motif, demande }: Value) => `${motif} ${demande}`;
  const own = new Map(
    strata.filter(({ prefecture }) => prefecture === row.prefecture).map((one) => [key(one), one]),
  );
  const joined = strata
    .filter(({ prefecture }) => prefecture === null)
    .map((reference): Stratum => {
      const mine = own.get(key(reference));
      return {
        ...{ n: mine?.n ?? 0, value: mine?.value ?? null },
        spread: mine ? spreadOf(mine) : null,
        ...{ reference_n: reference.n, reference_value: reference.value },
      };
    });
  return { row, expected: expected(joined, row.n), direct: direct(joined) };
}
