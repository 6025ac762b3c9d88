import type { EventRow } from '#domain/contract.ts';
import { tellAccess } from './access.ts';
import { csvChunks } from './csv.ts';
import { Journal, settle, settlePlatform } from './journal.ts';
import { tellJourney } from './journey.ts';
import type { SimulatorOptions } from './options.ts';
import { tellPilot, tellPriority } from './pilot.ts';
import { tellPlatform } from './platform.ts';
import { drawDossier } from './population.ts';
import { tellRecours } from './recours.ts';
import { drawRights } from './rights.ts';
import { buildWorld, type World } from './world.ts';

/** A part of a population: dossiers `first` to `last`, both included. The first part has the rest. */
export interface Part {
  first: number;
  last: number;
}

/** The rows of dossier `index`: a function of the seed and the index, whatever is made beside it. */
export function dossierRows(world: World, index: number): EventRow[] {
  const dossier = drawDossier(world, index);
  const rights = drawRights(world, dossier);
  const journal = new Journal(dossier);
  tellJourney(world, journal, dossier, rights);
  tellAccess(world, journal, dossier, rights);
  tellRecours(world, journal, dossier, rights);
  tellPriority(world, journal, dossier, rights);
  tellPilot(world, journal, dossier);
  return settle(world, journal, dossier);
}

/** Told how many dossiers are made, now and then. */
export type OnProgress = (dossiers: number) => void;
const PROGRESS_STEP = 500;

/** Every row of a delivery, one dossier after the other: memory does not grow with the population. */
export function* events(
  options: SimulatorOptions,
  part?: Part,
  onProgress?: OnProgress,
): Generator<EventRow> {
  const world = buildWorld(options);
  const { first, last } = part ?? { first: 0, last: world.dossiers - 1 };
  if (first === 0) yield* settlePlatform(world, tellPlatform(world));
  for (let index = first; index <= last; index++) {
    yield* dossierRows(world, index);
    if ((index + 1) % PROGRESS_STEP === 0) onProgress?.(index + 1 - first);
  }
}

/**
 * The delivery as the bytes of one contract CSV file, header first. Parts joined in order are the
 * whole file, byte for byte: only the first has the header.
 */
export function generate(
  options: SimulatorOptions,
  part?: Part,
  onProgress?: OnProgress,
): Generator<Uint8Array> {
  return csvChunks(events(options, part, onProgress), (part?.first ?? 0) === 0);
}
