import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import { migrate } from '#queries/migrate.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-11-01T00:00:00Z')));
const run = promisify(execFile);

test('a start that cannot be finished says why and ends, though the schedules are set', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { url, accounts } = inject('engine');
  const env = {
    ...process.env,
    ...{ PORT: String(port), OBS_DEMO: '0', CLICKHOUSE_URL: url },
    CLICKHOUSE_DATABASE: database.writer.name,
    CLICKHOUSE_USER: accounts.migrator.username,
    CLICKHOUSE_PASSWORD: accounts.migrator.password,
  };
  const started = run(process.execPath, ['--import', 'tsx', 'observatoire.ts', 'start'], { env });
  await expect(started).rejects.toMatchObject({
    code: 2,
    signal: null,
    // Where the page was not built, that is told before.
    stderr: expect.stringMatching(
      new RegExp(`Port ${port} of 127.0.0.1 is taken|the page has not been built`),
    ),
  });
  other.close();
});
