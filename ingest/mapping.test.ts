import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DeliveryError } from '#core/errors.ts';
import type { EventRow } from '#domain/contract.ts';
import { mapFile, readMapping, type Keys } from './mapping.ts';
import { serial, workbook } from './xlsx/testing.ts';

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

  test('reads a sheet of a workbook as it reads the same CSV', async () => {
    const rows = [
      ['Export du 2 février 2026'],
      HEADER.trim().split(','),
      ['A 12-3', 'Paris', { day: serial('2026-01-31') }, '2026-02-02 03:00:00+01:00', 'tel', null],
    ];
    const content = workbook({ Lisez: [['x']], Appels: rows });
    const mapping = `sheet: Appels\nheader_row: 2\n${MAPPING}`;
    const [contact] = await mapped(content, mapping, 'calls.xlsx');
    const [same] = await mapped(HEADER + FIRST);
    expect(contact).toEqual({ ...same, occurred_on: '2026-01-31' });
  });

  test('reads what French programs write: another encoding, decimal commas, the day first', async () => {
    const mapping = `
delimiter: ';'
encoding: windows-1252
dates: dmy
identity: { hash: relevé, key: ccc }
fields:
  source: satisfaction
  recorded_at: { instant_of: '@date', time_zone: Europe/Paris }
events:
  - event: avis_usager
    key: avis
    fields: { occurred_on: { day_of: jour }, valeur: { number_of: note } }
`;
    const csv = Buffer.from(
      'relevé;jour;note\r\n1;31/01/2026;7,5\r\n\r\n2;1/2/2026;\r\n',
      'latin1',
    );
    expect(await mapped(csv, mapping, 'avis_20260203.csv')).toMatchObject([
      { occurred_on: '2026-01-31', valeur: '7.5', recorded_at: '2026-02-02T23:00:00.000Z' },
      { occurred_on: '2026-02-01', valeur: null },
    ]);
    await expect(mapped(csv, mapping.replace('windows-1252', 'utf-8'))).rejects.toThrow(
      /is not in utf-8; the mapping may say `encoding: windows-1252`/,
    );
    // A name without a date has no such column.
    await expect(mapped(csv, mapping, 'avis.csv')).rejects.toThrow(/lacks .*: @date/);
  });

  test('takes the first filled column where a chain of numbers has several', async () => {
    const mapping = MAPPING.replace(
      'dossier: { hash: [case] }',
      'dossier: { hash: [solved, case], take: first }',
    );
    const unsolved = FIRST.replace('2026-02-01 08:00', '');
    const [first] = await mapped(HEADER + FIRST, mapping);
    const [second] = await mapped(HEADER + unsolved, mapping);
    const [plain] = await mapped(HEADER + unsolved);
    expect(second?.dossier).toBe(plain?.dossier);
    expect(first?.dossier).not.toBe(plain?.dossier);
  });

  test('says in its ids that what it makes of invented cases is invented', async () => {
    const [real] = await mapped(HEADER + FIRST);
    const [invented] = await mapped(HEADER + FIRST.replace('A 12-3', 'sim-12'));
    expect(real?.event_id).toMatch(/^[0-9a-f]{32}-contact$/);
    expect(invented?.event_id).toMatch(/^sim-[0-9a-f]{32}-contact$/);
  });

  test('never quotes a file that it cannot read', async () => {
    const broken = `${HEADER}${FIRST}B,"jeanne@example.org" x,,,,\n`;
    const error = await mapped(broken).catch((caught: Error) => caught);
    expect(error).toMatchObject({
      message: expect.stringMatching(/cannot be read near line 3 \(CSV_/),
    });
    expect(String(error)).not.toContain('jeanne');
  });

  test('stops at a compressed file that unpacks to a thousand times its size', async () => {
    const bomb = gzipSync(HEADER + `${'0'.repeat(100_000)},,,,,\n`.repeat(110));
    await expect(mapped(bomb, MAPPING, 'calls.csv.gz')).rejects.toThrow(/zip bomb/);
  }, 30_000);

  test.each<[what: string, mapping: string, csv: string | Buffer, message: RegExp, name?: string]>([
    [
      'a column that the file lacks',
      MAPPING.replace('from: dep', 'from: departement'),
      HEADER + FIRST,
      /lacks what the mapping reads: departement/,
    ],
    ['a ragged row', MAPPING, `${HEADER}A,Paris\n`, /row 2 has 2 cells, its header 6/],
    [
      'a row without an end',
      MAPPING,
      `${HEADER}"A,Paris\n`,
      /near line 2 \(CSV_QUOTE_NOT_CLOSED\)/,
    ],
    ['a row without end', MAPPING, HEADER + 'x'.repeat(1024 * 1024 + 10), /CSV_MAX_RECORD_SIZE/],
    ['a column twice', MAPPING, `case,case\n1,2\n`, /has the column “case” twice/],
    ['a file without columns', MAPPING, '', /no row with the names of its columns/],
    ['a file with its columns wrong and no row', MAPPING, 'a,b\n', /lacks what the mapping reads/],
    [
      'a compressed file cut short',
      MAPPING,
      gzipSync(HEADER).subarray(0, -9),
      /whole \.gz/,
      'c.csv.gz',
    ],
    ['a file of another kind', MAPPING, HEADER, /reads \.csv, \.csv\.gz or \.xlsx/, 'calls.txt'],
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
  ])('refuses %s, and says so', async (_what, mapping, csv, message, name = 'calls.csv') => {
    await expect(mapped(csv, mapping, name)).rejects.toThrow(DeliveryError);
    await expect(mapped(csv, mapping, name)).rejects.toThrow(message);
  });
});
