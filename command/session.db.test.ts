import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from '#core/config.ts';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { migrate } from '#queries/migrate.ts';
import { configuredSource, pullWithProgress } from './pull.ts';
import { ingestWithProgress } from './session.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-11-01T00:00:00Z')));
const folder = mkdtempSync(join(tmpdir(), 'observatoire-session-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MAPPING = `
identity: { hash: avis, key: satisfaction }
fields: { source: satisfaction, recorded_at: { instant_of: '@date', time_zone: Europe/Paris } }
events:
  - event: avis_usager
    key: avis
    fields: { occurred_on: { day_of: jour }, valeur: { number_of: note } }
`;

test('an export covers the same days, whether it is pulled or taken by hand', async () => {
  const mapping = join(folder, 'avis.yaml');
  const file = join(folder, 'exports', 'avis-2026-04-01.csv');
  await mkdir(join(folder, 'exports'));
  await writeFile(mapping, MAPPING);
  await writeFile(file, 'avis,jour,note\na,2026-03-02,7\n');
  const sources = join(folder, 'sources.yaml');
  await writeFile(
    sources,
    `sources: [{ name: avis, kind: tabular, settings: { path: exports, mapping: avis.yaml, settle_s: 0 } }]`,
  );
  const config = loadConfig({
    ...{ OBS_SOURCES: sources, OBS_DATA_DIR: join(folder, 'data') },
    OBS_KEY_SATISFACTION: 'a key of the tests',
  });
  const terminal = {
    json: () => {},
    say: () => {},
    progress: () => ({ to: () => {}, end: () => {} }),
  };
  const session = { config, terminal, json: false };
  const connection = { ...database, engine: undefined, close: async () => {} };

  const source = configuredSource(config, 'avis');
  await pullWithProgress(session, connection, source, { cause: 'command' });
  await ingestWithProgress(session, connection, [file], { mapping });
  const covered = await select(
    database.writer,
    `SELECT sources, covers_from, covers_to, inserted, duplicates FROM batch
    WHERE state = 'stored' ORDER BY at`,
  );
  // The day on which it was made is not over.
  const cover = { sources: ['satisfaction'], covers_from: null, covers_to: '2026-03-31' };
  expect(covered).toEqual([
    { ...cover, inserted: 1, duplicates: 0 },
    { ...cover, inserted: 0, duplicates: 1 },
  ]);
});
