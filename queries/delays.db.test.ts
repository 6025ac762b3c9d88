import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { cohort, computed, deliver, dossier, national, plus } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();
const picked = (...ids: string[]) => ids.map((id) => findIndicator(catalogue, id));
beforeEach(() => database.reset());

test('a dossier said to be closed before it was filed makes no indicator fail', async () => {
  await deliver(database.writer, [
    ...cohort('2026-01-10', [null, null]),
    ...dossier('before', { depot: '2026-02-10', decision: '2025-12-20' }),
  ]);
  // `computed` throws for one that fails.
  const all = national(await computed(database.writer, picked('S-01', 'S-05', 'V-05', 'P-01')));
  expect(all.get('period 2026-03 count age=02m')?.value).toBe(2);
});

describe('P-01', () => {
  test('lets open dossiers count: half decided late is not half decided', async () => {
    await deliver(
      database.writer,
      cohort('2026-01-10', [0, 5, 6, 7, 8, 9, null, null, null, null, null, null, null]),
    );
    const all = national(await computed(database.writer, picked('P-01')));
    expect(all.get('cohort 2026-01 median')).toMatchObject({
      value: null,
      status: 'not_reached',
      n: 13,
      censored: 7,
    });
    expect(all.get('cohort 2026-01 p10')).toMatchObject({ value: 5, status: 'ok' });
    expect(all.get('cohort 2026-01 p10')?.lower).toBe(0);
  });

  test('is not told beyond what was followed, even where one last file brings the curve to zero', async () => {
    await deliver(
      database.writer,
      [
        ...cohort('2026-01-01', [20, 30, 40, 50, 60, 200]),
        ...cohort('2026-06-01', [null, null, null, null, null, null]),
      ],
      { coversTo: '2026-10-31' },
    );
    const all = national(await computed(database.writer, picked('P-01', 'P-02', 'Q-01')));
    expect(all.get('cohort 2026 share jours=180')).toMatchObject({ status: 'ok', n: 12 });
    for (const figure of ['share jours=365', 'rmst365', 'share cause=attente;horizon=12m']) {
      expect(all.get(`cohort 2026 ${figure}`), figure).toMatchObject({
        value: null,
        status: 'not_reached',
        n: 12,
      });
    }
    // Few as they are, those of one month have their rows.
    expect(all.get('cohort 2026-01 share cause=attente;horizon=4m')).toMatchObject({
      status: 'too_few',
      n: 6,
    });
  });

  test('counts every terminal event but a transfer, the first one only', async () => {
    const wait = (day: number, event: 'desistement' | 'transfert') =>
      Array.from({ length: 6 }, (_, i) =>
        dossier(`${event}${i}`, {
          depot: '2026-01-01',
          decision: plus('2026-01-01', day),
          event,
          more: [{ event: 'decision_favorable', occurred_on: plus('2026-01-01', 30) }],
        }),
      ).flat();
    await deliver(database.writer, [...wait(10, 'desistement'), ...wait(11, 'transfert')]);
    const all = national(await computed(database.writer, picked('P-01')));
    expect(all.get('cohort 2026-01 median')?.value).toBe(20);
    expect(all.get('cohort 2026-01 p90')?.value).toBe(30);
  });

  test('gives in the period view what was met during the period, whoever filed when', async () => {
    await deliver(database.writer, [
      ...cohort('2026-01-01', [40, 40, 40, 40, 40, 40, 40, 40, 40, 40]),
      ...cohort('2026-02-01', [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]),
    ]);
    const all = national(await computed(database.writer, picked('P-01')));
    expect(all.get('period 2026-02 median')).toMatchObject({ value: 3, n: 20, censored: 0 });
    expect(all.get('period 2026-01 median')).toMatchObject({ value: null, n: 10, censored: 10 });
    expect(all.get('cohort 2026-01 median')?.value).toBe(40);
  });

  test('counts a decision on the first day of a month in that month', async () => {
    await deliver(
      database.writer,
      cohort(
        '2026-01-12',
        Array.from({ length: 10 }, () => 20),
      ),
    );
    const all = national(await computed(database.writer, picked('P-01')));
    expect(all.get('period 2026-02 median')).toMatchObject({ value: 20, n: 10, censored: 0 });
    expect(all.get('period 2026-01 median')?.censored).toBe(10);
  });

  test('enters those filed before the source was covered on the first day covered', async () => {
    await deliver(
      database.writer,
      [
        ...cohort('2026-01-01', [5, 5, 5]),
        ...cohort(
          '2026-01-02',
          Array.from({ length: 12 }, () => 60),
        ),
      ],
      { coversFrom: '2026-02-01' },
    );
    const all = national(await computed(database.writer, picked('P-01')));
    expect(all.get('cohort 2026-01 median')).toMatchObject({ value: 60, n: 12, missing: 3 });
  });

  test('gives no figure on fewer dossiers than its threshold', async () => {
    await deliver(database.writer, cohort('2026-01-10', [5, 6, 7]));
    const all = national(await computed(database.writer, picked('P-01')));
    expect(all.get('cohort 2026-01 median')).toMatchObject({
      value: null,
      lower: null,
      status: 'too_few',
      n: 3,
    });
  });
});

describe('P-02', () => {
  test('is the area under the curve, and not given beyond what was followed', async () => {
    await deliver(
      database.writer,
      cohort('2026-01-01', [10, 10, 10, 10, 10, 130, 130, 130, null, null]),
    );
    const all = national(await computed(database.writer, picked('P-02')));
    expect(all.get('cohort 2026-01 rmst120')?.value).toBeCloseTo(0.5 * 10 + 0.5 * 120, 9);
    expect(all.get('cohort 2026-01 rmst365')).toMatchObject({
      value: null,
      lower: null,
      status: 'not_reached',
    });
  });
});

describe('P-03', () => {
  test('forgets the open dossiers, as its label says', async () => {
    await deliver(
      database.writer,
      cohort('2026-01-10', [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 24, null, null]),
    );
    const all = national(await computed(database.writer, picked('P-03')));
    expect(all.get('cohort 2026-01 mean')).toMatchObject({ value: 64 / 11, n: 11 });
    expect(all.get('period 2026-01 mean')?.value).toBe(4);
  });
});
