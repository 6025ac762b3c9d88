import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { DeliveryError } from '#core/errors.ts';
import type { EventRow } from '#domain/contract.ts';
import { dateIn } from '../../table.ts';
import { instantText } from '../../written-dates.ts';
import type { Parcel, PullContext } from '../source.ts';
import { pullExports, settleSeconds } from '../tabular/exports.ts';
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
  path?: string | undefined;
  settle_s: number;
  prefix: string;
  words: Words;
}

/** What a tracker has: on its server, or in a saved export. */
export interface Found {
  issues: AsyncIterable<Issue> | Iterable<Issue>;
  releases: AsyncIterable<Release> | Iterable<Release>;
}

/** A saved export holds no more than this. */
const MAX_EXPORT_BYTES = 256 * 1024 * 1024;

/** How far back of the last pull it is looked again: clocks differ, and changes arrive while one looks. */
const OVERLAP_MS = 2 * 86_400_000;

const Checkpoint = z.strictObject({ changed_since: z.iso.datetime() });

/**
 * Takes what changed since the last pull, with two days of overlap: what is seen twice is a duplicate
 * of the log, and an issue that has changed says more, or corrects what it said.
 */
export async function* pullServer(
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
      source: 'anomalies',
      extracted_at: at.toISOString(),
      covers_to: parisDay(new Date(at.getTime() - 86_400_000)),
    },
  };
}

/** Takes exports that were saved into a folder, as `parse` understands their JSON. */
export async function* pullSaved(
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
      source: 'anomalies',
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

/** Where an answer is not what was expected, and nothing of what it says. */
export const where = ({ issues }: z.ZodError) =>
  issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.join('.') || 'the whole'} (${code})`)
    .join(', ');

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
