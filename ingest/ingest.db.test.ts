import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { command, select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { migrate } from '#queries/migrate.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { exitStatus, ingest, type IngestOptions } from './ingest.ts';

const now = new Date('2026-11-01T00:00:00Z');
const database = testDatabase((db) => migrate(db, now));
const reference = loadReference();
const folder = await mkdtemp(join(tmpdir(), 'ingest-'));
afterAll(() => rm(folder, { recursive: true }));

const depot = (event_id: string, rest: object = {}) => ({
  event_id,
  source: 'anef',
  event: 'depot',
  occurred_on: '2026-01-05',
  recorded_at: '2026-02-01T03:00:00Z',
  dossier: '0123456789abcdef0123456789abcdef',
  prefecture: '75',
  titre: 'L421-1',
  motif: 'economique',
  demande: 'premiere',
  canal: 'anef',
  ...rest,
});
const ndjson = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
async function file(name: string, content: string | Buffer) {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
const take = (files: string[], rest: Partial<IngestOptions> = {}) =>
  ingest({ db: database.writer, files, now, reference, ...rest });
const stored = () =>
  select<{ event_id: string }>(
    database.writer,
    'SELECT event_id, prefecture, rang FROM event ORDER BY event_id',
  );
const rejects = () =>
  select<{ line: number; reason: string; column: string }>(
    database.writer,
    'SELECT line, reason, column, shape FROM quarantine ORDER BY line',
  );

beforeEach(async () => {
  for (const table of ['event', 'quarantine', 'quarantine_count', 'batch']) {
    await command(database.writer, `TRUNCATE TABLE ${table}`);
  }
});

describe('plain files', () => {
  test('NDJSON is stored', async () => {
    const path = await file(
      'a.ndjson',
      ndjson([depot('a'), depot('b', { rang: 3 }), depot('c', { rang: '4' })]),
    );
    const report = await take([path]);
    expect(report).toMatchObject({ files: 1, rows: 3, inserted: 3, rejected: 0, messages: [] });
    expect(exitStatus(report)).toBe(0);
    expect(await stored()).toEqual([
      { event_id: 'a', prefecture: '75', rang: null },
      { event_id: 'b', prefecture: '75', rang: 3 },
      { event_id: 'c', prefecture: '75', rang: 4 },
    ]);
  });

  test('a bad row is set aside with its line', async () => {
    const path = await file(
      'a.ndjson',
      ndjson([
        depot('a'),
        depot('b', { prefecture: '20' }),
        depot('c', { dossier: 'x' }),
        depot('d'),
      ]),
    );
    const report = await take([path]);
    expect(report).toMatchObject({ rows: 4, inserted: 2, rejected: 2 });
    expect(exitStatus(report)).toBe(3);
    expect(await rejects()).toMatchObject([
      { line: 2, reason: 'valeur_invalide', column: 'prefecture', shape: '99' },
      { line: 3, reason: 'valeur_invalide', column: 'dossier', shape: 'a' },
    ]);
  });

  test('a file with an unreadable line is read line by line', async () => {
    const path = await file(
      'a.ndjson.gz',
      gzipSync(
        `${ndjson([depot('a'), depot('b', { rang: 1 })])}oops\n\n${ndjson([depot('c'), depot('d', { dossier: 3 })])}`,
      ),
    );
    const report = await take([path]);
    expect(report).toMatchObject({ rows: 5, inserted: 3, rejected: 2 });
    expect(await rejects()).toMatchObject([
      { line: 3, reason: 'ligne_illisible' },
      { line: 6, reason: 'valeur_invalide', column: 'dossier', shape: '9' },
    ]);
  });

  test('an unknown key refuses the file and leaves the others', async () => {
    const bad = await file('bad.ndjson', ndjson([depot('x'), depot('y', { foo: 1 })]));
    const good = await file('good.ndjson', ndjson([depot('a')]));
    const report = await take([bad, good]);
    expect(report.messages).toEqual([
      'bad.ndjson has the key “foo” on line 2, which the contract does not have.',
    ]);
    expect((await stored()).length).toBe(1);
  });

  test('CSV is stored', async () => {
    const columns = Object.keys(depot('a'));
    const lines = ['a', 'b'].map((id) =>
      Object.values(depot(id))
        .map((v) => `"${v}"`)
        .join(','),
    );
    const path = await file('a.csv', `${columns.join(',')}\r\n${lines.join('\r\n')}\r\n`);
    expect(await take([path])).toMatchObject({ rows: 2, inserted: 2, rejected: 0 });
  });
});
