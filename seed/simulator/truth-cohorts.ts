import { yearOf } from './calendar.ts';
import { OUTCOMES, type Canal, type Demande, type Motif, type Outcome } from './calibration.ts';
import { FollowUp, type Survival } from './follow-up.ts';
import type { Dossier } from './population.ts';

/** Days from filing. */
export interface DelayTruth {
  median: number | null;
  p90: number | null;
  rmst120: number;
  rmst365: number;
}

const HORIZONS = [120, 180, 365, 730] as const;

/** The applications filed in a year (null: all), of one kind, motive or channel (null: all). */
export interface CohortTruth {
  year: number | null;
  demande: Demande | null;
  motif: Motif | null;
  canal: Canal | null;
  n: number;
  /** Mean days to the first closing, whatever it is. */
  mean: number;
  /** To the first closing, whatever it is. A transfer is not a closing. */
  closing: DelayTruth;
  /** To a decision, favourable or not; the other closings censor, as in Kaplan and Meier. */
  decision: DelayTruth;
  /** Share closed by each outcome within so many days of filing. */
  outcomes: Record<Outcome, Record<`${(typeof HORIZONS)[number]}`, number>>;
}

type Cell = Pick<CohortTruth, 'year' | 'demande' | 'motif' | 'canal'>;

/** Follows every cohort to its end. */
export class CohortTally {
  readonly #cells = new Map<string, { cell: Cell; followUp: FollowUp }>();

  add({ filedOn, closedOn, outcome, demande, motif, canal }: Dossier): void {
    const all = { demande: null, motif: null, canal: null };
    for (const year of [yearOf(filedOn), null]) {
      for (const part of [{}, { demande }, { motif }, { canal }]) {
        this.#followUp({ year, ...all, ...part }).add(closedOn - filedOn, outcome);
      }
    }
  }

  #followUp(cell: Cell): FollowUp {
    const key = `${cell.year} ${cell.demande} ${cell.motif} ${cell.canal}`;
    const known = this.#cells.get(key);
    if (known) return known.followUp;
    const followUp = new FollowUp();
    this.#cells.set(key, { cell, followUp });
    return followUp;
  }

  truth(): CohortTruth[] {
    const ordered = [...this.#cells].sort(([one], [other]) => (one < other ? -1 : 1));
    return ordered.map(([, { cell, followUp }]) => ({
      ...cell,
      n: followUp.n,
      mean: followUp.mean(),
      closing: delayTruth(followUp.survival()),
      decision: delayTruth(followUp.survival(['decision_favorable', 'decision_defavorable'])),
      outcomes: Object.fromEntries(
        OUTCOMES.map((outcome) => [outcome, incidence(followUp, outcome)]),
      ) as CohortTruth['outcomes'],
    }));
  }
}

export const delayTruth = (survival: Survival): DelayTruth => ({
  median: survival.quantile(0.5),
  p90: survival.quantile(0.9),
  rmst120: survival.restrictedMean(120),
  rmst365: survival.restrictedMean(365),
});

const incidence = (followUp: FollowUp, outcome: Outcome) =>
  Object.fromEntries(
    HORIZONS.map((days) => [days, followUp.closedWithin(days, outcome)]),
  ) as CohortTruth['outcomes'][Outcome];
