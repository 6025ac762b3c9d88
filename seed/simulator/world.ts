import { loadReference, type Grace, type Reference } from '../reference/reference.ts';
import { buildTracker, type Tracker } from './anomalies.ts';
import { dayOf, type Day } from './calendar.ts';
import { buildDelays, type Delays } from './delays.ts';
import { buildMix, type Mix } from './mix.ts';
import { resolveOptions, type SimulatorOptions } from './options.ts';
import { Choice } from './rng.ts';
import { volumesBetween } from './volumes.ts';

/** All that the dossiers of one population share, worked out once. */
export interface World extends Mix {
  seed: number;
  dossiers: number;
  from: Day;
  /** Last day of filing. */
  until: Day;
  /** Last day that is delivered. */
  coversTo: Day;
  /** Cut-off of the delivery that this one continues. */
  deliveredTo: Day | null;
  pilot: { prefectures: ReadonlySet<string>; from: Day; effect: number };
  /** Simulated applications per real one. */
  scale: number;
  months: Choice<number>;
  delays: Delays;
  tracker: Tracker;
  prefectureCodes: readonly string[];
  grace: readonly Grace[];
}

export function buildWorld(
  options: SimulatorOptions,
  reference: Reference = loadReference(),
): World {
  const { seed, dossiers, from, until, coversTo, continues, pilot } = resolveOptions(options);
  const volumes = volumesBetween(from, until);
  const mix = buildMix(reference);
  return {
    ...mix,
    seed,
    dossiers,
    from: dayOf(from),
    until: dayOf(until),
    coversTo: dayOf(coversTo),
    deliveredTo: continues === null ? null : dayOf(continues),
    pilot: { ...pilot, prefectures: new Set(pilot.prefectures), from: dayOf(pilot.from) },
    scale: dossiers / volumes.reduce((sum, { filings }) => sum + filings, 0),
    months: new Choice(volumes.map(({ month, filings }) => [month, filings])),
    delays: buildDelays(seed, mix),
    tracker: buildTracker(seed),
    prefectureCodes: reference.prefectures.map(({ code }) => code),
    grace: reference.grace,
  };
}
