import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { command, select } from '#core/database.ts';
import { depot, ndjson } from '#ingest/testing.ts';
import { figuresOf } from '#queries/testing.ts';
import { watchBatches } from './batch-watch.ts';
import type { Happenings } from './stream.ts';
import { testApp } from './testing.ts';

const MAX_BYTES = 20_000;
const TOKEN = 'a-token-that-is-long-enough';
const app = testApp({}, undefined, (writer) => ({ writer, token: TOKEN, max_bytes: MAX_BYTES }));
const closed = testApp({}, undefined, (writer) => ({
  ...{ writer, token: undefined, max_bytes: MAX_BYTES },
}));

beforeEach(async () => {
  for (const table of ['event', 'batch', 'quarantine', 'quarantine_count', 'event_request']) {
    await command(app.database.writer, `TRUNCATE TABLE ${table}`);
  }
});

const recorded_at = '2026-11-19T00:00:00Z';
const row = (event_id: string, rest = {}) => depot(event_id, { recorded_at, ...rest });

function send(body: BodyInit, headers: Record<string, string> = {}, to = app) {
  return to.get('/events', {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/x-ndjson',
      ...headers,
    },
  });
}
async function answer(response: Promise<Response>): Promise<Record<string, unknown>> {
  const got = await response;
  return { status: got.status, ...((await got.json()) as Record<string, unknown>) };
}
const stored = () =>
  select(app.database.writer, 'SELECT event_id FROM event ORDER BY event_id, revision');

describe('POST /events', () => {
  test('takes events as any delivery, and says what became of them', async () => {
    const taken = await answer(send(ndjson(row('a'), row('b', { prefecture: 'nowhere' }))));
    expect(taken).toMatchObject({
      ...{ status: 202, files: 1, rows: 2, inserted: 1, duplicates: 0, corrected: 0, rejected: 1 },
      batch: expect.stringMatching(/^b\d+_[0-9a-f]+$/),
    });
    expect(taken).not.toHaveProperty('messages');
    expect(await answer(send(ndjson(row('a'), row('c'))))).toMatchObject({
      ...{ status: 202, inserted: 1, duplicates: 1 },
    });
    const packed = gzipSync(ndjson(row('d')));
    expect(await answer(send(packed, { 'content-encoding': 'gzip' }))).toMatchObject({
      inserted: 1,
    });
    expect(await stored()).toEqual(['a', 'c', 'd'].map((event_id) => ({ event_id })));
  });

  test('takes what an AI pilot sends to figures', async () => {
    const sample = await readFile('docs/examples/pilote-ia/pilote-ia-2026-04-01.ndjson');
    expect(await answer(send(sample))).toMatchObject({ status: 202, inserted: 61, rejected: 0 });
    const figure = await figuresOf(app.database.writer, ['IA-03', 'IA-05'], '2026-11-21T00:00:00Z');
    // Of 16 suggestions 10 were followed, two of them within ten seconds.
    expect(figure('IA-03', 'period 2026 share')).toMatchObject({ value: 10 / 16, n: 16 });
    expect(figure('IA-05', 'period 2026 share seuil=10s')).toMatchObject({ value: 2 / 16 });
  });

  test('gives the same answer again for the same key and body, and refuses another body', async () => {
    const headers = { 'idempotency-key': 'delivery 7' };
    const first = await answer(send(ndjson(row('a')), headers));
    expect(first).toMatchObject({ status: 202, inserted: 1 });
    expect(await answer(send(ndjson(row('a')), headers))).toEqual(first);
    expect(await answer(send(ndjson(row('b')), headers))).toMatchObject({
      ...{ status: 409, code: 'conflict' },
    });
    expect(await stored()).toHaveLength(1);
    const kept = await select(app.database.writer, 'SELECT * FROM event_request');
    expect(JSON.stringify(kept)).not.toContain('delivery 7');
  });

  test.each([
    [{ authorization: '' }, 401, 'unauthorized'],
    [{ authorization: 'Bearer another-token-altogether' }, 401, 'unauthorized'],
    [{ authorization: `Basic ${TOKEN}` }, 401, 'unauthorized'],
    [{ 'content-type': 'application/json' }, 415, 'unsupported_media_type'],
    [{ 'content-encoding': 'br' }, 415, 'unsupported_media_type'],
    [{ 'content-encoding': 'gzip' }, 400, 'bad_request'],
    [{ 'idempotency-key': 'x'.repeat(256) }, 400, 'bad_request'],
  ])('refuses %j with %i', async (headers, status, code) => {
    expect(await answer(send(ndjson(row('a')), headers))).toMatchObject({ status, code });
    expect(await stored()).toEqual([]);
  });

  test('takes nothing where no token is set', async () => {
    expect(await answer(send(ndjson(row('a')), {}, closed))).toMatchObject({
      ...{ status: 403, code: 'forbidden' },
    });
  });

  test('refuses a body of which no row is good, and says why without saying what', async () => {
    const refused = await answer(send(ndjson(row('a', { module: 'jean.dupont@example.org' }))));
    expect(refused).toMatchObject({ status: 422, code: 'nothing_taken' });
    expect(refused.detail).toContain('donnee_personnelle');
    expect(JSON.stringify(refused)).not.toContain('dupont');
    expect(await answer(send(`${JSON.stringify({ ...row('a'), nom: 'x' })}\n`))).toMatchObject({
      ...{ status: 422, detail: expect.stringContaining('nom') },
    });
    expect(await answer(send(''))).toMatchObject({ status: 400 });
  });

  test('refuses a body that is too long, however it comes', async () => {
    const long = ndjson(...Array.from({ length: 200 }, (_, index) => row(`e${index}`)));
    expect(long.length).toBeGreaterThan(MAX_BYTES);
    expect(await answer(send(long))).toMatchObject({ status: 413, code: 'too_large' });
    expect(await answer(send(gzipSync(long), { 'content-encoding': 'gzip' }))).toMatchObject({
      status: 413,
    });
    // No length is told: it is counted as it comes.
    const asked = request(`${app.url}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/jsonl' },
    });
    asked.on('error', () => {});
    asked.write(long);
    const [response] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(413);
    asked.destroy();
    expect(await stored()).toEqual([]);
  });

  test('refuses the other origin, and leaves what is there', async () => {
    await send(ndjson(row('a')));
    expect(await answer(send(ndjson(row('sim-b'))))).toMatchObject({ status: 409 });
    expect(await stored()).toEqual([{ event_id: 'a' }]);
  });

  test('is the only method there', async () => {
    const response = await app.get('/events');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    await response.text();
  });
});

describe('the watch over batches', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });

  test('tells of each batch that is stored from now on, once', async () => {
    await send(ndjson(row('before')));
    const happenings: Happenings = new EventEmitter();
    const heard: unknown[] = [];
    happenings.on('batch-stored', (batch) => heard.push(batch));
    const { stop } = await watchBatches(app.database.reader, happenings, 20);
    stops.push(stop);
    const first = await answer(send(ndjson(row('a'), row('b'))));
    const second = await answer(send(ndjson(row('c'))));
    await expect.poll(() => heard).toHaveLength(2);
    expect(heard).toEqual([
      { batch: first.batch, inserted: 2 },
      { batch: second.batch, inserted: 1 },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toHaveLength(2);
  });
});
