/**
 * What a source is: a system that events are pulled from.
 *
 * To add one: write a file (or a folder) here that exports a `Source`, and put it into the list of
 * `registry.ts`. That is all: the configuration, the schedule, the retries, the checkpoint, the checks,
 * the log and the record of the run are the same for all (`ingest/pull.ts`).
 *
 * 1. `settings` is the schema of the source's own settings in the file that OBS_SOURCES names. It is
 *    strict, has no secret in it, and every mistake is told at once with its path.
 * 2. `hosts` lists the hosts that the settings name: `http` speaks with no other.
 * 3. `pull` yields parcels, oldest first. What is yielded is checked and stored like any delivery, and
 *    only when the engine has acknowledged it is the parcel's checkpoint written; then the generator
 *    goes on. So there is one parcel at a time, on disk and in memory, and a source needs no
 *    transaction of its own: killed anywhere, it is started again from the last checkpoint, and what
 *    arrives twice is a duplicate of the log.
 * 4. A source that cannot go on throws `SourceError`, with a sentence that has nothing personal and no
 *    secret in it. What was acknowledged stays.
 */
import type { z } from 'zod';
import type { Coverage } from '../coverage.ts';
import type { DeliveredBody } from '../delivery.ts';
import type { Http } from '../http.ts';
import type { Keys } from '../mapping.ts';

/** What JSON can say. A checkpoint is kept in the database as JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One delivery of a source: what `ingest` takes, and where to resume once it is in the log. */
export interface Parcel {
  /**
   * Paths of contract files, or of one manifest alone; or bytes in the contract's format (`mapFile`
   * makes them from another shape). Empty: there was nothing to take, and the checkpoint alone moves.
   */
  files: readonly (string | DeliveredBody)[];
  /**
   * The checkpoint that covers this parcel and all before it; `undefined` leaves it where it is. It
   * must have nothing personal in it: no number of a dossier.
   */
  checkpoint: Json | undefined;
  /** What the delivery says of itself, where no manifest does. */
  coverage?: Coverage;
  /** The delivery is history: its rows were known when they were recorded. */
  backfill?: boolean;
}

/** What a source is given. */
export interface PullContext<Settings = unknown> {
  /** The name of this source in the configuration. */
  name: string;
  settings: Settings;
  /** What was written with the last parcel acknowledged; undefined: nothing was yet. */
  checkpoint: Json | undefined;
  /** Pull again from this day on, whatever the checkpoint says (`--since`). */
  since: string | undefined;
  /** Nothing will be stored and no checkpoint written: a source that tells others so must not. */
  dryRun: boolean;
  /** The only way to the network. */
  http: Http;
  /** The value of an environment variable `OBS_TOKEN_<NAME>`, `OBS_USER_<NAME>`… Throws ConfigError. */
  secret(kind: SecretKind): string;
  /** The keys under which identifiers are hashed. */
  keys: Keys;
  now: () => Date;
  /** Tells the operator what happens: waiting, skipped, in what state. Nothing personal. */
  log: (line: string) => void;
  /** Tells of a delivery that is there but not whole yet; it is counted, and looked at next time. */
  notWhole: (line: string) => void;
  /** A path of the settings, which is relative to the file that OBS_SOURCES names. */
  resolve: (path: string) => string;
  /** A folder for what must be written beside; emptied after each parcel. */
  folder: string;
  /** Waits; ends early, with an error, when the pull is being stopped. */
  sleep: (ms: number) => Promise<void>;
}

/** `OBS_<KIND>_<NAME>` with the source's name in capitals, `-` as `_`. */
export type SecretKind = 'TOKEN' | 'USER' | 'SECRET';

export interface Source<Settings = unknown> {
  /** What `kind:` says in the configuration. Stable. */
  kind: string;
  /** One sentence, for `--help` and the documentation. */
  summary: string;
  settings: z.ZodType<Settings>;
  /** The hosts (`host` or `host:port`) that the settings name. */
  hosts(settings: Settings): string[];
  pull(context: PullContext<Settings>): AsyncIterable<Parcel>;
}

/** Lets a source be written with the type of its settings, and listed without. */
export const defineSource = <Settings>(source: Source<Settings>): Source => source as Source;
