/** What a synthetic population is asked to be. */
export interface SimulatorOptions {
  /** How many applications the population holds. */
  dossiers: number;
  seed: number;
  /** First day of filing. */
  from?: string;
  /** Last day of filing: the population is the same whatever part of it is delivered. */
  until?: string;
  /** Data cut-off: nothing that happens after this day is delivered. Defaults to `until`. */
  coversTo?: string;
  /** Cut-off of an earlier delivery that this one continues: what it held is left out. */
  continues?: string | null;
  pilot?: PilotOptions;
}

/** The invented trial of the AI application. */
interface PilotOptions {
  prefectures: readonly string[];
  /** Applications filed from this day on are treated. */
  from: string;
  /** What the delay of a treated application is multiplied by. */
  effect: number;
}

export type ResolvedOptions = Required<SimulatorOptions>;

/**
 * No source names the five pilots of 2026, beyond “mainly Île-de-France and Hauts-de-France”: these
 * five, their day and their effect are invented.
 */
const INVENTED_PILOT: PilotOptions = {
  prefectures: ['59', '62', '77', '91', '95'],
  from: '2026-03-01',
  effect: 0.8,
};

const FIRST_FILING = '2020-01-01';
const LAST_FILING = '2026-10-31';

export function resolveOptions(options: SimulatorOptions): ResolvedOptions {
  const { dossiers, seed, from = FIRST_FILING, until = LAST_FILING } = options;
  const resolved = {
    dossiers,
    seed,
    from,
    until,
    coversTo: options.coversTo ?? until,
    continues: options.continues ?? null,
    pilot: options.pilot ?? INVENTED_PILOT,
  };
  if (!Number.isSafeInteger(dossiers) || dossiers < 1 || dossiers > MOST_DOSSIERS) {
    throw new RangeError(`The number of dossiers lies between 1 and ${MOST_DOSSIERS}.`);
  }
  if (!Number.isSafeInteger(seed)) throw new RangeError('The seed is a whole number.');
  if (from < FIRST_FILING || until > LAST_FILING || from > until) {
    throw new RangeError(`The model is calibrated from ${FIRST_FILING} to ${LAST_FILING}.`);
  }
  return resolved;
}

/** Pseudonyms are bijections of 32-bit words; far enough below for the parts of an index. */
const MOST_DOSSIERS = 100_000_000;
