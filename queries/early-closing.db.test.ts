/** Files whose first decision is dated before the only filing that is known: nothing else may suffer from them. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import { migrate } from './migrate.ts';
import { deliver, dossier, figuresOf, several } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const IDS = ['P-01', 'P-02', 'P-03', 'P-06', 'S-01', 'S-02', 'S-06', 'V-05'];
let figure: Awaited<ReturnType<typeof figuresOf>>;

beforeAll(async () => {
  await deliver(database.writer, [
    ...several(40, (i) => dossier(`plain${i}`, { depot: '2026-03-02', decision: '2026-03-12' })),
    ...several(5, (i) => dossier(`early${i}`, { depot: '2026-03-03', decision: '2026-02-26' })),
    ...several(26, (i) => dossier(`open${i}`, { depot: '2026-01-05' })),
  ]);
  figure = await figuresOf(database.writer, IDS, '2026-07-02T00:00:00Z');
});

test.each(['P-01', 'P-06'])('%s counts them as missing, by cohort and by period', (id) => {
  for (const period of ['cohort 2026', 'period 2026-03', 'period 2026']) {
    expect(figure(id, `${period} median`), period).toMatchObject({ n: 66, missing: 5 });
  }
  expect(figure(id, 'cohort 2026-03 median')).toMatchObject({ value: 10, n: 40, missing: 5 });
});

test('P-02 counts them as missing, and no limit passes its horizon', () => {
  const row = figure('P-02', 'cohort 2026 rmst120');
  expect(row).toMatchObject({ n: 66, missing: 5 });
  expect(row?.upper).toBeLessThanOrEqual(120);
  expect(figure('P-02', 'period 2026 rmst120')).toMatchObject({ n: 66, missing: 5 });
});

test('P-03 has no delay of theirs', () => {
  expect(figure('P-03', 'period 2026-03 mean')).toMatchObject({ value: 10, n: 40 });
  expect(figure('P-03', 'period 2026-02 mean')).toBeUndefined();
});

test('the stock never holds them, nor less than nothing', () => {
  for (const month of ['2026-02', '2026-03']) {
    expect(figure('S-01', `period ${month} count`)?.value, month).toBe(26);
    expect(figure('S-02', `period ${month} median`)?.n, month).toBe(26);
    expect(figure('V-05', `period ${month} count flux=cumul`)?.value, month).toBe(26);
  }
});

test('S-06 reads that stock', () => {
  expect(figure('S-06', 'period 2026-02 ratio')?.n).toBe(26);
});
