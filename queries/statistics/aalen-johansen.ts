/** One subject: at risk at t when entry < t ≤ exit; `cause` is what ended the wait, 0 = nothing was seen to. */
export interface CompetingSpell {
  entry: number;
  exit: number;
  cause: number;
}

export interface Incidences {
  times: number[];
  /** Share still waiting just after each time. */
  open: number[];
  /** Share ended by each cause up to each time; with `open` they sum to one. */
  ended: Map<number, number[]>;
}

/** Aalen and Johansen: what competing outcomes come to when some subjects are still waiting. */
export function aalenJohansen(spells: readonly CompetingSpell[]): Incidences {
  const seen = spells.filter(({ entry, exit }) => exit > entry);
  const ends = seen.filter(({ cause }) => cause !== 0);
  const times = [...new Set(ends.map(({ exit }) => exit))].sort((one, other) => one - other);
  const causes = [...new Set(ends.map(({ cause }) => cause))].sort((one, other) => one - other);
  const incidences: Incidences = {
    times,
    open: [],
    ended: new Map(causes.map((cause) => [cause, []])),
  };
  let open = 1;
  for (const time of times) {
    const atRisk = seen.filter(({ entry, exit }) => entry < time && time <= exit).length;
    const now = ends.filter(({ exit }) => exit === time);
    for (const [cause, shares] of incidences.ended) {
      const happened = now.filter((end) => end.cause === cause).length;
      shares.push((shares.at(-1) ?? 0) + (open * happened) / atRisk);
    }
    open *= 1 - now.length / atRisk;
    incidences.open.push(open);
  }
  return incidences;
}
