import {
  COLUMN_NAMES,
  EVENT_NAMES,
  FIRST_DAY,
  LAST_DAY,
  PERSONAL_DATA,
  SATISFACTION_RANGE,
  SOURCES,
  type ColumnName,
  type Reason,
} from '#domain/contract.ts';
import { eventKey, pseudonymToInteger } from '#domain/contract-sql.ts';
import type { Reference } from '#seed/reference/reference.ts';
import { ISSUES, rawType, ruleOf, typeOf, valuesOf, type Reading } from './columns.ts';
import { array, instant, quote } from './sql.ts';

/** What the checks of one file depend on. */
export interface CheckOptions {
  reading: Reading;
  /** The contract's columns that the file has; the others read as null. */
  columns: readonly ColumnName[];
  reference: Reference;
  /** Name of the file, in the quarantine. */
  file: string;
  batch: string;
  arrivedAt: Date;
  /** History: a row was known when it was recorded, not when it arrived. */
  backfill: boolean;
}

/** The check of one file, as SQL: raw rows → checked rows → the log's rows, or the quarantine's. */
export interface Check {
  /** Columns of the table that raw rows are written to. */
  rawColumns: string;
  /** `SELECT` of checked rows: the raw values, the log's values, and one flag per rule. */
  checked: (from: string) => string;
  /** `SELECT` of the rows of `event` out of the checked rows. */
  good: (from: string) => string;
  /** `SELECT` of the rows of `quarantine` out of the checked rows. */
  bad: (from: string) => string;
}

/** Columns whose own value may say who somebody is, so that the quarantine never keeps them. */
const IDENTIFYING: readonly ColumnName[] = ['event_id', 'dossier', 'personne', 'reference'];
/** What every row needs; the rest depends on its event. */
export const ALWAYS: readonly ColumnName[] = ['event_id', 'source', 'event', 'recorded_at'];
/** The log's integers are 32 bits wide. */
export const MAX_INTEGER = 4_294_967_295;
/** How far a clock may be ahead of ours. */
const FUTURE_HOURS = 24;

const DAY = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';
export const INSTANT =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,9})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$';
const NUMBER = '^-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$';
const HASH = '^[0-9a-f]{32}$';

/** Personal data as one pattern: a whole token, never part of a longer one. */
export const PERSONAL = `(?:^|[^0-9A-Za-z])(?:${Object.values(PERSONAL_DATA).join('|')})(?:$|[^0-9A-Za-z])`;

const bit = (name: ColumnName) => 2 ** COLUMN_NAMES.indexOf(name);
const mask = (names: readonly ColumnName[]) => names.reduce((sum, name) => sum + bit(name), 0);

/** A condition as a column of its own: a condition over a dictionary would be a dictionary too. */
const flag = (condition: string, name: string) => `CAST((${condition}), 'UInt8') AS ${name}`;

/** A number for each event, looked up once per distinct event of a block. */
const perEvent = (numbers: (number | bigint)[], type: string) =>
  `CAST(transform(event, ${array(EVENT_NAMES)}, CAST([${numbers.join(', ')}], 'Array(${type})'), CAST(0, '${type}')), '${type}')`;

const isOneOf = (value: string, values: readonly string[]) =>
  `(transform(${value}, ${array(values)}, CAST([${values.map(() => 1).join(', ')}], 'Array(UInt8)'), toUInt8(0)) = 1)`;

const position = (value: string, values: readonly string[]) =>
  `CAST(transform(${value}, ${array(values)}, CAST([${values.map((_, index) => index + 1).join(', ')}], 'Array(UInt8)'), toUInt8(0)), 'UInt8')`;

/**
 * Writes the check of one file. Good rows are found by cheap set-based flags; why a row is bad is
 * worked out for bad rows only.
 */
export function writeCheck(options: CheckOptions): Check {
  const { reading, columns, reference, batch, arrivedAt } = options;
  const has = (name: ColumnName) => columns.includes(name);

  const absent = (name: ColumnName) =>
    !has(name) ? '1' : reading === 'csv' ? `empty(_${name})` : `isNull(_${name})`;
  const text = (name: ColumnName) => {
    if (!has(name)) return `''`;
    if (reading === 'csv') return `_${name}`;
    const type = rawType(name, reading);
    return type === 'Nullable(String)' ? `ifNull(_${name}, '')` : `ifNull(toString(_${name}), '')`;
  };

  const raw = [
    '_line',
    ...(reading === 'text' ? ['_flaw'] : []),
    ...columns.map((name) => `_${name}`),
  ];
  const flags: string[] = [];
  const values: string[] = [];
  const lowCardinality = (name: ColumnName) => {
    values.push(`toLowCardinality(${text(name)}) AS ${name}`);
    return name;
  };
  const setOk = (name: ColumnName, valid: string) => {
    const flaw = reading === 'text' ? ` AND _flaw != ${quote(`type:${name}`)}` : '';
    flags.push(flag(`(${absent(name)} OR (${valid}))${flaw}`, `${name}_ok`));
  };

  for (const name of COLUMN_NAMES) {
    const type = typeOf(name);
    if (!has(name)) {
      values.push(`${NULLS[type.kind]} AS ${name}`);
      continue;
    }
    const listed = valuesOf(name, reference);
    if (listed) {
      setOk(name, isOneOf(lowCardinality(name), listed));
    } else if (name === 'reference') {
      values.push(`${text(name)} AS reference`);
      flags.push(
        flag(
          `startsWith(event, 'anomalie_') AND match(reference, ${quote(PERSONAL)})`,
          'reference_personal',
        ),
      );
      const named = `match(reference, '^[A-Z0-9-]{1,64}$') AND NOT reference_personal`;
      setOk(name, `if(startsWith(event, 'anomalie_'), ${named}, match(reference, '${HASH}'))`);
    } else if (type.kind === 'token') {
      if (name === 'event_id') values.push(`${text(name)} AS event_id`);
      else lowCardinality(name);
      flags.push(flag(`match(${name}, ${quote(PERSONAL)})`, `${name}_personal`));
      setOk(name, `match(${name}, '^${type.pattern}{1,${type.max}}$') AND NOT ${name}_personal`);
    } else if (type.kind === 'pseudonym') {
      values.push(`${pseudonymToInteger(text(name))} AS ${name}`);
      setOk(name, `match(${text(name)}, '${HASH}')`);
    } else if (type.kind === 'date') {
      if (reading === 'parquet') {
        values.push(`accurateCastOrNull(_${name}, 'Date') AS ${name}`);
        setOk(name, `_${name} BETWEEN toDate32('${FIRST_DAY}') AND toDate32('${LAST_DAY}')`);
      } else {
        values.push(`toLowCardinality(${text(name)}) AS ${name}_text`);
        values.push(`CAST(toDateOrNull(${name}_text), 'Nullable(Date)') AS ${name}`);
        setOk(
          name,
          `ifNull(toString(toDateOrNull(${name}_text)) = ${name}_text, 0) AND ${name}_text BETWEEN '${FIRST_DAY}' AND '${LAST_DAY}'`,
        );
      }
    } else if (type.kind === 'timestamp') {
      const between = `${name} >= toDateTime64('${FIRST_DAY}', 6, 'UTC') AND ${name} < toDateTime64('${LAST_DAY}', 6, 'UTC') + INTERVAL 1 DAY`;
      if (reading === 'parquet') {
        values.push(`_${name} AS ${name}`);
        setOk(name, `ifNull(${between}, 0)`);
      } else {
        const day = `substring(${name}_text, 1, 10)`;
        values.push(`toLowCardinality(${text(name)}) AS ${name}_text`);
        values.push(
          `CAST(parseDateTime64BestEffortOrNull(upper(${name}_text), 6, 'UTC'), 'Nullable(DateTime64(6, \\'UTC\\'))') AS ${name}`,
        );
        setOk(
          name,
          `match(${name}_text, ${quote(INSTANT)}) AND ifNull(toString(toDateOrNull(${day})) = ${day}, 0) AND ifNull(${between}, 0)`,
        );
      }
    } else if (type.kind === 'integer') {
      const [value, valid] = integer(name, reading);
      values.push(`${value} AS ${name}`);
      setOk(name, valid);
    } else if (type.kind === 'number') {
      const [value, valid] = number(name, reading);
      values.push(`${value} AS ${name}`);
      setOk(name, valid);
    } else if (type.kind === 'boolean') {
      const [value, valid] = boolean(name, reading);
      values.push(`${value} AS ${name}`);
      setOk(name, valid);
    }
  }

  const offsets = reference.prefectures.map(({ utc_offset_max_hours }) => utc_offset_max_hours);
  const codes = reference.prefectures.map(({ code }) => code);
  const present = columns.map((name) => `toUInt32(NOT ${absent(name)}) * ${bit(name)}`).join(' + ');
  const any = EVENT_NAMES.map((name) => mask(ruleOf(name).anyOf ?? []));
  const [lowest, highest] = SATISFACTION_RANGE;
  const rules = [
    `toUInt32(${present}) AS present`,
    `bitAnd(bitOr(${perEvent(
      EVENT_NAMES.map((name) => mask(ruleOf(name).required)),
      'UInt32',
    )}, toUInt32(${mask(ALWAYS)})), bitNot(present)) AS missing`,
    `bitTest(${perEvent(
      EVENT_NAMES.map((name) => setOf(ruleOf(name).sources, SOURCES)),
      'UInt64',
    )}, ${position('source', SOURCES)}) AS source_allowed`,
    flag(
      `issue = '' OR bitTest(${perEvent(
        EVENT_NAMES.map((name) => setOf(ruleOf(name).issues, ISSUES)),
        'UInt64',
      )}, ${position('issue', ISSUES)})`,
      'issue_allowed',
    ),
    `${perEvent(any, 'UInt32')} AS any_of`,
    `(any_of = 0 OR bitAnd(any_of, present) != 0) AS any_present`,
    // The day where the competent prefecture stands, when the row was recorded.
    `toDate(toInt32(intDiv(toUnixTimestamp64Second(ifNull(recorded_at, toDateTime64(0, 6, 'UTC'))) + 3600 * CAST(transform(prefecture, ${array(codes)}, CAST([${offsets.join(', ')}], 'Array(Int32)'), toInt32(2)), 'Int32'), 86400))) AS recorded_on`,
    `ifNull(occurred_on > recorded_on, 0) AS occurred_later`,
    `ifNull(recorded_at > toDateTime64(${instant(arrivedAt)}, 6, 'UTC') + INTERVAL ${FUTURE_HOURS} HOUR, 0) AS recorded_later`,
    `ifNull(fin < debut, 0) AS fin_before`,
    `ifNull(fin_at < debut_at, 0) AS fin_at_before`,
    flag(
      `event = 'avis_usager' AND ifNull(valeur NOT BETWEEN ${lowest} AND ${highest}, 0)`,
      'mark_outside',
    ),
  ];
  const good = [
    ...(reading === 'text' ? [`_flaw = ''`] : []),
    ...columns.map((name) => `${name}_ok`),
    'missing = 0',
    'source_allowed',
    'issue_allowed',
    'any_present',
    'NOT (occurred_later OR recorded_later OR fin_before OR fin_at_before OR mark_outside)',
  ];

  /** Why, in the order in which a reader wants to know. */
  const failures: [condition: string, reason: Reason, column: ColumnName | ''][] = [
    ...(reading === 'text'
      ? ([
          [`_flaw = 'ligne_illisible'`, 'ligne_illisible', ''],
          [`_flaw = 'ligne_trop_longue'`, 'ligne_trop_longue', ''],
        ] as [string, Reason, ''][])
      : []),
    ...columns.map((name): [string, Reason, ColumnName] => [
      `NOT ${name}_ok AND match(${text(name)}, ${quote(PERSONAL)})`,
      'donnee_personnelle',
      name,
    ]),
    ...ALWAYS.map((name): [string, Reason, ColumnName] => [
      `bitAnd(missing, ${bit(name)}) != 0`,
      'valeur_manquante',
      name,
    ]),
    ...columns.flatMap((name): [string, Reason, ColumnName][] => {
      const { kind } = typeOf(name);
      const invalid: [string, Reason, ColumnName] = [`NOT ${name}_ok`, 'valeur_invalide', name];
      if (kind !== 'date' && kind !== 'timestamp') return [invalid];
      const shaped =
        reading === 'parquet'
          ? `NOT ${name}_ok`
          : `NOT ${name}_ok AND match(${text(name)}, ${quote(kind === 'date' ? DAY : INSTANT)})`;
      return [[shaped, 'date_hors_bornes', name], invalid];
    }),
    ['NOT source_allowed', 'evenement_hors_source', 'event'],
    ['NOT issue_allowed', 'issue_hors_liste', 'issue'],
    ...COLUMN_NAMES.map((name): [string, Reason, ColumnName] => [
      `bitAnd(missing, ${bit(name)}) != 0`,
      'valeur_manquante',
      name,
    ]),
    ...COLUMN_NAMES.filter((name) => any.some((names) => hasBit(names, name))).map(
      (name): [string, Reason, ColumnName] => [
        `NOT any_present AND bitAnd(any_of, ${bit(name)}) != 0`,
        'valeur_manquante',
        name,
      ],
    ),
    ['recorded_later', 'date_posterieure', 'recorded_at'],
    ['occurred_later', 'date_posterieure', 'occurred_on'],
    ['fin_before', 'intervalle_inverse', 'fin'],
    ['fin_at_before', 'intervalle_inverse', 'fin_at'],
    ['mark_outside', 'valeur_invalide', 'valeur'],
  ];
  const failure = `multiIf(${failures.map(([condition], index) => `${condition}, ${index + 1}`).join(', ')}, 0)`;
  const pick = (names: readonly string[]) => `(${array(names)})[failure]`;
  const kept = columns
    .filter((name) => !IDENTIFYING.includes(name))
    .map(
      (name) =>
        `if(${name}_ok AND NOT ${absent(name)}, concat(${quote(`"${name}":`)}, toJSONString(${text(name)})), '')`,
    );
  const offending = `[${['', ...columns].map((name) => (name === '' ? `''` : text(name as ColumnName))).join(', ')}][indexOf(${array(['', ...columns])}, "column")]`;

  return {
    rawColumns: [
      '_line UInt64',
      ...(reading === 'text' ? ['_flaw LowCardinality(String)'] : []),
      ...columns.map((name) => `_${name} ${rawType(name, reading)}`),
    ].join(', '),
    checked: (from) =>
      `SELECT ${[...raw, ...values, ...flags, ...rules].join(',\n')},\n(${good.join(' AND ')}) AS good\nFROM ${from}`,
    good: (from) => `SELECT
      event_id, source, event, ifNull(occurred_on, recorded_on) AS occurred_on, rang,
      assumeNotNull(recorded_at) AS recorded_at, dossier, personne, prefecture, titre, motif, demande, canal,
      debut, fin, debut_at, fin_at, droit_travail, type_titre, issue, gravite, module, reference, anomalie,
      origine, version, duree_s, valeur,
      ${eventKey('source', 'event_id')} AS event_key,
      ${quote(batch)} AS batch,
      ${options.backfill ? 'recorded_at' : `toDateTime64(${instant(arrivedAt)}, 3, 'UTC')`} AS known_at,
      0 AS revision
      FROM ${from} WHERE good`,
    bad: (from) => `WITH ${failure} AS failure
      SELECT
      ${quote(batch)} AS batch, ${quote(options.file)} AS file, _line AS line,
      ${pick(failures.map(([, , column]) => column))} AS column,
      ${pick(failures.map(([, reason]) => reason))} AS reason,
      if(${isOneOf('checked.source', SOURCES)}, checked.source, '') AS source,
      if(${isOneOf('checked.event', EVENT_NAMES)}, checked.event, '') AS event,
      substring(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(${offending}, '[0-9]', '9'), '[^\\\\x00-\\\\x7F]', 'a'), '[A-Za-z]', 'a'), 1, 64) AS shape,
      concat('{', arrayStringConcat(arrayFilter(kept -> kept != '', [${kept.join(', ')}]), ','), '}') AS row,
      toDateTime64(${instant(arrivedAt)}, 3, 'UTC') AS arrived_at
      FROM ${from} AS checked WHERE NOT good`,
  };
}

/** What the log holds where a column is null. */
const NULLS: Record<string, string> = {
  token: `''`,
  enum: `''`,
  code: `''`,
  pseudonym: 'toUInt128(0)',
  date: `CAST(NULL, 'Nullable(Date)')`,
  timestamp: `CAST(NULL, 'Nullable(DateTime64(6, \\'UTC\\'))')`,
  integer: `CAST(NULL, 'Nullable(UInt32)')`,
  number: `CAST(NULL, 'Nullable(Float64)')`,
  boolean: `CAST(NULL, 'Nullable(Bool)')`,
};

/** The value of an integer column, and when it is one. */
function integer(name: ColumnName, reading: Reading): [value: string, valid: string] {
  if (reading === 'json' || reading === 'parquet') {
    const read = `_${name}`;
    return [
      `CAST(if(${read} BETWEEN 0 AND ${MAX_INTEGER}, ${read}, NULL), 'Nullable(UInt32)')`,
      `ifNull(${read} BETWEEN 0 AND ${MAX_INTEGER}, 0)`,
    ];
  }
  const read = reading === 'csv' ? `_${name}` : `ifNull(_${name}, '')`;
  return [
    `CAST(if(toUInt64OrZero(${read}) <= ${MAX_INTEGER}, toUInt64OrNull(${read}), NULL), 'Nullable(UInt32)')`,
    `match(${read}, '^[0-9]{1,10}$') AND toUInt64OrZero(${read}) <= ${MAX_INTEGER}`,
  ];
}

/** The value of a number column, and when it is one. */
function number(name: ColumnName, reading: Reading): [value: string, valid: string] {
  if (reading === 'json' || reading === 'parquet')
    return [`_${name}`, `ifNull(isFinite(_${name}), 0)`];
  const read = reading === 'csv' ? `_${name}` : `ifNull(_${name}, '')`;
  return [
    `toFloat64OrNull(${read})`,
    `match(${read}, ${quote(NUMBER)}) AND ifNull(isFinite(toFloat64OrNull(${read})), 0)`,
  ];
}

/** The value of a boolean column, and when it is one. */
function boolean(name: ColumnName, reading: Reading): [value: string, valid: string] {
  if (reading === 'parquet') return [`_${name}`, '1'];
  const read = reading === 'csv' ? `_${name}` : `ifNull(_${name}, '')`;
  return [
    `CAST(transform(${read}, ['true', 'false'], [true, false], NULL), 'Nullable(Bool)')`,
    `${read} IN ('true', 'false')`,
  ];
}

/** Members of a list as bits, the first being bit 1. */
const setOf = (members: readonly string[], list: readonly string[]) =>
  members.reduce((sum, member) => sum + 2n ** BigInt(list.indexOf(member) + 1), 0n);

const hasBit = (names: number, name: ColumnName) => Math.floor(names / bit(name)) % 2 === 1;
