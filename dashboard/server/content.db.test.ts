import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { command, insert, select, type Database } from '#core/database.ts';
import { storedRun, storedValue } from '#queries/testing-values.ts';
import { contentSender, type ContentLimits } from './content.ts';
import { listen, type Listening } from './listen.ts';
import { problemHandler } from './problem.ts';
import { testApp } from './testing.ts';
import { engineContent } from './values.ts';

const queries: string[] = [];
const app = testApp({}, counted);

/** The same account, every statement of which is noted. */
function counted(db: Database): Database {
  const client = new Proxy(db.client, {
    get(target, name) {
      const member = Reflect.get(target, name) as unknown;
      if (typeof member !== 'function') return member;
      return (given: { query: string }) => {
        queries.push(given.query);
        return member.call(target, given) as unknown;
      };
    },
  });
  return { ...db, client };
}
const readings = () => queries.filter((query) => query.includes('FORMAT')).length;

beforeEach(async () => {
  for (const table of ['indicator_value', 'run']) {
    await command(app.database.migrator, 'TRUNCATE TABLE {table:Identifier}', { table });
  }
  await insert(app.database.writer, 'run', [storedRun({})]);
  await insert(
    app.database.writer,
    'indicator_value',
    Array.from({ length: 400 }, (_, index) =>
      storedValue({ breakdown: `classe=${index}`, value: index }),
    ),
  );
  queries.length = 0;
});

/** Without the decoding that `fetch` does. */
async function raw(url: string, headers: Record<string, string> = {}, method = 'GET') {
  const asked = request(url, { headers, method }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return {
    status: response.statusCode,
    headers: response.headers,
    body: Buffer.concat(await response.toArray()),
  };
}
/** Each test reads an address of its own, since what was read stays in memory. */
let nonce = 0;
const address = (format = 'json') => {
  nonce += 1;
  return `${app.url}/api/v1/values?indicator=P-01&format=${format}&from=2026-01&to=${2026 + nonce}-12`;
};

describe('an answer', () => {
  test.each(['json', 'csv', 'arrow', 'parquet'])(
    'in %s is compressed as the client wishes',
    async (format) => {
      const url = address(format);
      const plain = await raw(url);
      const gzip = await raw(url, { 'accept-encoding': 'gzip' });
      const brotli = await raw(url, { 'accept-encoding': 'gzip, deflate, br' });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect([gzip.headers['content-encoding'], brotli.headers['content-encoding']]).toEqual([
        'gzip',
        'br',
      ]);
      expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
      expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
      expect(brotli.body.length).toBeLessThan(plain.body.length);
      for (const { headers, body } of [plain, gzip, brotli]) {
        expect(Number(headers['content-length'])).toBe(body.length);
        expect(headers.vary).toBe('Accept, Accept-Encoding');
        expect(headers['cache-control']).toBe('private, no-cache');
      }
    },
  );

  test('has a strong tag of its own in each format and encoding', async () => {
    const [json, csv] = [address('json'), address('csv')];
    const tags = await Promise.all(
      [
        raw(json),
        raw(csv),
        raw(json, { 'accept-encoding': 'br' }),
        raw(json, { 'accept-encoding': 'gzip' }),
      ].map(async (answer) => (await answer).headers.etag),
    );
    expect(new Set(tags).size).toBe(4);
    expect(tags.every((tag) => /^"[\w-]+"$/.test(tag ?? ''))).toBe(true);
  });

  test('is not sent again to who has it, nor read', async () => {
    const url = address();
    const { headers } = await raw(url);
    const before = readings();
    const again = await raw(url, { 'if-none-match': headers.etag ?? '' });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
    expect(readings()).toBe(before);
    expect((await raw(url, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('changes with the next run, at once', async () => {
    const url = address();
    const { headers } = await raw(url);
    await insert(app.database.writer, 'run', [
      storedRun({ run: 'run-2', as_of: '2026-11-02T05:00:00Z', at: '2026-11-02T05:00:01Z' }),
    ]);
    await insert(app.database.writer, 'indicator_value', [storedValue({ run: 'run-2' })]);
    const next = await raw(url, { 'if-none-match': headers.etag ?? '' });
    expect(next.status).toBe(200);
    expect(JSON.parse(next.body.toString())).toMatchObject([{ run: 'run-2' }]);
  });

  test('to HEAD has the headers alone', async () => {
    const url = address();
    const [head, get] = [await raw(url, {}, 'HEAD'), await raw(url)];
    expect([head.status, head.body.length]).toEqual([200, 0]);
    for (const name of ['etag', 'content-length', 'content-type']) {
      expect(head.headers[name], name).toBe(get.headers[name]);
    }
  });

  test('is read once for a hundred who ask together, and not again for who asks later', async () => {
    const url = address();
    const answers = await Promise.all(Array.from({ length: 100 }, () => raw(url)));
    expect(new Set(answers.map(({ body }) => body.toString())).size).toBe(1);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(readings()).toBe(1);
    await raw(url);
    expect(readings()).toBe(1);
    // Looking up which run is shown was shared too.
    expect(queries.length).toBeLessThan(30);
  });
});

describe('what the engine answers', () => {
  const ENDLESS = 'SELECT sum(sipHash64(number)) FROM numbers(1000000000000) FORMAT JSONEachRow';
  const MANY = `SELECT number, repeat('x', 90) AS text FROM numbers(300000) FORMAT JSONEachRow`;
  const BROKEN = `SELECT throwIf(number = 2000000) AS x FROM numbers(3000000) FORMAT JSONEachRow`;
  const logged: string[] = [];
  let served: Listening | undefined;

  beforeAll(async () => {
    const small: ContentLimits = { cache_bytes_max: 1_000_000, held_bytes_max: 500_000 };
    const send = contentSender(small);
    const statements: Record<string, string> = { endless: ENDLESS, many: MANY, broken: BROKEN };
    const application = express();
    application.get('/:name', (req, res) =>
      send(req, res, {
        ...engineContent(counted(app.database.reader), {
          query: statements[req.params.name] ?? '',
        }),
        type: 'application/json',
      }),
    );
    application.use(problemHandler((line) => logged.push(line)));
    served = await listen(application, '127.0.0.1', 0);
  });
  afterAll(() => served?.close());

  const endless = () =>
    select<{ query_id: string }>(
      app.database.migrator,
      `SELECT query_id FROM system.processes WHERE query LIKE '%sipHash64(number)%' AND query NOT LIKE '%system.processes%'`,
    );

  test('is streamed when it is too large to hold, whatever the encoding', async () => {
    const plain = await raw(`${served?.url}/many`);
    expect(plain.body.toString().split('\n')).toHaveLength(300_001);
    const brotli = await raw(`${served?.url}/many`, { 'accept-encoding': 'br' });
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(plain.headers['content-length']).toBeUndefined();
    const known = await raw(`${served?.url}/many`, { 'if-none-match': plain.headers.etag ?? '' });
    expect(known.status).toBe(304);
  });

  test('is a problem, not half an answer, when it fails after millions of rows', async () => {
    const { status, headers, body } = await raw(`${served?.url}/broken`, {
      'accept-encoding': 'br',
    });
    expect([status, headers['content-type']]).toEqual([500, 'application/problem+json']);
    expect(headers['content-encoding']).toBeUndefined();
    expect(JSON.parse(body.toString())).toMatchObject({ code: 'internal' });
    expect(body.toString()).not.toContain('throwIf');
    expect(logged.at(-1)).toMatch(/^GET \/broken 500 .*throwIf/s);
  });

  test('is no longer computed once all who asked have gone, and is while one remains', async () => {
    const first = new AbortController();
    const second = new AbortController();
    const asked = [first, second].map(({ signal }) =>
      fetch(`${served?.url}/endless`, { signal }).catch((error: unknown) => error),
    );
    await vi.waitFor(async () => expect(await endless()).toHaveLength(1), { timeout: 10_000 });
    first.abort();
    await sleep(1000);
    expect(await endless()).toHaveLength(1);
    second.abort();
    await vi.waitFor(async () => expect(await endless()).toEqual([]), { timeout: 10_000 });
    for (const error of await Promise.all(asked))
      expect(error).toMatchObject({ name: 'AbortError' });
  });

  test('is 503 when the engine is not there', async () => {
    const send = contentSender();
    const application = express();
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    application.get('/', (req, res) =>
      send(req, res, { type: 'text/plain', version: 'x', open: () => Promise.reject(refused) }),
    );
    application.use(problemHandler(() => {}));
    const server = await listen(application, '127.0.0.1', 0);
    const { status, headers } = await raw(server.url);
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    await server.close();
  });

  test('is cut, never ended, when the engine goes on the way', async () => {
    const send = contentSender({ cache_bytes_max: 10, held_bytes_max: 10 });
    const application = express();
    application.get('/', (req, res) =>
      send(req, res, {
        type: 'text/plain',
        version: 'y',
        async open() {
          const { Readable } = await import('node:stream');
          return Readable.from(
            (async function* () {
              yield Buffer.alloc(100_000, 'x');
              throw new Error('gone');
            })(),
          );
        },
      }),
    );
    application.use(problemHandler(() => {}));
    const server = await listen(application, '127.0.0.1', 0);
    await expect(raw(server.url)).rejects.toThrow();
    await server.close();
  });
});
