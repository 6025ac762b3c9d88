import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventRow } from '#domain/contract.ts';
import { dayIn } from '../../written-dates.ts';

/** How a tracker's words become the contract's: by labels, components, priorities and resolutions. */
export const Words = z.strictObject({
  gravite: z.record(z.string(), z.enum(['bloquante', 'majeure', 'mineure'])),
  module: z.record(z.string(), z.string().regex(/^[a-z0-9_]{1,40}$/)),
  rejected: z
    .array(z.string())
    .default([])
    .describe('What says that an issue was closed without being mended: leaves the stock.'),
  otherwise: z
    .strictObject({
      gravite: z.enum(['bloquante', 'majeure', 'mineure']).optional(),
      module: z
        .string()
        .regex(/^[a-z0-9_]{1,40}$/)
        .optional(),
    })
    .default({})
    .describe('For an issue without such a word; without it the checks set the issue aside.'),
  release_module: z
    .string()
    .regex(/^[a-z0-9_]{1,40}$/)
    .default('plateforme')
    .describe('The module that releases are of.'),
});
export type Words = z.output<typeof Words>;

/** An issue of any tracker, without who wrote it and what. */
export interface Issue {
  /** What people call it, `ANEF-123`: the contract wants it in clear. */
  reference: string;
  opened_at: Date;
  /** When it was closed and opened again, oldest first. */
  turns: { at: Date; to: 'closed' | 'reopened'; rejected: boolean }[];
  words: readonly string[];
}

export interface Release {
  version: string;
  /** The calendar day, in Europe/Paris. */
  day: string;
}

/** The platform is one for all: its days are those of Paris. */
export const parisDay = (at: Date) => dayIn(at, 'Europe/Paris');

/** Issues and releases whose references begin so are invented. */
const SYNTHETIC = 'SIM-';

/** The events of an issue: its opening, and each turn. A turn keeps its id when it is seen again. */
export function* issueEvents(
  issue: Issue,
  words: Words,
  recordedAt: Date,
): Generator<Partial<EventRow>> {
  const { reference } = issue;
  const common = {
    source: 'anomalies',
    recorded_at: recordedAt.toISOString(),
    reference,
    gravite: firstOf(issue.words, words.gravite) ?? words.otherwise.gravite ?? null,
    module: firstOf(issue.words, words.module) ?? words.otherwise.module ?? null,
  } as const;
  const event = (name: EventRow['event'], at: Date, rang: number) => ({
    event_id: idOf(reference, `${rang}`),
    event: name,
    occurred_on: parisDay(at),
    rang,
    ...common,
  });
  yield event('anomalie_ouverte', issue.opened_at, 0);
  for (const [index, { at, to, rejected }] of issue.turns.entries()) {
    const closed = rejected ? 'anomalie_rejetee' : 'anomalie_corrigee';
    yield event(to === 'closed' ? closed : 'anomalie_rouverte', at, index + 1);
  }
}

export const releaseEvent = (
  { version, day }: Release,
  { release_module }: Words,
  prefix: string,
  recordedAt: Date,
): Partial<EventRow> => ({
  event_id: idOf(`${prefix}-`, `release ${version}`),
  source: 'anomalies',
  event: 'mise_en_service',
  occurred_on: day,
  recorded_at: recordedAt.toISOString(),
  module: release_module,
  // The contract's letters; what a tracker calls a release may have others.
  version: version.replace(/[^A-Za-z0-9._+-]+/g, '-').slice(0, 40),
});

const firstOf = <Word>(found: readonly string[], words: Readonly<Record<string, Word>>) =>
  found.map((word) => words[word]).find((word) => word !== undefined);

/** Opaque and the same for ever. */
function idOf(reference: string, what: string): string {
  const hash = createHash('sha256').update(`${reference} ${what}`).digest('hex').slice(0, 32);
  return `${reference.startsWith(SYNTHETIC) ? 'sim-' : ''}${hash}`;
}
