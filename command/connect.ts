import { join } from 'node:path';
import type { Config } from '#core/config.ts';
import { closeDatabase, openDatabase, type Database } from '#core/database.ts';
import { openEngine, type Engine } from '#core/engine/embedded.ts';
import { ConfigError } from '#core/errors.ts';
import { createDatabase } from '#queries/migrate.ts';
import { PUBLISHED_TABLES } from '#queries/values.ts';

/** The database, as each of our accounts sees it. */
export interface Connection {
  migrator: Database;
  writer: Database;
  reader: Database;
  /** The embedded engine; undefined where CLICKHOUSE_URL names a server. */
  engine: Engine | undefined;
  close(): Promise<void>;
}

/**
 * Opens the database that the configuration describes: the embedded engine of the data directory
 * (the one that runs there, or a new one that ends with us), or a server. Makes the database where
 * it is missing; migrating is the caller's decision. Throws ConfigError or EngineError.
 */
export async function connect(config: Config, log: (line: string) => void): Promise<Connection> {
  if (config.CLICKHOUSE_CLUSTER) {
    throw new ConfigError(
      'CLICKHOUSE_CLUSTER is set, but clusters are not supported yet: unset it to use one server.',
    );
  }
  const database = config.CLICKHOUSE_DATABASE;
  const engine = config.CLICKHOUSE_URL
    ? undefined
    : await openEngine({
        directory: join(config.OBS_DATA_DIR, 'engine'),
        database,
        published: PUBLISHED_TABLES,
        log,
      });
  const url = config.CLICKHOUSE_URL ?? engine?.url ?? '';
  const owner = { username: config.CLICKHOUSE_USER, password: config.CLICKHOUSE_PASSWORD };
  const guest = config.CLICKHOUSE_READER_USER
    ? { username: config.CLICKHOUSE_READER_USER, password: config.CLICKHOUSE_READER_PASSWORD }
    : owner;
  const accounts = engine?.accounts ?? { migrator: owner, writer: owner, reader: guest };

  const admin = openDatabase({ url, database: 'system', ...accounts.migrator });
  await createDatabase(admin, database);
  const migrator = openDatabase({ url, database, ...accounts.migrator });
  const writer = openDatabase({ url, database, ...accounts.writer });
  const reader = openDatabase({ url, database, ...accounts.reader });
  return {
    migrator,
    writer,
    reader,
    engine,
    async close() {
      await Promise.all([admin, migrator, writer, reader].map(closeDatabase));
      await engine?.stop();
    },
  };
}
