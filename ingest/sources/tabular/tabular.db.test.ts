import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SourceError } from '#core/errors.ts';
import { now, testIngest } from '../../testing.ts';
import { testPull } from '../testing.ts';

const { database, stored } = testIngest();
const source = testPull(database);
const keys = { linkage: 'the linkage key', sources: new Map([['satisfaction', 'a key']]) };
const CONFIGURATION = `sources:
  - name: avis
    kind: tabular
    settings: { path: exports, mapping: avis.yaml, settle_s: SETTLE }
`;
const MAPPING = `
identity: { hash: avis, key: satisfaction }
fields: { source: satisfaction, recorded_at: { instant_of: '@date', time_zone: Europe/Paris } }
events:
  - event: avis_usager
    key: avis
    fields: { occurred_on: { day_of: jour }, valeur: { number_of: note } }
`;
const take = (rest = {}, settle_s = 0) =>
  source.pull(CONFIGURATION.replace('SETTLE', String(settle_s)), { keys, ...rest });

async function put(name: string, ...rows: string[]) {
  const text = `avis,jour,note\n${rows.map((row) => `${row}\n`).join('')}`;
  return source.put(`exports/${name}`, text);
}

test('takes each export of the folder once, and nothing else that lies there', async () => {
  await source.put('avis.yaml', MAPPING);
  await put('avis-2026-03-01.csv', 'a,2026-02-01,7', 'b,2026-02-02,8');
  await put('.avis-2026-03-02.csv', 'hidden,2026-02-01,7');
  await source.put('exports/readme.txt', 'hello');
  expect(await take()).toMatchObject({ deliveries: 1, inserted: 2 });
  await put('avis-2026-04-01.csv', 'b,2026-02-02,8', 'c,2026-03-02,9');
  expect(await take()).toMatchObject({ deliveries: 1, inserted: 1, duplicates: 1 });
  expect(await take()).toMatchObject({ deliveries: 0 });
  // Told to, it takes again what was made that day or later.
  expect(await take({ since: '2026-04-01' })).toMatchObject({ deliveries: 1, duplicates: 2 });
  await rm(join(source.folder(), 'exports/avis-2026-03-01.csv'));
  await put('avis-2026-05-01.csv', 'd,2026-04-02,9');
  await take();
  const { files } = (await source.checkpoint('avis')) as { files: object };
  expect(Object.keys(files)).toEqual(['avis-2026-04-01.csv', 'avis-2026-05-01.csv']);
});

test('takes a file again when its mapping was mended', async () => {
  await source.put('avis.yaml', MAPPING.replace('number_of: note', 'from: note'));
  await put('avis-2026-03-01.csv', 'a,2026-02-01,"7,5"', 'b,2026-02-02,8');
  expect(await take()).toMatchObject({ inserted: 1, rejected: 1 });
  expect(await take()).toMatchObject({ deliveries: 0 });
  await source.put('avis.yaml', MAPPING);
  expect(await take()).toMatchObject({ inserted: 1, duplicates: 1, rejected: 0 });
  expect(await stored('valeur')).toEqual(expect.arrayContaining([{ valeur: 7.5 }, { valeur: 8 }]));
});

test('leaves a file that is still being written for the next time, and says so', async () => {
  await source.put('avis.yaml', MAPPING);
  const path = await put('avis-2026-03-01.csv', 'a,2026-02-01,7');
  const written = (before_s: number) => {
    const at = new Date(now.getTime() - before_s * 1000);
    return utimes(path, at, at);
  };
  await written(30);
  expect(await take({}, 60)).toMatchObject({ deliveries: 0, waiting: 1 });
  expect(source.said.join('\n')).toContain('avis-2026-03-01.csv changed a moment ago');
  await written(90);
  expect(await take({}, 60)).toMatchObject({ deliveries: 1, inserted: 1, waiting: 0 });
});

test('takes the others when one cannot be read, then fails with what is wrong', async () => {
  await source.put('avis.yaml', MAPPING);
  await source.put('exports/avis-2026-02-01.xlsx', 'not a workbook');
  await source.put('exports/avis-2026-02-02.csv', 'avis,jour\na,2026-01-01\n');
  await put('avis-2026-03-01.csv', 'a,2026-02-01,7');
  const error = await take().catch((caught: Error) => caught);
  expect(error).toBeInstanceOf(SourceError);
  expect(String(error)).toMatch(/02-01\.xlsx is not a whole \.xlsx[^]*02-02\.csv lacks .*: note/);
  expect(await stored()).toHaveLength(1);
  await put('avis-2026-02-02.csv', 'b,2026-01-01,5');
  await rm(join(source.folder(), 'exports/avis-2026-02-01.xlsx'));
  expect(await take()).toMatchObject({ deliveries: 1, inserted: 1 });
});
