import { OUTCOMES, type Outcome } from './calibration.ts';

/** How many applications closed on each day after filing, and how: nobody is censored. */
export class FollowUp {
  n = 0;
  readonly #days: Record<Outcome, Map<number, number>> = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, new Map()]),
  ) as Record<Outcome, Map<number, number>>;

  add(days: number, outcome: Outcome): void {
    const counts = this.#days[outcome];
    counts.set(days, (counts.get(days) ?? 0) + 1);
    this.n++;
  }

  /** Closings by day, in order, of some outcomes. */
  #closings(outcomes: readonly Outcome[]): [days: number, count: number][] {
    const sums = new Map<number, number>();
    for (const outcome of outcomes) {
      for (const [days, count] of this.#days[outcome])
        sums.set(days, (sums.get(days) ?? 0) + count);
    }
    return [...sums].sort(([one], [other]) => one - other);
  }

  mean(): number {
    return this.#closings(OUTCOMES).reduce((sum, [days, count]) => sum + days * count, 0) / this.n;
  }

  /** Share closed by one outcome within so many days: Aalen and Johansen without censoring. */
  closedWithin(days: number, outcome: Outcome): number {
    const closings = this.#closings([outcome]).filter(([day]) => day <= days);
    return closings.reduce((sum, [, count]) => sum + count, 0) / this.n;
  }

  /**
   * What Kaplan and Meier find when some outcomes are the event and the others censor. With every
   * outcome it is the plain distribution of the delay.
   */
  survival(events: readonly Outcome[] = OUTCOMES): Survival {
    const happened = new Map(this.#closings(events));
    const steps: Survival['steps'] = [];
    let atRisk = this.n;
    let share = 1;
    for (const [days, count] of this.#closings(OUTCOMES)) {
      const dying = happened.get(days) ?? 0;
      if (dying > 0) steps.push([days, (share *= 1 - dying / atRisk)]);
      atRisk -= count;
    }
    return new Survival(steps);
  }
}

/** A step function: the share still open just after each day on which some closed. */
export class Survival {
  readonly steps: [days: number, share: number][];

  constructor(steps: [days: number, share: number][]) {
    this.steps = steps;
  }

  /** First day on which at least this share is closed. */
  quantile(closed: number): number | null {
    const tolerance = 1e-12;
    return this.steps.find(([, open]) => open <= 1 - closed + tolerance)?.[0] ?? null;
  }

  /** Mean days open among the first so many. */
  restrictedMean(horizon: number): number {
    let area = 0;
    let from = 0;
    let open = 1;
    for (const [days, share] of this.steps) {
      if (days >= horizon) break;
      area += open * (days - from);
      from = days;
      open = share;
    }
    return area + open * (horizon - from);
  }
}
