/** What a delivery says of itself: its manifest, and its origin. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { DeliveryError } from '#core/errors.ts';
import { exitStatus } from './ingest.ts';
import { depot, ndjson, testIngest } from './testing.ts';

const { database, file, take, stored, rejects, query } = testIngest();

const ids = async () => (await stored()).map(({ event_id }) => event_id);

describe('the origin', () => {
  const synthetic = async () => file('sim.ndjson', ndjson(depot('sim-1'), depot('sim-2')));

  test('is one for a database: the other is refused whole, with the command for it', async () => {
    await take([await file('a.ndjson', ndjson(depot('a')))]);
    const other = await synthetic();
    await expect(take([other])).rejects.toThrow(DeliveryError);
    await expect(take([other])).rejects.toThrow('OBS_DATA_DIR=.data-synthetic');
    expect(await ids()).toEqual(['a']);
  });

  test('is refused the other way too', async () => {
    await take([await synthetic()]);
    await expect(take([await file('a.ndjson', ndjson(depot('a')))])).rejects.toThrow(
      'OBS_DATA_DIR=.data-real OBS_DEMO=0 observatoire ingest',
    );
    expect(await ids()).toEqual(['sim-1', 'sim-2']);
    expect(await select(database.writer, 'SELECT DISTINCT origin FROM batch')).toEqual([
      { origin: 'synthetic' },
    ]);
  });

  test('of a row is that of its delivery', async () => {
    const path = await file('a.ndjson', ndjson(depot('a'), depot('sim-1'), depot('b')));
    expect(await take([path])).toMatchObject({ inserted: 2, rejected: 1 });
    expect(await rejects()).toEqual([{ line: 2, reason: 'valeur_invalide', column: 'event_id' }]);
    expect(await ids()).toEqual(['a', 'b']);
  });
});

describe('a manifest', () => {
  const manifest = async (rest: object = {}, named: object = {}) => {
    const content = ndjson(depot('a'), depot('b'));
    await file('events.ndjson', content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return file(
      'manifest.json',
      JSON.stringify({
        source: 'anef',
        extracted_at: '2026-02-01T03:00:00+01:00',
        covers_from: '2026-01-01',
        covers_to: '2026-01-31',
        prefectures: ['75', '13'],
        origin: 'real',
        key_id: 'k1',
        files: [{ name: 'events.ndjson', rows: 2, sha256, ...named }],
        ...rest,
      }),
    );
  };

  test('names the files and says what they cover', async () => {
    expect(await take([await manifest()])).toMatchObject({ files: 1, inserted: 2, rejected: 0 });
    expect(
      await query(
        `SELECT covers_from, covers_to, prefectures, origin, key_id, files, sources, extracted_at
        FROM batch WHERE state = 'stored'`,
      ),
    ).toEqual([
      {
        covers_from: '2026-01-01',
        covers_to: '2026-01-31',
        prefectures: ['75', '13'],
        origin: 'real',
        key_id: 'k1',
        files: ['events.ndjson'],
        sources: ['anef'],
        extracted_at: '2026-02-01 02:00:00.000',
      },
    ]);
  });

  test.each([
    [{ rows: 3 }, 'events.ndjson has 2 rows; the manifest says 3.'],
    [{ sha256: '0'.repeat(64) }, 'events.ndjson does not have the sha256 that the manifest says.'],
    [{ name: 'other.ndjson' }, 'other.ndjson does not exist.'],
  ])('that disagrees with a file leaves it out: %o', async (named, message) => {
    const report = await take([await manifest({}, named)]);
    expect(report.messages).toEqual([message]);
    expect(exitStatus(report)).toBe(1);
    expect(await ids()).toEqual([]);
  });

  test.each([
    [{ couleur: 'bleu' }, 'couleur'],
    [{ covers_to: '2026-02-30' }, 'covers_to'],
    [{ files: [] }, 'files'],
    [{ files: [{ name: '../x.csv', rows: 1, sha256: '0'.repeat(64) }] }, 'beside the manifest'],
  ])('that is not valid is refused: %o', async (rest, message) => {
    await expect(take([await manifest(rest)])).rejects.toThrow(message);
  });

  test('is given alone', async () => {
    const path = await manifest();
    await expect(take([path, path])).rejects.toThrow('A manifest is given alone');
    await expect(take([])).rejects.toThrow('No file was given.');
  });

  test('sets aside the rows of another origin than it says', async () => {
    const report = await take([await manifest({ origin: 'synthetic' })]);
    expect(report).toMatchObject({ inserted: 0, rejected: 2 });
    expect(await rejects()).toMatchObject([{ line: 1, column: 'event_id' }, { line: 2 }]);
  });
});
