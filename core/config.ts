import { z } from 'zod';
import { ConfigError } from './errors.ts';

const flag = z.enum(['0', '1']).transform((value) => value === '1');

/** Every setting, with its default and its meaning. The README's table and `doctor` read this. */
export const Settings = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('Port of the page and the API; 0 = any free one.'),
  OBS_HOST: z.string().default('127.0.0.1').describe('Address the page and the API listen on.'),
  OBS_DATA_DIR: z
    .string()
    .default('.data')
    .describe('Folder of the embedded engine, its accounts and its logs.'),
  OBS_DEMO: flag
    .default(true)
    .describe(
      '`1`: `start` fills an empty database with the demonstration population; `0`: it does not.',
    ),
  OBS_DEMO_DOSSIERS: z.coerce
    .number()
    .int()
    .min(100)
    .default(30_000)
    .describe('Number of dossiers of the demonstration population.'),
  CLICKHOUSE_URL: z
    .url()
    .optional()
    .describe('A ClickHouse server (`http://host:8123`); unset: the embedded engine.'),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/)
    .default('observatoire')
    .describe('Database that holds the tables.'),
  CLICKHOUSE_CLUSTER: z
    .string()
    .optional()
    .describe('Name of a ClickHouse cluster. Not supported yet: `start` says so and stops.'),
  CLICKHOUSE_USER: z
    .string()
    .default('default')
    .describe('Account that migrates and writes, when CLICKHOUSE_URL is set.'),
  CLICKHOUSE_PASSWORD: z.string().default('').describe('Its password.'),
  CLICKHOUSE_READER_USER: z
    .string()
    .optional()
    .describe('Account that only reads published tables; unset: CLICKHOUSE_USER.'),
  CLICKHOUSE_READER_PASSWORD: z.string().default('').describe('Its password.'),
  OBS_LINKAGE_KEY: z
    .string()
    .min(16)
    .optional()
    .describe('Key that turns the ANEF/AGDREF number of an application into its pseudonym.'),
  OBS_SOURCES: z
    .string()
    .optional()
    .describe('File that says which sources are pulled, and how; unset: none.'),
  OBS_THEME: z
    .string()
    .optional()
    .describe(
      'Folder with `theme.css` and what it names, applied after our own styles; unset: none.',
    ),
  OBS_EVENTS_MAX_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(4096)
    .default(64)
    .describe('Longest body that `POST /api/v1/events` takes, decompressed, in MiB.'),
});

/** `OBS_KEY_<SOURCE>`: the key under which a mapping hashes the identifiers of one source. */
export const SOURCE_KEY = /^OBS_KEY_([A-Z0-9_]+)$/;

/**
 * `OBS_TOKEN_<SOURCE>`, `OBS_USER_<SOURCE>`, `OBS_SECRET_<SOURCE>`: what a source is called with;
 * `OBS_TOKEN_EVENTS`: what those who send us events must show.
 */
export const SOURCE_SECRET = /^OBS_(?:TOKEN|USER|SECRET)_[A-Z0-9_]+$/;

export type Config = Readonly<z.infer<typeof Settings>> & {
  /** Keys of the sources, by name in lower case. */
  readonly sourceKeys: ReadonlyMap<string, string>;
  /** What sources are called with, by the name of the variable. */
  readonly secrets: ReadonlyMap<string, string>;
};

/**
 * Reads the environment once, at start; reports every mistake at once, then nothing else reads it.
 * An empty variable counts as unset. Throws ConfigError.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(`The environment is not valid:\n${z.prettifyError(parsed.error)}`);
  }
  const sourceKeys = new Map<string, string>();
  const secrets = new Map<string, string>();
  for (const [name, value] of Object.entries(set)) {
    const source = SOURCE_KEY.exec(name)?.[1];
    if (source && value) sourceKeys.set(source.toLowerCase(), value);
    if (value && SOURCE_SECRET.test(name)) secrets.set(name, value);
  }
  return Object.freeze({ ...parsed.data, sourceKeys, secrets });
}

/** Settings whose value must not be shown. */
export const SECRETS: ReadonlySet<string> = new Set([
  'CLICKHOUSE_PASSWORD',
  'CLICKHOUSE_READER_PASSWORD',
  'OBS_LINKAGE_KEY',
]);
