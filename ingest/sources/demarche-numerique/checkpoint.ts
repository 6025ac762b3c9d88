import { z } from 'zod';
import type { Json } from '../source.ts';

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

/** The checkpoint as it was written; undefined when there is none, or one of another make. */
export const readCheckpoint = (written: Json | undefined): Checkpoint | undefined =>
  Checkpoint.safeParse(written).data;

/** A copy that later changes do not reach, as the database keeps it. */
export const writeCheckpoint = (checkpoint: Checkpoint): Json =>
  JSON.parse(JSON.stringify(checkpoint)) as Json;
