import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { SourceError } from '#core/errors.ts';
import type { EventRow } from '#domain/contract.ts';
import { defineSource, type Parcel, type PullContext } from '../source.ts';
import { parisDay } from './issue.ts';
import { look, type Outage } from './outage.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const Settings = z.strictObject({
  targets: z
    .array(
      z.strictObject({
        module: z.string().regex(/^[a-z0-9_]{1,40}$/),
        url: z.url(),
        method: z.enum(['HEAD', 'GET']).default('HEAD'),
        also: z
          .array(z.int().min(400).max(499))
          .default([])
          .describe('Statuses that are an answer too, beside 200 … 399.'),
      }),
    )
    .min(1)
    .refine((targets) => new Set(targets.map(({ module }) => module)).size === targets.length, {
      message: 'has a module twice',
    }),
  timeout_s: z.int().min(1).max(60).default(10).describe('How long an answer is waited for.'),
  failures: z.int().min(1).default(3).describe('So many failures in a row make an outage.'),
  gap_minutes: z
    .int()
    .min(1)
    .default(20)
    .describe('Looks further apart say nothing of the time between them.'),
  witness: z
    .url()
    .optional()
    .describe('An address elsewhere: while it does not answer either, it is our own network.'),
  planned: z
    .array(
      z
        .strictObject({ module: z.string().optional(), from: instant, to: instant })
        .refine(({ from, to }) => from < to, { message: 'ends before it begins' }),
    )
    .default([])
    .describe('Announced interruptions: an outage that lies in one is `programmee`.'),
});
type Settings = z.output<typeof Settings>;

const Watched = z.strictObject({
  at: z.number(),
  failures: z.int(),
  since: z.number().nullable(),
  told: z.number().nullable(),
});

/** What is known between two pulls: of each module, and which days were looked at to their end. */
const State = z.strictObject({
  targets: z.record(z.string(), Watched),
  covered_from: z.string(),
  covered_to: z.string().nullable(),
});

/** What a probe covers: not what becomes of the anomalies. */
const COVERS = { source: 'anomalies', part: 'anomalies:disponibilite' } as const;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Looks whether the platform answers, once a pull, and records when it did not. */
export const availability = defineSource<Settings>({
  kind: 'availability',
  summary: 'Looks whether addresses answer, and records outages.',
  settings: Settings,
  hosts: ({ targets, witness }) =>
    [...targets.map(({ url }) => url), ...(witness ? [witness] : [])].map(
      (url) => new URL(url).host,
    ),
  pull: watch,
});

async function* watch(context: PullContext<Settings>): AsyncGenerator<Parcel> {
  const { settings, now, log } = context;
  const before = State.safeParse(context.checkpoint).data ?? {
    targets: {},
    // The day on which it begins to look is half over.
    covered_from: parisDay(new Date(now().getTime() + DAY_MS)),
    covered_to: null,
  };
  const { covered_from } = before;
  const targets: z.output<typeof State>['targets'] = {};
  const events: Partial<EventRow>[] = [];
  const patience = {
    failures: settings.failures,
    gap_ms: settings.gap_minutes * 60_000,
    tell_ms: HOUR_MS,
  };
  for (const target of settings.targets) {
    const { module } = target;
    const at = now().getTime();
    const up = await answers(context, target);
    const known = before.targets[module];
    if (!up && settings.witness && !(await isOnline(context, settings.witness))) {
      log(`${module} does not answer, nor does the witness: this look does not count.`);
      if (known) targets[module] = known;
      continue;
    }
    const seen = look(known, { at, up }, patience);
    targets[module] = seen.watch;
    for (const outage of seen.outages) events.push(eventOf(context, module, outage));
  }

  const covers_to = parisDay(new Date(now().getTime() - DAY_MS));
  // Once a day it says that nothing else has happened.
  const tellCover = before.covered_to !== covers_to && covers_to >= covered_from;
  const files =
    events.length > 0 || tellCover
      ? [{ name: `${context.name}.ndjson`, format: 'ndjson' as const, body: linesOf(events) }]
      : [];
  yield {
    files,
    checkpoint: { targets, covered_from, covered_to: tellCover ? covers_to : before.covered_to },
    coverage: { ...COVERS, covers_from: covered_from, covers_to },
  };
}

const linesOf = (events: readonly Partial<EventRow>[]) =>
  Readable.from(events.map((event) => `${JSON.stringify(event)}\n`));

/** Does the target answer as it should? Throws SourceError when it may not even be asked. */
async function answers(
  { http, settings }: PullContext<Settings>,
  { url, method, also }: Settings['targets'][number],
): Promise<boolean> {
  const limit_ms = settings.timeout_s * 1000;
  try {
    const { status, body } = await http.request(url, {
      method,
      ...{ accept: () => true, timeout_ms: limit_ms, total_ms: limit_ms, tries: 1 },
    });
    // That it begins to answer is enough.
    body.destroy();
    return (status >= 200 && status < 400) || also.includes(status);
  } catch (error) {
    // Without a cause it was refused here: an address that the configuration does not allow.
    if (error instanceof SourceError && error.cause !== undefined) return false;
    throw error;
  }
}

const isOnline = (context: PullContext<Settings>, url: string) =>
  answers(context, { module: '', url, method: 'HEAD', also: [401, 403, 404, 405] });

/** An outage keeps its id while it goes on: each time it is told with a later end, it is corrected. */
function eventOf(
  { name, settings, now }: PullContext<Settings>,
  module: string,
  { since, until }: Outage,
): Partial<EventRow> {
  const planned = settings.planned.some(
    (window) =>
      (window.module === undefined || window.module === module) &&
      window.from <= since &&
      until <= window.to,
  );
  const id = createHash('sha256').update(`${name} ${module} ${since}`).digest('hex').slice(0, 32);
  return {
    event_id: id,
    source: 'anomalies',
    event: 'indisponibilite',
    occurred_on: parisDay(new Date(since)),
    recorded_at: now().toISOString(),
    module,
    debut_at: new Date(since).toISOString(),
    fin_at: new Date(until).toISOString(),
    issue: planned ? 'programmee' : 'non_programmee',
  };
}
