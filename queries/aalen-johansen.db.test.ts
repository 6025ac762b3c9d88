import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { command, insert, select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { include } from './include.ts';

const database = testDatabase((db) =>
  command(
    db,
    'CREATE TABLE subject (entry Int32, exit Int32, cause UInt8) ENGINE = MergeTree ORDER BY exit',
  ),
);

interface Subject {
  entry: number;
  exit: number;
  cause: number;
}

/** What R printed (`docs/oracles/aalen_johansen.R`): subjects, then rows of numbers at 3, 8, 15 and 25. */
function readOracle(): { subjects: Subject[]; rows: number[][] }[] {
  const text = readFileSync(new URL('../docs/oracles/aalen_johansen.txt', import.meta.url), 'utf8');
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (/^-?\d+,/.test(line) ? [index] : []));
  return starts.map((start, i) => ({
    subjects: (lines[start] ?? '')
      .trim()
      .split(' ')
      .map((subject) => {
        const [entry = 0, exit = 0, cause = 0] = subject.split(',').map(Number);
        return { entry, exit, cause };
      }),
    rows: lines
      .slice(start + 1, starts[i + 1])
      .filter((line) => /^\[\d,\]/.test(line))
      .map((line) => line.trim().split(/ +/).slice(1).map(Number)),
  }));
}

/** The incidence of the first three causes and of the last, over every subject. */
const INCIDENCE = `WITH
-- @include any-times
-- @include moves
    step AS
    (
        SELECT
            toUInt64(0) AS cell,
            arraySort(groupArrayArray(moves_of(entry, exit, toUInt8(cause)))) AS moves,
            arrayMap(move -> toUInt32(1), moves) AS counts
        FROM subject
    ),
-- @include at-risk
-- @include km
    [(1, of_kinds([1])), (2, of_kinds([2])), (3, of_kinds([3])), (8, of_kinds([8]))] AS causes,
-- @include aalen-johansen
`;

/** At 3, 8, 15 and 25, for each cause: its incidence, its standard error, and the survival. */
async function incidences(subjects: readonly Subject[]): Promise<number[][][]> {
  await command(database.writer, 'TRUNCATE TABLE subject');
  await insert(database.writer, 'subject', subjects);
  const curves = await select<{ at: number[][] }>(
    database.writer,
    include(`${INCIDENCE}    rest AS (SELECT 1)
    SELECT arrayMap(day -> [
        cif[arrayCount(t -> t <= day, times)],
        sqrt(cif_variance[arrayCount(t -> t <= day, times)]),
        waiting[arrayCount(t -> t <= day, waits)]], [3, 8, 15, 25]) AS at
    FROM incidence
    INNER JOIN (SELECT cell, times AS waits, survival AS waiting FROM km) AS whole ON whole.cell = incidence.cell
    WHERE cause <= 3
    ORDER BY cause`),
  );
  return curves.map(({ at }) => at);
}

const near = (numbers: readonly number[]) => numbers.map((x) => expect.closeTo(x, 12));

test('are those of R and sum to one with the waiting', async () => {
  const oracles = readOracle();
  expect(oracles.map(({ subjects }) => subjects.length)).toEqual([80, 60]);
  for (const { subjects, rows } of oracles) {
    const causes = await incidences(subjects);
    for (const [i, [waiting = NaN, ...cumulative]] of rows.slice(0, 4).entries()) {
      const found = causes.map((at) => at[i]?.[0] ?? NaN);
      expect(found).toEqual(near(cumulative));
      expect(causes[0]?.[i]?.[2]).toBeCloseTo(waiting, 12);
      expect(found.reduce((sum, x) => sum + x, waiting)).toBeCloseTo(1, 12);
    }
  }
});

test('have the standard errors of R', async () => {
  const [{ subjects, rows } = { subjects: [], rows: [] }] = readOracle();
  const causes = await incidences(subjects);
  expect(rows.slice(4)).toHaveLength(4);
  for (const [i, [, ...errors]] of rows.slice(4).entries()) {
    expect(causes.map((at) => at[i]?.[1] ?? NaN)).toEqual(near(errors));
  }
});

test('have no limits where every case ended alike', async () => {
  await command(database.writer, 'TRUNCATE TABLE subject');
  // Steps that do not add up to 1 in binary.
  await insert(
    database.writer,
    'subject',
    Array.from({ length: 10 }, (_, i) => ({ entry: -1, exit: i + 1, cause: 1 })),
  );
  const [row] = await select<{ last: number; limits: (number | null)[] }>(
    database.writer,
    include(`${INCIDENCE}    rest AS (SELECT 1)
    SELECT cif[-1] AS last, [cif_limit(cif[-1], 1e-17, -1), cif_limit(cif[-1], 0, 1)] AS limits FROM incidence WHERE cause = 1`),
  );
  expect(row?.last).toBeLessThan(1);
  expect(row?.last).toBeCloseTo(1, 12);
  expect(row?.limits).toEqual([null, null]);
});

test('know each of eight causes', async () => {
  await command(database.writer, 'TRUNCATE TABLE subject');
  await insert(database.writer, 'subject', [
    { entry: -1, exit: 2, cause: 3 },
    { entry: -1, exit: 3, cause: 8 },
    { entry: -1, exit: 3, cause: 8 },
    { entry: -1, exit: 9, cause: 0 },
  ]);
  const rows = await select<{ cause: number; shares: number[]; days: number[] }>(
    database.writer,
    include(`${INCIDENCE}    rest AS (SELECT 1)
    SELECT cause, cif AS shares, times AS days FROM incidence ORDER BY cause`),
  );
  expect(rows).toEqual([
    { cause: 1, shares: [], days: [] },
    { cause: 2, shares: [], days: [] },
    { cause: 3, shares: [0.25], days: [2] },
    { cause: 8, shares: [expect.closeTo(0.5, 12)], days: [3] },
  ]);
});
