/** What is known of one target between two looks. Instants in milliseconds. */
export interface Watch {
  /** When it was last looked at. */
  at: number;
  /** Looks in a row that failed, since `since`. */
  failures: number;
  /** The first of them; null: the last look was answered. */
  since: number | null;
  /** Until when the outage has been told; null: it has not, or there is none. */
  told: number | null;
}

/** A span in which a target did not answer. */
export interface Outage {
  since: number;
  until: number;
}

export interface Patience {
  /** So many failures in a row make an outage: one alone may be the network's. */
  failures: number;
  /** Looks further apart than this say nothing of the time between them. */
  gap_ms: number;
  /** An outage that goes on is told so often. */
  tell_ms: number;
}

/**
 * What one more look makes of a target. An outage begins with its first failed look and ends with the
 * first that is answered; while it goes on it is told up to its last failed look, and told again with
 * a later end. Where nobody looked for long, it ends with the last failed look.
 */
export function look(
  before: Watch | undefined,
  { at, up }: { at: number; up: boolean },
  patience: Patience,
): { watch: Watch; outages: Outage[] } {
  const outages: Outage[] = [];
  let watch = before ?? { at, failures: 0, since: null, told: null };
  const isOutage = () => watch.since !== null && watch.failures >= patience.failures;
  const tell = (until: number) => {
    if (watch.since === null || watch.told === until) return;
    outages.push({ since: watch.since, until });
    watch = { ...watch, told: until };
  };

  if (at - watch.at > patience.gap_ms) {
    if (isOutage()) tell(watch.at);
    watch = { at, failures: 0, since: null, told: null };
  }
  if (up) {
    if (isOutage()) tell(at);
    return { watch: { at, failures: 0, since: null, told: null }, outages };
  }
  watch = { ...watch, at, failures: watch.failures + 1, since: watch.since ?? at };
  if (isOutage() && (watch.told === null || at - watch.told >= patience.tell_ms)) tell(at);
  return { watch, outages };
}
