import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { manifest, Receipt } from './manifest.ts';
import { events, generate } from './simulator.ts';

test('describes the delivery that went by', () => {
  const options = { dossiers: 300, seed: 4, coversTo: '2026-06-30' };
  const receipt = new Receipt();
  const bytes = Buffer.concat([...receipt.pass(generate(options))]);
  const file = receipt.file('simulation.csv');
  expect(file).toEqual({
    name: 'simulation.csv',
    rows: [...events(options)].length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(manifest(options, [file])).toMatchObject({
    origin: 'synthetic',
    extracted_at: '2026-07-06T03:00:00Z',
    covers_from: '2020-01-01',
    covers_to: '2026-06-30',
    files: [file],
  });
  expect(manifest(options, []).prefectures).toContain('ZZ');
});

test('begins where the delivery before it ended', () => {
  const options = { dossiers: 10, seed: 4, continues: '2026-06-30' };
  expect(manifest(options, [])).toMatchObject({
    covers_from: '2026-07-01',
    covers_to: '2026-10-31',
  });
});
