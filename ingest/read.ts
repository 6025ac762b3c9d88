import { ClickHouseError } from '@clickhouse/client';
import { selectOne, type Database } from '#core/database.ts';
import { fileBytes, textBytes, type Found, type OnBytes } from './bytes.ts';
import { carefulCsv, carefulJson } from './careful.ts';
import type { DeliveredFile } from './delivery.ts';
import { readHeader } from './header.ts';
import { Irregular, plainLines, splitLines, takeLine, withoutBom, type Counted } from './lines.ts';
import { readParquet } from './parquet.ts';
import { Refused } from './refused.ts';
import { checkFile, dropStage, EVERY_COLUMN, type Bench, type Checking } from './stage.ts';

/** What reading one file came to. */
export interface FileRead {
  bench: Bench;
  /** Rows that passed, and rows that did not. */
  good: number;
  bad: number;
  /** What a person should know of it, if anything. */
  notice: string | undefined;
}

type Numbered = DeliveredFile & { index: number };

/**
 * Reads one file into a bench: fast when it is plain, otherwise line by line, so that a line that
 * cannot be read is set aside alone. Throws Refused when the file has to be set aside whole.
 */
export async function readFile(
  db: Database,
  checking: Checking,
  file: Numbered,
  onBytes: OnBytes,
): Promise<FileRead> {
  if (file.format === 'parquet') return readColumnar(db, checking, file, onBytes);
  const fast = await readPlain(db, checking, file, onBytes);
  return fast ?? readCarefully(db, checking, file);
}

async function readColumnar(
  db: Database,
  checking: Checking,
  file: Numbered,
  onBytes: OnBytes,
): Promise<FileRead> {
  const { columns, rows } = await readParquet(file.path);
  try {
    const bench = await checkFile(db, checking, file, {
      reading: 'parquet',
      columns,
      format: 'Parquet',
      firstLine: 1,
      body: fileBytes(file.path, onBytes),
    });
    const counts = await count(db, bench);
    if (counts.good + counts.bad !== rows) {
      throw new Error(
        `${file.name}: ${rows} rows were expected, ${counts.good + counts.bad} found.`,
      );
    }
    return { bench, ...counts, notice: undefined };
  } catch (error) {
    if (!(error instanceof ClickHouseError)) throw error;
    if (error.type === 'MEMORY_LIMIT_EXCEEDED') {
      throw new Refused(
        'fichier_illisible',
        'is larger than the memory of the engine. Cut it into smaller files.',
      );
    }
    throw new Refused('fichier_illisible', `is not a readable Parquet file (${error.type}).`);
  }
}

/** The engine parses the lines. Undefined: they are not plain, or it could not. */
async function readPlain(
  db: Database,
  checking: Checking,
  file: Numbered,
  onBytes: OnBytes,
): Promise<FileRead | undefined> {
  const found: Found = { truncated: false };
  const counted: Counted = { lines: 0 };
  const json = file.format === 'ndjson';
  let chunks: AsyncIterable<Buffer> = withoutBom(textBytes(file, found, onBytes));
  const cut = () => found.truncated;
  try {
    const header = json ? undefined : await takeLine(chunks);
    if (header) chunks = header.rest;
    const bench = await checkFile(db, checking, file, {
      reading: json ? 'json' : 'csv',
      columns: header ? readHeader(header.line) : EVERY_COLUMN,
      format: json ? 'JSONEachRow' : 'CSV',
      firstLine: json ? 1 : 2,
      body: plainLines(chunks, json, counted, cut),
    });
    const counts = await count(db, bench);
    // A line that holds two objects or half of one would be counted otherwise.
    if (counts.good + counts.bad !== counted.lines || found.truncated) throw new Irregular();
    return { bench, ...counts, notice: counted.lines === 0 ? 'has no rows.' : undefined };
  } catch (error) {
    if (error instanceof Refused) throw error;
    await dropStage(db, checking.batch, file.index);
    return undefined;
  }
}

async function readCarefully(db: Database, checking: Checking, file: Numbered): Promise<FileRead> {
  const found: Found = { truncated: false };
  const lines = splitLines(withoutBom(textBytes(file, found, () => {})));
  const cut = () => found.truncated;
  const rows = file.format === 'ndjson' ? carefulJson(lines, cut) : carefulCsv(lines, cut);
  const bench = await checkFile(db, checking, file, {
    reading: 'text',
    columns: EVERY_COLUMN,
    format: 'JSONEachRow',
    firstLine: 1,
    body: rows,
  });
  const notice = found.truncated
    ? 'is cut short: its whole lines were taken, the rest is missing.'
    : undefined;
  return { bench, ...(await count(db, bench)), notice };
}

const count = (db: Database, { good, bad }: Bench) =>
  selectOne<{ good: number; bad: number }>(
    db,
    `SELECT (SELECT count() FROM ${good}) AS good, (SELECT count() FROM ${bad}) AS bad`,
  );
