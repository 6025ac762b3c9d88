/** V-02, V-03, V-05 and S-03 on a few dossiers, worked out by hand. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { computed, deliver, dossier, national, several } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const INDICATORS = ['V-02', 'V-03', 'V-05', 'S-03'];
let values: Value[] = [];
const of = (id: string) => national(values.filter(({ indicator }) => indicator === id));

beforeAll(async () => {
  await deliver(
    database.writer,
    [
      // Open on the ANEF since 2021-05-01: twelve filed there, four at the counter.
      ...several(12, (i) =>
        dossier(`online${i}`, { depot: '2026-01-10', decision: i < 6 ? '2026-02-10' : undefined }),
      ),
      ...several(4, (i) =>
        dossier(`desk${i}`, {
          depot: '2026-01-11',
          decision: '2026-03-05',
          row: { canal: 'guichet' },
        }),
      ),
      // Never opened there: left out of the use, in the volume of the offer.
      ...several(8, (i) =>
        dossier(`closed${i}`, {
          depot: '2026-01-12',
          decision: '2026-02-20',
          row: { canal: 'guichet', titre: 'L421-1' },
        }),
      ),
      // A refusal is no title granted, but leaves the stock; it comes back and stays open.
      ...several(2, (i) =>
        dossier(`refused${i}`, {
          depot: '2026-01-12',
          decision: '2026-02-21',
          event: 'decision_defavorable',
          more: [{ event: 'reouverture', occurred_on: '2026-04-01' }],
        }),
      ),
      ...several(30, (i) => dossier(`quick${i}`, { depot: '2026-04-02', decision: '2026-04-20' })),
    ],
    { coversTo: '2026-06-15' },
  );
  values = await computed(
    database.writer,
    loadCatalogue().filter(({ id }) => INDICATORS.includes(id)),
  );
});

test('V-02 is the share of titles granted that were open at the end of the period', () => {
  expect(of('V-02').get('period 2026-02 share')).toMatchObject({ value: 6 / 14, n: 14 });
  expect(of('V-02').get('period 2026-03 share')).toMatchObject({ value: null, status: 'too_few' });
  expect(of('V-02').get('period 2026 share')).toMatchObject({ value: 40 / 48, n: 48 });
});

test('V-03 forgets titles that are not open on the ANEF, and stores no cell by channel', () => {
  expect(of('V-03').get('period 2026-01 share')).toMatchObject({ value: 14 / 18, n: 18 });
  // Wilson's limits are where the observed share lies 1.96 standard errors away.
  const { lower, upper } = of('V-03').get('period 2026-01 share') ?? {};
  for (const limit of [lower ?? 0, upper ?? 0]) {
    const distance = Math.abs(14 / 18 - limit) / Math.sqrt((limit * (1 - limit)) / 18);
    expect(distance).toBeCloseTo(1.959963984540054, 9);
  }
  expect(values.filter(({ indicator, canal }) => indicator === 'V-03' && canal)).toEqual([]);
});

test('V-05 adds up to the stock: what entered less what left', () => {
  const all = of('V-05');
  const flow = (period: string, flux: string) =>
    all.get(`period ${period} count flux=${flux}`)?.value;
  expect(flow('2026-01', 'entrees')).toBe(26);
  expect(flow('2026-02', 'sorties')).toBe(16);
  expect(all.get('period 2026-02 count')?.value).toBe(-16);
  // The reopened ones enter again.
  expect(flow('2026-04', 'entrees')).toBe(32);
  expect(flow('2026-04', 'cumul')).toBe(8);
  expect(flow('2026', 'cumul')).toBe(8);
  expect(flow('2026', 'entrees')).toBe(58);
  // Nobody comes or goes in May: the stock stays, and is stored.
  expect(flow('2026-05', 'cumul')).toBe(8);
  expect(all.has('period 2026-05 count flux=entrees')).toBe(false);
});

test('S-03 divides the stock by the pace of three months, and not by too few', () => {
  const all = of('S-03');
  // February to April: 16 + 4 + 30 closed; eight open.
  expect(all.get('period 2026-04 ratio')).toMatchObject({
    value: 8 / (50 / 3),
    n: 50,
    censored: 8,
  });
  expect(all.get('period 2026-03 ratio')).toMatchObject({ status: 'too_few', n: 20 });
  expect(all.get('period 2026-05 ratio')?.value).toBeCloseTo(8 / (34 / 3), 12);
  // The last three complete months are March to May.
  expect(all.get('period now ratio')?.value).toBeCloseTo(8 / (34 / 3), 12);
  expect(all.has('period 2026-06 ratio')).toBe(false);
  expect(all.has('period 2026-02 ratio')).toBe(false);
});
