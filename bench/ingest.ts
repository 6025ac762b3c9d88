import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLUMN_NAMES } from '#domain/contract.ts';
import { closeDatabase, command, openDatabase, selectOne, type Database } from '#core/database.ts';
import { openEngine } from '#core/engine/embedded.ts';
import { ingest } from '#ingest/ingest.ts';
import { createDatabase, migrate } from '#queries/migrate.ts';
import { loadReference } from '#seed/reference/reference.ts';

export interface IngestFigures {
  file: string;
  rows: number;
  /** The engine's own `INSERT … SELECT … FROM file()` of the same file into the same table. */
  engine_rows_s: number;
  /** Ours: checks, duplicate look-up and quarantine included. */
  ours_rows_s: number;
  /** Ours over the engine's, the median of pairs run in turn. */
  ratio: number;
  /** The most that our process held while it ingested. */
  node_rss_MB: number;
}

const PAIRS = 5;
const DATABASE = 'observatoire';

/** An event of the population that the bench measures: eight to a dossier, as an ANEF extract has them. */
const eventsSql = (rows: number) => `
SELECT
    concat('sim-', lower(hex(sipHash64(number, 7)))) AS event_id,
    ['anef', 'anef', 'anef', 'agdref', 'demarche_numerique'][1 + number % 5]::String AS source,
    ['depot', 'attestation_depot', 'completude', 'prise_en_charge', 'en_instruction', 'api', 'decision_favorable', 'titre_disponible'][1 + number % 8]::String AS event,
    toDate('2020-01-01') + (cityHash64(intDiv(number, 8)) % 2300) + (number % 8) * 9 AS occurred_on,
    (number % 8)::Nullable(Int32) AS rang,
    toDateTime64('2026-11-02 03:00:00', 3, 'UTC') AS recorded_at,
    lower(hex(sipHash128(intDiv(number, 8)))) AS dossier,
    NULL::Nullable(String) AS personne,
    (SELECT groupArray(code) FROM (SELECT code::String AS code FROM prefecture WHERE kind = 'departement' ORDER BY code))[1 + cityHash64(intDiv(number, 8), 3) % 101] AS prefecture,
    if(number % 8 = 0, ['L421-9', 'L423-23', 'ACC-DZ', 'L422-1'][1 + cityHash64(intDiv(number, 8), 4) % 4], NULL) AS titre,
    if(number % 8 = 0, ['economique', 'familial', 'etudiant', 'humanitaire', 'divers'][1 + cityHash64(intDiv(number, 8), 5) % 5], NULL) AS motif,
    if(number % 8 = 0, ['premiere', 'renouvellement'][1 + cityHash64(intDiv(number, 8), 6) % 2], NULL) AS demande,
    if(number % 8 = 0, 'anef', NULL) AS canal,
    if(number % 8 = 5, occurred_on, NULL) AS debut,
    if(number % 8 = 5, occurred_on + 90, NULL) AS fin,
    NULL::Nullable(DateTime64(3, 'UTC')) AS debut_at,
    NULL::Nullable(DateTime64(3, 'UTC')) AS fin_at,
    if(number % 8 = 5, true, NULL) AS droit_travail,
    ${['type_titre', 'issue', 'gravite', 'module', 'reference', 'anomalie', 'origine', 'version']
      .map((name) => `NULL::Nullable(String) AS ${name},`)
      .join('\n    ')}
    NULL::Nullable(Int32) AS duree_s,
    NULL::Nullable(Float64) AS valeur
FROM numbers(${rows})`;

/**
 * The best that the engine does alone: no check, no look-up, texts read as String and cast by block.
 * The same columns, keys and codecs as ours, into the same empty table.
 */
function baseline(path: string, format: 'Parquet' | 'JSONEachRow'): string {
  const text = (name: string) => `ifNull(${name}, '')`;
  const hex = (name: string) => `reinterpretAsUInt128(reverse(unhex(ifNull(${name}, ''))))`;
  const structure =
    format === 'Parquet'
      ? ''
      : `, 'event_id String, source String, event String, occurred_on Date, rang Nullable(UInt32), recorded_at DateTime64(6, \\'UTC\\'), dossier Nullable(String), personne Nullable(String), ${[
          ...['prefecture', 'titre', 'motif', 'demande', 'canal'],
        ]
          .map((name) => `${name} Nullable(String)`)
          .join(
            ', ',
          )}, debut Nullable(Date), fin Nullable(Date), debut_at Nullable(DateTime64(3, \\'UTC\\')), fin_at Nullable(DateTime64(3, \\'UTC\\')), droit_travail Nullable(Bool), ${[
          ...[
            'type_titre',
            'issue',
            'gravite',
            'module',
            'reference',
            'anomalie',
            'origine',
            'version',
          ],
        ]
          .map((name) => `${name} Nullable(String)`)
          .join(', ')}, duree_s Nullable(UInt32), valeur Nullable(Float64)'`;
  const kept = new Set([
    'rang',
    'debut',
    'fin',
    'debut_at',
    'fin_at',
    'droit_travail',
    'duree_s',
    'valeur',
  ]);
  const columns = COLUMN_NAMES.map((name) => {
    if (name === 'dossier' || name === 'personne') return hex(name);
    if (
      ['event_id', 'source', 'event', 'occurred_on', 'recorded_at'].includes(name) ||
      kept.has(name)
    )
      return name;
    return text(name);
  });
  return `INSERT INTO ${DATABASE}.event
    SELECT ${columns.join(', ')}, sipHash64(source, event_id), 'bench', now64(3), 0
    FROM file('${path}', '${format}'${structure})
    SETTINGS max_insert_threads = 2`;
}

/** How fast a delivery is taken, against the engine alone on the same machine, in one run. */
export async function benchIngest(): Promise<IngestFigures[]> {
  const directory = await mkdtemp(join(tmpdir(), 'observatoire-bench-'));
  const extraAccount = { name: 'bench', password: 'bench-only-on-loopback' };
  const engine = await openEngine({ directory, database: DATABASE, published: [], extraAccount });
  const open = (database: string, account: { username: string; password: string }) =>
    openDatabase({ url: engine.url, database, ...account });
  const admin = open('system', engine.accounts.migrator);
  await createDatabase(admin, DATABASE);
  const migrator = open(DATABASE, engine.accounts.migrator);
  const writer = open(DATABASE, engine.accounts.writer);
  const bench = open(DATABASE, { username: extraAccount.name, password: extraAccount.password });
  await migrate(migrator, new Date());
  try {
    return [
      await compare(
        { migrator, writer, bench },
        join(directory, 'events.parquet'),
        'Parquet',
        5_000_000,
      ),
      await compare(
        { migrator, writer, bench },
        join(directory, 'events.ndjson'),
        'JSONEachRow',
        1_000_000,
      ),
    ];
  } finally {
    await Promise.all([admin, migrator, writer, bench].map(closeDatabase));
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

type Accounts = Record<'migrator' | 'writer' | 'bench', Database>;

async function compare(
  { migrator, writer, bench }: Accounts,
  path: string,
  format: 'Parquet' | 'JSONEachRow',
  rows: number,
): Promise<IngestFigures> {
  await command(
    bench,
    `INSERT INTO FUNCTION file('${path}', '${format}') ${eventsSql(rows)} SETTINGS date_time_output_format = 'iso'`,
  );
  const pairs: [engine_s: number, ours_s: number][] = [];
  let most = 0;
  // The first pair warms both up and is not counted.
  for (let pair = 0; pair <= PAIRS; pair += 1) {
    await empty(migrator);
    const engine_s = await time(() => command(bench, baseline(path, format)));
    await stored(writer, rows);
    await empty(migrator);
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
    const ours_s = await time(async () => {
      const report = await ingest({
        db: writer,
        files: [path],
        reference: loadReference(),
        now: new Date(),
      });
      if (report.inserted !== rows) throw new Error(`Stored ${report.inserted} of ${rows} rows.`);
    });
    clearInterval(watch);
    await stored(writer, rows);
    if (pair > 0) pairs.push([engine_s, ours_s]);
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  return {
    file: `${rows / 1e6} M events, ${format === 'Parquet' ? 'Parquet' : 'NDJSON'}`,
    rows,
    engine_rows_s: Math.round(rows / median(pairs.map(([engine_s]) => engine_s))),
    ours_rows_s: Math.round(rows / median(pairs.map(([, ours_s]) => ours_s))),
    ratio: Math.round(median(pairs.map(([engine_s, ours_s]) => engine_s / ours_s)) * 100) / 100,
    node_rss_MB: Math.round(most / 1e6),
  };
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function empty(db: Database): Promise<void> {
  for (const table of ['event', 'batch', 'quarantine', 'quarantine_count']) {
    await command(db, `TRUNCATE TABLE ${table}`);
  }
}

async function stored(db: Database, rows: number): Promise<void> {
  const { found } = await selectOne<{ found: number }>(db, 'SELECT count() AS found FROM event');
  if (found !== rows) throw new Error(`The log has ${found} events, expected ${rows}.`);
}
