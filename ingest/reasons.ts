import { COLUMN_NAMES, EVENT_NAMES, type ColumnName, type Reason } from '#domain/contract.ts';
import type { CheckOptions } from './check.ts';
import { ALWAYS, bit, ruleOf, typeOf } from './columns.ts';
import { PERSONAL } from './personal.ts';
import { array, instant, quote } from './sql.ts';
import { SHAPES, type RawColumn } from './value-sql.ts';

/** A condition on a checked row, and what is wrong when it holds. */
type Failure = [condition: string, reason: Reason, column: ColumnName | ''];

/** Columns whose own value may say who somebody is, so that the quarantine never keeps them. */
const IDENTIFYING: readonly ColumnName[] = ['event_id', 'dossier', 'personne', 'reference'];

/**
 * `SELECT` of the rows of `quarantine` out of the bad rows: the first thing that is wrong, in the
 * order in which a reader wants to know, and the row without what may identify anybody. With `only`,
 * good rows that are set aside for a reason that one row alone does not show.
 */
export function selectBad(
  from: string,
  raws: readonly RawColumn[],
  { batch, file, arrivedAt, reading }: CheckOptions,
  only?: { where: string; reason: Reason; column: ColumnName | '' },
): string {
  const failures: Failure[] = only
    ? [['1', only.reason, only.column]]
    : [
        ...(reading === 'text' ? FLAWS : []),
        ['personal != 0', 'donnee_personnelle', ''],
        ...missing(ALWAYS),
        ...raws.flatMap(invalid),
        ...RULES,
      ];

  const numbered = failures.map(([condition], index) => `${condition}, ${index + 1}`);
  const of = (texts: readonly string[]) => `arrayElement(${array(texts)}, failure)`;
  const kept = raws
    .filter(({ name }) => !IDENTIFYING.includes(name))
    .map(({ name, absent, text }) => {
      const pair = `concat(${quote(`"${name}":`)}, toJSONString(${text}))`;
      return `if(${name}_ok AND NOT ${absent}, ${pair}, '')`;
    });
  const names = raws.map(({ name }) => name);
  const texts = raws.map(({ text }) => text);
  const invalids = raws.map(
    ({ name, text }) =>
      `if(${name}_ok${isNumeric(name) ? ` OR ${isBare(text)}` : ''}, '', ${text})`,
  );
  return `WITH
    arrayFirstIndex(text -> match(text, ${quote(PERSONAL)}), [${invalids.join(', ')}]) AS personal,
    multiIf(${numbered.join(', ')}, 0) AS failure,
    ${of(failures.map(([, reason]) => reason))} AS reason
  SELECT
    ${quote(batch)} AS batch,
    ${quote(file)} AS file,
    _line AS line,
    if(
      reason = 'donnee_personnelle',
      arrayElement(${array(names)}, personal),
      ${of(failures.map(([, , column]) => column))}
    ) AS column,
    reason,
    if(source_ok, checked.source, '') AS source,
    if(event_ok, checked.event, '') AS event,
    ${shapeOf(`arrayElement(['', ${texts.join(', ')}], indexOf(${array(names)}, column) + 1)`)} AS shape,
    concat('{', arrayStringConcat(arrayFilter(pair -> pair != '', [${kept.join(', ')}]), ','), '}') AS row,
    toDateTime64(${instant(arrivedAt)}, 3, 'UTC') AS arrived_at
  FROM ${from} AS checked
  WHERE ${only ? `good AND (${only.where})` : 'NOT good'}`;
}

/**
 * Where a number or an instant is expected, digits alone are a wrong number or the seconds since 1970,
 * and not somebody's: the row is refused all the same, and its digits are not kept either way.
 */
const isNumeric = (name: ColumnName) =>
  ['integer', 'number', 'date', 'timestamp'].includes(typeOf(name).kind);
const isBare = (text: string) => `match(${text}, '^-?[0-9]+(\\\\.[0-9]+)?$')`;

/** A text with every letter as `a` and every digit as `9`, cut short. */
const shapeOf = (text: string) =>
  [
    ['[0-9]', '9'],
    ['[^\\x00-\\x7F]|[A-Za-z]', 'a'],
  ].reduce(
    (inner, [pattern, by]) => `replaceRegexpAll(${inner}, ${quote(pattern!)}, ${quote(by!)})`,
    `substring(${text}, 1, 64)`,
  );

const FLAWS: Failure[] = [
  [`_flaw = 'ligne_illisible'`, 'ligne_illisible', ''],
  [`_flaw = 'ligne_trop_longue'`, 'ligne_trop_longue', ''],
];

const missing = (names: readonly ColumnName[]): Failure[] =>
  names.map((name) => [`bitAnd(missing, ${bit(name)}) != 0`, 'valeur_manquante', name]);

function invalid({ name, text, reading }: RawColumn): Failure[] {
  const { kind } = typeOf(name);
  const failure: Failure = [`NOT ${name}_ok`, 'valeur_invalide', name];
  if (kind !== 'date' && kind !== 'timestamp') return [failure];
  // A right-looking date that is not valid does not exist, or is out of bounds.
  const shaped = reading === 'parquet' ? '1' : `match(${text}, ${quote(SHAPES[kind])})`;
  return [[`NOT ${name}_ok AND ${shaped}`, 'date_hors_bornes', name], failure];
}

const alternatives = COLUMN_NAMES.filter((name) =>
  EVENT_NAMES.some((event) => ruleOf(event).anyOf?.includes(name)),
);

const RULES: Failure[] = [
  ['NOT source_allowed', 'evenement_hors_source', 'event'],
  ['NOT issue_allowed', 'issue_hors_liste', 'issue'],
  ...missing(COLUMN_NAMES),
  ...alternatives.map((name): Failure => [
    `NOT any_present AND bitAnd(any_of, ${bit(name)}) != 0`,
    'valeur_manquante',
    name,
  ]),
  ['recorded_later', 'date_posterieure', 'recorded_at'],
  ['occurred_later', 'date_posterieure', 'occurred_on'],
  ['fin_before', 'intervalle_inverse', 'fin'],
  ['fin_at_before', 'intervalle_inverse', 'fin_at'],
  ['mark_outside', 'valeur_invalide', 'valeur'],
  ['posting_outside', 'valeur_invalide', 'module'],
];
