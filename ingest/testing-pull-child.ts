/**
 * A process that pulls one folder of deliveries, for the tests that kill it. It says each statement on
 * its standard output just before it sends it. Arguments: a JSON object.
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase, openDatabase, type Target } from '#core/database.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { pull } from './pull.ts';
import { findSource, loadSources } from './sources/configuration.ts';

const { target, sources, folder } = JSON.parse(process.argv[2] ?? '') as {
  target: Target;
  sources: string;
  folder: string;
};
const db = openDatabase(target);

for (const method of ['command', 'exec', 'query', 'insert'] as const) {
  const original = db.client[method].bind(db.client) as (params: object) => unknown;
  Object.assign(db.client, {
    [method]: (params: { query?: string; table?: string }) => {
      writeSync(1, `${(params.query ?? `INSERT INTO ${params.table}`).replaceAll('\n', ' ')}\n`);
      return original(params);
    },
  });
}

const [first] = loadSources(sources);
await pull({
  db,
  source: findSource(first ? [first] : [], first?.name ?? ''),
  reference: loadReference(),
  keys: { linkage: undefined, sources: new Map() },
  secrets: new Map(),
  folder,
  cause: 'command',
  now: () => new Date(),
  // The engine is back within a second or two: no need to wait longer.
  sleep: (ms) => sleep(Math.min(ms, 500)),
  log: () => {},
});
await closeDatabase(db);
