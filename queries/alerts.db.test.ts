import { beforeAll, expect, test } from 'vitest';
import { insert } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { alerts, FALSE_ALARM, FALSE_ALARM_CORRELATED, type Alerts } from './alerts.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { storedRun, storedValue } from './testing-values.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const reference = loadReference();
const regions = new Map(reference.prefectures.map(({ code, region }) => [code, region]));

const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
);

beforeAll(async () => {
  const { writer } = database;
  const at = (indicator: string, prefecture: string, period: string, value: number, more = {}) =>
    storedValue({
      ...{ indicator, run: indicator, prefecture, region: regions.get(prefecture) ?? null },
      ...{ period, value, cutoff: '2025-12-31', ...more },
    });
  await insert(
    writer,
    'run',
    ['P-01', 'G-01', 'G-02'].map((id) => storedRun({ indicator: id, run: id })),
  );
  const quiet = (i: number) => 80 + [0, 2, -2, 1, -1][i % 5]!;
  const count = { statistic: 'count' as const, lower: null, upper: null, n: 42 };
  const ratio = { statistic: 'ratio' as const, n: 60 };
  await insert(writer, 'indicator_value', [
    ...months.flatMap((month, i) => [
      at('P-01', '75', month, quiet(i)),
      at('P-01', '93', month, month === '2025-12' ? 120 : quiet(i)),
      // The test data set is no place; a series of six months is not watched.
      at('P-01', 'ZZ', month, month === '2025-12' ? 900 : quiet(i)),
      ...(i >= 18 ? [at('P-01', '01', month, month === '2025-12' ? 500 : quiet(i))] : []),
    ]),
    // 42 closings: four on the busiest day are chance, twenty are not.
    ...['01', '02', '03', '04'].map((code) => at('G-02', code, '2025-12', 5, count)),
    at('G-02', '75', '2025-12', 20, count),
    ...['01', '02', '03', '04'].map((code) =>
      at('G-01', code, '2025-12', 1.1, { ...ratio, lower: 0.6, upper: 2 }),
    ),
    at('G-01', '93', '2025-12', 4, { ...ratio, lower: 2.5, upper: 6.4 }),
  ]);
});

const ask = (more: { month?: string } = {}): Promise<Alerts> =>
  alerts({ reader: database.reader, reference }, loadCatalogue(), more);

test('tells what is more than chance in the last whole month, and how much chance would', async () => {
  const answer = await ask();
  expect(answer).toMatchObject({ month: '2025-12', watched: 2, told: 1 });
  // The months of 75 alternate; those of 93 do not, because of the last.
  expect(answer.expected_by_chance).toBeCloseTo(FALSE_ALARM_CORRELATED + FALSE_ALARM, 12);
  expect(answer.alerts).toMatchObject([
    {
      ...{ kind: 'chart', indicator: 'P-01', prefecture: '93', value: 120, meaning: 'concern' },
      ...{ rules: ['outside'], cusum: 'concern', q: null },
    },
    { kind: 'bunching', indicator: 'G-01', prefecture: '93', value: 4, centre: 1 },
    { kind: 'mass_closing', indicator: 'G-02', prefecture: '75', value: 20, centre: 2 },
  ]);
  expect(answer.alerts[2]?.q).toBeLessThan(1e-6);
});

test('tells nothing of a quiet month', async () => {
  expect(await ask({ month: '2025-11' })).toMatchObject({ watched: 2, told: 0, alerts: [] });
});
