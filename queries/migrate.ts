import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { command, insert, select, type Database } from '#core/database.ts';
import { SchemaError } from '#core/errors.ts';
import { firstUnfixed } from '#ingest/instant.ts';
import { loadReference, type Reference } from '#seed/reference/reference.ts';
import { toClickHouse } from './as-of.ts';

/** A numbered schema file, applied once and never edited. */
interface Migration {
  number: number;
  name: string;
  sql: string;
  checksum: string;
}

interface Applied {
  number: number;
  name: string;
  checksum: string;
}

const FOLDER = new URL('./schema/', import.meta.url);

function readMigrations(): Migration[] {
  const names = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const number = Number.parseInt(name, 10);
    if (number !== index + 1) {
      throw new SchemaError(`Expected schema file ${index + 1}, found ${name}: numbers follow.`);
    }
    const sql = readFileSync(new URL(name, FOLDER), 'utf8');
    return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/** The statements of a schema file: each ends with `;` at the end of a line. */
const statements = (sql: string) => sql.split(/;[ \t]*$/m).filter((part) => part.trim() !== '');

/**
 * Brings the database to the current schema and fills the reference tables: forward only, each file
 * once, in order. `db` must be the migrator's account on the database. Returns the names applied.
 *
 * Throws SchemaError when a file applied before has been edited, or is not known here (a newer
 * program has migrated this database).
 */
export async function migrate(
  db: Database,
  now: Date,
  onApplied: (name: string) => void = () => {},
): Promise<string[]> {
  const migrations = readMigrations();
  await command(
    db,
    `CREATE TABLE IF NOT EXISTS migration
    (
        number UInt16,
        name String,
        checksum String,
        applied_at DateTime64(3, 'UTC'),
    )
    ENGINE = MergeTree
    ORDER BY number`,
  );
  const applied = await select<Applied>(
    db,
    'SELECT number, name, checksum FROM migration ORDER BY number',
  );
  for (const { number, name, checksum } of applied) {
    const ours = migrations[number - 1];
    if (!ours) {
      throw new SchemaError(
        `The database has migration ${name}, which this version does not know. Use a newer version.`,
      );
    }
    if (ours.checksum !== checksum) {
      throw new SchemaError(
        `queries/schema/${ours.name} was changed after it was applied. ` +
          'Restore it, and write the change as the next number.',
      );
    }
  }

  const pending = migrations.slice(applied.length);
  for (const { number, name, sql, checksum } of pending) {
    for (const statement of statements(sql)) await command(db, statement);
    await insert(db, 'migration', [{ number, name, checksum, applied_at: toClickHouse(now) }]);
    onApplied(name);
  }
  await fillReference(db, now);
  return pending.map(({ name }) => name);
}

/** Migrations that the database has not had yet, without applying them. */
export async function pendingMigrations(db: Database): Promise<string[]> {
  const [{ has }] = (await select<{ has: number }>(
    db,
    `SELECT count() AS has FROM system.tables WHERE database = {name:String} AND name = 'migration'`,
    { name: db.name },
  )) as [{ has: number }];
  const done = has ? await select<Applied>(db, 'SELECT number FROM migration') : [];
  return readMigrations()
    .slice(done.length)
    .map(({ name }) => name);
}

/**
 * The reference tables say what `seed/reference/` says today. Each is replaced in one step, and only
 * when something changed: another process may be computing from them. The steps follow one another when
 * all is ready; that they began is recorded, so that whoever starts after one that died between them
 * fills the tables again.
 */
export async function fillReference(
  db: Database,
  now: Date,
  reference = loadReference(),
): Promise<void> {
  const tables = referenceTables(reference);
  const checksum = createHash('sha256').update(JSON.stringify(tables)).digest('hex');
  const [last] = await select<{ checksum: string }>(
    db,
    'SELECT checksum FROM reference_fill ORDER BY at DESC LIMIT 1',
  );
  if (last?.checksum === checksum) return;
  // Names of our own tables, which ClickHouse does not take as parameters here.
  const freshOf = (table: string) => `${table}_fresh`;
  for (const [table, rows] of Object.entries(tables)) {
    await command(db, `DROP TABLE IF EXISTS ${freshOf(table)}`);
    await command(db, `CREATE TABLE ${freshOf(table)} AS ${table}`);
    await insert(db, freshOf(table), rows);
  }
  await recordFill(db, now, BEGUN);
  for (const table of Object.keys(tables)) {
    await command(db, `ALTER TABLE ${table} REPLACE PARTITION tuple() FROM ${freshOf(table)}`);
  }
  await recordFill(db, now, checksum);
  for (const table of Object.keys(tables)) await command(db, `DROP TABLE ${freshOf(table)}`);
}

/** Stands for the checksum of tables that are being replaced: no program's is that. */
const BEGUN = '';

/** Later than any computation that may have read what was there before, and than what was recorded before. */
const recordFill = async (db: Database, now: Date, checksum: string) =>
  command(
    db,
    `INSERT INTO reference_fill
    SELECT
      {checksum:String},
      greatest({at:DateTime64(3, 'UTC')}, (SELECT max(at) + INTERVAL 1 MILLISECOND FROM reference_fill))`,
    { checksum, at: toClickHouse(await firstUnfixed(db, now)) },
  );

const ALWAYS = { valid_from: '1970-01-01', valid_to: '2149-06-06' };

const validity = (rule: { valid_from: string | null; valid_to: string | null }) => ({
  valid_from: rule.valid_from ?? ALWAYS.valid_from,
  valid_to: rule.valid_to ?? ALWAYS.valid_to,
});

/** The rows of each reference table, shaped as `schema/` wants them. */
function referenceTables({
  prefectures,
  titres,
  legalDelays,
  filingWindows,
  grace,
}: Reference): Record<string, object[]> {
  return {
    prefecture: prefectures.map(({ code, name, region, kind }) => ({ code, name, region, kind })),
    titre: titres.map(({ code, filing_window, anef_open_on }) => ({
      code,
      filing_window,
      anef_open_on,
    })),
    legal_delay: titres.flatMap(({ code, delay_key }) =>
      legalDelays
        .filter(({ key }) => key === delay_key)
        .map((rule) => ({
          titre: code,
          months: rule.months ?? 0,
          days: rule.days ?? 0,
          ...validity(rule),
        })),
    ),
    filing_window: filingWindows
      .filter(({ anchor }) => anchor === 'expiry')
      .map((rule) => ({
        key: rule.key,
        opens_days: rule.opens_days,
        opens_months: rule.opens_months,
        closes_days: rule.closes_days,
        closes_months: rule.closes_months,
        exempt: rule.exempt,
        ...validity(rule),
      })),
    grace: grace
      .filter(({ scope }) => scope === 'national')
      .map((rule) => ({
        type_titre: rule.type_titre,
        at_least_months: rule.at_least_months ?? 0,
        more_than_months: rule.more_than_months ?? 0,
        months: rule.months,
        ...validity(rule),
      })),
  };
}

/** Makes the database where it is missing. `admin` may be connected to any database. */
export async function createDatabase(admin: Database, name: string): Promise<void> {
  await command(admin, `CREATE DATABASE IF NOT EXISTS {name:Identifier} ENGINE = Atomic`, { name });
}
