/** Rows that are set aside alone, and why. */
import { describe, expect, test } from 'vitest';
import { csv, depot, ndjson, parquetOf, testIngest } from './testing.ts';

const { database, file, take, stored, rejects } = testIngest();

const ids = async () => (await stored()).map(({ event_id }) => event_id);

describe('a row that is refused alone', () => {
  const hash = '0123456789abcdef0123456789abcdef';
  const cases: [reason: string, column: string, rest: Record<string, unknown>][] = [
    ['date_hors_bornes', 'occurred_on', { occurred_on: '2024-02-30' }],
    ['date_hors_bornes', 'occurred_on', { occurred_on: '1989-12-31' }],
    ['valeur_invalide', 'occurred_on', { occurred_on: '05/01/2026' }],
    ['date_hors_bornes', 'recorded_at', { recorded_at: '2026-02-30T03:00:00Z' }],
    ['valeur_invalide', 'recorded_at', { recorded_at: '2026-02-01 03:00:00' }],
    ['date_posterieure', 'recorded_at', { recorded_at: '2026-11-02T12:00:01Z' }],
    ['date_posterieure', 'occurred_on', { occurred_on: '2026-02-02' }],
    ['valeur_invalide', 'dossier', { dossier: hash.slice(1) }],
    ['valeur_invalide', 'dossier', { dossier: hash.toUpperCase() }],
    ['valeur_invalide', 'prefecture', { prefecture: '20' }],
    ['valeur_invalide', 'prefecture', { prefecture: 75 }],
    ['valeur_invalide', 'titre', { titre: '' }],
    ['valeur_invalide', 'rang', { rang: -1 }],
    ['valeur_invalide', 'rang', { rang: 1.5 }],
    ['valeur_invalide', 'rang', { rang: 'x' }],
    ['valeur_invalide', 'droit_travail', { droit_travail: 1 }],
    ['valeur_invalide', 'dossier', { dossier: { a: 1 } }],
    ['valeur_invalide', 'event_id', { event_id: 'a b' }],
    ['valeur_invalide', 'event_id', { event_id: 'x'.repeat(65) }],
    ['valeur_manquante', 'event_id', { event_id: null }],
    ['valeur_manquante', 'dossier', { dossier: null }],
    ['valeur_invalide', 'event', { event: 'naissance' }],
    ['evenement_hors_source', 'event', { source: 'pan' }],
    ['issue_hors_liste', 'issue', { issue: 'autre' }],
    ['issue_hors_liste', 'issue', { event: 'cloture', issue: 'avec_oqtf' }],
    [
      'valeur_manquante',
      'dossier',
      {
        event: 'titre_detenu',
        dossier: null,
        type_titre: 'cst',
        debut: '2025-01-01',
        fin: '2026-01-01',
        droit_travail: true,
      },
    ],
    ['intervalle_inverse', 'fin', { debut: '2026-01-02', fin: '2026-01-01' }],
    ['valeur_invalide', 'valeur', { source: 'satisfaction', event: 'avis_usager', valeur: 11 }],
    ['valeur_invalide', 'reference', { source: 'ccc', event: 'ccc_contact', reference: 'ANO-1' }],
    ['valeur_invalide', 'recorded_at', { recorded_at: '2026-02-01 03:00:00Z' }],
    // Seconds since 1970 and numbers that are too great are nobody's number.
    ['valeur_invalide', 'recorded_at', { recorded_at: '1764720000' }],
    ['valeur_invalide', 'rang', { rang: '9876543210' }],
    [
      'valeur_invalide',
      'module',
      { source: 'pilotage', event: 'effectif', valeur: 1, module: 'x' },
    ],
    ['donnee_personnelle', 'module', { module: 'jean.dupont@example.org' }],
    ['donnee_personnelle', 'dossier', { dossier: '0612345678' }],
    ['donnee_personnelle', 'event_id', { event_id: 'num-7512345678' }],
    ['donnee_personnelle', 'prefecture', { prefecture: 'FR76 3000 4000 0312 3456 7890 143' }],
    ['donnee_personnelle', 'version', { version: 'v-1234567890123456789' }],
    [
      'donnee_personnelle',
      'reference',
      {
        source: 'anomalies',
        event: 'anomalie_ouverte',
        module: 'm',
        gravite: 'mineure',
        reference: 'A-0612345678',
      },
    ],
  ];
  const outcome = cases.map(([reason, column], index) => ({ line: index + 2, reason, column }));
  const rows = cases.map(([, , rest], index) => ({ ...depot(`bad-${index}`), ...rest }));

  /** Rows that the engine's own parser takes; the others make it give the file up. */
  const isPlain = (row: Record<string, unknown>) =>
    Object.entries(row).every(([name, value]) =>
      name === 'rang' ? Number.isInteger(value) : typeof value === 'string' || value === null,
    );

  test('says which column and why, read by the engine', async () => {
    const plain = rows.filter(isPlain);
    const path = await file('a.ndjson', ndjson(depot('one'), ...plain, depot('two')));
    expect(await take([path])).toMatchObject({ inserted: 2, rejected: plain.length });
    const expected = outcome.filter((_, index) => isPlain(rows[index]!));
    expect(await rejects()).toEqual(expected.map((row, index) => ({ ...row, line: index + 2 })));
  });

  test('says the same, read line by line', async () => {
    const path = await file('a.ndjson', ndjson(depot('one'), ...rows, depot('two')));
    expect(await take([path])).toMatchObject({ inserted: 2, rejected: rows.length });
    expect(await ids()).toEqual(['one', 'two']);
    expect(await rejects()).toEqual(outcome);
  });

  test('keeps nothing of it that may say who somebody is', async () => {
    await take([await file('a.ndjson', ndjson(...rows))]);
    const kept = JSON.stringify(await rejects('*'));
    const secrets = ['jean', '0612345678', '7512345678', '3000 4000', '1234567890123456789', hash];
    for (const secret of secrets) expect(kept).not.toContain(secret);
    expect(await rejects('shape, row')).toContainEqual({
      shape: 'aaaa.aaaaaa@aaaaaaa.aaa',
      row: expect.stringContaining('"prefecture":"75"'),
    });
  });

  test('in CSV, where texts are all there is', async () => {
    const columns = Object.keys(depot('a'));
    const rows = [
      depot('a'),
      depot('b', { prefecture: '\\N' }),
      depot('c', { prefecture: ' 75' }),
      depot('d', { titre: null }),
      depot('e'),
    ];
    const lines = rows.map((row) =>
      columns.map((name) => (row as unknown as Record<string, unknown>)[name] ?? '""').join(','),
    );
    const path = await file('a.csv', `\uFEFF${columns.join(',')}\r\n${lines.join('\r\n')}`);
    expect(await take([path])).toMatchObject({ rows: 5, inserted: 2, rejected: 3 });
    expect(await rejects()).toEqual([
      { line: 3, reason: 'valeur_invalide', column: 'prefecture' },
      { line: 4, reason: 'valeur_invalide', column: 'prefecture' },
      { line: 5, reason: 'valeur_manquante', column: 'titre' },
    ]);
  });
});

test('a row of a Parquet file is refused alone too', async () => {
  const path = await file(
    'rows.parquet',
    await parquetOf(
      database.writer,
      `*, if(event_id = 'b', '20', '75') AS prefecture, 'depot' AS event, 'anef' AS source,
      toDate32(if(event_id = 'c', '1960-01-01', '2026-01-05')) AS occurred_on,
      if(event_id = 'd', 'jean.dupont@example.org', 'L421-1') AS titre,
      'divers' AS motif, 'premiere' AS demande, if(event_id = 'e', NULL, 'anef') AS canal,
      if(event_id = 'f', -1, 1) AS rang, if(event_id = 'g', nan, 1.) AS valeur,
      '0123456789abcdef0123456789abcdef' AS dossier,
      toDateTime64('2026-02-01 03:00:00', 6, 'UTC') AS recorded_at
    FROM (SELECT arrayJoin(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) AS event_id)`,
    ),
  );
  expect(await take([path])).toMatchObject({ rows: 8, inserted: 2, rejected: 6 });
  expect(await ids()).toEqual(['a', 'h']);
  expect(await rejects()).toEqual([
    { line: 2, reason: 'valeur_invalide', column: 'prefecture' },
    { line: 3, reason: 'date_hors_bornes', column: 'occurred_on' },
    { line: 4, reason: 'donnee_personnelle', column: 'titre' },
    { line: 5, reason: 'valeur_manquante', column: 'canal' },
    { line: 6, reason: 'valeur_invalide', column: 'rang' },
    { line: 7, reason: 'valeur_invalide', column: 'valeur' },
  ]);
  expect(await rejects('shape')).toContainEqual({ shape: 'aaaa.aaaaaa@aaaaaaa.aaa' });
});

test.each([
  ['ndjson', ndjson, 0],
  ['csv', csv, 1],
] as const)(
  'gives the right lines of %s however many blocks and statements a file takes',
  async (kind, write, headers) => {
    const bad = [2, 16_384, 16_385, 32_768, 32_769, 65_537, 99_999];
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      event_id: `e${index + 1}`,
      source: 'alertes',
      event: 'alerte_expiration',
      occurred_on: '2026-01-05',
      recorded_at: '2026-02-01T03:00:00Z',
      prefecture: '75',
    }));
    for (const line of bad) rows[line - 1]!.prefecture = 'nowhere';
    const report = await take([await file(`a.${kind}`, write(...rows))]);
    expect(report).toMatchObject({ inserted: 100_000 - bad.length, rejected: bad.length });
    expect((await rejects()).map(({ line }) => line)).toEqual(bad.map((line) => line + headers));
  },
);
