/**
 * A process that pulls the first source of a configuration, for the tests that kill it: as soon as its
 * standard input ends. It says each statement on its standard output just before it sends it.
 * Argument: a JSON object.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase, openDatabase, type Target } from '#core/database.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { pull } from './pull.ts';
import { findSource, loadSources } from './sources/configuration.ts';

export interface PullChild {
  target: Target;
  /** Path of the configuration. */
  sources: string;
  /** For what is written beside. */
  folder: string;
  /** The instant at which it begins; otherwise now. */
  now?: string;
  /** Keys by source, and secrets by variable. */
  keys?: Record<string, string>;
  secrets?: Record<string, string>;
}

process.stdin.resume();
await once(process.stdin, 'end');
const options = JSON.parse(process.argv[2] ?? '') as PullChild;
const { target, sources, folder, keys = {}, secrets = {} } = options;
const behind_ms = options.now ? Date.now() - new Date(options.now).getTime() : 0;
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
  keys: { linkage: undefined, sources: new Map(Object.entries(keys)) },
  secrets: new Map(Object.entries(secrets)),
  folder,
  cause: 'command',
  now: () => new Date(Date.now() - behind_ms),
  // The engine is back within a second or two: no need to wait longer.
  sleep: (ms) => sleep(Math.min(ms, 500)),
  log: () => {},
});
await closeDatabase(db);
