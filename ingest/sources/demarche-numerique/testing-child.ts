/**
 * A process that pulls a source, for the tests that kill it. It says each statement on its standard
 * output just before it sends it. Argument: a JSON object with the target database and the source.
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase, openDatabase, type Target } from '#core/database.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { pull } from '../../pull.ts';
import { findSource, loadSources } from '../configuration.ts';

export interface ChildOptions {
  target: Target;
  /** Path of the configuration, and a folder for what is written beside. */
  sources: string;
  folder: string;
  name: string;
  now: string;
  key: string;
  token: string;
}

const options = JSON.parse(process.argv[2] ?? '') as ChildOptions;
const db = openDatabase(options.target);
for (const method of ['command', 'exec', 'query', 'insert'] as const) {
  const original = db.client[method].bind(db.client) as (params: object) => unknown;
  Object.assign(db.client, {
    [method]: (params: { query?: string; table?: string }) => {
      writeSync(1, `${(params.query ?? `INSERT INTO ${params.table}`).replaceAll('\n', ' ')}\n`);
      return original(params);
    },
  });
}
const started = Date.now();
await pull({
  db,
  source: findSource(loadSources(options.sources), options.name),
  reference: loadReference(),
  keys: { linkage: undefined, sources: new Map([['demarche_numerique', options.key]]) },
  secrets: new Map([['OBS_TOKEN_DEMARCHES', options.token]]),
  folder: options.folder,
  cause: 'command',
  now: () => new Date(new Date(options.now).getTime() + Date.now() - started),
  sleep: async (ms) => void (await sleep(ms)),
  log: () => {},
});
writeSync(1, 'done\n');
await closeDatabase(db);
