import { createHmac } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { DeliveryError } from '#core/errors.ts';
import { COLUMN_NAMES, EVENT_NAMES, type ColumnName } from '#domain/contract.ts';
import type { DeliveredBody } from './delivery.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const fromColumns = z.union([z.string(), z.array(z.string()).min(1)]);

/** How one column of the contract is filled from a row of the delivery. */
const Field = z.union([
  scalar.describe('The same value in every event.'),
  z
    .strictObject({
      from: z.string(),
      values: z.record(z.string(), scalar).optional(),
      otherwise: scalar.optional(),
    })
    .describe(
      'A column under another name; `values` translates; `otherwise` is for a text that `values` does not have (without it the text is kept, and refused by the checks).',
    ),
  z
    .strictObject({ day_of: z.string(), time_zone: z.string().optional() })
    .describe('The calendar day of a timestamp: as it is written, or in an IANA time zone.'),
  z.strictObject({ instant_of: z.string() }).describe('A timestamp with its offset, kept whole.'),
  z
    .strictObject({ hash: fromColumns, key: z.string().default('linkage') })
    .describe(
      'A pseudonym: 128 bits of HMAC-SHA-256 of the text without spaces and punctuation, under OBS_LINKAGE_KEY (`linkage`) or OBS_KEY_<SOURCE>.',
    ),
]);
type Field = z.output<typeof Field>;

const Fields = z.partialRecord(z.enum(COLUMN_NAMES), Field);

/** Whether a row has this event: a column that is filled, or that holds one of some texts. */
const Condition = z.union([
  z.strictObject({ filled: z.string() }),
  z.strictObject({ column: z.string(), is: z.array(z.string()).min(1) }),
]);

const Mapping = z.strictObject({
  /** The separator of the CSV file. */
  delimiter: z.string().length(1).default(','),
  /** Only the first row of each value of this column counts: one row a case. */
  one_per: z.string().optional(),
  /** What every event of the delivery has. */
  fields: Fields.default({}),
  /** Each row gives those of these events whose condition holds. */
  events: z
    .array(
      z.strictObject({
        event: z.enum(EVENT_NAMES as [string, ...string[]]),
        /** Makes the event's own id, with the columns of `identity`: stable for ever. */
        key: z.string().regex(/^[a-z0-9_]{1,20}$/),
        when: Condition.optional(),
        fields: Fields.default({}),
      }),
    )
    .min(1),
  /** The columns that tell one row's events from another's, and the key they are hashed under. */
  identity: z.strictObject({ hash: fromColumns, key: z.string().default('linkage') }),
});
export type Mapping = z.output<typeof Mapping>;

/** The keys under which identifiers are hashed: from the environment, never from a file. */
export interface Keys {
  linkage: string | undefined;
  sources: ReadonlyMap<string, string>;
}

/** Reads a mapping file. Throws DeliveryError, which names every mistake and where it is. */
export function readMapping(path: string): Mapping {
  let content: unknown;
  try {
    content = parseYaml(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new DeliveryError(
      `The mapping ${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
  const parsed = Mapping.safeParse(content);
  if (!parsed.success) {
    throw new DeliveryError(`The mapping ${path} is not valid:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

/**
 * A delivery in another shape, turned into events of the contract as it is read: CSV, plain or
 * `.gz`. What comes out goes through the same checks as any delivery. Throws DeliveryError when a
 * key is not in the environment; while it is read, when a column of the mapping is not in the file.
 */
export function mapFile(path: string, mapping: Mapping, keys: Keys): DeliveredBody {
  const name = basename(path);
  if (!/\.csv(\.gz)?$/i.test(name)) {
    throw new DeliveryError(`${name}: a mapping reads .csv or .csv.gz.`);
  }
  const hasher = openKeys(mapping, keys);
  const file = createReadStream(path);
  const bytes = name.toLowerCase().endsWith('.gz') ? file.pipe(createGunzip()) : file;
  const rows = parse({ columns: true, bom: true, delimiter: mapping.delimiter });
  file.on('error', (error) => rows.destroy(unreadable(name, error)));
  bytes.on('error', (error: Error) => rows.destroy(unreadable(name, error)));
  const events = eventLines(bytes.pipe(rows), mapping, hasher, name);
  return { name: `${name}.ndjson`, format: 'ndjson', body: Readable.from(events) };
}

const unreadable = (name: string, cause: Error) =>
  new DeliveryError(`${name} cannot be read: ${cause.message}`, { cause });

type Row = Record<string, string>;
type Hash = (key: string, text: string) => string;

async function* eventLines(
  rows: AsyncIterable<Row>,
  mapping: Mapping,
  hash: Hash,
  name: string,
): AsyncGenerator<string> {
  const seen = new Set<string>();
  let checked = false;
  try {
    for await (const row of rows) {
      if (!checked) requireColumns(row, mapping, name);
      checked = true;
      if (mapping.one_per) {
        const subject = row[mapping.one_per] ?? '';
        if (seen.has(subject)) continue;
        seen.add(subject);
      }
      for (const event of eventsOf(row, mapping, hash)) yield `${JSON.stringify(event)}\n`;
    }
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    throw unreadable(name, error instanceof Error ? error : new Error(String(error)));
  }
}

/** The events of one row, in the order of the mapping. */
function* eventsOf(row: Row, mapping: Mapping, hash: Hash): Generator<Record<string, unknown>> {
  const { identity } = mapping;
  for (const { event, key, when, fields } of mapping.events) {
    if (when && !holds(when, row)) continue;
    const subject = hash(identity.key, textOf(identity.hash, row));
    const values = Object.entries({ ...mapping.fields, ...fields } as Record<ColumnName, Field>);
    yield {
      event_id: `${subject}-${key}`,
      event,
      ...Object.fromEntries(values.map(([column, field]) => [column, valueOf(field, row, hash)])),
    };
  }
}

const holds = (condition: z.output<typeof Condition>, row: Row) =>
  'filled' in condition
    ? (row[condition.filled] ?? '') !== ''
    : condition.is.includes(row[condition.column] ?? '');

const textOf = (columns: string | string[], row: Row) =>
  [columns]
    .flat()
    .map((column) => row[column] ?? '')
    .join(' ');

function valueOf(field: Field, row: Row, hash: Hash): unknown {
  if (typeof field !== 'object' || field === null) return field;
  if ('hash' in field) {
    const text = textOf(field.hash, row);
    return text.trim() === '' ? null : hash(field.key, text);
  }
  if ('day_of' in field) return dayOf(row[field.day_of] ?? '', field.time_zone);
  if ('instant_of' in field) return row[field.instant_of]?.replace(' ', 'T') || null;
  const text = row[field.from] ?? '';
  if (!field.values) return text === '' ? null : text;
  const translated = field.values[text];
  if (translated !== undefined) return translated;
  return field.otherwise === undefined ? text : field.otherwise;
}

/** The day as it is written, or where the time zone says; a text that is no date is kept as it is. */
function dayOf(text: string, timeZone: string | undefined): string | null {
  if (text === '') return null;
  if (!timeZone) return text.slice(0, 10);
  const at = new Date(text.replace(' ', 'T'));
  if (Number.isNaN(at.getTime())) return text;
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/** Every column that the mapping reads must be in the file: a misspelling must not read as null. */
function requireColumns(row: Row, mapping: Mapping, name: string): void {
  const fields = [mapping.fields, ...mapping.events.map((event) => event.fields)];
  const wanted = [
    ...fields.flatMap((each) => Object.values(each)).flatMap(columnsOf),
    ...mapping.events.flatMap(({ when }) =>
      when ? ['filled' in when ? when.filled : when.column] : [],
    ),
    ...[mapping.identity.hash].flat(),
    ...(mapping.one_per ? [mapping.one_per] : []),
  ];
  const missing = [...new Set(wanted)].filter((column) => !(column in row));
  if (missing.length > 0) {
    throw new DeliveryError(
      `${name} lacks what the mapping reads: ${missing.join(', ')}. It has: ${Object.keys(row).join(', ')}.`,
    );
  }
}

function columnsOf(field: Field | undefined): string[] {
  if (typeof field !== 'object' || field === null) return [];
  if ('hash' in field) return [field.hash].flat();
  if ('day_of' in field) return [field.day_of];
  if ('instant_of' in field) return [field.instant_of];
  return [field.from];
}

/** Looks up every key that the mapping names, so that a missing one is told before anything is read. */
function openKeys(mapping: Mapping, { linkage, sources }: Keys): Hash {
  const fields = [mapping.fields, ...mapping.events.map((event) => event.fields)];
  const named = fields
    .flatMap((each) => Object.values(each))
    .flatMap((field) =>
      typeof field === 'object' && field !== null && 'hash' in field ? [field.key] : [],
    );
  const found = new Map<string, string>();
  for (const name of new Set([...named, mapping.identity.key])) {
    const key = name === 'linkage' ? linkage : sources.get(name);
    const variable = name === 'linkage' ? 'OBS_LINKAGE_KEY' : `OBS_KEY_${name.toUpperCase()}`;
    if (!key) {
      throw new DeliveryError(
        `The mapping hashes identifiers under ${variable}, which is not in the environment.`,
      );
    }
    found.set(name, key);
  }
  return (name, text) =>
    createHmac('sha256', found.get(name) ?? '')
      .update(text.replace(/[\s\p{P}]/gu, ''), 'utf8')
      .digest('hex')
      .slice(0, 32);
}
