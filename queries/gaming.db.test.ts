/** The signs of work that is done for the figure: each on dossiers made by hand. */
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventName, EventRow } from '#domain/contract.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { computed, deliver, dossier, national } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();

let made = 0;
beforeEach(async () => {
  if (made > 0) await database.reset();
  made = 0;
});

const DAY = 86_400_000;
const after = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** So many dossiers alike. */
const many = (count: number, depot: string, decision: string, event?: EventName): EventRow[] =>
  Array.from({ length: count }, () =>
    dossier(`g${made++}`, { depot, decision, ...(event && { event }) }),
  ).flat();

async function figures(id: string, events: EventRow[]) {
  await deliver(database.writer, events);
  return national(
    await computed(
      database.writer,
      catalogue.filter((one) => one.id === id),
    ),
  );
}

test('G-01 finds decisions bunched in the week that ends with the legal delay', async () => {
  // The title’s delay is four calendar months.
  const legal = '2025-05-06';
  const at = (offset: number, count: number) => many(count, '2025-01-06', after(legal, offset));
  const rows = await figures('G-01', [
    ...at(-27, 2),
    ...at(-20, 2),
    ...at(-13, 2),
    // The week is that of the days −6 … 0.
    ...at(-7, 2),
    ...at(-6, 11),
    ...at(0, 13),
    ...at(1, 1),
    ...at(7, 1),
    ...at(8, 3),
    ...at(15, 4),
    ...at(28, 3),
    // Too far away to count.
    ...at(-28, 40),
    ...at(29, 40),
  ]);
  const row = rows.get('period 2025 ratio');
  // 24 in the week; 8 + 10 around, 3 a week.
  expect(row).toMatchObject({ n: 42, status: 'ok', value: expect.closeTo(24 / 3, 12) });
  const margin = 1.959963984540054 * Math.sqrt(1 / 24 + 1 / 18);
  expect(row?.lower).toBeCloseTo(8 * Math.exp(-margin), 12);
  expect(rows.get('period 2025 count semaine=-1')?.value).toBe(24);
  expect(rows.get('period 2025 count semaine=0')?.value).toBe(2);
});

test('G-02 finds the day on which most were closed without a decision', async () => {
  const rows = await figures('G-02', [
    ...many(30, '2025-01-06', '2025-06-03', 'classement_sans_suite'),
    ...many(4, '2025-01-06', '2025-06-03', 'purge'),
    ...many(6, '2025-01-06', '2025-06-10', 'cloture'),
    // A decision is none of them.
    ...many(50, '2025-01-06', '2025-06-11'),
  ]);
  expect(rows.get('period 2025-06 share')).toMatchObject({ value: 34 / 40, n: 40 });
  expect(rows.get('period 2025-06 count')).toMatchObject({ value: 34 });
});

test('G-03 finds that recent dossiers are taken first', async () => {
  const rows = await figures('G-03', [
    ...many(30, '2025-06-02', '2025-08-05'),
    ...many(10, '2025-01-06', '2025-08-05'),
    ...many(40, '2025-01-06', '2026-05-05'),
  ]);
  // In August 2025: 10 of 40 decisions are old, 50 of 80 who wait.
  const row = rows.get('period 2025-08 ratio');
  expect(row).toMatchObject({ n: 40, value: expect.closeTo(10 / 40 / (50 / 80), 12) });
  const margin = 1.959963984540054 * Math.sqrt(1 / 10 - 1 / 40 + 1 / 50 - 1 / 80);
  expect(row?.upper).toBeCloseTo(0.4 * Math.exp(margin), 12);
});

test('G-01 and G-03 give zero where there is nothing to find', async () => {
  const events = [
    ...many(30, '2025-06-02', '2025-08-05'),
    ...many(40, '2025-01-06', '2025-05-20'),
    ...many(12, '2025-01-06', '2026-05-05'),
  ];
  // In August 2025: none of 30 decisions is old, 12 of 42 who wait.
  const nothing = { value: 0, lower: null, upper: null, status: 'ok' };
  expect((await figures('G-03', events)).get('period 2025-08 ratio')).toMatchObject({
    ...nothing,
    n: 30,
  });
  await database.reset();
  // 14 days after the legal day, and nobody in its week.
  expect((await figures('G-01', events)).get('period 2025-05 ratio')).toMatchObject({
    ...nothing,
    n: 40,
  });
});

test('G-04 counts what a purge takes out of the stock', async () => {
  const rows = await figures('G-04', [
    ...many(3, '2025-01-06', '2025-06-03', 'purge'),
    ...many(2, '2025-01-06', '2025-06-03', 'cloture'),
    ...many(5, '2025-01-06', '2025-06-03', 'classement_sans_suite'),
    ...many(10, '2025-01-06', '2025-06-04'),
  ]);
  expect(rows.get('period 2025-06 share')).toMatchObject({ value: 0.25, n: 20 });
});
