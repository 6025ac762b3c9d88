/** Something happened in (left, right]: after an extraction that did not show it, by one that did. */
export interface SeenBetween {
  left: number;
  /** Null: it has not been seen. */
  right: number | null;
}

export interface Turnbull {
  /** The only spans (left, right] that the data can tell apart; the last may have no end. */
  spans: { left: number; right: number | null; mass: number }[];
  /** Largest excess of the gradient over its bound, a share of n: 0 at the optimum (Kuhn and Tucker). */
  gap: number;
  rounds: number;
}

const ROUNDS_MAX = 20_000;

/**
 * Turnbull’s estimate (1976) of a waiting time known only between extractions: self-consistent masses
 * on the innermost intervals. Stops when no mass can be moved to raise the likelihood by more than
 * `tolerance` a subject; R’s `survfit` stops much earlier.
 */
export function turnbull(subjects: readonly SeenBetween[], tolerance = 1e-6): Turnbull {
  const spans = innermost(subjects);
  const covers = subjects.map(({ left, right }) =>
    spans.flatMap((span, j) =>
      span.left >= left && (right === null || (span.right !== null && span.right <= right))
        ? [j]
        : [],
    ),
  );
  const n = subjects.length;
  let masses = spans.map(() => 1 / spans.length);
  let gap = Number.POSITIVE_INFINITY;
  let rounds = 0;
  while (gap > tolerance && rounds < ROUNDS_MAX) {
    const gradient = spans.map(() => 0);
    for (const indices of covers) {
      const likelihood = indices.reduce((total, j) => total + masses[j]!, 0);
      for (const j of indices) gradient[j]! += 1 / likelihood / n;
    }
    gap = Math.max(...gradient) - 1;
    masses = masses.map((mass, j) => mass * gradient[j]!);
    rounds += 1;
  }
  return { spans: spans.map((span, j) => ({ ...span, mass: masses[j] ?? 0 })), gap, rounds };
}

/** A left end that a right end follows at once, with no other between them. */
function innermost(subjects: readonly SeenBetween[]): { left: number; right: number | null }[] {
  const ends = subjects.flatMap(({ left, right }) => [
    { at: left, isLeft: true },
    { at: right ?? Number.POSITIVE_INFINITY, isLeft: false },
  ]);
  // (…, 3] ends before (3, …] begins.
  ends.sort((one, other) =>
    one.at === other.at ? Number(one.isLeft) - Number(other.isLeft) : one.at < other.at ? -1 : 1,
  );
  return ends.flatMap(({ at, isLeft }, index) => {
    const next = ends[index + 1];
    if (!isLeft || !next || next.isLeft) return [];
    return [{ left: at, right: next.at === Number.POSITIVE_INFINITY ? null : next.at }];
  });
}
