import { statfsSync, existsSync, mkdirSync } from 'node:fs';
import { freemem } from 'node:os';
import type { Connection } from './connect.ts';
import { SECRETS, Settings, SOURCE_KEY, SOURCE_SECRET, type Config } from '#core/config.ts';
import { selectOne } from '#core/database.ts';
import { KnownError } from '#core/errors.ts';
import { loadSources } from '#ingest/sources/configuration.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { pendingMigrations } from '#queries/migrate.ts';
import { loadReference } from '#seed/reference/reference.ts';

/** One thing looked at: is it right, and what was found. */
export interface Finding {
  subject: string;
  right: boolean;
  text: string;
}

const LEAST_DISK_GB = 2;
const LEAST_MEMORY_GB = 1;

/** Looks at the machine, the settings, our own files and the database, and says what it found. */
export async function doctor(
  config: Config,
  env: NodeJS.ProcessEnv,
  withDatabase: <Result>(use: (connection: Connection) => Promise<Result>) => Promise<Result>,
): Promise<Finding[]> {
  const findings = [...machine(config), ...settings(config, env), ...files(config)];
  try {
    findings.push(...(await withDatabase(database)));
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    findings.push({ subject: 'database', right: false, text: error.message });
  }
  return findings;
}

function machine(config: Config): Finding[] {
  mkdirSync(config.OBS_DATA_DIR, { recursive: true });
  const { bavail, bsize } = statfsSync(config.OBS_DATA_DIR);
  const disk_gb = (bavail * bsize) / 1e9;
  const memory_gb = freemem() / 1e9;
  return [
    { subject: 'node', right: true, text: process.version },
    {
      subject: 'disk',
      right: disk_gb > LEAST_DISK_GB,
      text: `${disk_gb.toFixed(1)} GB free for ${config.OBS_DATA_DIR}, ${LEAST_DISK_GB} GB wanted`,
    },
    {
      subject: 'memory',
      right: memory_gb > LEAST_MEMORY_GB,
      text: `${memory_gb.toFixed(1)} GB free, ${LEAST_MEMORY_GB} GB wanted`,
    },
    {
      subject: 'page',
      right: existsSync(new URL('../dist/dashboard/index.html', import.meta.url)),
      text: 'dist/dashboard, built by npm start',
    },
  ];
}

function settings(config: Config, env: NodeJS.ProcessEnv): Finding[] {
  const known = Object.keys(Settings.shape);
  const mine = known.map((name) => {
    const value = config[name as keyof typeof Settings.shape];
    const shown = SECRETS.has(name) && value ? '(set, not shown)' : String(value ?? '(unset)');
    return { subject: name, right: true, text: `${shown}${env[name] ? '' : '   (default)'}` };
  });
  const keys = [...config.sourceKeys.keys()].map((source) => ({
    subject: `OBS_KEY_${source.toUpperCase()}`,
    right: true,
    text: '(set, not shown)',
  }));
  const secrets = [...config.secrets.keys()].map((subject) => ({
    subject,
    right: true,
    text: '(set, not shown)',
  }));
  const strangers = Object.keys(env)
    .filter((name) => name.startsWith('OBS_') && !known.includes(name))
    .filter((name) => !SOURCE_KEY.test(name) && !SOURCE_SECRET.test(name))
    .filter((name) => name !== 'OBS_TEST_DATA')
    .map((name) => ({
      subject: name,
      right: false,
      text: 'is no setting of ours: a misspelling?',
    }));
  return [...mine, ...keys, ...secrets, ...strangers];
}

function files(config: Config): Finding[] {
  const check = (subject: string, load: () => string): Finding => {
    try {
      return { subject, right: true, text: load() };
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      return { subject, right: false, text: error.message };
    }
  };
  return [
    ...(config.OBS_SOURCES
      ? [
          check('sources', () => {
            const names = loadSources(config.OBS_SOURCES ?? '').map(({ name }) => name);
            return names.join(', ') || 'none';
          }),
        ]
      : []),
    check('indicators', () => `${loadCatalogue().length} read`),
    check('reference tables', () => `${loadReference().prefectures.length} prefectures read`),
  ];
}

async function database({ migrator, writer, engine }: Connection): Promise<Finding[]> {
  const { version } = await selectOne<{ version: string }>(migrator, 'SELECT version() AS version');
  const pending = await pendingMigrations(migrator);
  const where = engine
    ? `embedded at ${engine.url}${engine.owned ? '' : ', run by another process'}`
    : 'server';
  const findings: Finding[] = [
    { subject: 'database', right: true, text: `ClickHouse ${version}, ${where}` },
    {
      subject: 'schema',
      right: pending.length === 0,
      text:
        pending.length === 0
          ? 'up to date'
          : `pending: ${pending.join(', ')} (observatoire migrate)`,
    },
  ];
  if (pending.length > 0) return findings;
  const { events, failed } = await selectOne<{ events: number; failed: number }>(
    writer,
    `SELECT
        (SELECT count() FROM event) AS events,
        (SELECT count() FROM (SELECT argMax(state, at) AS state FROM run GROUP BY indicator) WHERE state = 'failed') AS failed`,
  );
  return [
    ...findings,
    { subject: 'log', right: true, text: `${events} events` },
    { subject: 'indicators failing', right: failed === 0, text: String(failed) },
  ];
}
