import { tableToIPC, vectorFromArray, Table, Utf8, Float64, Bool } from 'apache-arrow';
import type { Plugin } from 'vite';
import type { Value } from '#domain/indicator.ts';
import { INDICATORS, MILESTONES, PREFECTURES, rowsOf, SQL, TITRES } from './fake-data.ts';

/** An answer of the invented API. */
export interface Answer {
  status: number;
  type: string;
  body: string | Uint8Array;
}

const json = (body: unknown, status = 200): Answer => ({
  status,
  type: status === 200 ? 'application/json' : 'application/problem+json',
  body: JSON.stringify(body),
});

/** Answers `/api/v1` from invented rows: for working on the page and for its tests, never in a build. */
export function answer(url: string): Answer {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, , , room = '', id] = pathname.split('/');
  if (room === 'indicators' && id !== undefined) {
    const found = INDICATORS.find((known) => known.id === decodeURIComponent(id));
    return found
      ? json({ ...found, sql: SQL, rests_on: RESTS_ON, versions: VERSIONS })
      : json({ code: 'not_found', detail: `No indicator is called “${id}”.` }, 404);
  }
  const rooms: Record<string, () => Answer> = {
    indicators: () => json(INDICATORS),
    prefectures: () => json(PREFECTURES),
    titres: () => json(TITRES),
    milestones: () => json(MILESTONES),
    claims: () => json([]),
    pilots: () => json([]),
    evaluation: () => json({ status: 'not_yet', detail_fr: 'Pas encore.', detail_en: 'Not yet.' }),
    freshness: () => json(FRESHNESS),
    alerts: () => json(ALERTS),
    runs: () => json(RUNS),
    quarantine: () => json(QUARANTINE),
    health: () => json({ status: 'ok' }),
    values: () => valuesAnswer(searchParams),
  };
  return rooms[room]?.() ?? json({ code: 'not_found', detail: `No “${room}” here.` }, 404);
}

/** Puts the invented API in Vite's own server. */
export const fakeServer = (): Plugin => ({
  name: 'fake-api',
  configureServer(server) {
    server.middlewares.use('/api/v1', (request, response) => {
      const { status, type, body } = answer(request.originalUrl ?? '');
      response.statusCode = status;
      response.setHeader('content-type', type);
      response.end(body);
    });
  },
});

function valuesAnswer(query: URLSearchParams): Answer {
  const rows = select(query);
  if (query.get('format') === 'arrow') {
    return { status: 200, type: 'application/vnd.apache.arrow.stream', body: arrowOf(rows) };
  }
  if (query.get('format') === 'csv') {
    const [head = {}] = rows;
    const lines = [Object.keys(head), ...rows.map((row) => Object.values(row))];
    return { status: 200, type: 'text/csv', body: lines.map((line) => line.join(',')).join('\n') };
  }
  return json(rows);
}

function select(query: URLSearchParams): Value[] {
  const codes = PREFECTURES.filter(({ kind }) => kind !== 'test').map(({ code }) => code);
  const one = query.get('prefecture');
  const places = one ? [one] : query.get('level') === 'prefecture' ? codes : [null];
  const stratum = Object.fromEntries(
    (['titre', 'motif', 'demande', 'canal'] as const).flatMap((name) => {
      const member = query.get(name);
      return member && member !== 'all' ? [[name, member]] : [];
    }),
  );
  const wanted = (name: 'view' | 'statistic', row: Value) =>
    !query.get(name) || query.get(name) === row[name];
  const lengths: Record<string, number> = { month: 7, year: 4 };
  const length = lengths[query.get('grain') ?? ''];
  return rowsOf(query.get('indicator') ?? '', places, stratum).filter((row) => {
    const period = row.period ?? '';
    return (
      wanted('view', row) &&
      wanted('statistic', row) &&
      (length === undefined || period.length === length) &&
      (query.get('from') ?? '').slice(0, period.length) <= period &&
      period <= (query.get('to') ?? '9999').slice(0, Math.max(period.length, 4))
    );
  });
}

function arrowOf(rows: readonly Value[]): Uint8Array {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Value)[];
  const vectors = columns.map((name) => {
    const cells = rows.map((row) => row[name]);
    const sample = cells.find((known) => known !== null);
    const type =
      typeof sample === 'number'
        ? new Float64()
        : typeof sample === 'boolean'
          ? new Bool()
          : new Utf8();
    return [name, vectorFromArray(cells, type)] as const;
  });
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}

const RUNS = ['P-01', 'S-01', 'F-03', 'C-01'].map((indicator, index) => ({
  run: 'r-2026-11-20-01',
  indicator,
  version: 1,
  state: 'done',
  cause: 'schedule',
  started_at: `2026-11-20T07:1${index}:00.000Z`,
  as_of: '2026-11-20T07:15:00.000Z',
  cutoff: '2026-10-31',
  rows: 41_220 + index,
  seconds: 3.4 + index,
}));

const BATCH = {
  batch: '0193-4d2c-batch',
  sources: ['anef', 'agdref'],
  files: ['anef.parquet'],
  rows: 482_011,
  inserted: 481_990,
  duplicates: 12,
  corrected: 4,
  rejected: 5,
  seconds: 12.4,
  covers_to: '2026-10-31',
  arrived_at: '2026-11-20T06:58:12.000Z',
  origin: 'synthetic',
};

const RESTS_ON = [{ name: 'cover', sql: 'SELECT source, max(covers_to) AS covers_to FROM batch' }];

const VERSIONS = [
  {
    version: 1,
    runs: 3,
    first_computed_at: '2026-11-18T07:15:00.000Z',
    last_computed_at: '2026-11-20T07:15:00.000Z',
  },
];

const WATCH = {
  last_event_on: '2026-10-31',
  last_arrival_at: BATCH.arrived_at,
  week: 350,
  expected_week: 330,
  objective_hours: null,
  late: null,
  late_prefectures: [],
  measured_at: '2026-11-20T07:20:00.000Z',
};

const ALERT = {
  ...{ kind: 'chart', indicator: 'S-01', statistic: 'count', period: '2026-10' },
  ...{ value: 8_912, n: 8_912, centre: 8_100, lower: 7_700, upper: 8_500 },
  ...{ rules: ['outside'], meaning: 'concern', cusum: null, q: null, prefecture: null },
};

const ALERTS = {
  ...{ month: '2026-10', watched: 229, told: 2, expected_by_chance: 6.183 },
  alerts: [
    ALERT,
    { ...ALERT, prefecture: '75', value: 189, n: 189, centre: 154, lower: 134, upper: 174 },
  ],
};

const FRESHNESS = {
  origin: 'synthetic',
  cutoff: '2026-10-31',
  last_run: { ...RUNS[0], finished_at: '2026-11-20T07:15:00.000Z' },
  sources: ['agdref', 'anef'].map((source) => ({
    source,
    covers_from: '2023-01-01',
    covers_to: '2026-10-31',
    batches: 1,
    last_arrival_at: BATCH.arrived_at,
  })),
  batches: [BATCH],
  watch: [
    { ...WATCH, source: 'agdref' },
    { ...WATCH, source: 'anef', week: 20, expected_week: 60, late: 'volume' },
  ],
};

const QUARANTINE = [
  { reason: 'conflit', source: 'anef', column: 'recorded_at', rows: 3 },
  { reason: 'date_posterieure', source: 'agdref', column: 'occurred_on', rows: 2 },
];
