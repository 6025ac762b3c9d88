import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The command itself, as a person runs it, over a data directory of its own. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'observatoire-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  status: number;
  out: string;
  err: string;
}

function observatoire(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'observatoire.ts', ...args],
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

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('usage', () => {
  test.each(['start', 'seed', 'ingest', 'compute', 'values', 'migrate', 'doctor'])(
    '%s --help says what it takes, with status 0',
    async (name) => {
      const { status, out } = await observatoire([name, '--help']);
      expect(status).toBe(0);
      expect(out).toContain(`Usage: observatoire ${name}`);
      expect(out).toContain('--json');
    },
  );

  test.each([
    [['fly']],
    [['ingest']],
    [['values']],
    [['values', '--indicator', 'P-01', '--format', 'xlsx']],
    [['values', '--indicator', 'Z-99']],
    [['values', '--indicator', 'P-01', '--from', 'spring']],
    [['compute', '--as-of', 'yesterday']],
    [['seed', '--dossiers', 'many']],
  ])('%j is wrong usage: status 2, and a sentence', async (args) => {
    const { status, err, out } = await observatoire(args);
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
  const seeded = await observatoire([
    'seed',
    '--dossiers',
    '400',
    '--seed',
    '5',
    '--out',
    delivery,
    '--json',
  ]);
  expect(seeded.status).toBe(0);
  const [written] = lines(seeded.out);
  const truth = JSON.parse(readFileSync(join(delivery, 'truth.json'), 'utf8')) as object;
  expect(Object.keys(truth).length).toBeGreaterThan(3);

  const first = await observatoire(['ingest', join(delivery, 'manifest.json'), '--json']);
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

  const again = await observatoire(['ingest', join(delivery, 'manifest.json'), '--json']);
  expect(again.status).toBe(0);
  expect(lines(again.out)[0]).toMatchObject({
    inserted: 0,
    corrected: 0,
    duplicates: answer?.rows,
  });

  const computed = await observatoire(['compute', '--indicator', 'v-01,S-01', '--json']);
  expect(computed.status).toBe(0);
  expect(lines(computed.out)).toMatchObject([
    { indicator: 'V-01', state: 'done' },
    { indicator: 'S-01', state: 'done' },
  ]);

  const asked = ['--indicator', 'v-01', '--level', 'national', '--grain', 'year'];
  const pinned = ['titre', 'motif', 'demande', 'canal'].flatMap((name) => [`--${name}`, 'all']);
  const values = await observatoire(['values', ...asked, ...pinned]);
  const rows = JSON.parse(values.out) as { value: number; origin: string; n: number }[];
  expect(rows.reduce((sum, { value }) => sum + value, 0)).toBeGreaterThan(300);
  expect(new Set(rows.map(({ origin }) => origin))).toEqual(new Set(['synthetic']));
  const csv = await observatoire(['values', ...asked, ...pinned, '--format', 'csv']);
  expect(csv.out.split('\n')[0]).toContain('"indicator","version","view","period"');

  const found = await observatoire(['doctor', '--json']);
  expect(lines(found.out).find(({ subject }) => subject === 'schema')).toMatchObject({ ok: true });
}, 120_000);

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
