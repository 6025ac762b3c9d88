/** Lines that cannot be read, and files that are cut short. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { MAX_LINE_BYTES } from '#domain/contract.ts';
import { exitStatus } from './ingest.ts';
import { csv, depot, ndjson, testIngest } from './testing.ts';

const { file, take, stored, rejects } = testIngest();

const ids = async () => (await stored()).map(({ event_id }) => event_id);

describe('a line that cannot be read', () => {
  test('is set aside with its number, and the others are taken', async () => {
    const path = await file(
      'a.ndjson',
      Buffer.concat([
        Buffer.from(`${ndjson(depot('a'))}oops\n\n[1]\n${ndjson(depot('b'))}`),
        Buffer.from(JSON.stringify(depot('c')).replace('75', 'é'), 'latin1'),
        Buffer.from(
          `\n{"event_id":"d"}{"event_id":"e"}\n${ndjson(depot('f')).replace('{', '{"event_id":"f",')}`,
        ),
        Buffer.from(ndjson(depot('g'))),
      ]),
    );
    expect(await take([path])).toMatchObject({ rows: 8, inserted: 3, rejected: 5 });
    expect(await ids()).toEqual(['a', 'b', 'g']);
    expect(await rejects()).toEqual(
      [2, 4, 6, 7, 8].map((line) => ({ line, reason: 'ligne_illisible', column: '' })),
    );
  });

  test('is a CSV record of another length, or with a quote that is not closed', async () => {
    const [header, line] = csv(depot('a')).split('\n') as [string, string];
    const path = await file(
      'a.csv',
      [
        header,
        line,
        line.replace('a,', '"b,'),
        `${line},more`,
        line.replace('a,', '"c",'),
        'x',
        '',
      ].join('\n'),
    );
    expect(await take([path])).toMatchObject({ rows: 5, inserted: 2, rejected: 3 });
    expect(await ids()).toEqual(['a', 'c']);
    expect(await rejects()).toEqual(
      [3, 4, 6].map((number) => ({ line: number, reason: 'ligne_illisible', column: '' })),
    );
  });

  test('may be 100 MB long without filling the memory', async () => {
    const long = Buffer.alloc(100 * MAX_LINE_BYTES, 'x');
    const path = await file(
      'a.ndjson',
      Buffer.concat([
        Buffer.from(ndjson(depot('a'))),
        long,
        Buffer.from(`\n${ndjson(depot('b'))}`),
      ]),
    );
    const before = process.memoryUsage().rss;
    expect(await take([path])).toMatchObject({ rows: 3, inserted: 2, rejected: 1 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    expect(await rejects()).toEqual([{ line: 2, reason: 'ligne_trop_longue', column: '' }]);
  });
});

test('takes the whole lines of a .gz that is cut short, and says so', async () => {
  const whole = gzipSync(
    ndjson(
      ...Array.from({ length: 2000 }, (_, index) =>
        depot(`e${index}`, { dossier: createHash('md5').update(`${index}`).digest('hex') }),
      ),
    ),
  );
  const report = await take([await file('a.ndjson.gz', whole.subarray(0, whole.length / 2))]);
  expect(exitStatus(report)).toBe(3);
  expect(report.messages[0]).toBe(
    'a.ndjson.gz is cut short: its whole lines were taken, the rest is missing.',
  );
  expect(report.inserted).toBeGreaterThan(500);
  expect(await rejects()).toEqual([
    { line: report.inserted + 1, reason: 'ligne_illisible', column: '' },
  ]);
  expect(await take([await file('b.ndjson.gz', whole)])).toMatchObject({
    inserted: 2000 - report.inserted,
    duplicates: report.inserted,
    rejected: 0,
  });
});

test('reads .zst, and takes the whole lines of one that is cut short', async () => {
  const whole = await engineZstd(
    `SELECT concat('{"event_id":"e', toString(number), '","source":"alertes","event":"alerte_expiration",',
      '"occurred_on":"2026-01-05","recorded_at":"2026-02-01T03:00:00Z","personne":"', lower(hex(sipHash128(number))), '"}')
    FROM numbers(5000) FORMAT TSVRaw`,
  );
  const half = await take([await file('half.jsonl.zst', whole.subarray(0, whole.length / 2))]);
  expect(half.inserted).toBeGreaterThan(500);
  expect(half.messages[0]).toContain('half.jsonl.zst is cut short');
  expect(await take([await file('whole.jsonl.zst', whole)])).toMatchObject({
    inserted: 5000 - half.inserted,
    duplicates: half.inserted,
    rejected: 0,
  });
});

/** What the engine answers, compressed by it. */
async function engineZstd(statement: string): Promise<Buffer> {
  const { url, accounts } = inject('engine');
  const headers = {
    'X-ClickHouse-User': accounts.writer.username,
    'X-ClickHouse-Key': accounts.writer.password,
    'Accept-Encoding': 'zstd',
  };
  const target = `${url}/?enable_http_compression=1&query=${encodeURIComponent(statement)}`;
  const [response] = (await once(get(target, { headers }), 'response')) as [IncomingMessage];
  expect(response.headers['content-encoding']).toBe('zstd');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
