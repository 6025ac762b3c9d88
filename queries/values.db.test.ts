import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { command, insert, select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { parseAsOf } from './as-of.ts';
import { migrate } from './migrate.ts';
import { storedBatch, storedRun, storedValue } from './testing-values.ts';
import { inFormat, publishedRun, valuesQuery, type ValuesFilter } from './values.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-11-01T00:00:00Z')));
const reference = loadReference();
const P01: ValuesFilter['indicator'] = { id: 'P-01', sources: ['anef'] };
const ALL = { titre: 'all', motif: 'all', demande: 'all', canal: 'all' };

async function read(filter: Partial<ValuesFilter> = {}): Promise<Value[]> {
  const query = inFormat(valuesQuery({ indicator: P01, ...filter }, reference), 'json');
  const { stream } = await database.reader.client.exec({
    query: query.query,
    query_params: query.params,
  });
  return JSON.parse(Buffer.concat(await stream.toArray()).toString()) as Value[];
}

const store = (...rows: Partial<Value>[]) =>
  insert(database.writer, 'indicator_value', rows.map(storedValue));
const ran = (...runs: Readonly<Record<string, unknown>>[]) =>
  insert(database.writer, 'run', runs.map(storedRun));

beforeEach(async () => {
  for (const table of ['indicator_value', 'run', 'batch']) {
    await command(database.migrator, 'TRUNCATE TABLE {table:Identifier}', { table });
  }
});

test('gives a row exactly as the interface says it', async () => {
  await ran({});
  await store({ prefecture: '75', region: '11' });
  const rows = await read();
  expect(rows).toEqual([storedValue({ prefecture: '75', region: '11' })]);
  expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(storedValue()));
});

test('gives nothing while no run is done', async () => {
  await store({});
  expect(await read()).toEqual([]);
});

describe('of several runs', () => {
  test('reads the latest by the instant it speaks of, then by its end', async () => {
    await ran(
      { run: 'old', as_of: '2026-10-01T05:00:00Z', at: '2026-12-01T00:00:00Z' },
      { run: 'first', as_of: '2026-11-01T05:00:00Z', at: '2026-11-01T05:01:00Z' },
      { run: 'again', as_of: '2026-11-01T05:00:00Z', at: '2026-11-02T05:01:00Z' },
    );
    await store({ run: 'old', value: 1 }, { run: 'first', value: 2 }, { run: 'again', value: 3 });
    expect((await read()).map(({ run, value }) => [run, value])).toEqual([['again', 3]]);
    expect(await publishedRun(database.reader, { indicator: P01 })).toBe('again');
  });

  test('never reads one that is running or has failed', async () => {
    await ran(
      { run: 'good', as_of: '2026-10-01T00:00:00Z' },
      { run: 'running', state: 'running', as_of: '2026-11-02T00:00:00Z' },
      { run: 'failed', state: 'running', as_of: '2026-11-03T00:00:00Z' },
      { run: 'failed', state: 'failed', as_of: '2026-11-03T00:00:00Z', at: '2026-11-03T00:00:01Z' },
    );
    await store({ run: 'good' }, { run: 'running' }, { run: 'failed' });
    expect((await read()).map(({ run }) => run)).toEqual(['good']);
  });

  test('takes a run for done when it started and ended in the same millisecond', async () => {
    await ran({ state: 'running' }, { state: 'done' });
    await store({});
    expect(await read()).toHaveLength(1);
  });

  test('reads what was published at an instant, or at the end of a day in Paris', async () => {
    await ran(
      { run: 'day', as_of: '2026-10-31T22:59:00Z' },
      { run: 'next', as_of: '2026-10-31T23:00:00Z' },
    );
    await store({ run: 'day' }, { run: 'next' });
    const runAt = async (text: string) => (await read({ as_of: parseAsOf(text) }))[0]?.run;
    expect(await runAt('2026-10-31')).toBe('day');
    expect(await runAt('2026-11-01')).toBe('next');
    expect(await runAt('2026-10-31T23:00:00Z')).toBe('next');
    expect(await runAt('2026-10-31T22:58:59Z')).toBeUndefined();
  });

  test('reads the one that the caller has looked up', async () => {
    await ran({ run: 'a', as_of: '2026-10-01T00:00:00Z' }, { run: 'b' });
    await store({ run: 'a' }, { run: 'b' });
    expect((await read({ run: 'a' })).map(({ run }) => run)).toEqual(['a']);
  });

  test('does not read those of another indicator', async () => {
    await ran({}, { indicator: 'P-02', run: 'run-1' });
    await store({}, { indicator: 'P-02' });
    expect((await read()).map(({ indicator }) => indicator)).toEqual(['P-01']);
  });
});

describe('a filter', () => {
  const stored: Partial<Value>[] = [
    { period: '2026-09' },
    { period: '2026-10', motif: 'familial' },
    { period: '2026-10', motif: 'inconnu', demande: 'premiere' },
    { period: '2026', titre: 'L421-9' },
    { period: '2025', canal: 'anef' },
    { period: null, statistic: 'count', breakdown: 'classe=R1' },
    { period: '2026-10', region: '11', view: 'cohort' },
    { period: '2026-10', region: '11', prefecture: '75' },
    { period: '2026-10', region: 'inconnu', prefecture: 'inconnu' },
  ];
  const found = async (filter: Partial<ValuesFilter>) => {
    await ran({});
    await store(...stored);
    const rows = await read(filter);
    return stored.flatMap((want, index) =>
      rows.some((row) =>
        Object.entries(want).every(([key, cell]) => row[key as keyof Value] === cell),
      )
        ? [index]
        : [],
    );
  };

  test.each<[Partial<ValuesFilter>, number[]]>([
    [{}, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    [{ motif: 'familial' }, [1]],
    [{ motif: 'inconnu' }, [2]],
    [{ motif: 'all' }, [0, 3, 4, 5, 6, 7, 8]],
    [{ motif: 'inconnu', demande: 'premiere' }, [2]],
    [{ titre: 'L421-9' }, [3]],
    [{ canal: 'anef' }, [4]],
    [{ view: 'cohort' }, [6]],
    [{ statistic: 'count' }, [5]],
    [{ breakdown: 'classe=R1' }, [5]],
    [{ breakdown: 'all' }, [0, 1, 2, 3, 4, 6, 7, 8]],
    [{ region: '11' }, [6, 7]],
    [{ region: '11', prefecture: 'all' }, [6]],
    [{ region: 'all' }, [0, 1, 2, 3, 4, 5]],
    [{ prefecture: '75' }, [7]],
    [{ prefecture: 'inconnu' }, [8]],
    [{ level: 'national' }, [0, 1, 2, 3, 4, 5]],
    [{ level: 'region' }, [6]],
    [{ level: 'prefecture' }, [7, 8]],
    [{ grain: 'month' }, [0, 1, 2, 6, 7, 8]],
    [{ grain: 'year' }, [3, 4]],
    [{ grain: 'none' }, [5]],
  ])('%j finds rows %j', async (filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });

  test.each<[Partial<ValuesFilter>, number[]]>([
    [{ from: '2026-10' }, [1, 2, 3, 5, 6, 7, 8]],
    [{ to: '2026-09' }, [0, 3, 4, 5]],
    [{ from: '2025-12', to: '2025-12' }, [4, 5]],
    [{ from: '2027-01' }, [5]],
  ])(
    'of months %j includes both ends, years that overlap and stocks: %j',
    async (filter, expected) => {
      expect(await found(filter)).toEqual(expected);
    },
  );
});

test('orders rows by period, place, strata and figure, totals first', async () => {
  await ran({});
  const ordered: Partial<Value>[] = [
    { period: null },
    { period: '2025' },
    { period: '2025-01' },
    { period: '2025-01', statistic: 'p10' },
    { period: '2025-01', breakdown: 'classe=R1' },
    { period: '2025-01', motif: 'divers' },
    { period: '2025-01', titre: 'DCEM' },
    { period: '2025-01', region: '11' },
    { period: '2025-01', region: '11', prefecture: '75' },
    { period: '2025-01', region: '84' },
    { period: '2025-02' },
  ];
  await store(...ordered.toReversed());
  expect(await read()).toEqual(ordered.map((row) => storedValue(row)));
});

describe('an empty cell', () => {
  const count = { statistic: 'count', lower: null, upper: null } as const;
  const empty = { n: 0, censored: 0, missing: 0, lower: null, upper: null };
  const statusOf = (rows: readonly Value[]) =>
    Object.fromEntries(rows.map((row) => [row.prefecture ?? `r${row.region}`, row.status]));

  test('is a count of zero, at every place of the reference list but the test set', async () => {
    await ran({});
    await store({ ...count, region: '11', prefecture: '75', value: 5 });
    const rows = await read({ ...ALL, statistic: 'count' });
    const places = reference.prefectures.filter(({ kind }) => kind !== 'test');
    expect(new Set(rows.map(({ prefecture }) => prefecture))).toEqual(
      new Set(places.map(({ code }) => code)),
    );
    expect(rows).toHaveLength(places.length);
    expect(rows.find(({ prefecture }) => prefecture === '75')).toMatchObject({ value: 5, n: 1234 });
    expect(rows.find(({ prefecture }) => prefecture === '2A')).toEqual(
      storedValue({ ...count, ...empty, region: '94', prefecture: '2A', value: 0 }),
    );
  });

  test('has no value but for a count, since it has no denominator', async () => {
    await ran({});
    await store({ region: '11', prefecture: '75' });
    const [row] = await read({ ...ALL, prefecture: '13' });
    expect(row).toEqual(
      storedValue({
        ...empty,
        region: '93',
        prefecture: '13',
        value: null,
        status: 'no_denominator',
      }),
    );
  });

  test('is given for each period and figure of the run, months and years apart', async () => {
    await ran({});
    await store(
      { ...count, prefecture: '75', region: '11', period: '2026-09' },
      { prefecture: '75', region: '11', period: '2026-10', statistic: 'median' },
      { prefecture: '75', region: '11', period: '2026', statistic: 'p90' },
    );
    const rows = await read({ ...ALL, prefecture: '01' });
    expect(rows.map(({ period, statistic }) => `${period} ${statistic}`)).toEqual([
      '2026 p90',
      '2026-09 count',
      '2026-09 median',
      '2026-10 count',
      '2026-10 median',
    ]);
  });

  test('is given at the levels that the run has, regions and nation included', async () => {
    await ran({});
    await store(
      { ...count, motif: 'divers' },
      { ...count, region: '84' },
      { ...count, region: '11' },
    );
    const regions = new Set(
      reference.prefectures.filter(({ kind }) => kind !== 'test').map(({ region }) => region),
    );
    const rows = await read({ ...ALL, motif: 'all' });
    expect(rows).toHaveLength(regions.size);
    expect(rows.every(({ prefecture }) => prefecture === null)).toBe(true);
    expect(await read({ ...ALL, motif: 'etudiant' })).toMatchObject([
      { value: 0, motif: 'etudiant' },
    ]);
  });

  test('is left out where strata of that kind were not computed', async () => {
    await ran({});
    await store({ ...count, period: '2026', titre: 'L421-9' }, { ...count, period: '2026-10' });
    const rows = await read({ ...ALL, titre: 'DCEM' });
    expect(rows.map(({ period, value }) => [period, value])).toEqual([['2026', 0]]);
  });

  test('is left out while a stratum is not pinned', async () => {
    await ran({});
    await store({ ...count, region: '11', prefecture: '75' });
    expect(await read({ titre: 'all', motif: 'all', demande: 'all' })).toHaveLength(1);
  });

  test('never replaces a stored one, whatever the filters', async () => {
    await ran({});
    await store({ ...count, region: '11', prefecture: '75', breakdown: 'classe=R1', value: 7 });
    expect(await read({ ...ALL, prefecture: '75' })).toMatchObject([{ value: 7 }]);
    expect(await read({ ...ALL, region: '11', from: '2026-10', to: '2026-10' })).toHaveLength(8);
    expect(await read({ ...ALL, breakdown: 'all' })).toEqual([]);
  });

  test('is a missing source where the manifests leave the prefecture out', async () => {
    await ran({});
    await insert(database.writer, 'batch', [
      storedBatch({ prefectures: ['75', '13'] }),
      storedBatch({ batch: 'batch-2', prefectures: ['69'] }),
      storedBatch({ batch: 'batch-3', sources: ['ccc'], prefectures: ['31'] }),
      storedBatch({ batch: 'batch-4' }),
      storedBatch({ batch: 'batch-5', state: 'committing', prefectures: ['33'] }),
      storedBatch({ batch: 'batch-6', prefectures: ['59'], arrived_at: '2026-11-02T00:00:00Z' }),
      // History that came after the run leaves what was published in place.
      storedBatch({
        batch: 'batch-7',
        prefectures: ['62'],
        backfill: true,
        extracted_at: '2025-01-01T00:00:00Z',
        arrived_at: '2026-11-02T00:00:00Z',
      }),
    ]);
    await store(
      { ...count, region: '11', prefecture: '75', value: 5 },
      { ...count, region: '76', prefecture: '30', value: 2 },
      { ...count, region: '11', value: 5 },
    );
    const rows = await read({ ...ALL });
    expect(statusOf(rows)).toMatchObject({
      ...{ '75': 'ok', '13': 'ok', '69': 'ok', '30': 'ok' },
      ...{
        '31': 'missing_source',
        '33': 'missing_source',
        '59': 'missing_source',
        '62': 'missing_source',
      },
      // A region is heard of through any of its prefectures.
      ...{ r84: 'ok', r53: 'missing_source' },
    });
    expect(rows.find(({ prefecture }) => prefecture === '31')).toMatchObject({ value: null, n: 0 });
  });

  test('is a missing source only in the periods that the manifests cover', async () => {
    await ran({});
    await insert(database.writer, 'batch', [
      storedBatch({ prefectures: ['75'], covers_from: '2026-10-01', covers_to: '2026-10-31' }),
    ]);
    await store(
      ...['2026-09', '2026-10', '2026'].map((period) => ({
        ...{ ...count, region: '11', prefecture: '75', period },
      })),
    );
    const rows = await read({ ...ALL, prefecture: '13' });
    expect(rows.map(({ period, status }) => [period, status])).toEqual([
      ['2026', 'missing_source'],
      ['2026-09', 'ok'],
      ['2026-10', 'missing_source'],
    ]);
  });
});

test('gives nothing away of a suppressed cell, whatever was stored', async () => {
  await ran({});
  await store({ status: 'suppressed' }, { period: '2026-09', suppressed: true });
  const nothing = { value: null, lower: null, upper: null, n: 0, censored: 0, missing: 0 };
  expect(await read()).toMatchObject([
    { ...nothing, suppressed: true, status: 'suppressed' },
    { ...nothing, suppressed: true, status: 'suppressed' },
  ]);
});

test('takes any text of a filter as data', async () => {
  await ran({});
  await store({ breakdown: 'classe=R1' });
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(`' OR 1=1 --`, `\\'; DROP TABLE run`, '{x:String}', '\0', '\t', 'all\\', '\\N'),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const { query, params } = valuesQuery({ indicator: P01, breakdown: text }, reference);
      const [row] = await select<{ same: number; rows: number }>(
        database.reader,
        `SELECT {breakdown:Nullable(String)} = {expected:String} AS same, (SELECT count() FROM (${query})) AS rows`,
        { ...params, expected: text },
      );
      expect(row).toEqual({ same: 1, rows: 0 });
    }),
    { numRuns: 30 },
  );
  expect(await read()).toHaveLength(1);
});

test('is written in CSV so that no cell is a formula', async () => {
  await ran({});
  await store({ breakdown: '=HYPERLINK("x")' });
  const query = inFormat(valuesQuery({ indicator: P01 }, reference), 'csv');
  const { stream } = await database.reader.client.exec({
    query: query.query,
    query_params: query.params,
  });
  const text = Buffer.concat(await stream.toArray()).toString();
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  expect((await read())[0]?.breakdown).toBe('=HYPERLINK("x")');
});
