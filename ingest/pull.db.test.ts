import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { closeDatabase, openDatabase, type Database } from '#core/database.ts';
import { ConfigError, SourceError } from '#core/errors.ts';
import { pull, type PullOptions } from './pull.ts';
import { testPull } from './sources/testing.ts';
import type { Parcel, PullContext, Source } from './sources/source.ts';
import { killAndResume, seeded, writeDrop } from './testing-faults.ts';
import { openProxy, type Fault } from './testing-proxy.ts';
import { depot, ndjson, now, reference, testIngest } from './testing.ts';

const { database, stored, query } = testIngest();
const source = testPull(database);
const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

/** A source that says what a test makes it say. */
const scripted = (
  script: (context: PullContext<unknown>) => AsyncIterable<Parcel>,
): PullOptions['source'] => {
  const kind: Source = {
    ...{ kind: 'scripted', summary: 'For a test.', settings: z.unknown(), hosts: () => [] },
    pull: script,
  };
  return {
    ...{ name: 'scripted', source: kind, settings: {}, folder: source.folder() },
    ...{ fresh_within_hours: 48, extract: 'increment' },
    network: { hosts: [], http: false, private: [] },
  };
};
const body = (name: string, text: string) =>
  ({ name, format: 'ndjson', body: Readable.from([text]) }) as const;

const run = (from: PullOptions['source'], rest: Partial<PullOptions> = {}) =>
  pull({
    db: database.writer,
    source: from,
    reference,
    keys: { linkage: undefined, sources: new Map() },
    secrets: new Map([['OBS_TOKEN_SCRIPTED', 'secret']]),
    folder: join(source.folder(), 'scratch'),
    cause: 'command',
    now: () => now,
    sleep: async () => {},
    log: (line) => source.said.push(line),
    ...rest,
  });

/** The same database, through a proxy. */
async function through(faultOf?: (connection: number) => Fault | undefined) {
  const { url, accounts } = inject('engine');
  const proxy = await openProxy(url, faultOf);
  const db = openDatabase({ url: proxy.url, database: database.writer.name, ...accounts.writer });
  opened.push(proxy, { close: () => closeDatabase(db) });
  return { proxy, db };
}

const whole = () =>
  query(
    `SELECT
      (SELECT count() FROM event) AS rows,
      (SELECT uniqExact(event_id) FROM event) AS events,
      (SELECT count() FROM system.tables
        WHERE database = currentDatabase() AND name LIKE 'stage%') AS tables`,
  );

describe('a pull', () => {
  test('gives the source the last checkpoint whose rows are in the log, and its secret', async () => {
    const seen: unknown[] = [];
    const fails = scripted(async function* ({ checkpoint, secret }) {
      seen.push(checkpoint, secret('TOKEN'));
      yield { files: [body('a', ndjson(depot('a')))], checkpoint: { page: 1 } };
      yield { files: [], checkpoint: { page: 2 } };
      yield { files: [body('b', ndjson(depot('b')))], checkpoint: undefined };
      throw new SourceError('It broke.');
    });
    await expect(run(fails)).rejects.toThrow('It broke.');
    await expect(run(fails)).rejects.toThrow('It broke.');
    expect(seen).toEqual([undefined, 'secret', { page: 2 }, 'secret']);
    expect(await stored()).toEqual([{ event_id: 'a' }, { event_id: 'b' }]);
    expect(await source.runs()).toMatchObject([
      { state: 'failed', deliveries: 2, error: 'source', message: 'It broke.' },
      { state: 'failed', deliveries: 2 },
    ]);
    const needy = scripted(async function* ({ secret }) {
      yield { files: [], checkpoint: secret('USER') };
    });
    await expect(run(needy)).rejects.toThrow(ConfigError);
    await expect(run(needy)).rejects.toThrow('OBS_USER_SCRIPTED');
  });

  test('writes no checkpoint for a delivery that may not be taken', async () => {
    await run(
      scripted(async function* () {
        yield { files: [body('a', ndjson(depot('a')))], checkpoint: 1 };
      }),
    );
    const other = scripted(async function* () {
      yield { files: [body('s', ndjson(depot('sim-a')))], checkpoint: 2 };
    });
    await expect(run(other)).rejects.toThrow('one database holds one origin');
    expect(await source.checkpoint('scripted')).toBe(1);
  });

  test('says what a delivery covers where the source says so', async () => {
    const coverage = { source: 'ccc', covers_from: '2026-01-01', covers_to: '2026-10-30' };
    await run(
      scripted(async function* () {
        yield { files: [body('a', ndjson(depot('a')))], checkpoint: 1, coverage };
      }),
    );
    expect(
      await query(`SELECT sources, covers_from, covers_to FROM batch WHERE state = 'stored'`),
    ).toEqual([{ sources: ['anef', 'ccc'], covers_from: '2026-01-01', covers_to: '2026-10-30' }]);
  });

  test('refuses a body that is too long before it fills the disk', async () => {
    const long = scripted(async function* () {
      yield { files: [body('a', 'x'.repeat(2000))], checkpoint: 1 };
    });
    await expect(run(long, { http: { max_bytes: 1999 } })).rejects.toThrow('longer than 1999');
    expect(await readdir(join(source.folder(), 'scratch'))).toEqual([]);
  });
});

describe('while the engine is away', () => {
  test('a pull keeps what it has in hand, fetches nothing more, says so, and catches up', async () => {
    const { proxy, db } = await through();
    const fetched: number[] = [];
    const away_ms = 10 * 60_000;
    let clock_ms = now.getTime();
    const gone_at_ms = clock_ms;
    let held = { files: 0, fetched: 0 };
    const scratch = join(source.folder(), 'scratch');
    const endless = scripted(async function* () {
      for (let page = 0; page < 4; page += 1) {
        fetched.push(page);
        if (page === 1) proxy.open = false;
        const text = ndjson(...[0, 1, 2].map((index) => depot(`e${page}-${index}`)));
        yield { files: [body(`page-${page}`, text)], checkpoint: page };
      }
    });
    source.said.length = 0;
    const report = await run(endless, {
      db,
      now: () => new Date(clock_ms),
      async sleep(ms) {
        clock_ms += ms;
        const files = await readdir(scratch, { recursive: true });
        held = {
          files: Math.max(held.files, files.filter((name) => name.endsWith('.ndjson')).length),
          fetched: fetched.length,
        };
        if (clock_ms - gone_at_ms >= away_ms) proxy.open = true;
      },
    });
    expect(report).toMatchObject({ deliveries: 4, inserted: 12, duplicates: 0 });
    // One page was in hand all the while, on disk, and the next was not asked for.
    expect(held).toEqual({ files: 1, fetched: 2 });
    const waits = source.said.filter((line) => line.includes('does not take anything now'));
    expect(waits.length).toBeGreaterThan(15);
    expect(waits.length).toBeLessThan(40);
    expect(source.said.some((line) => /answers again, after 6\d\d s/.test(line))).toBe(true);
    const [last] = await query<{ held_up_s: number }>(
      'SELECT held_up_s FROM pull_run ORDER BY at DESC LIMIT 1',
    );
    expect(last?.held_up_s).toBeGreaterThanOrEqual(600);
  });

  test('a pull ends when it is told to stop', async () => {
    const { proxy, db } = await through();
    proxy.open = false;
    const nothing = scripted(async function* () {
      yield { files: [], checkpoint: 1 };
    });
    const stop = async () => {
      throw new Error('stopping');
    };
    await expect(run(nothing, { db, sleep: stop })).rejects.toThrow('stopping');
  });
});

/** Connections that break off, some late, some slow; after so many faults the network is sound. */
function faulty(seed: number, faults: number, most_bytes: number) {
  const random = seeded(seed);
  return (connection: number): Fault | undefined =>
    connection >= faults
      ? undefined
      : {
          after_bytes: Math.floor(random() ** 2 * most_bytes) + 1,
          end: random() < 0.5 ? 'reset' : 'truncate',
          delay_ms: random() < 0.3 ? 5 : 0,
        };
}

test('loses nothing and doubles nothing when the network resets, delays and truncates', async () => {
  await writeDrop(join(source.folder(), 'in'), 4000, 4);
  const { proxy, db } = await through(faulty(7, 16, 400_000));
  const options: { db: Database; sleep: PullOptions['sleep'] } = {
    db,
    sleep: () => new Promise((resolve) => setTimeout(resolve, 20)),
  };
  const yaml = 'sources: [{ name: drop, kind: folder, settings: { path: in } }]';
  const report = await source.pull(yaml, options);
  expect(proxy.faults).toBeGreaterThanOrEqual(10);
  expect(report.inserted + report.duplicates).toBe(4000);
  expect(await whole()).toEqual([{ rows: 4000, events: 4000, tables: 0 }]);
});

test('loses nothing and doubles nothing, killed twenty times, the ingester and the engine', async () => {
  const report = await killAndResume({
    ...{ events: 4000, deliveries: 8, kills: 20, seed: 1, budget_ms: 300_000, engine_share: 0.5 },
  });
  expect(report.ingester_kills + report.engine_kills).toBe(20);
  expect(report.engine_kills).toBeGreaterThan(2);
  expect(report).toMatchObject({
    ...{ lost: 0, doubled: 0, strays: 0, unsettled: 0, tables: 0, disagreeing: 0 },
  });
}, 400_000);
