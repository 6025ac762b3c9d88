import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, insert, openDatabase, select, type Database } from '#core/database.ts';
import { openEngine, type Engine } from '#core/engine/embedded.ts';
import { createDatabase, migrate } from '#queries/migrate.ts';
import { storedRun, storedValue } from '#queries/testing-values.ts';
import { PUBLISHED_TABLES } from '#queries/values.ts';
import { createApp } from './app.ts';
import { listen, type Listening } from './listen.ts';
import { catalogue, NOW, reference, testApp } from './testing.ts';

const app = testApp();

test('sends the headers that keep a page to itself', async () => {
  const { headers } = await app.get('/health');
  const policy = headers.get('content-security-policy')?.split(';').sort();
  expect(policy).toEqual(
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].sort(),
  );
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
  });
  expect(headers.get('x-powered-by')).toBeNull();
});

test('sends them with errors too', async () => {
  const { headers } = await app.get('/nothing');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

describe('over the accounts of a real installation', () => {
  const name = 'observatoire';
  let directory: string;
  let engine: Engine;
  let migrator: Database;
  let reader: Database;
  let listening: Listening;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'observatoire-grants-'));
    engine = await openEngine({ directory, database: name, published: PUBLISHED_TABLES });
    const { url, accounts } = engine;
    migrator = openDatabase({ url, database: name, ...accounts.migrator });
    const admin = openDatabase({ url, database: 'system', ...accounts.migrator });
    await createDatabase(admin, name);
    await closeDatabase(admin);
    await migrate(migrator, NOW);
    await insert(migrator, 'run', [storedRun({})]);
    await insert(migrator, 'indicator_value', [storedValue({ prefecture: '75', region: '11' })]);
    reader = openDatabase({ url, database: name, ...accounts.reader });
    const served = createApp({ reader, catalogue, reference, now: () => NOW });
    listening = await listen(served, '127.0.0.1', 0);
  });
  afterAll(async () => {
    await listening?.close();
    await Promise.all([migrator, reader].map(closeDatabase));
    await engine?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  test('answers everywhere with what is published alone', async () => {
    const paths = [
      '/health',
      '/indicators/P-01',
      '/values?indicator=P-01',
      '/values?indicator=P-01&titre=all&motif=all&demande=all&canal=all&format=parquet',
      '/freshness',
      '/runs',
      '/quarantine',
    ];
    for (const path of paths) {
      const response = await fetch(`${listening.url}/api/v1${path}`);
      expect(response.status, path).toBe(200);
      await response.arrayBuffer();
    }
  });

  test.each(['event', 'dossier', 'quarantine', 'migration', 'prefecture'])(
    'cannot read %s',
    async (table) => {
      await expect(
        select(reader, 'SELECT count() FROM {table:Identifier}', { table }),
      ).rejects.toMatchObject({ type: 'ACCESS_DENIED' });
    },
  );

  test.each([
    `INSERT INTO run (run) VALUES ('x')`,
    `SELECT * FROM url('http://127.0.0.1:1/', CSV, 'x String')`,
    `SELECT * FROM file('/etc/passwd', LineAsString)`,
    `SELECT 1 SETTINGS max_execution_time = 100000`,
  ])('cannot run %s', async (statement) => {
    await expect(select(reader, statement)).rejects.toThrow(
      /ACCESS_DENIED|Not enough privileges|SETTING_CONSTRAINT|shouldn't be greater|readonly/,
    );
  });
});
