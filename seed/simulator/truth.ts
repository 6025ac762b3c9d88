import { stockAfter } from './anomalies.ts';
import { monthName, nameOf, yearOf } from './calendar.ts';
import { inYear, SIGNALEMENT_RATE } from './calibration.ts';
import { FollowUp } from './follow-up.ts';
import type { SimulatorOptions } from './options.ts';
import { drawDossier, type Dossier } from './population.ts';
import { drawRights } from './rights.ts';
import { CohortTally, delayTruth, type CohortTruth, type DelayTruth } from './truth-cohorts.ts';
import { RightsTally, type RightsTruth } from './truth-rights.ts';
import { MONTHS, YEARS } from './volumes.ts';
import { buildWorld, type World } from './world.ts';

/** What the simulator knows, and the observatory must find from data that are cut off and flawed. */
export interface Truth extends RightsTruth {
  origin: 'synthetic';
  seed: number;
  dossiers: number;
  from: string;
  until: string;
  covers_to: string;
  /** Applications outside the test data set `ZZ`, which is kept out of all that follows. */
  national: number;
  /** By year of filing. */
  years: YearTruth[];
  cohorts: CohortTruth[];
  /** Filed, and not closed, on the last day covered. */
  open_stock: number;
  /** Shares of the applications of the country. */
  shares: { reopened: number; refiled: number; transferred: number };
  /** Open in the tracker at the end of each month: its true size at any number of dossiers. */
  anomalies: { month: string; stock: number }[];
  pilot: PilotTruth;
}

interface YearTruth {
  year: number;
  filings: number;
  anef: number;
  /** ANEF applications that a signalement of the call centre to the DGEF came before. */
  signalements: number;
  /** The rate they were drawn with. */
  signalement_rate: number;
}

/** What became of the treated applications, and what would have become of them otherwise. */
interface PilotTruth {
  prefectures: string[];
  from: string;
  /** What their delays were multiplied by. */
  effect: number;
  n: number;
  with: DelayTruth & { mean: number };
  without: DelayTruth & { mean: number };
}

/** Looks at every dossier of the population to its end, past any cut-off. */
export function truth(options: SimulatorOptions): Truth {
  const world = buildWorld(options);
  const cohorts = new CohortTally();
  const rights = new RightsTally();
  const counts = new Counts();
  const pilot = { with: new FollowUp(), without: new FollowUp() };
  for (let index = 0; index < world.dossiers; index++) {
    const dossier = drawDossier(world, index);
    if (dossier.prefecture === 'ZZ') continue;
    cohorts.add(dossier);
    rights.add(world, dossier, drawRights(world, dossier));
    counts.add(world, dossier);
    if (!dossier.treated) continue;
    const { filedOn, closedOn, closedWithoutPilotOn, outcome } = dossier;
    pilot.with.add(closedOn - filedOn, outcome);
    pilot.without.add(closedWithoutPilotOn - filedOn, outcome);
  }
  return {
    origin: 'synthetic',
    seed: world.seed,
    dossiers: world.dossiers,
    from: nameOf(world.from),
    until: nameOf(world.until),
    covers_to: nameOf(world.coversTo),
    ...counts.truth(),
    cohorts: cohorts.truth(),
    ...rights.truth(),
    anomalies: MONTHS.map(({ month }) => ({
      month: monthName(month),
      stock: stockAfter(world.tracker, month),
    })),
    pilot: {
      prefectures: [...world.pilot.prefectures],
      from: nameOf(world.pilot.from),
      effect: world.pilot.effect,
      n: pilot.with.n,
      with: { mean: pilot.with.mean(), ...delayTruth(pilot.with.survival()) },
      without: { mean: pilot.without.mean(), ...delayTruth(pilot.without.survival()) },
    },
  };
}

class Counts {
  readonly #years = YEARS.map((year): YearTruth => {
    const signalement_rate = inYear(SIGNALEMENT_RATE, year);
    return { year, filings: 0, anef: 0, signalements: 0, signalement_rate };
  });
  #open = 0;
  #reopened = 0;
  #refiled = 0;
  #transferred = 0;

  add({ coversTo }: World, dossier: Dossier): void {
    const { filedOn, closedOn, canal, attempt } = dossier;
    const year = this.#years[yearOf(filedOn) - YEARS[0]!]!;
    year.filings++;
    if (canal === 'anef') year.anef++;
    if (attempt?.kind === 'signalement') year.signalements++;
    if (filedOn <= coversTo && closedOn > coversTo) this.#open++;
    if (dossier.reopening) this.#reopened++;
    if (dossier.refiled) this.#refiled++;
    if (dossier.transfer) this.#transferred++;
  }

  truth(): Pick<Truth, 'national' | 'years' | 'open_stock' | 'shares'> {
    const national = this.#years.reduce((sum, { filings }) => sum + filings, 0);
    return {
      national,
      years: this.#years,
      open_stock: this.#open,
      shares: {
        reopened: this.#reopened / national,
        refiled: this.#refiled / national,
        transferred: this.#transferred / national,
      },
    };
  }
}
