import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DeliveryError } from '#core/errors.ts';
import type { EventRow } from '#domain/contract.ts';
import { mapFile, readMapping, type Keys } from './mapping.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'observatoire-mapping-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keys: Keys = { linkage: 'the linkage key', sources: new Map([['ccc', 'the key of ccc']]) };

const MAPPING = `
one_per: case
identity: { hash: case, key: ccc }
fields:
  source: ccc
  recorded_at: { instant_of: seen }
  dossier: { hash: [case] }
  prefecture: { from: dep, values: { Paris: '75', Rhône: '69' } }
events:
  - event: ccc_contact
    key: contact
    fields:
      reference: { hash: case, key: ccc }
      occurred_on: { day_of: call, time_zone: Europe/Paris }
      issue: { from: by, values: { tel: telephone }, otherwise: formulaire }
  - event: ccc_resolu
    key: solved
    when: { filled: solved }
    fields:
      reference: { hash: case, key: ccc }
      occurred_on: { day_of: solved }
`;
const HEADER = 'case,dep,call,seen,by,solved\n';
const FIRST = 'A 12-3,Paris,2026-01-31T23:30:00Z,2026-02-02 03:00:00+01:00,tel,2026-02-01 08:00\n';

async function mapped(
  csv: string | Buffer,
  mapping = MAPPING,
  name = 'calls.csv',
): Promise<EventRow[]> {
  const file = join(folder, name);
  const map = join(folder, 'map.yaml');
  writeFileSync(file, csv);
  writeFileSync(map, mapping);
  const { body } = mapFile(file, readMapping(map), keys);
  const chunks: string[] = [];
  for await (const chunk of body) chunks.push(String(chunk));
  const text = chunks.join('').trim();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as EventRow);
}

describe('a mapping', () => {
  test('makes several events of one row, each with its own date', async () => {
    const [contact, solved] = await mapped(HEADER + FIRST);
    expect(contact).toMatchObject({
      event: 'ccc_contact',
      prefecture: '75',
      occurred_on: '2026-02-01',
      recorded_at: '2026-02-02T03:00:00+01:00',
      issue: 'telephone',
    });
    expect(solved).toMatchObject({ event: 'ccc_resolu', occurred_on: '2026-02-01' });
    expect(contact?.event_id).not.toBe(solved?.event_id);
  });

  test('hashes under the named key, blind to spaces and punctuation', async () => {
    const [a] = await mapped(HEADER + FIRST);
    const [b] = await mapped(HEADER + FIRST.replace('A 12-3', 'A123'));
    const [c] = await mapped(HEADER + FIRST.replace('A 12-3', 'A124'));
    expect(a?.dossier).toMatch(/^[0-9a-f]{32}$/);
    expect(a?.dossier).toBe(b?.dossier);
    expect(a?.dossier).not.toBe(c?.dossier);
    // The same text under another key is another pseudonym.
    expect(a?.dossier).not.toBe(a?.reference);
    expect(JSON.stringify(a)).not.toContain('A 12-3');
  });

  test('takes the first row of a case, and leaves a condition that does not hold', async () => {
    const rows = await mapped(
      `${HEADER}${FIRST}${FIRST.replace('Paris', 'Rhône')}B,Lyon,2026-01-01,2026-02-02,web,\n`,
    );
    expect(rows.map(({ event, prefecture, issue }) => [event, prefecture, issue])).toEqual([
      ['ccc_contact', '75', 'telephone'],
      ['ccc_resolu', '75', undefined],
      // Not translated: kept, so that the checks refuse it with its column.
      ['ccc_contact', 'Lyon', 'formulaire'],
    ]);
  });

  test('reads a compressed file', async () => {
    expect(await mapped(gzipSync(HEADER + FIRST), MAPPING, 'calls.csv.gz')).toHaveLength(2);
  });

  test.each([
    [
      'a column that the file lacks',
      MAPPING.replace('from: dep', 'from: departement'),
      HEADER + FIRST,
      /lacks what the mapping reads: departement/,
    ],
    ['a ragged row', MAPPING, `${HEADER}A,Paris\n`, /calls\.csv cannot be read/],
    [
      'a key that is not there',
      MAPPING.replaceAll('key: ccc', 'key: pan'),
      HEADER + FIRST,
      /OBS_KEY_PAN, which is not in the environment/,
    ],
    [
      'an event that does not exist',
      MAPPING.replace('ccc_resolu', 'ccc_oublie'),
      HEADER,
      /is not valid[\s\S]*events\[1\]\.event/,
    ],
    [
      'a column that does not exist',
      MAPPING.replace('prefecture:', 'commune:'),
      HEADER,
      /is not valid[\s\S]*commune/,
    ],
    ['a text that is not YAML', 'a: [', HEADER, /cannot be read/],
  ])('refuses %s, and says so', async (_what, mapping, csv, message) => {
    await expect(mapped(csv, mapping)).rejects.toThrow(DeliveryError);
    await expect(mapped(csv, mapping)).rejects.toThrow(message);
  });
});
