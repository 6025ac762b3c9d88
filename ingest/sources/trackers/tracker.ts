import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { DeliveryError } from '#core/errors.ts';
import type { EventRow } from '#domain/contract.ts';
import { dateIn } from '../../table.ts';
import { instantText } from '../../written-dates.ts';
import type { Parcel, PullContext } from '../source.ts';
import { pullExports, settleSeconds } from '../tabular/exports.ts';
import { where } from './api.ts';
import { issueEvents, parisDay, releaseEvent, Words, type Issue, type Release } from './issue.ts';

/** What every tracker is configured with, beside where it is. */
export const TRACKER = {
  path: z.string().min(1).optional().describe('A folder of saved exports, instead of a server.'),
  settle_s: settleSeconds,
  prefix: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{0,19}$/)
    .describe('What references begin with: `ANEF` makes ANEF-123.'),
  words: Words,
} as const;

interface Settings {
  url?: string | undefined;
  path?: string | undefined;
  settle_s: number;
  prefix: string;
  words: Words;
}

/** The host that is spoken with, where it is no folder. */
export const hostsOf = ({ url }: Pick<Settings, 'url'>) => (url ? [new URL(url).host] : []);

/** What a tracker has: on its server, or in a saved export. */
export interface Found {
  issues: AsyncIterable<Issue> | Iterable<Issue>;
  releases: AsyncIterable<Release> | Iterable<Release>;
}

/** How a kind of tracker is read. */
interface Tracker<Own extends Settings> {
  /** A saved export. Throws ZodError. */
  read(json: unknown, settings: Own): Found;
  /** Its server: all of it, or what changed since. */
  look(context: PullContext<Own>, changedSince: Date | undefined): Found;
}

/** Takes what a tracker has new: on its server, or in the folder that its exports are saved into. */
export async function* pullTracker<Own extends Settings>(
  context: PullContext<Own>,
  { read, look }: Tracker<Own>,
): AsyncGenerator<Parcel> {
  const { settings } = context;
  const { path } = settings;
  if (path) yield* pullSaved(context, context.resolve(path), (json) => read(json, settings));
  else yield* pullServer(context, (since) => look(context, since));
}

/** What a tracker covers: not whether the platform answered. */
const COVERS = { source: 'anomalies', part: 'anomalies:suivi' } as const;

/** A saved export holds no more than this. */
const MAX_EXPORT_BYTES = 256 * 1024 * 1024;

/** How far back of the last pull it is looked again: clocks differ, and changes arrive while one looks. */
const OVERLAP_MS = 2 * 86_400_000;

const Checkpoint = z.strictObject({ changed_since: z.iso.datetime() });

/**
 * Takes what changed since the last pull, with two days of overlap: what is seen twice is a duplicate
 * of the log, and an issue that has changed says more, or corrects what it said.
 */
async function* pullServer(
  context: PullContext<Settings>,
  look: (changedSince: Date | undefined) => Found,
): AsyncGenerator<Parcel> {
  const { settings, since, now } = context;
  const at = now();
  const before = Checkpoint.safeParse(context.checkpoint).data?.changed_since;
  const from = since ?? before;
  const found = look(from === undefined ? undefined : new Date(Date.parse(from) - OVERLAP_MS));
  const lines = Readable.from(linesOf(found, settings, at));
  yield {
    files: [{ name: `${context.name}.ndjson`, format: 'ndjson', body: lines }],
    checkpoint: { changed_since: at.toISOString() },
    // The day of the pull is not over.
    coverage: {
      ...COVERS,
      extracted_at: at.toISOString(),
      covers_to: parisDay(new Date(at.getTime() - 86_400_000)),
    },
  };
}

/** Takes exports that were saved into a folder, as `parse` understands their JSON. */
async function* pullSaved(
  context: PullContext<Settings>,
  folder: string,
  parse: (json: unknown) => Found,
): AsyncGenerator<Parcel> {
  const { settings, now } = context;
  yield* pullExports(
    {
      folder,
      settle_s: settings.settle_s,
      isExport: (name) => /\.json$/i.test(name),
      how: JSON.stringify(settings),
      covers: COVERS,
      async read(path, name, to) {
        const day = dateIn(name);
        const at = day ? new Date(instantText(day, 'iso', 'Europe/Paris') ?? day) : now();
        const lines: string[] = [];
        for await (const line of linesOf(
          readSaved(await readFile(path), name, parse),
          settings,
          at,
        )) {
          lines.push(line);
        }
        await writeFile(to, lines.join(''), { mode: 0o600 });
      },
    },
    context,
  );
}

function readSaved(bytes: Buffer, name: string, parse: (json: unknown) => Found): Found {
  if (bytes.length > MAX_EXPORT_BYTES) {
    throw new DeliveryError(`${name} is longer than ${MAX_EXPORT_BYTES} bytes.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new DeliveryError(`${name} is not JSON.`, { cause });
  }
  try {
    return parse(json);
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    throw new DeliveryError(`${name} is not what this tracker answers: ${where(cause)}`, { cause });
  }
}

async function* linesOf(
  { issues, releases }: Found,
  { words, prefix }: Settings,
  at: Date,
): AsyncGenerator<string> {
  const line = (event: Partial<EventRow>) => `${JSON.stringify(event)}\n`;
  for await (const issue of issues) {
    for (const event of issueEvents(issue, words, at)) yield line(event);
  }
  const today = parisDay(at);
  for await (const release of releases) {
    // What is announced has not happened.
    if (release.day <= today) yield line(releaseEvent(release, words, prefix, at));
  }
}
