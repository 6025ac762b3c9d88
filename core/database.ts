import type { Readable } from 'node:stream';
import {
  ClickHouseError,
  ClickHouseLogLevel,
  createClient,
  type ClickHouseClient,
} from '@clickhouse/client';

/** One account's way to one database. */
export interface Database {
  readonly client: ClickHouseClient;
  /** The database's name. */
  readonly name: string;
}

export interface Account {
  username: string;
  password: string;
}

export interface Target extends Account {
  url: string;
  database: string;
}

export type Params = Record<string, unknown>;

/** A statement and the values bound to its `{name:Type}` parameters. */
export interface Query {
  query: string;
  params?: Params;
}

/**
 * Settings that results and speed rest on, sent with each query so that a server of somebody else's
 * cannot change them: their defaults moved between releases.
 */
const PINNED = {
  async_insert: 0,
  join_use_nulls: 0,
  // The least and the greatest of what is there: a null among them is left out.
  least_greatest_legacy_null_behavior: 0,
  session_timezone: 'UTC',
  date_time_input_format: 'best_effort',
  output_format_json_quote_64bit_integers: 0,
  cancel_http_readonly_queries_on_client_close: 1,
  // Compiling an expression takes about half a second when it is met for the fourth time; ours are many
  // and large, and each is met a few times a day.
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
} as const;

/** Long computations are waited for; the engine's own limits end them. */
const REQUEST_TIMEOUT_MS = 30 * 60 * 1000;

/**
 * Opens an account on a database. Nothing is sent until the first query.
 * The idle time of a socket stays below the engine's keep-alive (30 s embedded, 10 s by default on a
 * server): a socket closed under a request would lose it.
 */
export function openDatabase({ url, database, username, password }: Target): Database {
  const client = createClient({
    url,
    database,
    username,
    password,
    request_timeout: REQUEST_TIMEOUT_MS,
    max_open_connections: 32,
    keep_alive: { enabled: true, idle_socket_ttl: 5000 },
    application: 'observatoire-sejour',
    // Errors are thrown to us; the client's own log would also print queries.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: PINNED,
  });
  return { client, name: database };
}

/** The rows of a query, as objects. For small results: large ones are streamed (`stream`). */
export async function select<Row>(db: Database, query: string, params?: Params): Promise<Row[]> {
  const result = await db.client.query({ query, query_params: params, format: 'JSONEachRow' });
  return result.json<Row>();
}

/** The only row of a query. */
export async function selectOne<Row>(db: Database, query: string, params?: Params): Promise<Row> {
  const rows = await select<Row>(db, query, params);
  const [row] = rows;
  if (rows.length !== 1 || row === undefined) {
    throw new Error(`Expected one row, found ${rows.length}.`);
  }
  return row;
}

/** Runs a statement that answers nothing (DDL, INSERT … SELECT) and waits for its end. */
export async function command(db: Database, query: string, params?: Params): Promise<void> {
  await db.client.command({ query, query_params: params });
}

/** Inserts a few rows given as objects; bulk data goes through `streamIn`. */
export async function insert(db: Database, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await db.client.insert({ table, values: rows, format: 'JSONEachRow' });
}

/** Sends a body of bytes to `INSERT … FORMAT …`; the statement names the format. */
export async function streamIn(
  db: Database,
  query: string,
  body: Readable,
  params?: Params,
): Promise<void> {
  const { stream } = await db.client.exec({ query, query_params: params, values: body });
  stream.resume();
}

/**
 * The bytes of `SELECT … FORMAT …`, as the engine writes them. `signal` ends the query when the
 * reader has gone.
 */
export async function streamOut(
  db: Database,
  { query, params }: Query,
  signal?: AbortSignal,
): Promise<Readable> {
  const { stream } = await db.client.exec({ query, query_params: params, abort_signal: signal });
  return stream;
}

export async function closeDatabase(db: Database): Promise<void> {
  await db.client.close();
}

/**
 * The engine's refusals that pass: too many queries, too long, out of memory, too many parts, a
 * network of its own that failed.
 */
const BUSY = new Set(['159', '202', '209', '210', '241', '252', '439']);
/** The engine is not there, or has just gone: 236 is what it answers while it crashes. */
const GONE = new Set([
  '236',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Is the engine away? Nobody knows whether what was asked has been done. */
export function isGone(error: unknown): boolean {
  const code = codeOf(error);
  // An answer that is no HTTP came from a connection that was broken on the way.
  return GONE.has(code) || code.startsWith('HPE_');
}

/** Did the engine not answer, or answer that it cannot now? What was asked may be asked again. */
export const isUnavailable = (error: unknown): boolean =>
  isGone(error) || (error instanceof ClickHouseError && BUSY.has(error.code));
