import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The command itself, as a person runs it, over a data directory and a drop of its own. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'observatoire-pull-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function observatoire(...args: string[]) {
  const env = {
    ...process.env,
    OBS_DATA_DIR: join(folder, 'data'),
    OBS_SOURCES: join(folder, 'sources.yaml'),
  };
  return new Promise<{ status: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'observatoire.ts', '--json', ...args],
      { env },
      (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err });
      },
    );
  });
}

/** Three filings of January in Paris, and one row whose prefecture does not exist. */
function deliver() {
  const columns =
    'event_id,source,event,occurred_on,recorded_at,dossier,prefecture,titre,motif,demande,canal';
  const rows = ['75', '75', '75', '00'].map((prefecture, index) => {
    const dossier = createHash('md5').update(`${index}`).digest('hex');
    return `e${index},anef,depot,2026-01-05,2026-02-01T03:00:00Z,${dossier},${prefecture},L421-9,economique,premiere,anef`;
  });
  const text = `${[columns, ...rows].join('\n')}\n`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const manifest = {
    ...{ source: 'anef', origin: 'real', covers_to: '2026-01-31' },
    files: [{ name: 'anef.csv', rows: rows.length, sha256 }],
  };
  mkdirSync(join(folder, 'drop'));
  writeFileSync(join(folder, 'drop', 'anef.csv'), text);
  writeFileSync(join(folder, 'drop', 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'sources.yaml'),
    'sources: [{ name: anef-extract, kind: folder, settings: { path: drop } }]',
  );
}

test('a drop is pulled from its files to a figure, and says so in the contract’s words', async () => {
  deliver();
  const strange = await observatoire('pull', 'agdref-extract');
  expect([strange.status, strange.err]).toEqual([2, expect.stringContaining('anef-extract')]);

  const pulled = await observatoire('pull', 'anef-extract');
  expect(pulled.status).toBe(3);
  expect(JSON.parse(pulled.out)).toEqual({
    batch: expect.stringMatching(/^b\d/),
    ...{ files: 1, rows: 4, inserted: 3, duplicates: 0, corrected: 0, rejected: 1 },
    seconds: expect.any(Number),
  });
  expect(pulled.err).toContain('valeur_invalide (prefecture)');

  const again = await observatoire('pull', 'anef-extract');
  expect(again.status).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({ batch: null, rows: 0 });

  expect((await observatoire('compute', '--indicator', 'V-01')).status).toBe(0);
  const values = await observatoire(
    ...[
      'values',
      '--indicator',
      'V-01',
      '--prefecture',
      '75',
      '--from',
      '2026-01',
      '--to',
      '2026-01',
    ],
    ...[
      '--grain',
      'month',
      '--titre',
      'all',
      '--motif',
      'all',
      '--demande',
      'all',
      '--canal',
      'all',
    ],
    ...['--statistic', 'count'],
  );
  expect(JSON.parse(values.out)).toMatchObject([{ period: '2026-01', prefecture: '75', value: 3 }]);
}, 240_000);
