import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from '#core/config.ts';
import { testDatabase } from '#core/testing.ts';
import { manifestOf } from '#ingest/sources/testing.ts';
import { depot, ndjson } from '#ingest/testing.ts';
import { freshness } from '#queries/freshness.ts';
import { migrate } from '#queries/migrate.ts';
import { keepUp, sourcesOf } from './upkeep.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-11-01T00:00:00Z')));
const folder = mkdtempSync(join(tmpdir(), 'observatoire-upkeep-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('pulls what was never pulled when it starts, measures the log after it, and ends when told', async () => {
  const text = ndjson(depot('a'), depot('b'));
  await mkdir(join(folder, 'drop'));
  await writeFile(join(folder, 'drop', 'a.ndjson'), text);
  await writeFile(join(folder, 'drop', 'manifest.json'), manifestOf({ 'a.ndjson': text }));
  const path = join(folder, 'sources.yaml');
  await writeFile(
    path,
    `sources:
  - { name: anef-extract, kind: folder, schedule: 0 4 1 1 *, fresh_within_hours: 1000000, settings: { path: drop } }
  - { name: broken, kind: folder, schedule: 0 4 1 1 *, settings: { path: nowhere } }
  - { name: by-hand, kind: folder, settings: { path: drop } }
`,
  );
  const config = loadConfig({ OBS_SOURCES: path, OBS_DATA_DIR: join(folder, 'data') });
  const said: string[] = [];
  const terminal = {
    json: () => {},
    say: (line: string) => said.push(line),
    progress: () => ({ to: () => {}, end: () => {} }),
  };
  const session = { config, terminal, json: false };
  const connection = { ...database, engine: undefined, close: async () => {} };
  const upkeep = await keepUp(session, connection, sourcesOf(session));
  const state = () => freshness(database.reader);
  await expect.poll(async () => (await state()).watch, { timeout: 50_000 }).toHaveLength(1);
  await upkeep.stop();

  const { pulls, watch, stock } = await state();
  expect(
    pulls.map(({ source, state: reached, inserted }) => [source, reached, inserted]).sort(),
  ).toEqual([
    ['anef-extract', 'done', 2],
    ['broken', 'failed', 0],
  ]);
  expect(watch).toMatchObject([{ source: 'anef', objective_hours: 1_000_000, late: null }]);
  expect(stock).toMatchObject({ faults: 0 });
  expect(said.join('\n')).toContain('broken was not pulled: The folder');
});
