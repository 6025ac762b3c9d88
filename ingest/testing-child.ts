/**
 * A process that ingests one file, for the tests that kill it. It says each statement on its standard
 * output just before it sends it. Arguments: a JSON object with the target database and the file.
 */
import { writeSync } from 'node:fs';
import { closeDatabase, openDatabase, type Target } from '#core/database.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { ingest } from './ingest.ts';

const { target, file, now } = JSON.parse(process.argv[2] ?? '') as {
  target: Target;
  file: string;
  now: string;
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

await ingest({ db, files: [file], now: new Date(now), reference: loadReference() });
writeSync(1, 'done\n');
await closeDatabase(db);
