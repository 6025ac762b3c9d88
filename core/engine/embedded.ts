import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Account } from '../database.ts';
import { EngineError } from '../errors.ts';
import { loadAccounts, writePrivate, type Accounts } from './accounts.ts';
import { engineName, serverXml, usersXml, type Scope } from './settings.ts';

export interface EngineOptions extends Scope {
  /** Where the engine keeps its data, accounts and logs; made if need be. */
  directory: string;
  /** An account that may do everything, for the benchmarks' baseline only. */
  extraAccount?: { name: string; password: string };
  log?: (line: string) => void;
  /** How long to wait for another process that holds the directory to answer or to end. */
  patience_ms?: number;
}

/** A running ClickHouse on loopback, ours or one that another process runs over the same data. */
export interface Engine {
  readonly url: string;
  readonly accounts: Accounts;
  /** Do we run it? Otherwise we are the guest of the process that does. */
  readonly owned: boolean;
  /** Process id of the engine, when it is ours. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
const WATCH_MS = 1000;
const BACKOFF_MS = [100, 250, 500, 1000, 2000, 5000, 10_000];

/**
 * Opens the engine over a data directory: joins the one that runs there, or starts it, waits until
 * it answers a real query, and keeps it running until `stop`. When it dies it is started again, on
 * the same port where that is still free; when its owner goes, a guest takes over.
 *
 * Throws EngineError when the platform has no engine, or when another process holds the directory
 * without answering.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const directory = resolve(options.directory);
  const log = options.log ?? (() => {});
  mkdirSync(join(directory, 'data'), { recursive: true, mode: 0o700 });
  const accounts = loadAccounts(directory);
  const library = engineLibrary();

  const stopping = new AbortController();
  let failures = 0;
  let current = await joinOrStart();

  async function joinOrStart(): Promise<Running> {
    const deadline = Date.now() + (options.patience_ms ?? 15_000);
    for (;;) {
      const found = await findRunning(directory, accounts.reader);
      if (found) return { url: found, child: undefined };
      try {
        return await startChild(directory, library, accounts, options);
      } catch (error) {
        if (!(error instanceof DirectoryBusy)) throw error;
        if (Date.now() > deadline) {
          throw new EngineError(
            `The data directory ${directory} is held by another process that does not answer. ` +
              'End that process, or choose another folder with OBS_DATA_DIR.',
          );
        }
        await sleep(300);
      }
    }
  }

  /** Waits for the engine's end, then starts it again, later each time that it does not last. */
  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      const since = Date.now();
      const said = errorLog(directory).length;
      await ended(current, accounts.reader, directory, stopping.signal);
      if (stopping.signal.aborted) return;
      failures = Date.now() - since > 60_000 ? 0 : failures + 1;
      const delay_ms = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)] ?? 0;
      log(`The engine has stopped; starting it again in ${delay_ms} ms.`);
      const reason = fault(errorLog(directory), said);
      if (reason) log(`Why it stopped, in its own words:\n${reason}`);
      await sleep(delay_ms);
      if (stopping.signal.aborted) return;
      try {
        current = await joinOrStart();
        log(`The engine runs again at ${current.url}.`);
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
      }
    }
  }
  const supervision = supervise();

  return {
    get url() {
      return current.url;
    },
    get owned() {
      return current.child !== undefined;
    },
    get pid() {
      return current.child?.pid;
    },
    accounts,
    async stop() {
      stopping.abort();
      const { child } = current;
      if (child && child.exitCode === null && child.signalCode === null) {
        const exit = once(child, 'exit');
        // Nothing else may keep us alive until it has gone.
        child.ref();
        child.kill('SIGTERM');
        await exit;
      }
      await supervision;
    },
  };
}

interface Running {
  url: string;
  /** Undefined: another process runs it. */
  child: ChildProcess | undefined;
}

class DirectoryBusy extends Error {}

/** Resolves when the engine has gone: at once for our own child, by asking for somebody else's. */
async function ended(
  { url, child }: Running,
  account: Account,
  directory: string,
  stopping: AbortSignal,
) {
  if (child) {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return;
  }
  let silent = 0;
  while (!stopping.aborted && silent < 3) {
    await sleep(WATCH_MS, undefined, { ref: false, signal: stopping }).catch(() => {});
    silent = (await answers(url, account, directory)) ? 0 : silent + 1;
  }
}

/** What the engine has written of its errors; empty where it has written nothing. */
function errorLog(directory: string): string {
  try {
    return readFileSync(join(directory, 'engine.error.log'), 'utf8');
  } catch {
    // Not there yet.
    return '';
  }
}

/** What a log says of a crash, from an offset on (from its beginning where it is a new one): signal and stack, never a statement. */
const fault = (log: string, from: number): string =>
  [
    ...log
      .slice(from > log.length ? 0 : from)
      .matchAll(/<Fatal> \w+: ((?:Signal|Address|\d+\.).*)/g),
  ]
    .map(([, words]) => words)
    .join('\n');

/** A real query, as the least of the accounts, to the engine that serves this folder and no other. */
async function answers(
  url: string,
  { username, password }: Account,
  directory: string,
): Promise<boolean> {
  try {
    const response = await fetch(`${url}/?query=SELECT%201`, {
      headers: { 'X-ClickHouse-User': username, 'X-ClickHouse-Key': password },
      signal: AbortSignal.timeout(5000),
    });
    const name = response.headers.get('X-ClickHouse-Server-Display-Name');
    return (await response.text()).trim() === '1' && name === engineName(directory);
  } catch {
    // Not answering is the answer.
    return false;
  }
}

const require = createRequire(import.meta.url);

const addressFile = (directory: string) => join(directory, 'engine.json');

function readAddress(directory: string): { port: number } | undefined {
  try {
    return JSON.parse(readFileSync(addressFile(directory), 'utf8')) as { port: number };
  } catch {
    // Absent or half-written: nobody to find.
    return undefined;
  }
}

async function findRunning(directory: string, account: Account): Promise<string | undefined> {
  const address = readAddress(directory);
  if (!address) return undefined;
  const url = `http://127.0.0.1:${address.port}`;
  return (await answers(url, account, directory)) ? url : undefined;
}

/** A free port: the one used before where possible, so that addresses given out stay right. */
async function choosePort(before: number | undefined): Promise<number> {
  for (const wish of [before, 0]) {
    if (wish === undefined) continue;
    const server = createServer();
    server.listen(wish, '127.0.0.1');
    const listening = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!listening) continue;
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  }
  throw new EngineError('No port is free on 127.0.0.1.');
}

async function startChild(
  directory: string,
  library: string,
  accounts: Accounts,
  options: EngineOptions,
): Promise<Running> {
  const port = await choosePort(readAddress(directory)?.port);
  const config = join(directory, 'config.xml');
  writePrivate(config, serverXml(directory));
  writePrivate(join(directory, 'users.xml'), usersXml(accounts, options, options.extraAccount));

  const data = join(directory, 'data');
  const child = fork(
    fileURLToPath(new URL('./child.ts', import.meta.url)),
    [library, data, String(port), config],
    {
      // The engine reads a stray config.xml of its working directory, so that is its own.
      cwd: data,
      execArgv: ['--import', pathToFileURL(require.resolve('tsx')).href],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
    },
  );
  const output: string[] = [];
  const keep = (chunk: Buffer) => {
    const text = chunk.toString();
    appendFileSync(join(directory, 'engine.out.log'), text, { mode: 0o600 });
    output.push(text);
    if (output.length > 50) output.shift();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  // The engine must not keep a command alive that has finished its work.
  child.unref();
  child.channel?.unref();
  (child.stdout as { unref?: () => void } | null)?.unref?.();
  (child.stderr as { unref?: () => void } | null)?.unref?.();

  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(url, accounts.reader, directory))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const text = output.join('');
      if (text.includes('Cannot lock file')) throw new DirectoryBusy();
      throw new EngineError(`The engine did not start:\n${text.trim() || '(it said nothing)'}`);
    }
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new EngineError(`The engine did not answer within ${START_TIMEOUT_MS / 1000} s.`);
    }
    await sleep(50);
  }
  writeFileSync(addressFile(directory), JSON.stringify({ port, pid: child.pid }), { mode: 0o600 });
  return { url, child };
}

/** Where the engine's shared library is. Throws EngineError where the platform has none. */
function engineLibrary(): string {
  try {
    const { libchdbPath } = require('chdb/libchdb') as { libchdbPath: () => string };
    return libchdbPath();
  } catch (cause) {
    throw new EngineError(
      `No embedded ClickHouse for ${process.platform}-${process.arch}: it exists for Linux (glibc) ` +
        'and macOS, on x64 and arm64. Set CLICKHOUSE_URL to use a server instead.',
      { cause },
    );
  }
}
