import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { command, insert, select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { include } from './include.ts';

const database = testDatabase((db) =>
  command(
    db,
    'CREATE TABLE subject (cell UInt64, entry Float64, exit Float64, event Bool) ENGINE = MergeTree ORDER BY cell',
  ),
);

interface Subject {
  cell?: number;
  entry?: number;
  exit: number;
  event: boolean;
}

interface Curve {
  n: number;
  events: number;
  missing: number;
  times: number[];
  survival: number[];
  se: number[];
  lower: (number | null)[];
  upper: (number | null)[];
  quantiles: (number | null)[][];
  rmst: [number, number][];
}

/** The estimator alone, on these subjects: the very text that the indicators include. */
async function kaplanMeier(subjects: readonly Subject[], taus = [90]): Promise<Curve[]> {
  await command(database.writer, 'TRUNCATE TABLE subject');
  await insert(
    database.writer,
    'subject',
    subjects.map((subject) => ({ cell: 0, entry: -1, ...subject })),
  );
  return select<Curve>(
    database.writer,
    include(`WITH
    spell AS (SELECT cell, entry, exit, event FROM subject),
-- @include kaplan-meier
    [0.25, 0.5, 0.75, 0.9] AS levels
    SELECT
        toUInt32(n) AS n, toUInt32(events) AS events, toUInt32(missing) AS missing, times, survival,
        arrayMap((s, v) -> s * sqrt(v), survival, greenwood) AS se,
        arrayMap((s, v) -> survival_lower(s, v), survival, greenwood) AS lower,
        arrayMap((s, v) -> survival_upper(s, v), survival, greenwood) AS upper,
        arrayMap(level -> [level.2, level.3, level.4],
            arrayMap(p -> km_level('', p, times, log_survival, log_lowers, log_uppers, last), levels)) AS quantiles,
        arrayMap(tau -> (km_rmst(times, survival, tau), km_rmst_se(times, survival, hazard_variance, tau)), {taus:Array(Float64)}) AS rmst
    FROM km ORDER BY cell`),
    { taus },
  );
}

const near = (expected: readonly (number | null)[], digits: number) =>
  expected.map((value) => (value === null ? null : expect.closeTo(value, digits)));

/** What R's survival prints for the same subjects (`docs/oracles/`). */
test('equals R on delayed entry, ties and a zero-day case', async () => {
  const entry = [-1, -1, 2, 2, 5, -1, 3, 7];
  const exit = [0, 4, 4, 6, 9, 9, 12, 12];
  const event = [1, 1, 1, 0, 1, 1, 0, 1];
  const [curve] = await kaplanMeier(
    entry.map((day, i) => ({ entry: day, exit: exit[i] ?? 0, event: event[i] === 1 })),
  );
  expect(curve).toMatchObject({
    n: 8,
    events: 6,
    missing: 0,
    times: [0, 4, 9, 12],
    survival: near([0.666666666667, 0.4, 0.2, 0.1], 11),
    se: near([0.272165526976, 0.219089023002, 0.148323969742, 0.10246950766], 11),
    lower: near([0.05407342678652, 0.05197575037747, 0.01885402145775, 0.00405302666273], 12),
    upper: near([0.945206387272, 0.752815791359, 0.520848006015, 0.381925222562], 11),
  });
});

test('excludes who enters on the day they leave, and counts them as missing', async () => {
  const [curve] = await kaplanMeier([
    { entry: 5, exit: 5, event: true },
    { exit: 3, event: true },
    { exit: 9, event: false },
  ]);
  expect(curve).toMatchObject({ n: 2, events: 1, missing: 1, times: [3], survival: [0.5] });
});

test('takes the middle of a flat part at the very level, as R does', async () => {
  const exact = await kaplanMeier([1, 2, 3, 4].map((exit) => ({ exit, event: true })));
  expect(exact[0]?.quantiles).toEqual([
    [1.5, 1, 3],
    [2.5, 1, null],
    [3.5, 1, null],
    [4, 2, null],
  ]);
  const censored = await kaplanMeier([1, 2, 3, 4].map((exit) => ({ exit, event: exit < 3 })));
  expect(censored[0]?.quantiles.slice(0, 3)).toEqual([
    [1.5, 1, null],
    [3, 1, null],
    [null, 1, null],
  ]);
});

test('says that a quantile is not reached rather than give the longest follow-up', async () => {
  const [curve] = await kaplanMeier([
    { exit: 1, event: true },
    { exit: 50, event: false },
    { exit: 60, event: false },
  ]);
  expect(curve?.quantiles[1]?.[0]).toBeNull();
});

test('keeps cells apart', async () => {
  const curves = await kaplanMeier([
    { cell: 1, exit: 1, event: true },
    { cell: 1, exit: 2, event: true },
    { cell: 2, exit: 7, event: true },
  ]);
  expect(curves.map(({ n, times }) => ({ n, times }))).toEqual([
    { n: 2, times: [1, 2] },
    { n: 1, times: [7] },
  ]);
});

const receipt = join(process.env.OBS_TEST_DATA ?? '../shared/data', 'receipt.csv');
const hasReceipt = existsSync(receipt);
if (!hasReceipt)
  console.warn(`Skipped the golden numbers: ${receipt} is not there (OBS_TEST_DATA).`);

test.skipIf(!hasReceipt)('equals R on 1 434 real cases, in fractional days', async () => {
  const rows = parse(readFileSync(receipt), { columns: true }) as Record<string, string>[];
  const at = (text: string | undefined) => Math.floor(Date.parse(text ?? '') / 1000) * 1000;
  const cases = new Map(rows.map((row) => [row['case:concept:name'], row]));
  const ends = rows.flatMap((row) => [at(row['time:timestamp']), at(row['case:enddate'])]);
  const last = Math.max(...ends.filter((end) => !Number.isNaN(end)));
  const subjects = [...cases.values()].map((row) => {
    const end = at(row['case:enddate']);
    const event = !Number.isNaN(end);
    const days = ((event ? end : last) - at(row['case:startdate'])) / 86_400_000;
    return { exit: Math.max(0, days), event };
  });

  const [curve] = await kaplanMeier(subjects, [90]);
  expect(curve).toMatchObject({ n: 1434, events: 1329 });
  expect(curve?.quantiles).toEqual([
    near([36.37763, 34.50522, 37.65433], 5),
    near([52.49932, 50.64367, 53.70292], 5),
    near([78.64478, 74.59966, 83.41921], 5),
    near([121.36627, 111.58561, 126.47856], 5),
  ]);
  expect(curve?.rmst[0]).toEqual(near([54.4914229, 0.6699288], 7));
  const index = curve?.times.findLastIndex((t) => t <= 60) ?? -1;
  expect(curve?.survival[index]).toBeCloseTo(0.357654254746, 12);
  expect(curve?.se[index]).toBeCloseTo(0.01287739268704, 13);
  expect(curve?.lower[index]).toBeCloseTo(0.3324601112699, 12);
  expect(curve?.upper[index]).toBeCloseTo(0.382897867481, 12);
});
