import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { command, insert, select, type Database } from '#core/database.ts';
import { SchemaError } from '#core/errors.ts';
import { loadReference } from '#seed/reference/reference.ts';

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
    await insert(db, 'migration', [
      { number, name, checksum, applied_at: now.toISOString().replace('Z', '') },
    ]);
    onApplied(name);
  }
  await fillReference(db);
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

/** The reference tables say what `seed/reference/` says today. */
async function fillReference(db: Database): Promise<void> {
  const { prefectures, titres, filingWindows, grace } = loadReference();
  const always = <Rule extends { valid_from: string | null; valid_to: string | null }>(
    rule: Rule,
  ) => ({
    valid_from: rule.valid_from ?? '1970-01-01',
    valid_to: rule.valid_to ?? '2149-06-06',
  });
  const fill = async (table: string, rows: readonly object[]) => {
    await command(db, 'TRUNCATE TABLE {table:Identifier}', { table });
    await insert(db, table, rows);
  };

  await fill(
    'prefecture',
    prefectures.map(({ code, name, region, kind }) => ({ code, name, region, kind })),
  );
  await fill(
    'titre',
    titres.map(({ code, legal_months, legal_days, filing_window, anef_open_on }) => ({
      code,
      legal_months: legal_months ?? 0,
      legal_days: legal_days ?? 0,
      filing_window,
      anef_open_on,
    })),
  );
  await fill(
    'filing_window',
    filingWindows
      .filter(({ anchor }) => anchor === 'expiry')
      .map((window) => ({
        key: window.key,
        opens_days: window.opens_days,
        opens_months: window.opens_months,
        closes_days: window.closes_days,
        closes_months: window.closes_months,
        exempt: window.exempt,
        ...always(window),
      })),
  );
  await fill(
    'grace',
    grace
      .filter(({ scope }) => scope === 'national')
      .map((rule) => ({
        type_titre: rule.type_titre,
        at_least_months: rule.at_least_months ?? 0,
        more_than_months: rule.more_than_months ?? 0,
        months: rule.months,
        ...always(rule),
      })),
  );
}

/** Makes the database where it is missing. `admin` may be connected to any database. */
export async function createDatabase(admin: Database, name: string): Promise<void> {
  await command(admin, `CREATE DATABASE IF NOT EXISTS {name:Identifier} ENGINE = Atomic`, { name });
}
