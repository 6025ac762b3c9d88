import {
  COLUMN_NAMES,
  EVENT_NAMES,
  SATISFACTION_RANGE,
  SOURCES,
  STAFF_MODULES,
  type ColumnName,
  type Reason,
} from '#domain/contract.ts';
import { eventKey } from '#domain/contract-sql.ts';
import type { Reference } from '#seed/reference/reference.ts';
import {
  ALWAYS,
  bit,
  isDictionary,
  ISSUES,
  rawType,
  ruleOf,
  typeOf,
  type Reading,
} from './columns.ts';
import { PERSONAL } from './personal.ts';
import { selectBad } from './reasons.ts';
import { instant, lookUp, quote } from './sql.ts';
import { rawColumn, valueSql } from './value-sql.ts';

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
  /** Columns of the table of checked rows. */
  checkedColumns: string;
  /** `SELECT` of checked rows: the raw values, the log's values, and one flag per rule. */
  checked: (from: string) => string;
  /** `SELECT` of the rows of `event` out of the checked rows. */
  good: (from: string) => string;
  /** `SELECT` of the rows of `quarantine` out of the checked rows. */
  bad: (from: string) => string;
  /** The good rows that meet a condition on `checked`, with `line`; for a second reading. */
  goodWhere: (from: string, where: string) => string;
  /** The same rows as rows of `quarantine`, for one reason. */
  badWhere: (from: string, where: string, reason: Reason, column: ColumnName | '') => string;
}

/** How far the clock of a source may be ahead of ours. */
const FUTURE_HOURS = 24;

const mask = (names: readonly ColumnName[]) => names.reduce((sum, name) => sum + bit(name), 0);

/** Members of a list as bits, the first being bit 1. */
const setOf = (members: readonly string[], list: readonly string[]) =>
  members.reduce((sum, member) => sum + 2n ** BigInt(list.indexOf(member) + 1), 0n);

const perEvent = (numbers: (number | bigint)[], type: string) =>
  lookUp('event', EVENT_NAMES, numbers, type);

/** Is the value of a listed column in the set of its row's event? */
const inSetOfEvent = (
  name: 'source' | 'issue',
  list: readonly string[],
  members: (event: string) => readonly string[],
) => {
  const sets = EVENT_NAMES.map((event) => setOf(members(event), list));
  return `bitTest(${perEvent(sets, 'UInt64')}, ${name}_position)`;
};

/** The flags that rules beyond one column set. */
function ruleSteps(present: string, options: CheckOptions): string[] {
  const { columns, reference, arrivedAt } = options;
  const required = EVENT_NAMES.map((name) => mask([...ALWAYS, ...ruleOf(name).required]));
  const anyOf = EVENT_NAMES.map((name) => mask(ruleOf(name).anyOf ?? []));
  const codes = reference.prefectures.map(({ code }) => code);
  const offsets = reference.prefectures.map(({ utc_offset_max_hours }) => utc_offset_max_hours);
  // The offset of metropolitan France, where the prefecture is unknown.
  const offset = lookUp('prefecture', codes, offsets, 'Int32', 2);
  const recorded = `toUnixTimestamp64Second(ifNull(recorded_at, toDateTime64(0, 6, 'UTC')))`;
  const latest = `toDateTime64(${instant(arrivedAt)}, 6, 'UTC') + INTERVAL ${FUTURE_HOURS} HOUR`;
  const [lowest, highest] = SATISFACTION_RANGE;
  return [
    `toUInt32(${present}) AS present`,
    // Two sets of columns in one look-up.
    `${perEvent(
      required.map((columnsOf, index) => BigInt(columnsOf) + (BigInt(anyOf[index] ?? 0) << 32n)),
      'UInt64',
    )} AS needs`,
    `toUInt32(bitAnd(needs, ${2 ** 32 - 1})) AS required`,
    `toUInt32(bitShiftRight(needs, 32)) AS any_of`,
    // The day where the competent prefecture stands, when the row was recorded.
    `toDate(toInt32(intDiv(${recorded} + 3600 * ${offset}, 86400))) AS recorded_on`,
    `bitAnd(if(required = 0, toUInt32(${mask(ALWAYS)}), required), bitNot(present)) AS missing`,
    `(any_of = 0 OR bitAnd(any_of, present) != 0) AS any_present`,
    `${inSetOfEvent('source', SOURCES, (event) => ruleOf(event).sources)} AS source_allowed`,
    flag(
      columns.includes('issue')
        ? `issue = '' OR ${inSetOfEvent('issue', ISSUES, (event) => ruleOf(event).issues)}`
        : '1',
      'issue_allowed',
    ),
    flag(`ifNull(occurred_on > recorded_on, 0)`, 'occurred_later'),
    flag(`ifNull(recorded_at > ${latest}, 0)`, 'recorded_later'),
    flag('ifNull(fin < debut, 0)', 'fin_before'),
    flag('ifNull(fin_at < debut_at, 0)', 'fin_at_before'),
    flag(
      `event = 'avis_usager' AND ifNull(valeur NOT BETWEEN ${lowest} AND ${highest}, 0)`,
      'mark_outside',
    ),
    flag(
      columns.includes('module')
        ? `event = 'effectif' AND module NOT IN ('', ${STAFF_MODULES.map(quote).join(', ')})`
        : '0',
      'posting_outside',
    ),
  ];
}

/** The columns that rules set, which the reasons read. */
const RULE_COLUMNS = [
  'missing UInt32',
  'any_of UInt32',
  'any_present UInt8',
  'source_allowed UInt8',
  'issue_allowed UInt8',
  'recorded_on Date',
  'occurred_later UInt8',
  'recorded_later UInt8',
  'fin_before UInt8',
  'fin_at_before UInt8',
  'mark_outside UInt8',
  'posting_outside UInt8',
];

/** A condition as a column of its own: over a dictionary it would be a dictionary too. */
const flag = (condition: string, name: string) => `CAST((${condition}), 'UInt8') AS ${name}`;

/**
 * Writes the check of one file. Good rows are found by cheap set-based flags; why a row is bad is
 * worked out for bad rows only.
 */
export function writeCheck(options: CheckOptions): Check {
  const { reading, columns, reference, batch, arrivedAt } = options;
  const flawed = reading === 'text';
  const raws = columns.map((name) => rawColumn(name, reading));
  const values = raws.map((column) => ({ ...column, ...valueSql(column, reference) }));
  const absences = COLUMN_NAMES.filter((name) => !columns.includes(name));
  const tokens = columns.filter((name) => typeOf(name).kind === 'token');

  const present = raws.map(({ name, absent }) => `toUInt32(NOT ${absent}) * ${bit(name)}`);
  const steps = [
    ...values.flatMap(({ prepare }) => prepare ?? []),
    ...values.map(({ name, value }) => `${value} AS ${name}`),
    ...absences.map(
      (name) => `CAST(${NULLS[typeOf(name).kind]}, ${quote(logType(name))}) AS ${name}`,
    ),
    ...tokens.map((name) => {
      const found = `match(${name}, ${quote(PERSONAL)})`;
      const named = name === 'reference' ? `startsWith(event, 'anomalie_') AND ${found}` : found;
      return flag(named, `${name}_personal`);
    }),
    ...values.map(({ name, absent, valid }) =>
      flag(
        `(${absent} OR (${valid}))${flawed ? ` AND _flaw != ${quote(`type:${name}`)}` : ''}`,
        `${name}_ok`,
      ),
    ),
    ...ruleSteps(present.join(' + '), options),
  ];
  const good = [
    ...(flawed ? [`_flaw = ''`] : []),
    ...columns.map((name) => `${name}_ok`),
    'missing = 0',
    'source_allowed',
    'issue_allowed',
    'any_present',
    'NOT (occurred_later OR recorded_later OR fin_before OR fin_at_before OR mark_outside OR posting_outside)',
  ];
  const rawColumns = [
    '_line UInt64',
    ...(flawed ? ['_flaw LowCardinality(String)'] : []),
    ...columns.map((name) => `_${name} ${rawType(name, reading)}`),
  ];
  const checkedColumns = [
    ...rawColumns,
    ...COLUMN_NAMES.map((name) => `${name} ${logType(name)}`),
    ...columns.map((name) => `${name}_ok UInt8`),
    ...RULE_COLUMNS,
    'good UInt8',
  ];
  const passed = checkedColumns.slice(0, -1).map((column) => column.split(' ')[0]);
  const knownAt = `toDateTime64(${instant(arrivedAt)}, 3, 'UTC')`;

  const event = [
    ...COLUMN_NAMES.map((name) => {
      if (name === 'occurred_on') return 'ifNull(occurred_on, recorded_on) AS occurred_on';
      return name === 'recorded_at' ? 'assumeNotNull(recorded_at) AS recorded_at' : name;
    }),
    `${eventKey('source', 'event_id')} AS event_key`,
    `${quote(batch)} AS batch`,
    `${options.backfill ? `least(recorded_at, ${knownAt})` : knownAt} AS known_at`,
    '0 AS revision',
  ].join(', ');

  return {
    rawColumns: rawColumns.join(', '),
    checkedColumns: checkedColumns.join(', '),
    checked: (from) =>
      `WITH ${steps.join(',\n')} SELECT ${passed.join(', ')}, ${flag(good.join(' AND '), 'good')} FROM ${from}`,
    good: (from) => `SELECT ${event} FROM ${from} WHERE good`,
    bad: (from) => selectBad(from, raws, options),
    goodWhere: (from, where) =>
      `SELECT ${event}, _line AS line FROM ${from} AS checked WHERE good AND (${where})`,
    badWhere: (from, where, reason, column) =>
      selectBad(from, raws, options, { where, reason, column }),
  };
}

/** What the log holds, but for texts. */
const LOG_TYPES: Record<string, string> = {
  pseudonym: 'UInt128',
  date: 'Nullable(Date)',
  timestamp: `Nullable(DateTime64(6, 'UTC'))`,
  integer: 'Nullable(UInt32)',
  number: 'Nullable(Float64)',
  boolean: 'Nullable(Bool)',
};

/** The type of a column as it is checked: that of the log, but a day may still be missing. */
const logType = (name: ColumnName) =>
  LOG_TYPES[typeOf(name).kind] ?? (isDictionary(name) ? 'LowCardinality(String)' : 'String');

/** What the log holds where a column is null. */
const NULLS: Record<string, string> = {
  token: `''`,
  enum: `''`,
  code: `''`,
  pseudonym: '0',
  date: 'NULL',
  timestamp: 'NULL',
  integer: 'NULL',
  number: 'NULL',
  boolean: 'NULL',
};
