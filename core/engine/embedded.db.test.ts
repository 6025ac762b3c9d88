import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  closeDatabase,
  command,
  openDatabase,
  select,
  selectOne,
  type Account,
} from '../database.ts';
import { EngineError } from '../errors.ts';
import { openEngine, type Engine } from './embedded.ts';

const SCOPE = { database: 'observatoire', published: ['indicator_value'] };
let directory: string;
let engines: Engine[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'observatoire-engine-'));
});
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.stop()));
  engines = [];
  rmSync(directory, { recursive: true, force: true });
});

async function open(log?: (line: string) => void): Promise<Engine> {
  const engine = await openEngine({ directory, ...SCOPE, log });
  engines.push(engine);
  return engine;
}

async function as<Result>(
  engine: Engine,
  account: Account,
  database: string,
  use: (db: ReturnType<typeof openDatabase>) => Promise<Result>,
): Promise<Result> {
  const db = openDatabase({ url: engine.url, database, ...account });
  try {
    return await use(db);
  } finally {
    await closeDatabase(db);
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A zombie still has a number: what it was running is over.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

test('is started again after a kill -9, at the same address and with its data', async () => {
  const engine = await open();
  const { migrator } = engine.accounts;
  await as(engine, migrator, 'system', (db) =>
    command(db, 'CREATE DATABASE observatoire ENGINE = Atomic'),
  );
  await as(engine, migrator, 'observatoire', async (db) => {
    await command(db, 'CREATE TABLE kept (x UInt8) ENGINE = MergeTree ORDER BY x');
    await command(db, 'INSERT INTO kept VALUES (1), (2)');
  });
  const { url, pid } = engine;
  process.kill(pid ?? 0, 'SIGKILL');
  await vi.waitFor(
    async () => {
      expect(engine.pid).not.toBe(pid);
      const rows = await as(engine, migrator, 'observatoire', (db) =>
        select(db, 'SELECT x FROM kept'),
      );
      expect(rows).toHaveLength(2);
    },
    { timeout: 15_000, interval: 200 },
  );
  expect(engine.url).toBe(url);
});

test('says why it crashed, each time its own crash alone', async () => {
  const lines: string[] = [];
  const engine = await open((line) => lines.push(line));
  for (const [signal, words] of [
    ['SIGSEGV', 'Segmentation fault'],
    ['SIGABRT', 'Aborted'],
  ] as const) {
    process.kill(engine.pid ?? 0, signal);
    await vi.waitFor(() => expect(lines.join()).toContain('runs again'), { timeout: 20_000 });
    const said = lines.splice(0).join('\n');
    expect(said).toContain('Why it stopped, in its own words:');
    expect(said.match(/Signal description: .*/g)).toEqual([`Signal description: ${words}`]);
  }
});

test('is found by a second process, and taken over when its owner stops', async () => {
  const owner = await open();
  const guest = await open();
  expect([owner.owned, guest.owned]).toEqual([true, false]);
  expect(guest.url).toBe(owner.url);
  await owner.stop();
  await vi.waitFor(() => expect(guest.owned).toBe(true), { timeout: 20_000, interval: 200 });
  expect(guest.url).toBe(owner.url);
});

test('does not outlive a parent that is killed with -9', async () => {
  const program = `
    import { openEngine } from '${new URL('./embedded.ts', import.meta.url).href}';
    const engine = await openEngine(${JSON.stringify({ directory, ...SCOPE })});
    console.log(engine.pid);
    setInterval(() => {}, 1000);`;
  const parent = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000, interval: 100 });
});

test('says who holds the data directory when its holder does not answer', async () => {
  const engine = await open();
  // The holder's address is lost, as if it were another program.
  rmSync(join(directory, 'engine.json'));
  const failure = openEngine({ directory, ...SCOPE, patience_ms: 500 });
  await expect(failure).rejects.toThrow(EngineError);
  await expect(failure).rejects.toThrow(/held by another process.*OBS_DATA_DIR/s);
  expect(isAlive(engine.pid ?? 0)).toBe(true);
});

test('keeps its passwords in files that only their owner can read, and its log in a file', async () => {
  await open();
  for (const name of ['accounts.json', 'users.xml', 'config.xml']) {
    expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
  }
  const { reader } = JSON.parse(readFileSync(join(directory, 'accounts.json'), 'utf8')) as {
    reader: Account;
  };
  expect(readFileSync(join(directory, 'users.xml'), 'utf8')).not.toContain(reader.password);
  const log = readFileSync(join(directory, 'engine.log'), 'utf8');
  expect(log).toContain('<Information>');
  // Traces repeat statements, and what they select.
  expect(log).not.toMatch(/<Debug>|<Trace>/);
});

test('gives each account its part, and “default” none', async () => {
  const engine = await open();
  const { migrator, writer, reader } = engine.accounts;
  await as(engine, migrator, 'system', (db) =>
    command(db, 'CREATE DATABASE observatoire ENGINE = Atomic'),
  );
  await as(engine, migrator, 'observatoire', async (db) => {
    await command(db, 'CREATE TABLE event (x UInt8) ENGINE = MergeTree ORDER BY x');
    await command(db, 'CREATE TABLE indicator_value (x UInt8) ENGINE = MergeTree ORDER BY x');
  });
  const refused = async (account: Account, query: string) =>
    expect(
      as(engine, account, 'observatoire', (db) => command(db, query)),
      query,
    ).rejects.toThrow(/Not enough privileges|readonly|constraint|Setting|ACCESS_DENIED/i);

  await as(engine, reader, 'observatoire', (db) => select(db, 'SELECT x FROM indicator_value'));
  await refused(reader, 'SELECT x FROM event');
  await refused(reader, 'INSERT INTO indicator_value VALUES (1)');
  await refused(reader, 'SELECT 1 SETTINGS max_execution_time = 100000');
  await refused(reader, `SELECT * FROM url('http://127.0.0.1:1/', LineAsString)`);

  await as(engine, writer, 'observatoire', (db) => command(db, 'INSERT INTO event VALUES (1)'));
  await refused(writer, `SELECT * FROM file('/etc/passwd', LineAsString)`);
  await refused(writer, 'DROP DATABASE observatoire');
  await refused(writer, 'CREATE USER somebody');

  const nobody = { username: 'default', password: '' };
  await refused(nobody, 'SELECT x FROM indicator_value');
  await refused(nobody, 'SELECT * FROM system.processes');
  await refused(nobody, `SELECT * FROM file('/etc/passwd', LineAsString)`);
});

test('pins the settings that results rest on', async () => {
  const engine = await open();
  const row = await as(engine, engine.accounts.reader, 'system', (db) =>
    selectOne(db, `SELECT getSetting('async_insert') AS a, getSetting('session_timezone') AS b`),
  );
  expect(row).toEqual({ a: false, b: 'UTC' });
});

test('says so, with a way out, where the platform has no engine', async () => {
  vi.stubEnv('CHDB_LIBCHDB_PATH', join(directory, 'absent.so'));
  const platform = Object.getOwnPropertyDescriptor(process, 'platform');
  Object.defineProperty(process, 'platform', { value: 'sunos' });
  try {
    await expect(openEngine({ directory, ...SCOPE })).rejects.toThrow(
      /No embedded ClickHouse for sunos.*CLICKHOUSE_URL/s,
    );
  } finally {
    if (platform) Object.defineProperty(process, 'platform', platform);
    vi.unstubAllEnvs();
  }
});

test('a copied folder has an engine of its own, though it has the accounts and the port of the other', async () => {
  const copied = mkdtempSync(join(tmpdir(), 'observatoire-engine-'));
  const first = await open();
  await as(first, first.accounts.migrator, 'system', (db) =>
    command(db, 'CREATE DATABASE observatoire ENGINE = Atomic'),
  );
  cpSync(directory, copied, { recursive: true });
  const other = await openEngine({ directory: copied, ...SCOPE });
  engines.push(other);
  expect([other.owned, other.url === first.url]).toEqual([true, false]);
  await as(other, other.accounts.migrator, 'system', (db) =>
    command(db, 'DROP DATABASE observatoire SYNC'),
  );
  const kept = await as(first, first.accounts.migrator, 'system', (db) =>
    select(db, "SELECT name FROM databases WHERE name = 'observatoire'"),
  );
  expect(kept).toHaveLength(1);
  await other.stop();
  rmSync(copied, { recursive: true });
});
