import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEngine, type Engine } from '#core/engine/embedded.ts';
import { PUBLISHED_TABLES } from '#queries/values.ts';

/**
 * The command itself, as a person runs it, over a data directory of its own. The engine runs there
 * already, as it does beside a `start`, and the commands join it.
 */
let folder: string;
let engine: Engine;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'observatoire-command-'));
  engine = await openEngine({
    directory: join(folder, 'data', 'engine'),
    database: 'observatoire',
    published: PUBLISHED_TABLES,
  });
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  status: number;
  out: string;
  err: string;
}

function observatoire(
  args: string[],
  env: NodeJS.ProcessEnv = {},
  script = 'observatoire.ts',
): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      {
        env: { ...process.env, OBS_DATA_DIR: join(folder, 'data'), ...env },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, out, err) => {
        const status = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
        resolve({ status, out, err });
      },
    );
  });
}

/** One after another in one process: starting one takes longer than most of what they do. */
async function several(asked: string[][]): Promise<Outcome[]> {
  const { status, out, err } = await observatoire(
    [JSON.stringify(asked)],
    {},
    fileURLToPath(new URL('testing-several.ts', import.meta.url)),
  );
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as Outcome[];
}

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('usage', () => {
  const commands = ['start', 'seed', 'ingest', 'pull', 'compute', 'values', 'migrate', 'doctor'];
  const wrong = [
    ['fly'],
    ['ingest'],
    ['values'],
    ['values', '--indicator', 'P-01', '--format', 'xlsx'],
    ['values', '--indicator', 'Z-99'],
    ['values', '--indicator', 'P-01', '--from', 'spring'],
    ['compute', '--as-of', 'yesterday'],
    ['seed', '--dossiers', 'many'],
  ];
  const outcomes = new Map<string, Outcome>();
  const outcomeOf = (args: string[]) =>
    outcomes.get(args.join(' ')) ?? { status: NaN, out: '', err: '' };

  beforeAll(async () => {
    const asked = [...commands.map((name) => [name, '--help']), ...wrong];
    for (const [index, outcome] of (await several(asked)).entries()) {
      outcomes.set((asked[index] ?? []).join(' '), outcome);
    }
  });

  test.each(commands)('%s --help says what it takes, with status 0', (name) => {
    const { status, out } = outcomeOf([name, '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`Usage: observatoire ${name}`);
    expect(out).toContain('--json');
  });

  test('a command ends with the status that it has', async () => {
    const [help, unknown] = await Promise.all([
      observatoire(['values', '--help']),
      observatoire(['fly']),
    ]);
    expect([help, unknown]).toEqual([outcomeOf(['values', '--help']), outcomeOf(['fly'])]);
  });

  test.each(wrong.map((args) => [args]))('%j is wrong usage: status 2, and a sentence', (args) => {
    const { status, err, out } = outcomeOf(args);
    expect(status).toBe(2);
    expect(err.trim()).not.toBe('');
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
  });

  test('a setting that is not valid is told before anything is opened', async () => {
    const { status, err } = await observatoire(['doctor'], { PORT: 'high' });
    expect(status).toBe(2);
    expect(err).toContain('PORT');
  });
});

test('from a folder of files to values, each with its answer in JSON', async () => {
  const delivery = join(folder, 'delivery');
  const seeding = ['seed', '--dossiers', '400', '--seed', '5', '--out', delivery, '--json'];
  const ingesting = ['ingest', join(delivery, 'manifest.json'), '--json'];
  const asked = ['--indicator', 'v-01', '--level', 'national', '--grain', 'year'];
  const pinned = ['titre', 'motif', 'demande', 'canal'].flatMap((name) => [`--${name}`, 'all']);
  const outcomes = await several([
    seeding,
    ingesting,
    ingesting,
    ['compute', '--indicator', 'v-01,S-01', '--json'],
    ['values', ...asked, ...pinned],
    ['values', ...asked, ...pinned, '--format', 'csv'],
    ['doctor', '--json'],
  ]);
  expect(outcomes).toHaveLength(7);
  const [seeded, first, again, computed, values, csv, found] = outcomes as [
    ...[Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome],
  ];
  expect(seeded.status).toBe(0);
  const [written] = lines(seeded.out);
  const truth = JSON.parse(readFileSync(join(delivery, 'truth.json'), 'utf8')) as object;
  expect(Object.keys(truth).length).toBeGreaterThan(3);

  expect(first.status).toBe(0);
  const [answer] = lines(first.out);
  expect(Object.keys(answer ?? {})).toEqual([
    'batch',
    'files',
    'rows',
    'inserted',
    'duplicates',
    'corrected',
    'rejected',
    'seconds',
  ]);
  expect(answer?.rows).toBe(written?.rows);
  expect(answer?.rejected).toBe(0);

  expect(again.status).toBe(0);
  expect(lines(again.out)[0]).toMatchObject({
    inserted: 0,
    corrected: 0,
    duplicates: answer?.rows,
  });

  expect(computed.status).toBe(0);
  expect(lines(computed.out)).toMatchObject([
    { indicator: 'V-01', state: 'done' },
    { indicator: 'S-01', state: 'done' },
  ]);

  const rows = JSON.parse(values.out) as { value: number; origin: string; n: number }[];
  expect(rows.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThan(300);
  expect(new Set(rows.map(({ origin }) => origin))).toEqual(new Set(['synthetic']));
  expect(csv.out.split('\n')[0]).toContain('"indicator","version","view","period"');

  expect(lines(found.out).find(({ subject }) => subject === 'schema')).toMatchObject({ ok: true });
}, 120_000);

test('who reads the values may leave before their end', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'observatoire.ts', 'values', '--indicator', 'V-01', '--format', 'csv'],
    { env: { ...process.env, OBS_DATA_DIR: join(folder, 'data') } },
  );
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdout.once('data', () => child.stdout.destroy());
  const [status] = (await once(child, 'close')) as [number];
  expect([status, Buffer.concat(said).toString()]).toEqual([0, '']);
}, 60_000);

test('a delivery with a bad row: the good ones are stored, and the status is 3', async () => {
  const file = join(folder, 'bad.ndjson');
  const row = {
    event_id: 'sim-x1',
    source: 'alertes',
    event: 'alerte_expiration',
    occurred_on: '2026-01-01',
    recorded_at: '2026-01-02T00:00:00Z',
  };
  const bad = { ...row, event_id: 'sim-x2', occurred_on: '2026-02-30' };
  writeFileSync(file, `${JSON.stringify(row)}\n${JSON.stringify(bad)}\n`);
  const { status, out, err } = await observatoire(['ingest', file, '--json']);
  expect(status).toBe(3);
  expect(lines(out)[0]).toMatchObject({ rows: 2, inserted: 1, rejected: 1 });
  expect(err).toContain('date_hors_bornes');
  const missing = await observatoire(['ingest', join(folder, 'absent.ndjson')]);
  expect(missing.status).toBe(1);
  expect(missing.err).toContain('absent.ndjson');
});
