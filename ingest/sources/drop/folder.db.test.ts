import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { SourceError } from '#core/errors.ts';
import { figuresOf } from '#queries/testing.ts';
import { depot, ndjson, testIngest } from '../../testing.ts';
import { manifestOf, testPull } from '../testing.ts';

const { database, stored, rejects } = testIngest();
const source = testPull(database);
const drop = `sources:
  - name: anef-extract
    kind: folder
    settings: { path: deliveries }
`;
const take = (rest = {}) => source.pull(drop, rest);

/** Puts down a delivery of one file. */
async function deliver(folder: string, text: string, rest: object = {}) {
  await source.put(`deliveries/${folder}/a.ndjson`, text);
  await source.put(`deliveries/${folder}/manifest.json`, manifestOf({ 'a.ndjson': text }, rest));
}

test('takes each delivery of the folder once, whatever else lies there', async () => {
  await deliver('1', ndjson(depot('a'), depot('b')));
  await source.put('deliveries/1/readme.txt', 'hello');
  await source.put('deliveries/stray.ndjson', ndjson(depot('stray')));
  await deliver('2', ndjson(depot('c'), { nothing: 1 }));
  expect(await take()).toMatchObject({ deliveries: 2, files: 2, inserted: 2, rejected: 1 });
  expect(await take()).toMatchObject({ deliveries: 0, rows: 0, batch: null });
  await deliver('3', ndjson(depot('d')));
  expect(await take()).toMatchObject({ deliveries: 1, inserted: 1 });
  expect(await stored()).toEqual(['a', 'b', 'd'].map((event_id) => ({ event_id })));
});

test('is taken from the sample to figures', async () => {
  const yaml = drop.replace('deliveries', resolve('docs/examples/anef'));
  expect(await source.pull(yaml)).toMatchObject({ deliveries: 1, inserted: 34, rejected: 0 });
  const figure = await figuresOf(database.writer, ['V-01', 'P-01'], '2026-11-02T00:00:00Z');
  expect(figure('V-01', 'period 2026-01 count')).toMatchObject({ value: 13, origin: 'synthetic' });
  // Of 13, one more is decided every ten days until there are eight: the seventh after 70.
  expect(figure('P-01', 'cohort 2026-01 median')).toMatchObject({
    ...{ value: 70, n: 13, censored: 5, cutoff: '2026-03-31' },
  });
});

test('records each pull, and what it came to', async () => {
  await deliver('1', ndjson(depot('a'), depot('b', { prefecture: 'nowhere' })));
  await take();
  expect(await source.runs()).toEqual([
    {
      ...{ source: 'anef-extract', state: 'done', deliveries: 1, rows: 2, rejected: 1 },
      ...{ waiting: 0, error: '', message: '' },
    },
  ]);
  await rm(join(source.folder(), 'deliveries'), { recursive: true });
  await expect(take()).rejects.toThrow(SourceError);
  expect(await source.runs()).toContainEqual(
    expect.objectContaining({ state: 'failed', error: 'source' }),
  );
});

test('waits for a delivery that is not whole, says so, and takes the others', async () => {
  const text = ndjson(depot('a'), depot('b'));
  await deliver('1', text);
  await source.put('deliveries/1/a.ndjson', text.slice(0, 100));
  await source.put('deliveries/2/manifest.json', manifestOf({ 'missing.csv': 'x' }));
  await source.put('deliveries/3/manifest.json', '{"source":');
  await deliver('4', ndjson(depot('c')));
  source.said.length = 0;
  expect(await take()).toMatchObject({ deliveries: 1, inserted: 1, waiting: 3 });
  expect(source.said.join('\n')).toContain('1/manifest.json: a.ndjson does not have the hash');
  expect(source.said.join('\n')).toContain('2/manifest.json: missing.csv is not there');
  expect(source.said.join('\n')).toContain('3/manifest.json cannot be read');
  expect(await rejects()).toEqual([]);
  await source.put('deliveries/1/a.ndjson', text);
  expect(await take()).toMatchObject({ deliveries: 1, inserted: 2, waiting: 2 });
});

test('takes a corrected delivery again under the same name', async () => {
  await deliver('1', ndjson(depot('a', { prefecture: 'nowhere' })));
  expect(await take()).toMatchObject({ inserted: 0, rejected: 1 });
  await deliver('1', ndjson(depot('a')));
  expect(await take()).toMatchObject({ inserted: 1, rejected: 0 });
});

test('takes again what covers a day or later when told to, which doubles nothing', async () => {
  await deliver('old', ndjson(depot('a')), { covers_to: '2026-01-31' });
  await deliver('new', ndjson(depot('b')), { covers_to: '2026-02-28' });
  await take();
  expect(await take({ since: '2026-02-01' })).toMatchObject({ deliveries: 1, duplicates: 1 });
  expect(await stored()).toHaveLength(2);
});

test('checks and stores nothing in a dry run, and moves no checkpoint', async () => {
  await deliver('1', ndjson(depot('a')));
  expect(await take({ dryRun: true })).toMatchObject({ inserted: 1 });
  expect([await stored(), await source.runs()]).toEqual([[], []]);
  expect(await source.checkpoint('anef-extract')).toBeUndefined();
  expect(await take()).toMatchObject({ inserted: 1 });
});

test('remembers no more deliveries than lie there', async () => {
  await deliver('1', ndjson(depot('a')));
  await deliver('2', ndjson(depot('b')));
  await take();
  await rm(join(source.folder(), 'deliveries/1'), { recursive: true });
  await deliver('3', ndjson(depot('c')));
  await take();
  const { manifests } = (await source.checkpoint('anef-extract')) as { manifests: object };
  expect(Object.keys(manifests)).toEqual(['2/manifest.json', '3/manifest.json']);
});
