import { ClickHouseError } from '@clickhouse/client';
import { selectOne, type Database } from '#core/database.ts';
import { DeliveryError } from '#core/errors.ts';
import { COLUMN_NAMES } from '#domain/contract.ts';
import { fileBytes, textBytes, type Found, type OnBytes } from './bytes.ts';
import { carefulCsv, carefulJson } from './careful.ts';
import type { DeliveredFile } from './delivery.ts';
import { readHeader } from './header.ts';
import { inOneLane } from './lanes.ts';
import { Irregular, plainLines, splitLines, takeLine, withoutBom, type Counted } from './lines.ts';
import { readParquet } from './parquet.ts';
import { Refused } from './refused.ts';
import {
  checkAgain,
  checkFile,
  dropFile,
  type Again,
  type AgainTables,
  type Checking,
  type Reader,
} from './stage.ts';

/** How a file is read: by the engine, or line by line by us. */
export type Way = 'columnar' | 'plain' | 'careful';

/** A file of a delivery, with its place in it. */
export type NumberedFile = DeliveredFile & { index: number };

/** What reading one file came to. */
export interface FileRead {
  file: NumberedFile;
  way: Way;
  /** The tables of its good and of its bad rows. */
  good: string;
  bad: string;
  /** How many rows they have together. */
  rows: number;
  /** What a person should know of it, if anything. */
  notice: string | undefined;
}

/** What is learnt while a file is read. */
interface Watch {
  found: Found;
  counted: Counted;
  onBytes: OnBytes;
}

const watch = (onBytes: OnBytes = () => {}): Watch => ({
  found: { truncated: false },
  counted: { lines: 0 },
  onBytes,
});

/**
 * Reads one file, so that its rows are checked: fast when it is plain, otherwise line by line, so
 * that a line that cannot be read is set aside alone. Throws Refused when the file has to be set
 * aside whole.
 */
export async function readFile(
  db: Database,
  checking: Checking,
  file: NumberedFile,
  onBytes: OnBytes,
): Promise<FileRead> {
  if (file.format === 'parquet') return readColumnar(db, checking, file, onBytes);
  const plain = await readPlain(db, checking, file, onBytes);
  return plain ?? readCarefully(db, checking, file);
}

/** Reads a file the same way again, for the rows that meet a condition. */
export async function readFileAgain(
  db: Database,
  checking: Checking,
  { file, way }: FileRead,
  tables: AgainTables,
  again: Again,
): Promise<void> {
  const reader = await open(file, way, watch());
  await checkAgain(db, checking, file, reader, tables, again);
  await dropFile(db, checking.batch, file.index);
}

async function open(
  file: NumberedFile,
  way: Way,
  { found, counted, onBytes }: Watch,
): Promise<Reader> {
  if (way === 'columnar') {
    const { columns } = await readParquet(file.path);
    const body = inOneLane(fileBytes(file.path, onBytes));
    return { reading: 'parquet', columns, format: 'Parquet', firstLine: 1, body };
  }
  const cut = () => found.truncated;
  const bytes = withoutBom(textBytes(file, found, onBytes));
  const json = file.format === 'ndjson';
  if (way === 'careful') {
    const body = inOneLane((json ? carefulJson : carefulCsv)(splitLines(bytes), cut));
    return { reading: 'text', columns: COLUMN_NAMES, format: 'JSONEachRow', firstLine: 1, body };
  }
  if (json) {
    const body = plainLines(bytes, true, counted, cut);
    return { reading: 'json', columns: COLUMN_NAMES, format: 'JSONEachRow', firstLine: 1, body };
  }
  const { line, rest } = await takeLine(bytes);
  const body = plainLines(rest, false, counted, cut);
  return { reading: 'csv', columns: readHeader(line), format: 'CSV', firstLine: 2, body };
}

async function readColumnar(
  db: Database,
  checking: Checking,
  file: NumberedFile,
  onBytes: OnBytes,
): Promise<FileRead> {
  const { rows } = await readParquet(file.path);
  try {
    const tables = await checkFile(
      db,
      checking,
      file,
      await open(file, 'columnar', watch(onBytes)),
    );
    const found = await count(db, tables);
    if (found !== rows) {
      throw new DeliveryError(`${file.name} says it has ${rows} rows, but ${found} were read.`);
    }
    const notice = rows === 0 ? 'has no rows.' : undefined;
    return { file, way: 'columnar', ...tables, rows, notice };
  } catch (error) {
    if (!(error instanceof ClickHouseError)) throw error;
    throw new Refused(
      'fichier_illisible',
      error.type === 'MEMORY_LIMIT_EXCEEDED'
        ? 'needs more memory than the engine has: cut it into smaller files.'
        : `is not a readable Parquet file (${error.type}).`,
    );
  }
}

/** The engine parses the lines. Undefined: they are not plain, or it could not. */
async function readPlain(
  db: Database,
  checking: Checking,
  file: NumberedFile,
  onBytes: OnBytes,
): Promise<FileRead | undefined> {
  const watched = watch(onBytes);
  try {
    const tables = await checkFile(db, checking, file, await open(file, 'plain', watched));
    // A line that holds two objects, or half of one, shows in their number.
    const rows = await count(db, tables);
    if (rows !== watched.counted.lines || watched.found.truncated) throw new Irregular();
    return { file, way: 'plain', ...tables, rows, notice: rows === 0 ? 'has no rows.' : undefined };
  } catch (error) {
    if (error instanceof Refused) throw error;
    // Whatever else it is, the careful reading meets it again, and says so if it is serious.
    await dropFile(db, checking.batch, file.index);
    return undefined;
  }
}

async function readCarefully(
  db: Database,
  checking: Checking,
  file: NumberedFile,
): Promise<FileRead> {
  const watched = watch();
  const tables = await checkFile(db, checking, file, await open(file, 'careful', watched));
  const notice = watched.found.truncated
    ? 'is cut short: its whole lines were taken, the rest is missing.'
    : undefined;
  return { file, way: 'careful', ...tables, rows: await count(db, tables), notice };
}

async function count(db: Database, { good, bad }: { good: string; bad: string }): Promise<number> {
  const { rows } = await selectOne<{ rows: number }>(
    db,
    `SELECT (SELECT count() FROM ${good}) + (SELECT count() FROM ${bad}) AS rows`,
  );
  return rows;
}
