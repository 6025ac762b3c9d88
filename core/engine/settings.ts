import { realpathSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { sha256, type Accounts } from './accounts.ts';

/** Half the machine, at most 8 GB: the engine shares it with us and with the reader's browser. */
const memory = Math.min(8e9, Math.floor(totalmem() / 2));

/**
 * What an engine calls itself in every answer (`X-ClickHouse-Server-Display-Name`): the folder that it
 * serves, as a hash. A folder that was copied has the accounts and the last port of the other one.
 */
export const engineName = (directory: string) => sha256(realpathSync(directory));

/**
 * The engine's configuration: where things are and how much it may take. Times are in UTC. Statistics of
 * columns, which no query of ours gains from, are not kept: they took a tenth of computing all indicators.
 */
export const serverXml = (directory: string) => `<clickhouse>
  <logger>
    <log>${join(directory, 'engine.log')}</log>
    <errorlog>${join(directory, 'engine.error.log')}</errorlog>
    <size>10M</size>
    <count>3</count>
  </logger>
  <display_name>${engineName(directory)}</display_name>
  <timezone>UTC</timezone>
  <users_config>${join(directory, 'users.xml')}</users_config>
  <user_files_path>${join(directory, 'no-files')}/</user_files_path>
  <max_server_memory_usage>${memory}</max_server_memory_usage>
  <max_concurrent_queries>64</max_concurrent_queries>
  <keep_alive_timeout>30</keep_alive_timeout>
  <mark_cache_size>268435456</mark_cache_size>
  <merge_tree><auto_statistics_types></auto_statistics_types></merge_tree>
</clickhouse>
`;

/** What one reading may cost. */
const READER_LIMITS = {
  max_execution_time: 60,
  max_memory_usage: 2_000_000_000,
  max_result_rows: 5_000_000,
} as const;

const xml = (settings: Record<string, string | number>) =>
  Object.entries(settings)
    .map(([name, value]) => `      <${name}>${value}</${name}>`)
    .join('\n');

const user = (name: string, password: string, profile: string, grants: string[]) => `
    <${name}>
      <password_sha256_hex>${sha256(password)}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>${profile}</profile>
      <quota>default</quota>
      <grants>${grants.map((grant) => `\n        <query>${grant}</query>`).join('')}
      </grants>
    </${name}>`;

/** Who may see what: one database, or all whose name begins so (`name*`, for tests). */
export interface Scope {
  database: string;
  /** Tables that the reader may see: what is published, never an event or a dossier. */
  published: readonly string[];
}

/**
 * The accounts. `default` is the engine's own session: it cannot have a password, so it may do
 * nothing but open the port. `extra` adds one account of the benchmarks' own, which may read files.
 */
export function usersXml(
  accounts: Accounts,
  { database, published }: Scope,
  extra?: { name: string; password: string },
): string {
  const writer = [
    `GRANT SELECT, INSERT, ALTER, TRUNCATE, CREATE TABLE, DROP TABLE, CREATE VIEW, DROP VIEW ON ${database}.*`,
    'GRANT SELECT ON system.*',
    'GRANT TABLE ENGINE ON MergeTree, TABLE ENGINE ON ReplacingMergeTree, TABLE ENGINE ON Null',
    'GRANT CREATE TEMPORARY TABLE ON *.*',
  ];
  const reader = database.endsWith('*')
    ? [`GRANT SELECT ON ${database}.*`]
    : published.map((table) => `GRANT SELECT ON ${database}.${table}`);
  const users = [
    user('migrator', accounts.migrator.password, 'default', [
      `GRANT ALL ON ${database}.*`,
      'GRANT SELECT ON system.*',
      'GRANT TABLE ENGINE ON Atomic, TABLE ENGINE ON MergeTree, TABLE ENGINE ON ReplacingMergeTree',
    ]),
    user('writer', accounts.writer.password, 'default', writer),
    user('reader', accounts.reader.password, 'reader', reader),
    extra ? user(extra.name, extra.password, 'default', ['GRANT ALL ON *.*']) : '',
  ];
  return `<clickhouse>
  <profiles>
    <default/>
    <reader>
${xml({ readonly: 2, ...READER_LIMITS })}
      <constraints>
${Object.entries(READER_LIMITS)
  .map(([name, limit]) => `        <${name}><max>${limit}</max></${name}>`)
  .join('\n')}
      </constraints>
    </reader>
  </profiles>
  <quotas><default/></quotas>
  <users>
    <default>
      <no_password/>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <grants><query>GRANT SYSTEM LISTEN ON *.*</query></grants>
    </default>${users.join('')}
  </users>
</clickhouse>
`;
}
