import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { insert } from '#core/database.ts';
import type { Value } from '#domain/indicator.ts';
import { storedRun, storedValue } from '#queries/testing-values.ts';
import { testApp } from './testing.ts';

const app = testApp();

beforeAll(async () => {
  const { writer } = app.database;
  await insert(writer, 'run', [
    storedRun({ run: 'before', as_of: '2026-10-01T05:00:00Z', at: '2026-10-01T05:00:05Z' }),
    storedRun({}),
  ]);
  await insert(writer, 'indicator_value', [
    storedValue({ run: 'before', value: 80, as_of: '2026-10-01T05:00:00.000Z' }),
    storedValue({ period: null, statistic: 'count', value: 12, lower: null, upper: null }),
    storedValue({ value: 74.123456789012, breakdown: 'cause=favorable;horizon=12m' }),
    storedValue({ region: '94', prefecture: '2A', motif: 'divers', value: 1e-7, upper: 1e15 }),
    storedValue({
      region: '11',
      prefecture: '75',
      value: null,
      lower: null,
      upper: null,
      status: 'not_reached',
    }),
    storedValue({ region: '11', prefecture: '77', status: 'suppressed', value: 3 }),
    storedValue({ period: '2026', titre: 'L421-9', status: 'too_few', value: null }),
  ]);
});

const rowsOf = async (path: string, init?: RequestInit) =>
  (await (await app.get(path, init)).json()) as Value[];
const bytesOf = async (path: string, accept?: string) => {
  const response = await app.get(path, { headers: accept ? { accept } : {} });
  expect(response.status).toBe(200);
  return { type: response.headers.get('content-type'), bytes: await response.arrayBuffer() };
};

/** What the formats write differently and mean alike: days and instants have types of their own. */
function plain(row: Record<string, unknown>) {
  const date = (value: unknown) =>
    new Date(typeof value === 'bigint' ? Number(value) : (value as number | string | Date));
  return {
    ...row,
    cutoff: date(row.cutoff).toISOString().slice(0, 10),
    as_of: date(row.as_of).toISOString(),
  };
}

describe('every format', () => {
  test.each([
    '',
    '&prefecture=2a',
    '&titre=all&motif=all&demande=all&canal=all',
    '&motif=familial',
  ])('says the same rows for “%s”', async (filter) => {
    const path = `/values?indicator=P-01${filter}`;
    const json = await rowsOf(path);
    expect(json.length > 0).toBe(filter !== '&motif=familial');

    const arrow = await bytesOf(path, 'application/vnd.apache.arrow.stream');
    expect(arrow.type).toBe('application/vnd.apache.arrow.stream');
    const table = tableFromIPC(new Uint8Array(arrow.bytes));
    expect(table.toArray().map((row) => plain(row.toJSON()))).toEqual(json);

    const parquet = await bytesOf(path, 'application/vnd.apache.parquet');
    expect(parquet.type).toBe('application/vnd.apache.parquet');
    const objects = await parquetReadObjects({ file: parquet.bytes });
    expect(objects.map(plain)).toEqual(json);

    const csv = await bytesOf(path, 'text/csv');
    expect(csv.type).toBe('text/csv; charset=utf-8');
    const records = parse<Record<string, string>>(Buffer.from(csv.bytes), { columns: true });
    expect(records).toEqual(
      json.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, cell]) => [key, cell === null ? '' : String(cell)]),
        ),
      ),
    );
    const [head] = Buffer.from(csv.bytes).toString().split('\n');
    expect(head).toBe(
      Object.keys(storedValue())
        .map((name) => `"${name}"`)
        .join(','),
    );
  });

  test('is chosen by `format`, which wins over `Accept`', async () => {
    const types = await Promise.all(
      ['json', 'csv', 'arrow', 'PARQUET'].map(async (format) => {
        const response = await app.get(`/values?indicator=P-01&format=${format}`, {
          headers: { accept: 'application/json' },
        });
        await response.arrayBuffer();
        return response.headers.get('content-type');
      }),
    );
    expect(types).toEqual([
      'application/json; charset=utf-8',
      'text/csv; charset=utf-8',
      'application/vnd.apache.arrow.stream',
      'application/vnd.apache.parquet',
    ]);
  });

  test('is JSON for who has no wish, and is saved under the name of the indicator elsewhere', async () => {
    const browser = await app.get('/values?indicator=P-01', {
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    });
    expect(browser.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(browser.headers.get('content-disposition')).toBeNull();
    await browser.text();
    const csv = await app.get('/values?indicator=p-01&format=csv');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="P-01.csv"');
    await csv.text();
  });
});

test('gives suppressed cells without their figures', async () => {
  expect(await rowsOf('/values?indicator=P-01&prefecture=77')).toMatchObject([
    { value: null, lower: null, upper: null, n: 0, status: 'suppressed', suppressed: true },
  ]);
});

test('reads what was published at a date or an instant', async () => {
  const runsAt = async (as_of: string) => [
    ...new Set((await rowsOf(`/values?indicator=P-01&as_of=${as_of}`)).map(({ run }) => run)),
  ];
  expect(await runsAt('2026-10-31')).toEqual(['before']);
  expect(await runsAt('2026-11-01')).toEqual(['run-1']);
  expect(await runsAt('2026-11-01T05:10:00Z')).toEqual(['run-1']);
  // A `+` that nobody encoded reads as a space.
  expect(await runsAt('2026-11-01T07:09:59+02:00')).toEqual(['before']);
  expect(await runsAt('2020-01-01')).toEqual([]);
});

test('has nothing for an indicator that was never computed', async () => {
  expect(await rowsOf('/values?indicator=P-02')).toEqual([]);
});

test.each([
  `' OR 1=1 --`,
  `'; DROP TABLE indicator_value; --`,
  `\\' UNION ALL SELECT * FROM event`,
  '{x:String}',
  '\u0000',
])('takes %j as data', async (text) => {
  expect(await rowsOf(`/values?indicator=P-01&breakdown=${encodeURIComponent(text)}`)).toEqual([]);
  for (const name of ['prefecture', 'titre', 'from', 'as_of', 'indicator']) {
    const response = await app.get(`/values?indicator=P-01&${name}=${encodeURIComponent(text)}`);
    expect(response.status, name).toBe(400);
  }
  expect(await rowsOf('/values?indicator=P-01')).toHaveLength(6);
});

describe('a problem', () => {
  const problemOf = async (path: string, init?: RequestInit) => {
    const response = await app.get(path, init);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({
      type: 'about:blank',
      status: response.status,
      instance: `/api/v1${path}`,
    });
    return problem;
  };

  test.each([
    ['/values', 400, 'bad_request', '`indicator` is missing'],
    [
      '/values?indicator=P-01&foo=1',
      400,
      'bad_request',
      'unknown parameter “foo” (known: indicator',
    ],
    ['/values?indicator=P-01&format=xls', 400, 'bad_request', 'json, csv, arrow, parquet'],
    ['/values?indicator=P-01&prefecture=00', 400, 'bad_request', 'such as 75 or 2A'],
    ['/values?indicator=P-01&from=2026', 400, 'bad_request', 'is not a month (2026-10)'],
    ['/values?indicator=P-01&view=cohort&view=period', 400, 'bad_request', 'more than once'],
    ['/values?indicator=P-99', 404, 'not_found', 'No indicator is called “P-99”'],
    ['/indicators/x', 404, 'not_found', 'Known: P-01, P-02'],
    ['/nothing', 404, 'not_found', 'There is nothing at /api/v1/nothing'],
    ['/indicators/%E0%A4%A', 400, 'bad_request', 'not correctly encoded'],
    ['/runs?limit=0', 400, 'bad_request', '`limit`'],
    ['/prefectures?code=75', 400, 'bad_request', 'unknown parameter “code”'],
  ])('at %s is %i %s', async (path, status, code, detail) => {
    expect(await problemOf(path)).toMatchObject({
      status,
      code,
      detail: expect.stringContaining(detail),
    });
  });

  test('is 406 for a type that is not written here', async () => {
    const headers = { accept: 'application/xml' };
    expect(await problemOf('/values?indicator=P-01', { headers })).toMatchObject({
      status: 406,
      code: 'not_acceptable',
      detail: expect.stringContaining('text/csv'),
    });
    expect(await problemOf('/prefectures', { headers })).toMatchObject({ status: 406 });
  });

  test('is 405 for another method, and OPTIONS says which there are', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      expect(await problemOf('/values', { method })).toMatchObject({
        status: 405,
        code: 'method_not_allowed',
      });
    }
    const options = await app.get('/values', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
  });
});
