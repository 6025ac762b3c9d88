import { nameOf, yearOf } from './calendar.ts';
import { silenceOn, type Dossier } from './population.ts';
import type { HeldTitle, Rights } from './rights.ts';
import { ruptureOf, type Rupture } from './rupture.ts';
import type { World } from './world.ts';

const CLASSES = ['R1', 'R2', 'R3', 'R4', 'R5'] as const satisfies (keyof Rupture)[];

/** Renewals whose title expired while they were in progress, by the year of expiry (null: all). */
interface RuptureTruth {
  year: number | null;
  n: number;
  /** Share with at least one day of each class. */
  classes: Record<keyof Rupture, number>;
  /** Share with at least one day of R1 or R2. */
  share: number;
  /** Mean days of R1 and R2 together. */
  mean_days: number;
  /**
   * Renewals whose card was handed over before the expiry without being recorded: in the data they
   * look at risk, covered for ever by the attestation of their decision. Not in `n`.
   */
  unrecorded: number;
}

export interface RightsTruth {
  ruptures: RuptureTruth[];
  /**
   * Renewals on the ANEF, complete and filed in the window of R. 431-5, pending at expiry, by the
   * year of expiry (null: all): share with an API on the next day.
   */
  api_coverage: { year: number | null; n: number; share: number }[];
  /** Share of applications still open when silence becomes a refusal, by its starting point. */
  silence: { n: number; from_filing: number; from_completeness: number };
}

export class RightsTally {
  readonly #ruptures = new ByYear<Rupture | 'unrecorded'>();
  readonly #covered = new ByYear<boolean>();
  readonly #silence = { filed: 0, complete: 0, sinceFiling: 0, sinceComplete: 0 };

  add(world: World, dossier: Dossier, rights: Rights): void {
    const { held } = rights;
    if (held && dossier.demande === 'renouvellement') {
      const year = yearOf(held.fin + 1);
      const rupture = ruptureOf(world, dossier, rights);
      if (rupture) this.#ruptures.add(year, rupture);
      else if (rights.card?.recorded === false) this.#ruptures.add(year, 'unrecorded');
      if (isOwedApi(dossier, rights, held)) {
        const dayAfter = held.fin + 1;
        const covers = rights.attestations.some(
          ({ kind, debut, fin }) => kind === 'api' && debut <= dayAfter && dayAfter <= fin,
        );
        this.#covered.add(year, covers);
      }
    }
    this.#addSilence(dossier, rights);
  }

  #addSilence({ titre, filedOn, closedOn }: Dossier, { completeOn }: Rights): void {
    this.#silence.filed++;
    if (closedOn > silenceOn(titre, filedOn)) this.#silence.sinceFiling++;
    if (completeOn === null) return;
    this.#silence.complete++;
    if (closedOn > silenceOn(titre, completeOn)) this.#silence.sinceComplete++;
  }

  truth(): RightsTruth {
    const { filed, complete, sinceFiling, sinceComplete } = this.#silence;
    return {
      ruptures: this.#ruptures.map(summarise),
      api_coverage: this.#covered.map((covered) => ({
        n: covered.length,
        share: covered.filter(Boolean).length / covered.length,
      })),
      silence: {
        n: filed,
        from_filing: sinceFiling / filed,
        from_completeness: sinceComplete / complete,
      },
    };
  }
}

/** R. 431-15-1 al. 2, for categories that the ANEF takes. */
function isOwedApi(dossier: Dossier, { timeliness, completeOn }: Rights, held: HeldTitle): boolean {
  const { canal, titre, filedOn, closedOn } = dossier;
  const opened = titre.anef_open_on !== null && nameOf(filedOn) >= titre.anef_open_on;
  const inWindow = timeliness === 'on_time' || timeliness === 'not_applicable';
  const complete = completeOn !== null && completeOn <= held.fin;
  return canal === 'anef' && opened && inWindow && complete && closedOn > held.fin;
}

/** What is gathered year by year, and all together under null. */
class ByYear<T> {
  readonly #items = new Map<number | null, T[]>([[null, []]]);

  add(year: number, item: T): void {
    if (!this.#items.has(year)) this.#items.set(year, []);
    this.#items.get(year)!.push(item);
    this.#items.get(null)!.push(item);
  }

  map<Summary extends object>(
    summary: (items: T[]) => Summary,
  ): (Summary & { year: number | null })[] {
    return [...this.#items]
      .sort(([one], [other]) => (one ?? 0) - (other ?? 0))
      .map(([year, items]) => ({ year, ...summary(items) }));
  }
}

function summarise(all: readonly (Rupture | 'unrecorded')[]): Omit<RuptureTruth, 'year'> {
  const ruptures = all.filter((rupture) => rupture !== 'unrecorded');
  const n = ruptures.length;
  const share = (has: (rupture: Rupture) => boolean) => ruptures.filter(has).length / n;
  return {
    n,
    classes: Object.fromEntries(
      CLASSES.map((name) => [name, share((rupture) => rupture[name] > 0)]),
    ) as Record<keyof Rupture, number>,
    share: share(({ R1, R2 }) => R1 + R2 > 0),
    mean_days: ruptures.reduce((sum, { R1, R2 }) => sum + R1 + R2, 0) / n,
    unrecorded: all.length - n,
  };
}
