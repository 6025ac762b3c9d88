import { z } from 'zod';
import { ConfigError } from '#core/errors.ts';
import type { Json, PullContext } from '../source.ts';
import { mappingOf, type Demarche } from './demarche.ts';
import type { Settings } from './settings.ts';

/**
 * Where a scan goes on. A cursor means something only in the order that it was given in, so the two
 * are kept together; it has a dossier's number in it, so it is kept sealed.
 */
const Cursor = <Mode extends string>(mode: Mode) =>
  z.strictObject({ mode: z.literal(mode), sealed: z.string() });

const day = z.iso.date();

/** What was read of one démarche. */
const Progress = z.strictObject({
  /** What it was said to be: when that changes, all is read again. */
  mapping: z.string(),
  /** The same for ever, or the cursors would skip: only `--since` changes it, and starts again. */
  since: z.string(),
  /** The first day that can be known whole: those decided before were already deleted. */
  covers_from: day.optional(),
  dossiers: Cursor('updated_at').optional(),
  /** The last day on which the last page was reached. */
  complete_on: day.optional(),
  deleted: Cursor('deleted_at').optional(),
  deleted_on: day.optional(),
  pending_on: day.optional(),
  /** Events of the dossiers put aside: one that comes back has to be withdrawn. */
  pending: z.array(z.string()).default([]),
  /** The page size that the API could bear that day; the next day all is tried again. */
  page: z.strictObject({ size: z.int().positive(), on: day }).optional(),
  /** The state of the circuit breaker. */
  breaker: z.json().optional(),
});
export type Progress = z.output<typeof Progress>;

const Checkpoint = z.strictObject({
  key_id: z.string(),
  demarches: z.record(z.string(), Progress),
});
export type Checkpoint = z.output<typeof Checkpoint>;

/**
 * Where to go on, for each démarche. A changed key makes other pseudonyms of the same dossiers, which
 * would all count twice: that stops here.
 */
export function openCheckpoint(
  { checkpoint: written, since, settings, log }: PullContext<Settings>,
  keyId: string,
): Checkpoint {
  // One that cannot be read is begun anew: that costs time, and doubles nothing.
  const held = Checkpoint.safeParse(written).data;
  if (written !== undefined && !held) {
    log('The checkpoint is of another version; everything is read again.');
  }
  if (held && held.key_id !== keyId) {
    throw new ConfigError(
      `OBS_KEY_DEMARCHE_NUMERIQUE is not the key of the earlier pulls (${held.key_id}, now ${keyId}): every ` +
        'dossier would count twice. Give the earlier key, or start an empty database.',
    );
  }
  const checkpoint: Checkpoint = { key_id: keyId, demarches: { ...held?.demarches } };
  const from = since && instantOf(since);
  for (const demarche of settings.demarches) {
    const mapping = mappingOf(demarche);
    const before = checkpoint.demarches[demarche.number];
    const again = !before || before.mapping !== mapping || from !== undefined;
    if (!again) continue;
    if (before && before.mapping !== mapping) {
      log(`Démarche ${demarche.number} is mapped otherwise than before; all of it is read again.`);
    }
    checkpoint.demarches[demarche.number] = {
      mapping,
      since: from ?? before?.since ?? settings.since,
      covers_from: before?.covers_from,
      // What was read as something else is not known yet.
      complete_on: before?.mapping === mapping ? before.complete_on : undefined,
      pending: before?.pending ?? [],
      breaker: before?.breaker,
    };
  }
  return checkpoint;
}

const instantOf = (since: string) => (since.includes('T') ? since : `${since}T00:00:00Z`);

/** That of one démarche, which `openCheckpoint` has made. */
export function progressOf({ demarches }: Checkpoint, { number }: Demarche): Progress {
  const progress = demarches[number];
  if (!progress) throw new Error(`No progress was opened for the démarche ${number}.`);
  return progress;
}

/** A copy that later changes do not reach, as the database keeps it. */
export const writeCheckpoint = (checkpoint: Checkpoint): Json =>
  JSON.parse(JSON.stringify(checkpoint)) as Json;
