import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDatabase, command, openDatabase, type Database } from './database.ts';
import type { Accounts } from './engine/accounts.ts';
import { TEST_PREFIX } from './testing-names.ts';

/** What the tests' global set-up hands to each file: the one engine of the run. */
declare module 'vitest' {
  interface ProvidedContext {
    engine: { url: string; accounts: Accounts };
  }
}

export interface TestDatabase {
  readonly migrator: Database;
  readonly writer: Database;
  readonly reader: Database;
  /** Drops and makes the schema again. */
  reset(): Promise<void>;
}

/**
 * A database of its own for one test file, on the run's engine: made before the first test by
 * `prepare` (so that this helper need not know whose schema it is), dropped after the last.
 */
export function testDatabase(prepare: (migrator: Database) => Promise<unknown>): TestDatabase {
  const { url, accounts } = inject('engine');
  const database = `${TEST_PREFIX}${randomBytes(6).toString('hex')}`;
  const migrator = openDatabase({ url, database, ...accounts.migrator });
  const writer = openDatabase({ url, database, ...accounts.writer });
  const reader = openDatabase({ url, database, ...accounts.reader });
  const admin = openDatabase({ url, database: 'system', ...accounts.migrator });
  const drop = () => command(admin, 'DROP DATABASE IF EXISTS {database:Identifier}', { database });

  async function reset(): Promise<void> {
    await drop();
    await command(admin, 'CREATE DATABASE {database:Identifier} ENGINE = Atomic', { database });
    await prepare(migrator);
  }

  beforeAll(reset);
  afterAll(async () => {
    await drop();
    await Promise.all([migrator, writer, reader, admin].map(closeDatabase));
  });
  return { migrator, writer, reader, reset };
}
