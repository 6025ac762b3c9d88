import { chiSquareTail } from './chi-square.ts';
import type { Spell } from './kaplan-meier.ts';
import { solve } from './linear.ts';
import { sum } from './quantile.ts';

export interface LogRank {
  chiSquare: number;
  degrees: number;
  p: number;
  /** Events of each group, and those that it would have if all groups were alike. */
  observed: number[];
  expected: number[];
}

/** Do groups wait alike? The log-rank test, with delayed entry and the ties of the hypergeometric law. */
export function logRank(groups: readonly (readonly Spell[])[]): LogRank {
  const seen = groups.map((spells) => spells.filter(({ entry, exit }) => exit > entry));
  const times = new Set(seen.flat().flatMap(({ exit, event }) => (event ? [exit] : [])));
  const observed = seen.map((spells) => spells.filter(({ event }) => event).length);
  const expected = seen.map(() => 0);
  const covariance = seen.map(() => seen.map(() => 0));
  for (const time of times) {
    const atRisk = seen.map(
      (spells) => spells.filter(({ entry, exit }) => entry < time && time <= exit).length,
    );
    const n = sum(atRisk);
    const d = seen.flat().filter(({ exit, event }) => event && exit === time).length;
    const factor = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    atRisk.forEach((mine, i) => {
      expected[i]! += (d * mine) / n;
      atRisk.forEach((theirs, j) => {
        covariance[i]![j]! += (factor * mine * ((i === j ? n : 0) - theirs)) / n ** 2;
      });
    });
  }
  // The excesses sum to zero: one group says nothing that the others do not.
  const excess = observed.slice(1).map((count, i) => count - expected[i + 1]!);
  const among = covariance.slice(1).map((row) => row.slice(1));
  const chiSquare = sum(solve(among, excess).map((weight, i) => weight * excess[i]!));
  const degrees = excess.length;
  return { chiSquare, degrees, p: chiSquareTail(chiSquare, degrees), observed, expected };
}
