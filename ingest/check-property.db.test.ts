import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ALWAYS,
  COLUMNS,
  EVENT_NAMES,
  EVENTS,
  NAMED_REFERENCE,
  PERSONAL_DATA,
  SOURCES,
  type ColumnName,
  type ColumnType,
  type EventName,
  type EventRule,
} from '#domain/contract.ts';
import { contractSchema } from '#domain/contract-schema.ts';
import { depot, ndjson, reference, testIngest } from './testing.ts';

const { file, take, rejects } = testIngest();

const codes = {
  prefectures: reference.prefectures.map(({ code }) => code),
  titres: reference.titres.map(({ code }) => code),
};
const isValid = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  // Every generated day exists.
  formats: { date: true, 'date-time': true },
}).compile(contractSchema(codes));

type Row = Partial<Record<ColumnName, unknown>>;

/** A change to one column; undefined takes it away. */
interface Change {
  column: ColumnName;
  value: unknown;
}

const typeOf = (name: ColumnName): ColumnType =>
  COLUMNS.find((column) => column.name === name)!.type;
const ruleOf = (event: EventName): EventRule => EVENTS[event];
const issues = EVENT_NAMES.flatMap((name) => ruleOf(name).issues);

const personal = new RegExp(
  `(?<![0-9A-Za-z])(?:${Object.values(PERSONAL_DATA).join('|')})(?![0-9A-Za-z])`,
);
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

function tokens({ pattern, max }: { pattern: string; max: number }): fc.Arbitrary<string> {
  const allowed = printable.filter((character) => new RegExp(`^${pattern}$`).test(character));
  return fc
    .string({ unit: fc.constantFrom(...allowed), minLength: 1, maxLength: max })
    .filter((text) => !personal.test(text));
}

const pseudonyms = fc.string({
  unit: fc.constantFrom(...'0123456789abcdef'),
  minLength: 32,
  maxLength: 32,
});

/** Beginnings lie before 2020 and ends after, by more than an offset: no rule between them breaks. */
const between = (from: string, to: string) =>
  fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true });
const days = (from: string, to: string) =>
  between(from, to).map((date) => date.toISOString().slice(0, 10));
const timestamps = (from: string, to: string) =>
  fc
    .tuple(
      between(from, to),
      fc.constantFrom('', '.5', '.123', '.123456789'),
      fc.constantFrom('Z', 'z', '+00:00', '+02:00', '-11:30', '+14:00'),
      fc.constantFrom('T', 't'),
    )
    .map(([date, decimals, offset, t]) =>
      `${date.toISOString().slice(0, 19)}${decimals}${offset}`.replace('T', t),
    );

const SPANS: Partial<Record<ColumnName, fc.Arbitrary<string>>> = {
  occurred_on: days('1990-01-01', '2019-12-01'),
  recorded_at: timestamps('2020-01-02', '2026-10-30'),
  debut: days('1990-01-01', '2019-12-31'),
  fin: days('2020-01-01', '2100-12-31'),
  debut_at: timestamps('1990-01-02', '2019-12-01'),
  fin_at: timestamps('2020-01-02', '2100-12-30'),
};

/** What a column of a right row may hold. */
function right(name: ColumnName, event: EventName): fc.Arbitrary<unknown> {
  const type = typeOf(name);
  const span = SPANS[name];
  if (span) return span;
  if (name === 'event') return fc.constant(event);
  if (name === 'source') return fc.constantFrom(...ruleOf(event).sources);
  if (name === 'issue') {
    const listed = ruleOf(event).issues;
    return listed.length > 0 ? fc.constantFrom(...listed) : fc.constant(null);
  }
  if (name === 'reference' && !NAMED_REFERENCE.includes(event)) return pseudonyms;
  if (name === 'module' && event === 'effectif') return fc.constantFrom('etrangers', 'pan');
  if (name === 'valeur' && event === 'avis_usager') return fc.integer({ min: 0, max: 10 });
  switch (type.kind) {
    case 'token':
      return tokens(type);
    case 'pseudonym':
      return pseudonyms;
    case 'enum':
      return fc.constantFrom(...type.values);
    case 'code':
      return fc.constantFrom(...codes[type.table]);
    case 'integer':
      return fc.integer({ min: type.min, max: type.max });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    default:
      return fc.boolean();
  }
}

const NOT_DAYS = [
  '1989-12-31',
  '2101-01-01',
  '0000-01-01',
  '2000-13-01',
  '2000-00-10',
  '2000-01-32',
  '2000-1-05',
  '20000105',
  '05/01/2000',
  '2000-01-05 ',
  '2000-01-05\n',
  '2000-01-05T00:00:00Z',
];
const NOT_TIMESTAMPS = [
  '2020-06-01 03:00:00Z',
  '1989-12-31T10:00:00Z',
  '2101-01-01T10:00:00Z',
  '2020-06-01',
  '2020-06-01T03:00:00',
  '2020-06-01T03:00Z',
  '2020-06-01T24:00:00Z',
  '2020-06-01T03:60:00Z',
  '2020-06-01T03:00:60Z',
  '2020-06-01T03:00:00+0200',
  '2020-06-01T03:00:00+25:00',
  '2020-06-01T03:00:00,5Z',
  '2020-06-01T03:00:00.Z',
  '2020-06-01T03:00:00.1234567890Z',
  '2020-06-01T03:00:00Z\n',
  '1590980400',
  'now',
];

/** Values of the column's own JSON type, mostly wrong. */
function doubtful(name: ColumnName, value: unknown): readonly unknown[] {
  const type = typeOf(name);
  const text = String(value);
  const around = ['', ' ', `${text} `, `${text}\n`, ` ${text}`, `${text}é`, 'null', '\\N', '?'];
  if (name === 'event') return [...around, ...EVENT_NAMES];
  if (name === 'issue') return [...around, ...issues];
  if (name === 'source') return [...around, ...SOURCES];
  switch (type.kind) {
    case 'token': {
      const max = 'x'.repeat(type.max);
      const others = [`${max}x`, max.toUpperCase(), '-', 'a.b', 'A_B', 'a+b', 'a:b', 'ab/c'];
      return [...around, ...others, 'f'.repeat(32), 'ANO-1'];
    }
    case 'pseudonym':
      return [...around, 'f'.repeat(31), 'f'.repeat(33), 'F'.repeat(32), 'g'.repeat(32)];
    case 'enum':
      return [...around, text.toUpperCase(), `${text}x`, 'inconnu', ...type.values];
    case 'code':
      return [...around, text.toLowerCase(), '1', '20', '075', '2a', 'L421', ...codes[type.table]];
    case 'date':
      return [...around, ...NOT_DAYS];
    case 'timestamp':
      return [...around, ...NOT_TIMESTAMPS];
    case 'integer':
      return [-1, type.max, type.max + 1, -type.max, 2 ** 52];
    case 'number':
      return [-1, -0.5, 10, 10.5, 11, 1e300];
    default:
      return [true, false];
  }
}

/** Values of another JSON type, which the engine cannot read into the column. */
function foreign(name: ColumnName): readonly unknown[] {
  const nested = [{}, { a: 1 }, [], ['75'], [null]];
  switch (typeOf(name).kind) {
    case 'integer':
      return [...nested, '', 'x', '1.5', 1.5, 1e21, true];
    case 'number':
      return [...nested, '', 'x', 'NaN', true, false];
    case 'boolean':
      return [...nested, '', 'oui', 'TRUE', 0, 1];
    default:
      return [...nested, 75, 1.5, true, false];
  }
}

/** A row with all that its event must have and, now and then, the other columns. */
function rows(event: EventName): fc.Arbitrary<Row> {
  const { required, anyOf } = ruleOf(event);
  const must = new Set<ColumnName>([...ALWAYS, ...required]);
  const cells = COLUMNS.map(({ name }): [ColumnName, fc.Arbitrary<unknown>] => {
    const cell = right(name, event);
    if (must.has(name)) return [name, cell];
    return [name, fc.oneof({ weight: 2, arbitrary: fc.constantFrom(undefined, null) }, cell)];
  });
  return fc
    .record(Object.fromEntries(cells) as Record<ColumnName, fc.Arbitrary<unknown>>)
    .filter((row) => !anyOf || anyOf.some((name) => row[name] !== null && row[name] !== undefined));
}

/** Rows of which two in three are changed in one column. */
const changedRows = (values: (name: ColumnName, value: unknown) => readonly unknown[]) =>
  fc
    .constantFrom(...EVENT_NAMES)
    .chain(rows)
    .chain((row) => {
      const change = fc.constantFrom(...COLUMNS).chain(({ name: column }) =>
        fc.record<Change>({
          column: fc.constant(column),
          value: fc.constantFrom(undefined, null, ...values(column, row[column])),
        }),
      );
      const unchanged = fc.constant<Change | undefined>(undefined);
      return fc
        .oneof(unchanged, { weight: 2, arbitrary: change })
        .map((made) => (made ? { ...row, [made.column]: made.value } : row));
    });

const RUNS = 500;

/** Every row gets its own `event_id`, so that none is a version of another. */
const sample = (arbitrary: fc.Arbitrary<Row>) =>
  fc
    .sample(arbitrary, { numRuns: RUNS, seed: 2026 })
    .map((row, index) =>
      typeof row.event_id === 'string' && /^[A-Za-z0-9._:-]{1,58}$/.test(row.event_id)
        ? { ...row, event_id: `${row.event_id}${'.:_-'[index % 4]}x${index}` }
        : row,
    );

test.each<[how: string, before: string, arbitrary: fc.Arbitrary<Row>]>([
  ['by the engine', '', changedRows(doubtful)],
  // A file with an empty line is read line by line.
  [
    'line by line',
    '\n',
    changedRows((name, value) => [...doubtful(name, value), ...foreign(name)]),
  ],
])('a row read %s is taken when the JSON Schema takes it', async (_how, before, arbitrary) => {
  const sampled = sample(arbitrary);
  const path = await file('a.ndjson', `${before}${ndjson(...sampled)}`);
  const report = await take([path]);
  expect(report.rows).toBe(RUNS);

  const refusals = (await rejects()) as { line: number; reason: string; column: string }[];
  const refused = new Map(refusals.map((refusal) => [refusal.line - before.length, refusal]));
  const disagreements = sampled.flatMap((row, index) => {
    const refusal = refused.get(index + 1);
    // What is compared is the row that is written, without what is undefined.
    const valid = isValid(JSON.parse(JSON.stringify(row)));
    if (valid === (refusal === undefined)) return [];
    return [{ row, valid, refusal, errors: isValid.errors }];
  });
  expect(disagreements).toEqual([]);
  expect(report.inserted).toBeGreaterThan(RUNS / 4);
  expect(report.rejected).toBeGreaterThan(RUNS / 4);
});

test('a number or a boolean in quotes is taken, though the JSON Schema asks for it without', async () => {
  const rest = { rang: '2', valeur: '-1.5e3', droit_travail: 'true' };
  const quoted = { ...depot('a'), ...rest };
  expect(isValid(quoted)).toBe(false);
  expect(isValid({ ...quoted, rang: 2, valeur: -1.5e3, droit_travail: true })).toBe(true);
  for (const before of ['', '\n']) {
    const path = await file(
      'a.ndjson',
      `${before}${ndjson({ ...quoted, event_id: `a${before.length}` })}`,
    );
    expect(await take([path])).toMatchObject({ inserted: 1, rejected: 0 });
  }
});
