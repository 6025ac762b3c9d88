/** What holds for any history of a dossier, whatever its acts. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TERMINAL_EVENTS } from '#domain/contract.ts';
import type { Dossier } from './answers.ts';
import type { MappedDemarche } from './demarche.ts';
import { eventsOf } from './events.ts';
import { openIdentity } from './identity.ts';
import { ACTS } from './acts.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5, 9);
const identity = openIdentity('a key of the tests only');
const kinds = ['DEMANDE_TITRE', 'PRE_DEMANDE_RDV', 'PAN_RDV', 'COMPLEMENT'] as const;

const when = (hours: number) => new Date(START_MS + hours * HOUR_MS).toISOString();

/** Something that happens to a dossier: an act, or a request that is settled some steps later. */
const step = fc.record({
  act: fc.constantFrom(...ACTS, 'demande_de_correction'),
  /** Hours since the step before. */
  after: fc.integer({ min: 1, max: 40 }),
  settled_after: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** The dossier as the API tells it once the first `count` steps have happened. */
function dossierAfter(steps: readonly Step[], count: number): Dossier {
  const hours = steps.map((_step, index) =>
    steps.slice(0, index + 1).reduce((sum, { after }) => sum + after, 0),
  );
  const dossier: Dossier = { number: 7, state: 'en_construction', traitements: [], messages: [] };
  for (const [index, { act, settled_after }] of steps.slice(0, count).entries()) {
    const at = when(hours[index] ?? 0);
    if (act !== 'demande_de_correction') {
      dossier.traitements.push({ id: `T-${index}`, event: act, dateTraitement: at });
      continue;
    }
    const settled = settled_after === undefined ? undefined : index + settled_after;
    // Half an hour after the step, so that no act is at the same instant.
    const to = settled !== undefined && settled < count ? when((hours[settled] ?? 0) + 0.5) : null;
    dossier.messages.push({ id: `M-${index}`, createdAt: at, correction: { dateResolution: to } });
  }
  return dossier;
}

const rowsOf = (dossier: Dossier, kind: (typeof kinds)[number]) => {
  const demarche: MappedDemarche = { number: 42, kind, prefecture: '94' };
  return eventsOf(dossier, { demarche, identity }).rows;
};

const history = fc.record({
  steps: fc.array(step, { maxLength: 12 }),
  kind: fc.constantFrom(...kinds),
});

test('what was told of a dossier is told again, the same, whatever happens to it later', () => {
  fc.assert(
    fc.property(history, fc.nat(12), ({ steps, kind }, count) => {
      const before = rowsOf(dossierAfter(steps, Math.min(count, steps.length)), kind);
      const now = new Map(
        rowsOf(dossierAfter(steps, steps.length), kind).map((row) => [row.event_id, row]),
      );
      for (const row of before) expect(now.get(row.event_id)).toEqual(row);
    }),
    { numRuns: 300 },
  );
});

test('events have ids of their own, in the order of their days and numbers', () => {
  fc.assert(
    fc.property(history, ({ steps, kind }) => {
      const rows = rowsOf(dossierAfter(steps, steps.length), kind);
      expect(new Set(rows.map(({ event_id }) => event_id)).size).toBe(rows.length);
      const places = rows.map(
        ({ occurred_on, rang }) => `${occurred_on} ${String(rang).padStart(3, '0')}`,
      );
      expect(places).toEqual([...new Set(places)].toSorted());
    }),
    { numRuns: 300 },
  );
});

test('an application is reopened only when it was closed', () => {
  fc.assert(
    fc.property(history, ({ steps }) => {
      let closed = false;
      for (const { event } of rowsOf(dossierAfter(steps, steps.length), 'DEMANDE_TITRE')) {
        if (event === 'reouverture') expect(closed).toBe(true);
        if (TERMINAL_EVENTS.includes(event)) closed = true;
        else if (!event.startsWith('complement')) closed = false;
      }
    }),
    { numRuns: 300 },
  );
});
