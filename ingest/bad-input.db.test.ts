import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { command, select } from '#core/database.ts';
import { DeliveryError } from '#core/errors.ts';
import { MAX_LINE_BYTES } from '#domain/contract.ts';
import { exitStatus } from './ingest.ts';
import { csv, depot, ndjson, testIngest } from './testing.ts';

const { database, file, folder, take, stored, rejects, query } = testIngest();

const ids = async () => (await stored()).map(({ event_id }) => event_id);

/** A delivery of one good file and one that is not: what is good is there, once, and status 3. */
async function besideGood(...bad: string[]) {
  const good = await file('good.ndjson', ndjson(depot('good')));
  const report = await take([...bad, good]);
  expect(exitStatus(report)).toBe(3);
  expect(report.rows).toBe(
    report.inserted + report.duplicates + report.corrected + report.rejected,
  );
  const again = await take([...bad, good]);
  expect(again).toMatchObject({ inserted: 0, corrected: 0, rejected: report.rejected });
  expect(await query('SELECT count() = uniqExact(event_id) AS once FROM event')).toEqual([
    { once: 1 },
  ]);
  return report;
}

describe('a file that is refused whole', () => {
  const cases: [name: string, content: string, message: string][] = [
    [
      'last.ndjson',
      ndjson(depot('a'), depot('b'), { ...depot('c'), couleur: 'bleu' }),
      'has the key “couleur” on line 3, which the contract does not have.',
    ],
    [
      'array.ndjson',
      JSON.stringify([depot('a'), depot('b')], null, 2),
      'is a JSON array; one object a line was expected.',
    ],
    [
      'unknown.csv',
      csv({ ...depot('a'), couleur: 'bleu' }),
      'has the column “couleur”, which the contract does not have.',
    ],
    ['twice.csv', csv(depot('a')).replace('titre', 'source'), 'has the column “source” twice.'],
    [
      'lacks.csv',
      csv(depot('a')).replace('event_id,', ''),
      'lacks the column “event_id”, which every row needs.',
    ],
    ['empty.csv', '', 'has no readable header row of column names.'],
    ['broken.csv', '"event_id,source\n', 'has no readable header row of column names.'],
    ['not.csv.gz', 'event_id\n', 'is not a valid .gz file.'],
    ['not.csv.zst', 'event_id,source,event,recorded_at,x', 'is not a valid .zst file.'],
    [
      'somebody.ndjson',
      ndjson({ ...depot('a'), 'jean.dupont@example.org': 1 }),
      'has the key “aaaa.aaaaaa@aaaaaaa.aaa” on line 1, which the contract does not have.',
    ],
    [
      'not.parquet',
      'PAR1 nothing',
      'is not a readable Parquet file (parquet file invalid (footer != PAR1)).',
    ],
    ['a.xlsx', 'x', 'is none of .ndjson, .jsonl, .csv (also .gz, .zst) or .parquet.'],
  ];

  test('says why, and leaves the others of its delivery', async () => {
    const paths = await Promise.all(cases.map(([name, content]) => file(name, content)));
    const report = await besideGood(...paths);
    expect(report.messages).toEqual(cases.map(([name, , message]) => `${name} ${message}`));
    expect(report).toMatchObject({ inserted: 1, rejected: cases.length });
    expect(await ids()).toEqual(['good']);
    const lines = await query('SELECT DISTINCT line FROM quarantine');
    expect(lines).toEqual([{ line: 0 }]);
  });

  test('does not exist, or is a folder', async () => {
    await mkdir(join(folder(), 'folder.ndjson'));
    const report = await besideGood(
      join(folder(), 'missing.ndjson'),
      join(folder(), 'folder.ndjson'),
    );
    expect(report.messages).toEqual([
      'missing.ndjson does not exist.',
      'folder.ndjson is not a file.',
    ]);
    expect(report.rejected).toBe(2);
  });

  test('leaves status 1 when it comes alone', async () => {
    const report = await take([await file('a.csv', 'couleur\nbleu\n')]);
    expect(exitStatus(report)).toBe(1);
    expect(await ids()).toEqual([]);
    expect(await query('SELECT state FROM batch ORDER BY at')).toEqual([
      { state: 'committing' },
      { state: 'refused' },
    ]);
  });

  test('is a Parquet file with a wrong type or an unknown column', async () => {
    const wrong = await parquet(
      'wrong',
      `'a' AS event_id, 'anef' AS source, 'depot' AS event,
      '2026-01-05' AS occurred_on, toDateTime64('2026-02-01 03:00:00', 3, 'UTC') AS recorded_at`,
    );
    const unknown = await parquet(
      'unknown',
      `'a' AS event_id, 'anef' AS source, 'depot' AS event,
      toDateTime64('2026-02-01 03:00:00', 3, 'UTC') AS recorded_at, 1 AS couleur`,
    );
    const nanoseconds = await parquet(
      'nano',
      `'a' AS event_id, 'anef' AS source, 'depot' AS event,
      toDateTime64('2026-02-01 03:00:00', 9, 'UTC') AS recorded_at`,
    );
    const report = await besideGood(wrong, unknown, nanoseconds);
    expect(report.messages).toEqual([
      'wrong.parquet has the column “occurred_on” as STRING; DATE was expected.',
      'unknown.parquet has the column “couleur”, which the contract does not have.',
      'nano.parquet has the column “recorded_at” as TIMESTAMP (NANOS); TIMESTAMP in UTC (milliseconds or microseconds) was expected.',
    ]);
    expect(await ids()).toEqual(['good']);
  });
});

/** A Parquet file of one row, written by the engine. */
async function parquet(name: string, columns: string): Promise<string> {
  const result = await database.writer.client.exec({
    query: `SELECT ${columns} FORMAT Parquet`,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of result.stream) chunks.push(chunk as Buffer);
  return file(`${name}.parquet`, Buffer.concat(chunks));
}

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
  const path = await parquet(
    'rows',
    `*, if(event_id = 'b', '20', '75') AS prefecture, 'depot' AS event, 'anef' AS source,
      toDate32(if(event_id = 'c', '1960-01-01', '2026-01-05')) AS occurred_on,
      if(event_id = 'd', 'jean.dupont@example.org', 'L421-1') AS titre,
      'divers' AS motif, 'premiere' AS demande, if(event_id = 'e', NULL, 'anef') AS canal,
      if(event_id = 'f', -1, 1) AS rang, if(event_id = 'g', nan, 1.) AS valeur,
      '0123456789abcdef0123456789abcdef' AS dossier,
      toDateTime64('2026-02-01 03:00:00', 6, 'UTC') AS recorded_at
    FROM (SELECT arrayJoin(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) AS event_id)`,
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

describe('a line that cannot be read', () => {
  test('is set aside with its number, and the others are taken', async () => {
    const path = await file(
      'a.ndjson',
      Buffer.concat([
        Buffer.from(`${ndjson(depot('a'))}oops\n\n[1]\n${ndjson(depot('b'))}`),
        Buffer.from(JSON.stringify(depot('c')).replace('75', 'é'), 'latin1'),
        Buffer.from(
          `\n{"event_id":"d"}{"event_id":"e"}\n${ndjson(depot('f')).replace('{', '{"event_id":"f",')}`,
        ),
        Buffer.from(ndjson(depot('g'))),
      ]),
    );
    expect(await take([path])).toMatchObject({ rows: 8, inserted: 3, rejected: 5 });
    expect(await ids()).toEqual(['a', 'b', 'g']);
    expect(await rejects()).toEqual(
      [2, 4, 6, 7, 8].map((line) => ({ line, reason: 'ligne_illisible', column: '' })),
    );
  });

  test('is a CSV record of another length, or with a quote that is not closed', async () => {
    const [header, line] = csv(depot('a')).split('\n') as [string, string];
    const path = await file(
      'a.csv',
      [
        header,
        line,
        line.replace('a,', '"b,'),
        `${line},more`,
        line.replace('a,', '"c",'),
        'x',
        '',
      ].join('\n'),
    );
    expect(await take([path])).toMatchObject({ rows: 5, inserted: 2, rejected: 3 });
    expect(await ids()).toEqual(['a', 'c']);
    expect(await rejects()).toEqual(
      [3, 4, 6].map((number) => ({ line: number, reason: 'ligne_illisible', column: '' })),
    );
  });

  test('may be 100 MB long without filling the memory', async () => {
    const long = Buffer.alloc(100 * MAX_LINE_BYTES, 'x');
    const path = await file(
      'a.ndjson',
      Buffer.concat([
        Buffer.from(ndjson(depot('a'))),
        long,
        Buffer.from(`\n${ndjson(depot('b'))}`),
      ]),
    );
    const before = process.memoryUsage().rss;
    expect(await take([path])).toMatchObject({ rows: 3, inserted: 2, rejected: 1 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    expect(await rejects()).toEqual([{ line: 2, reason: 'ligne_trop_longue', column: '' }]);
  });
});

test('takes the whole lines of a .gz that is cut short, and says so', async () => {
  const whole = gzipSync(
    ndjson(
      ...Array.from({ length: 2000 }, (_, index) =>
        depot(`e${index}`, { dossier: createHash('md5').update(`${index}`).digest('hex') }),
      ),
    ),
  );
  const report = await take([await file('a.ndjson.gz', whole.subarray(0, whole.length / 2))]);
  expect(exitStatus(report)).toBe(3);
  expect(report.messages[0]).toBe(
    'a.ndjson.gz is cut short: its whole lines were taken, the rest is missing.',
  );
  expect(report.inserted).toBeGreaterThan(500);
  expect(await rejects()).toEqual([
    { line: report.inserted + 1, reason: 'ligne_illisible', column: '' },
  ]);
  expect(await take([await file('b.ndjson.gz', whole)])).toMatchObject({
    inserted: 2000 - report.inserted,
    duplicates: report.inserted,
    rejected: 0,
  });
});

test('reads .zst, and takes the whole lines of one that is cut short', async () => {
  const whole = await engineZstd(
    `SELECT concat('{"event_id":"e', toString(number), '","source":"alertes","event":"alerte_expiration",',
      '"occurred_on":"2026-01-05","recorded_at":"2026-02-01T03:00:00Z","personne":"', lower(hex(sipHash128(number))), '"}')
    FROM numbers(5000) FORMAT TSVRaw`,
  );
  const half = await take([await file('half.jsonl.zst', whole.subarray(0, whole.length / 2))]);
  expect(half.inserted).toBeGreaterThan(500);
  expect(half.messages[0]).toContain('half.jsonl.zst is cut short');
  expect(await take([await file('whole.jsonl.zst', whole)])).toMatchObject({
    inserted: 5000 - half.inserted,
    duplicates: half.inserted,
    rejected: 0,
  });
});

/** What the engine answers, compressed by it. */
async function engineZstd(statement: string): Promise<Buffer> {
  const { url, accounts } = inject('engine');
  const headers = {
    'X-ClickHouse-User': accounts.writer.username,
    'X-ClickHouse-Key': accounts.writer.password,
    'Accept-Encoding': 'zstd',
  };
  const target = `${url}/?enable_http_compression=1&query=${encodeURIComponent(statement)}`;
  const [response] = (await once(get(target, { headers }), 'response')) as [IncomingMessage];
  expect(response.headers['content-encoding']).toBe('zstd');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

test('takes an empty NDJSON file for what it is', async () => {
  const report = await take([await file('a.ndjson', '')]);
  expect(report).toMatchObject({ rows: 0, rejected: 0, messages: ['a.ndjson has no rows.'] });
  expect(exitStatus(report)).toBe(0);
});

test('gives the right lines however many blocks and threads a file takes', async () => {
  const bad = new Set([2, 77_777, 123_456, 250_000, 399_999]);
  const rows = Array.from({ length: 400_000 }, (_, index) =>
    ndjson({
      event_id: `e${index + 1}`,
      source: 'alertes',
      event: 'alerte_expiration',
      occurred_on: '2026-01-05',
      recorded_at: '2026-02-01T03:00:00Z',
      ...(bad.has(index + 1) && { prefecture: 'nowhere' }),
    }),
  );
  const report = await take([await file('a.ndjson', rows.join(''))]);
  expect(report).toMatchObject({ inserted: 400_000 - bad.size, rejected: bad.size });
  expect((await rejects()).map(({ line }) => line)).toEqual([...bad]);
});

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

test('leaves no table behind, whatever happened', async () => {
  await take([await file('a.ndjson', ndjson(depot('a'), { oops: 1 }))]);
  await take([await file('b.ndjson', ndjson(depot('a'), depot('a', { prefecture: '13' })))]);
  await expect(take([await file('c.ndjson', ndjson(depot('sim-1')))])).rejects.toThrow();
  expect(
    await query(
      `SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'stage%'`,
    ),
  ).toEqual([]);
  await command(database.writer, 'SELECT 1');
});
