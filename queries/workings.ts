import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { command, select, selectOne, type Database } from '#core/database.ts';
import { include } from './include.ts';

/**
 * Tables that several indicators read and that are made once per computation: `queries/workings/*.sql`,
 * each one SELECT of what was known at {as_of} (its head says what a row is, and after `-- order:` how
 * rows are kept). An indicator, or another of them, that names `{renewal:Identifier}` reads the table
 * made by `renewal.sql`. One whose rows each come from dossiers of one value of a column (`-- slices:`)
 * is made of so many dossiers at a time.
 */
const FOLDER = new URL('./workings/', import.meta.url);
const WORKINGS: ReadonlyMap<string, string> = new Map(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => [
      name.replace('.sql', ''),
      include(readFileSync(new URL(name, FOLDER), 'utf8'), `workings/${name}`),
    ]),
);

/**
 * Settings of every computation. Without short circuits: a branch that is evaluated only where it is
 * wanted is evaluated again for each place that wants it, and curves are wanted in many (a fortieth of
 * the time for some indicators, the same values). A grouping that takes half of the memory that there is
 * goes to disk rather than fail.
 */
export const COMPUTING = `short_circuit_function_evaluation = 'disable', max_bytes_ratio_before_external_group_by = 0.5`;

/** Dossiers of a slice: their moves take about a gigabyte, and all of them at once would go to disk. */
const SLICE = 2_000_000;

/** Settings by which a working is made in slices, one after the other: all of its rows, each once. */
async function slicesOf(
  db: Database,
  sql: string,
  { dossier }: Record<string, string>,
  slice: number,
): Promise<string[]> {
  const column = /^-- slices: (.+)$/m.exec(sql)?.[1];
  if (!column || !dossier) return [''];
  const { slices } = await selectOne<{ slices: number }>(
    db,
    'SELECT toUInt32(greatest(1, ceil(count() / {slice:UInt32}))) AS slices FROM {dossier:Identifier}',
    { slice, dossier },
  );
  return Array.from(
    { length: slices },
    (_, part) =>
      `, additional_table_filters = {'${dossier}': 'cityHash64(${column}) % ${slices} = ${part}'}`,
  );
}

/** The names of the workings that a query reads. */
function workingsIn(sql: string): string[] {
  const names = [...sql.matchAll(/\{([a-z_]+):Identifier\}/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => WORKINGS.has(name));
}

/** The SQL of every working that a query rests on, one through another, by name. */
export function workingsUnder(sql: string): Map<string, string> {
  const found = new Map<string, string>();
  const pending = workingsIn(sql);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    const text = WORKINGS.get(name) ?? '';
    found.set(name, text);
    pending.push(...workingsIn(text));
  }
  return found;
}

/** Tables that stand for `event`, `batch` and `dossier`, by the name that queries call them. */
export interface Tables {
  event: string;
  batch: string;
  derived: string;
}

/** What a computation speaks of: what the log, as these tables have it, knew at an instant, as ClickHouse writes it. */
export interface Subject extends Tables {
  as_of: string;
}

/** The subject and the tables that a query names, made when first asked for, by the name that it calls them. */
export interface Workings {
  tablesFor(sql: string): Promise<Record<string, string>>;
}

/** A killed process leaves its tables; nobody computes for a day. */
const LEFTOVER = `SELECT name FROM system.tables
WHERE database = currentDatabase() AND match(name, '^(working|(event|batch|dossier)_as_of)_')
    AND metadata_modification_time < now() - INTERVAL 1 DAY`;

/** Lets `use` ask for working tables of one subject, and drops them after it. */
export async function withWorkings<Result>(
  db: Database,
  subject: Subject,
  now: Date,
  use: (workings: Workings) => Promise<Result>,
  slice = SLICE,
): Promise<Result> {
  for (const { name } of await select<{ name: string }>(db, LEFTOVER)) await drop(db, name);
  const made = new Map<string, Promise<string>>();
  const created: string[] = [];
  const suffix = randomBytes(4).toString('hex');

  async function make(name: string, sql: string): Promise<string> {
    const tables = await tablesFor(sql);
    const table = `working_${name}_${now.getTime()}_${suffix}`;
    const order = /^-- order: (.+)$/m.exec(sql)?.[1] ?? '';
    created.push(table);
    let into = `CREATE TABLE ${table} ENGINE = MergeTree ORDER BY (${order}) AS`;
    for (const settings of await slicesOf(db, sql, tables, slice)) {
      await command(db, `${into} ${sql} SETTINGS ${COMPUTING}${settings}`, tables);
      into = `INSERT INTO ${table}`;
    }
    return table;
  }

  /** The table of a working: made once, however many ask for it at once. */
  function tableOf(name: string): Promise<string> {
    const table = made.get(name) ?? make(name, WORKINGS.get(name) ?? '');
    made.set(name, table);
    return table;
  }

  async function tablesFor(sql: string): Promise<Record<string, string>> {
    const tables: Record<string, string> = { ...subject };
    for (const name of workingsIn(sql)) {
      tables[name] = await tableOf(name);
    }
    return tables;
  }

  try {
    return await use({ tablesFor });
  } finally {
    for (const table of created) await drop(db, table);
  }
}

const drop = (db: Database, table: string) =>
  command(db, 'DROP TABLE IF EXISTS {table:Identifier} SYNC', { table });
