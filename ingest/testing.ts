import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import { command, select, type Database } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { migrate } from '#queries/migrate.ts';
import { loadReference } from '#seed/reference/reference.ts';
import type { EventRow } from '#domain/contract.ts';
import { ingest, type IngestOptions } from './ingest.ts';

export const now = new Date('2026-11-01T12:00:00Z');
export const reference = loadReference();

/** A valid row: a filing, unless `rest` says otherwise. */
export const depot = (event_id: string, rest: Partial<EventRow> = {}): EventRow => ({
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

/** What the log said of each event at an instant: a query in brackets, made otherwise than `queries/shared/known.sql`. */
export const knownAt = (instant: string) => `(
  SELECT * FROM
  (
    SELECT * FROM event WHERE known_at <= '${instant}'
    ORDER BY recorded_at DESC, revision DESC
    LIMIT 1 BY source, event_id
  )
  WHERE event != 'retractation')`;

/** Rows as JSON lines. */
export const ndjson = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Rows as CSV, with the columns of the first. */
export function csv(...rows: object[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) =>
    columns.map((column) => (row as Record<string, unknown>)[column] ?? '').join(','),
  );
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** A Parquet file as the engine writes it, of what it selects. */
export async function parquetOf(db: Database, columns: string): Promise<Buffer> {
  const result = await db.client.exec({ query: `SELECT ${columns} FORMAT Parquet` });
  const chunks: Buffer[] = [];
  for await (const chunk of result.stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const EMPTIED = ['event', 'dossier', 'batch', 'quarantine', 'quarantine_count', 'instant'];

/** A database with our schema, and a folder to put deliveries in; both empty before each test. */
export function testIngest() {
  const database = testDatabase((db) => migrate(db, now));
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'observatoire-ingest-test-'));
    for (const table of EMPTIED) {
      await command(database.writer, `TRUNCATE TABLE ${table}`);
    }
    return () => rm(folder, { recursive: true });
  });
  const query = <Row extends object>(sql: string) => select<Row>(database.writer, sql);
  return {
    database,
    query,
    folder: () => folder,
    /** Writes a file of the delivery, and gives its path. */
    async file(name: string, content: string | Uint8Array): Promise<string> {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    take: (files: IngestOptions['files'], rest: Partial<IngestOptions> = {}) =>
      ingest({ db: database.writer, files, now, reference, ...rest }),
    /** What the log holds, in the order of `event_id` and version. */
    stored: (columns = 'event_id') =>
      query<Record<string, unknown>>(`SELECT ${columns} FROM event ORDER BY event_id, revision`),
    /** What was set aside. */
    rejects: (columns = 'line, reason, column') =>
      query<Record<string, unknown>>(`SELECT ${columns} FROM quarantine ORDER BY file, line`),
  };
}
