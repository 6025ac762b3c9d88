import { Readable } from 'node:stream';
import { command, select, streamIn, type Database } from '#core/database.ts';
import { COLUMN_NAMES, type ColumnName } from '#domain/contract.ts';
import type { Reference } from '#seed/reference/reference.ts';
import { writeCheck } from './check.ts';
import { rawType, type Reading } from './columns.ts';
import { quote } from './sql.ts';

/** What every file of a delivery is checked against. */
export interface Checking {
  batch: string;
  reference: Reference;
  arrivedAt: Date;
  backfill: boolean;
}

/** The tables of one batch, before its rows are in the log. All their names begin so. */
export const stageOf = (batch: string) => `stage_${batch}`;
/** Rows for `quarantine`. */
export const rejectedOf = (batch: string) => `${stageOf(batch)}_rejected`;

export async function createStage(db: Database, batch: string): Promise<void> {
  await command(db, `CREATE TABLE ${stageOf(batch)} AS event`);
  await command(db, `CREATE TABLE ${rejectedOf(batch)} AS quarantine`);
}

/**
 * A place where one file's rows are checked: what is written to `raw` comes out as rows of `event`
 * in `good` and rows of `quarantine` in `bad`. The check runs in the engine, block by block.
 */
export interface Bench {
  raw: string;
  good: string;
  bad: string;
}

/** Reading a file: how its rows reach the engine. */
export interface Reader {
  reading: Reading;
  /** The contract's columns that the file has, in its order. */
  columns: readonly ColumnName[];
  format: 'JSONEachRow' | 'CSV' | 'Parquet';
  /** The line of the first row. */
  firstLine: number;
  body: AsyncIterable<Buffer>;
}

/**
 * Settings of the engine that the reading of a file rests on. A text that is a number in JSON is
 * refused, an unknown key too; nothing is trimmed and nothing guessed.
 */
const SETTINGS = {
  async_insert: 0,
  input_format_parallel_parsing: 1,
  input_format_skip_unknown_fields: 0,
  input_format_null_as_default: 1,
  input_format_defaults_for_omitted_fields: 1,
  input_format_json_read_numbers_as_strings: 0,
  input_format_json_read_bools_as_strings: 1,
  input_format_json_read_objects_as_strings: 0,
  input_format_json_read_arrays_as_strings: 0,
  input_format_json_ignore_unnecessary_fields: 0,
  input_format_allow_errors_num: 0,
  input_format_csv_trim_whitespaces: 0,
  input_format_csv_empty_as_default: 1,
  input_format_csv_allow_whitespace_or_tab_as_delimiter: 0,
  input_format_csv_allow_variable_number_of_columns: 0,
  input_format_csv_use_default_on_bad_values: 0,
  input_format_csv_skip_first_lines: 0,
  input_format_csv_detect_header: 0,
  input_format_csv_allow_cr_end_of_line: 0,
  format_csv_delimiter: `','`,
  format_csv_allow_single_quotes: 0,
  format_csv_allow_double_quotes: 1,
  input_format_parquet_preserve_order: 1,
  max_insert_threads: 2,
} as const;

const settings = Object.entries(SETTINGS)
  .map(([name, value]) => `${name} = ${value}`)
  .join(', ');

/** Checks one file's rows into a bench of its own. Dropped with the batch's other tables. */
export async function checkFile(
  db: Database,
  checking: Checking,
  file: { name: string; index: number },
  reader: Reader,
): Promise<Bench> {
  const bench = `${stageOf(checking.batch)}_${file.index}`;
  const { reading, columns, format, firstLine } = reader;
  const check = writeCheck({ ...checking, reading, columns, file: file.name });
  const [raw, checked] = [`${bench}_raw`, `${bench}_checked`];
  await command(db, `CREATE TABLE ${bench}_good AS event`);
  await command(db, `CREATE TABLE ${bench}_bad AS quarantine`);
  await command(db, `CREATE TABLE ${raw} (${check.rawColumns}) ENGINE = Null`);
  await command(db, `CREATE TABLE ${checked} ENGINE = Null AS ${check.checked(raw)}`);
  const view = (name: string, to: string, select: string) =>
    command(db, `CREATE MATERIALIZED VIEW ${bench}_${name}_view TO ${to} AS ${select}`);
  await view('checked', checked, check.checked(raw));
  await view('good', `${bench}_good`, check.good(checked));
  await view('bad', `${bench}_bad`, check.bad(checked));

  const structure = columns.map((name) => `${name} ${rawType(name, reading)}`);
  const [prefix, line] =
    reading === 'text'
      ? [
          ['_line UInt64', '_flaw String'],
          ['_line', '_flaw'],
        ]
      : [[], [`rowNumberInAllBlocks() + ${firstLine}`]];
  await streamIn(
    db,
    `INSERT INTO ${raw} SELECT ${[...line, ...columns].join(', ')}
    FROM input(${quote([...prefix, ...structure].join(', '))})
    SETTINGS ${settings}
    FORMAT ${format}`,
    Readable.from(reader.body, { objectMode: false }),
  );
  return { raw, good: `${bench}_good`, bad: `${bench}_bad` };
}

/** Drops the tables of a file, or of a whole batch, and waits for those who still use them. */
export async function dropStage(db: Database, batch: string, index?: number): Promise<void> {
  const prefix = index === undefined ? stageOf(batch) : `${stageOf(batch)}_${index}_`;
  const tables = await select<{ name: string }>(
    db,
    `SELECT name FROM system.tables
    WHERE database = currentDatabase() AND startsWith(name, {prefix:String})
    ORDER BY engine = 'MaterializedView' DESC`,
    { prefix },
  );
  for (const { name } of tables) await command(db, `DROP TABLE IF EXISTS ${name} SYNC`);
}

/** Every column, in the order of the contract: what a JSON line may hold. */
export const EVERY_COLUMN = COLUMN_NAMES;
