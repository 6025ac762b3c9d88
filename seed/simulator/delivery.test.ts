import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { partsOf, writePopulation } from './delivery.ts';
import { generate } from './simulator.ts';
import { truth } from './truth.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observatoire-delivery-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a small population is one file, a large one several, each dossier in one', () => {
  expect(partsOf(300)).toEqual([{ first: 0, last: 299 }]);
  expect(partsOf(5001)).toEqual([
    { first: 0, last: 2499 },
    { first: 2500, last: 5000 },
  ]);
  const parts = partsOf(1_070_000);
  expect(parts).toHaveLength(6);
  for (const [index, { first }] of parts.entries()) {
    expect(first).toBe(index === 0 ? 0 : (parts[index - 1]?.last ?? 0) + 1);
  }
  expect(parts.at(-1)?.last).toBe(1_069_999);
});

test('threads write what one thread would, with the truth beside', async () => {
  const options = { dossiers: 5000, seed: 4 };
  const told: number[] = [];
  const { files, rows } = await writePopulation(folder, options, {
    withTruth: true,
    onProgress: (dossiers) => told.push(dossiers),
  });
  expect(files).toEqual([
    'simulateur-4-5000-0001.csv',
    'simulateur-4-5000-0002.csv',
    'manifest.json',
    'truth.json',
  ]);
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const whole = Buffer.concat([...generate(options)]).toString();
  const header = whole.slice(0, whole.indexOf('\n') + 1);
  expect(`${texts[0]}${texts[1]?.slice(header.length)}` === whole).toBe(true);
  expect(texts[1]?.startsWith(header)).toBe(true);
  expect(rows).toBe(whole.split('\n').length - 2);
  expect(JSON.parse(texts[3] ?? '')).toEqual(JSON.parse(JSON.stringify(truth(options))));
  expect(told.at(-1)).toBe(5000);
}, 60_000);
