import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, expect, test } from 'vitest';
import { insert } from '#core/database.ts';
import { storedBatch, storedRun, storedValue } from '#queries/testing-values.ts';
import { createApp } from './app.ts';
import { catalogue, NOW, reference, testApp } from './testing.ts';

interface Operation {
  operationId: string;
  parameters?: {
    name: string;
    in: string;
    required: boolean;
    description?: string;
    schema: object;
  }[];
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, { get: Operation; post?: Operation }>;
  components: { schemas: Record<string, object> };
}

const app = testApp();
let document: Document;

beforeAll(async () => {
  const { writer } = app.database;
  await insert(writer, 'run', [
    storedRun({}),
    storedRun({ run: 'x', state: 'running', cutoff: null, origin: '', at: '2026-11-02T00:00:00Z' }),
  ]);
  await insert(writer, 'batch', [
    storedBatch({
      prefectures: ['75'],
      covers_from: '2026-01-01',
      extracted_at: '2026-10-31T10:00:00Z',
    }),
  ]);
  await insert(writer, 'quarantine_count', [
    {
      ...{ batch: 'batch-1', file: 'x', source: 'anef', reason: 'conflit', column: 'event_id' },
      ...{ rows: 3, arrived_at: '2026-10-31T19:59:00Z' },
    },
  ]);
  await insert(writer, 'source_watch', [
    { source: 'anef', prefecture: '', late: 'arrival', objective_hours: 24, measured_at: NOW },
    { source: 'anef', prefecture: '75', late: '', week: 40, measured_at: NOW },
  ]);
  await insert(writer, 'full_extract', [{ source: 'a', batch: 'b', events: 3, at: NOW }]);
  await insert(writer, 'stock_watch', [{ checked: 3, faults: 0, measured_at: NOW }]);
  await insert(writer, 'uniqueness_watch', [{ dossiers: 3, alone: 1, measured_at: NOW }]);
  await insert(writer, 'pull_run', [
    {
      run: 'p',
      source: 'a',
      kind: 'folder',
      cause: 'command',
      state: 'done',
      at: NOW,
      started_at: NOW,
    },
  ]);
  await insert(writer, 'indicator_value', [
    storedValue({ prefecture: '75', region: '11' }),
    storedValue({ period: null, value: null, lower: null, upper: null, status: 'not_reached' }),
    storedValue({
      period: '2025',
      titre: 'L421-9',
      breakdown: 'classe=R1',
      statistic: 'share',
      value: 0.25,
    }),
  ]);
  document = (await (await app.get('/openapi.json')).json()) as Document;
});

/** The addresses that are read. */
const read = ({ paths }: Document) => Object.entries(paths).filter(([, { get }]) => get);

/** An address of the document that can be asked for. */
const example = (path: string) => {
  const { parameters = [] } = document.paths[path]?.get ?? {};
  const wantsIndicator = parameters.some(({ name, required }) => name === 'indicator' && required);
  return path.replace('{id}', 'P-01') + (wantsIndicator ? '?indicator=P-01' : '');
};

test('is OpenAPI 3.1 with a name and a meaning for everything', () => {
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.values(document.paths).map(({ get, post }) => get ?? post!);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { operationId, parameters = [] } of operations) {
    for (const { name, description, schema } of parameters) {
      expect(description, `${operationId} ${name}`).toMatch(/\.$/);
      expect(schema, `${operationId} ${name}`).toHaveProperty('type');
    }
  }
});

test('describes every address of the application, and no other', () => {
  const served = createApp({ reader: app.database.reader, catalogue, reference, now: () => NOW });
  interface Layer {
    route?: { path: string };
    handle: { stack?: Layer[] };
  }
  const { stack } = served.router as unknown as { stack: Layer[] };
  const api = stack.flatMap(({ handle }) => handle.stack ?? []);
  const paths = api.flatMap(({ route }) =>
    route ? [route.path.replaceAll(/:(\w+)/g, '{$1}')] : [],
  );
  expect(paths.length).toBeGreaterThan(12);
  expect(Object.keys(document.paths).sort()).toEqual(paths.sort());
});

test('answers at every address as it is described', async () => {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    formats: { date: /^\d{4}-\d{2}-\d{2}$/, 'date-time': /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/ },
  });
  ajv.addVocabulary(['components', 'openapi', 'info', 'servers', 'paths']);
  ajv.addSchema({ $id: 'api', ...document });
  const checked: string[] = [];
  for (const [path, { get }] of read(document)) {
    const content = get.responses['200']?.content ?? {};
    const schema = content['application/json']?.schema;
    if (!schema) continue;
    const response = await app.get(example(path));
    expect(response.status, path).toBe(200);
    const answer: unknown = await response.json();
    const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
    const valid = ajv.validate(absolute, answer);
    expect(valid, `${path}: ${ajv.errorsText()}`).toBe(true);
    if (Array.isArray(answer) && path !== '/pilots') expect(answer.length, path).toBeGreaterThan(0);
    checked.push(path);
  }
  expect(checked.length).toBe(read(document).length - 1);

  const problem = await (await app.get('/values')).json();
  expect(ajv.validate({ $ref: 'api#/components/schemas/Problem' }, problem), ajv.errorsText()).toBe(
    true,
  );
  expect(ajv.validate({ $ref: 'api#/components/schemas/Value' }, { indicator: 'P-01' })).toBe(
    false,
  );
});

test('names every parameter that is taken, and only those', async () => {
  for (const [path, { get }] of read(document)) {
    if (get.operationId === 'stream') continue;
    const response = await app.get(
      `${example(path)}${example(path).includes('?') ? '&' : '?'}zzz=1`,
    );
    const { detail } = (await response.json()) as { detail: string };
    const known = get.parameters?.filter((parameter) => parameter.in === 'query') ?? [];
    expect(detail, path).toContain(`(known: ${known.map(({ name }) => name).join(', ')})`);
  }
});

test('says that values come in four formats', () => {
  expect(Object.keys(document.paths['/values']?.get.responses['200']?.content ?? {})).toEqual([
    'application/json',
    'text/csv',
    'application/vnd.apache.arrow.stream',
    'application/vnd.apache.parquet',
  ]);
});

test('tells of an indicator its query and the versions computed, but not where its file is', async () => {
  const detail = (await (await app.get('/indicators/p-01')).json()) as Record<string, unknown>;
  expect(detail).toMatchObject({
    id: 'P-01',
    sql: 'SELECT 1',
    rests_on: [],
    versions: [{ version: 1, runs: 1 }],
  });
  expect(detail).not.toHaveProperty('file');
  const [first] = (await (await app.get('/indicators')).json()) as object[];
  expect(first).not.toHaveProperty('sql');
});
