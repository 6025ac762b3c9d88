/** In whatever order events arrive, values are the same: on one day the order of `rang` counts, and sums are exact. */
import { Readable } from 'node:stream';
import { beforeAll, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { ingest } from '#ingest/ingest.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { events as simulated } from '#seed/simulator/simulator.ts';
import { loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';
import { aside, computed, deliver, dossier, named, several } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));

/** Two events of one day, the second of which has the lower rank. */
const pair = (first: EventRow, second: EventRow): EventRow[] => [
  { ...first, rang: 2 },
  { ...second, rang: 1 },
];

const DAY = '2026-03-10';
const events = several(40, (i): EventRow[] => {
  const reference = (topic: string) => named(`${topic} ${i}`);
  const there = { prefecture: '75' };
  const elsewhere = { prefecture: '59' };
  const told = (
    source: EventRow['source'],
    event: EventRow['event'],
    topic: string,
    [late, early]: [Partial<EventRow>, Partial<EventRow>],
  ) =>
    pair(
      aside(source, event, DAY, { reference: reference(topic), ...elsewhere, ...late }),
      aside(source, event, DAY, { reference: reference(topic), ...there, ...early }),
    );
  const appealed = { dossier: named(`sim-${i}`), prefecture: '75' };
  return [
    ...dossier(`sim-${i}`, {
      depot: '2026-01-05',
      decision: '2026-02-05',
      event: 'decision_defavorable',
    }),
    ...told('ccc', 'ccc_contact', 'contact', [{ issue: 'formulaire' }, { issue: 'telephone' }]),
    ...told('ccc', 'ccc_signalement_dgef', 'report', [{}, {}]),
    ...told('pan', 'pan_rdv_demande', 'visit', [{}, {}]),
    ...told('pan', 'impossibilite_constatee', 'finding', [{}, {}]),
    ...told('pan', 'substitution_depot', 'substituted', [{}, {}]),
    ...told('rendez_vous', 'rdv_recherche', 'search', [{}, {}]),
    aside('recours', 'recours_ta', '2026-02-20', { reference: reference('appeal'), ...appealed }),
    ...told('recours', 'decision_justice', 'appeal', [
      { ...appealed, issue: 'rejet' },
      { ...appealed, issue: 'annulation' },
    ]),
    // Sums of such numbers depend on their order, and 0.29 is a little less than it says.
    ...[0.1, 0.29, 0.21].map((valeur) =>
      aside('pilotage', 'effectif', DAY, { ...there, module: 'etrangers', valeur }),
    ),
    ...[7.1, 6.3, 8.9].map((valeur) =>
      aside('satisfaction', 'avis_usager', DAY, { ...there, valeur }),
    ),
  ];
}).map((row, index): EventRow => ({ ...row, event_id: `one-day-${index}` }));

/** Three deliveries of equal size. */
const inThree = <Item>(items: readonly Item[]): Item[][] => {
  const third = Math.ceil(items.length / 3);
  return [0, 1, 2].map((part) => items.slice(part * third, (part + 1) * third));
};

/** The values when the events come in this order. */
async function arriving(order: readonly EventRow[]): Promise<Value[]> {
  await database.reset();
  for (const [part, rows] of inThree(order).entries()) {
    await deliver(database.writer, rows, { batch: `b${part}` });
  }
  return computed(database.writer, loadCatalogue());
}

let forwards: Value[];
beforeAll(async () => {
  forwards = await arriving(events);
});

/** Where an indicator has its subjects in 2026, and how many. */
const placed = (id: string, statistic: string, part: string | null): string[] => {
  const rows = forwards.filter(
    ({ indicator, period, prefecture, n, ...row }) =>
      row.statistic === statistic &&
      row.breakdown === part &&
      indicator === id &&
      period === '2026' &&
      prefecture !== null &&
      n > 0,
  );
  return [...new Set(rows.map(({ prefecture, n }) => `${n} in ${prefecture}`))];
};

test('gives the same values to the last bit when everything arrives the other way round', async () => {
  expect(forwards.length).toBeGreaterThan(100);
  expect(await arriving(events.toReversed())).toEqual(forwards);
});

test.each([
  ['C-03', 'share', 'canal=telephone'],
  ['C-05', 'median', null],
  ['A-01', 'median', null],
  ['A-05', 'share', 'etape=convocation'],
  ['A-10', 'median', 'etape=recherche'],
])('%s takes the place, and the channel, of what came first on the day', (id, statistic, part) => {
  expect(placed(id, statistic, part)).toEqual(['40 in 75']);
});

test('L-03 takes the judgment that came first on the day', () => {
  expect(
    forwards.filter(({ indicator, value }) => indicator === 'L-03' && value === 1),
  ).not.toEqual([]);
});

test('staff is added up exactly', () => {
  const posts = forwards.filter(
    ({ indicator, breakdown, value }) =>
      indicator === 'A-09' && breakdown === 'mesure=etpt' && value !== null,
  );
  expect(new Set(posts.map(({ value }) => value))).toEqual(new Set([24]));
});

test('a population with its corrections, delivered backwards, has the same values', async () => {
  const rows = [...simulated({ dossiers: 1500, seed: 5, coversTo: '2026-10-31' })];
  const coverage = {
    extracted_at: '2026-11-01T00:00:00Z',
    covers_to: '2026-10-31',
    source: 'anef',
  } as const;
  const ingested = async (order: readonly EventRow[]) => {
    await database.reset();
    for (const [part, delivered] of inThree(order).entries()) {
      const body = Readable.from(delivered.map((row) => `${JSON.stringify(row)}\n`));
      await ingest({
        db: database.writer,
        files: [{ name: `${part}.ndjson`, format: 'ndjson', body }],
        now: new Date('2026-11-01T12:00:00Z'),
        reference: loadReference(),
        coverage,
      });
    }
    await compute({
      db: database.writer,
      indicators: loadCatalogue(),
      cause: 'command',
      now: () => new Date('2026-11-02T00:00:00Z'),
    });
    return select<{ indicator: string; rows: number; hash: string }>(
      database.reader,
      `SELECT indicator, toUInt32(count()) AS rows, toString(sum(cityHash64(toString(tuple(* EXCEPT (run, as_of)))))) AS hash
      FROM indicator_value GROUP BY indicator ORDER BY indicator`,
    );
  };
  const inOrder = await ingested(rows);
  expect(inOrder.length).toBe(loadCatalogue().length);
  expect(await ingested(rows.toReversed())).toEqual(inOrder);
}, 120_000);
