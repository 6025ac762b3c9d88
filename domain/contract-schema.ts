import {
  ALWAYS,
  COLUMNS,
  EVENT_NAMES,
  EVENTS,
  NAMED_REFERENCE,
  SATISFACTION_RANGE,
  STAFF_MODULES,
  type Column,
  type ColumnName,
  type EventName,
  type EventRule,
} from './contract.ts';

/** The codes that the reference tables give to the contract. */
export interface Codes {
  prefectures: readonly string[];
  titres: readonly string[];
}

type Schema = Record<string, unknown>;

// From FIRST_DAY to LAST_DAY, which are whole years.
const YEAR = '(?:199[0-9]|20[0-9]{2}|2100)';
const DAY = `${YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])`;
const HOUR = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';

const PATTERNS = {
  pseudonym: '^[0-9a-f]{32}$',
  date: `^${DAY}$`,
  timestamp: `^${DAY}[Tt]${HOUR}:[0-5][0-9](?:\\.[0-9]{1,9})?(?:[Zz]|[+-]${HOUR})$`,
};

/**
 * The JSON Schema (2020-12) of one NDJSON row, for programs that write deliveries: it says all of
 * the contract that one row shows without comparing its values. `ingest/check-property.db.test.ts`
 * holds it against the checker.
 *
 * Only what every dialect of regular expressions has is used, and dates have a pattern beside their
 * `format`, which most validators do not look at.
 */
export const contractSchema = (codes: Codes): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:observatoire-sejour:contract:1',
  title: 'One event of the observatory, version 1 of the contract',
  description:
    'One line of an NDJSON delivery. A schema cannot say that an end is not before its beginning, ' +
    'that nothing occurs after it was recorded or is recorded after it arrived, that no text holds ' +
    'personal data, and that a version is not in conflict with another: contract.md has these rules.',
  type: 'object',
  properties: Object.fromEntries(
    COLUMNS.map((column) => [column.name, columnSchema(column, codes)]),
  ),
  required: ALWAYS,
  additionalProperties: false,
  allOf: eventSchemas(),
});

const isAlways = (name: string) => (ALWAYS as readonly string[]).includes(name);

/** What a column may hold, whatever the event. Null is the same as absent. */
function columnSchema(column: Column, codes: Codes): Schema {
  const json = jsonType(column.type);
  const nullable = !isAlways(column.name);
  const listed = listedValues(column, codes);
  return {
    description: column.meaning,
    type: nullable ? [json, 'null'] : json,
    ...(listed && { enum: nullable ? [...listed, null] : listed }),
    ...shape(column),
  };
}

function jsonType({ kind }: Column['type']): string {
  if (kind === 'integer' || kind === 'number' || kind === 'boolean') return kind;
  return 'string';
}

function listedValues({ name, type }: Column, codes: Codes): readonly string[] | undefined {
  if (name === 'event') return EVENT_NAMES;
  if (type.kind === 'code') return codes[type.table];
  // The outcomes of `issue` are listed by event.
  return type.kind === 'enum' && type.values.length > 0 ? type.values : undefined;
}

function shape({ name, type }: Column): Schema {
  // Its shape depends on the event.
  if (name === 'reference') return {};
  switch (type.kind) {
    case 'token':
      return { pattern: tokenPattern(type) };
    case 'pseudonym':
      return { pattern: PATTERNS.pseudonym };
    case 'date':
      return { format: 'date', pattern: PATTERNS.date };
    case 'timestamp':
      return { format: 'date-time', pattern: PATTERNS.timestamp };
    case 'integer':
      return { minimum: type.min, maximum: type.max };
    default:
      return {};
  }
}

const tokenPattern = ({ pattern, max }: { pattern: string; max: number }) =>
  `^${pattern}{1,${max}}$`;

const typeOf = (name: ColumnName): Column['type'] =>
  COLUMNS.find((column) => column.name === name)!.type;

/** One conditional for all events that ask the same. */
function eventSchemas(): Schema[] {
  const groups = new Map<string, { events: EventName[]; rule: Schema }>();
  for (const event of EVENT_NAMES) {
    const rule = eventSchema(event, EVENTS[event]);
    const key = JSON.stringify(rule);
    const group = groups.get(key) ?? { events: [], rule };
    groups.set(key, { ...group, events: [...group.events, event] });
  }
  return [...groups.values()].map(({ events, rule }) => ({
    if: { properties: { event: { enum: events } }, required: ['event'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: rule,
  }));
}

/** What a row of one event must be. */
function eventSchema(event: EventName, { sources, issues, required, anyOf }: EventRule): Schema {
  const needed = (name: ColumnName) => required.includes(name);
  const [minimum, maximum] = SATISFACTION_RANGE;
  return {
    properties: {
      source: { enum: sources },
      ...Object.fromEntries(required.map((name) => [name, present(name)])),
      issue: issueSchema(issues, needed('issue')),
      reference: {
        type: needed('reference') ? 'string' : ['string', 'null'],
        pattern: referencePattern(event),
      },
      ...(event === 'effectif' && { module: { enum: [...STAFF_MODULES, null] } }),
      ...(event === 'avis_usager' && { valeur: { type: 'number', minimum, maximum } }),
    },
    ...(required.length > 0 && { required }),
    ...(anyOf && {
      anyOf: anyOf.map((name) => ({ properties: { [name]: present(name) }, required: [name] })),
    }),
  };
}

const present = (name: ColumnName): Schema => ({ type: jsonType(typeOf(name)) });

function issueSchema(issues: readonly string[], needed: boolean): Schema {
  if (issues.length === 0) return { type: 'null' };
  return { enum: needed ? issues : [...issues, null] };
}

function referencePattern(event: EventName): string {
  const type = typeOf('reference');
  return NAMED_REFERENCE.includes(event) && type.kind === 'token'
    ? tokenPattern(type)
    : PATTERNS.pseudonym;
}
