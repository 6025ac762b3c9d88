import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { DeliveryError } from '#core/errors.ts';
import { COLUMN_NAMES, EVENT_NAMES, SOURCES, type ColumnName } from '#domain/contract.ts';
import type { DeliveredBody } from './delivery.ts';
import { columnsOf, Field, Hash, keyOf, textOf, valueOf, type Hasher } from './field.ts';
import { shownName } from './personal.ts';
import { Refused } from './refused.ts';
import { isTable, readTable, type Row } from './table.ts';
import { refuse } from './xlsx/limits.ts';

const Fields = z.partialRecord(z.enum(COLUMN_NAMES), Field);

/** Whether a row has this event: a column that is filled, or that holds one of some texts. */
const Condition = z.union([
  z.strictObject({ filled: z.string() }),
  z.strictObject({ column: z.string(), is: z.array(z.string()).min(1) }),
]);

const Mapping = z.strictObject({
  /** The separator of a CSV file. */
  delimiter: z.string().length(1).default(','),
  /** The encoding of a CSV file. */
  encoding: z.enum(['utf-8', 'windows-1252']).default('utf-8'),
  /** The sheet of a workbook; without it, the only one. */
  sheet: z.string().optional(),
  /** Which row has the names of the columns; empty rows are not counted. */
  header_row: z.int().min(1).default(1),
  /** How dates are written in texts: `iso`, or the day first. */
  dates: z.enum(['iso', 'dmy']).default('iso'),
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
  /**
   * The columns that tell one row's events from another's, and the key they are hashed under. What
   * begins with `sim-` there is synthetic, and so are its events.
   */
  identity: Hash,
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

/** The one source that a mapping speaks for, where it does, even when a file has no rows. */
export const sourceOf = ({ fields }: Mapping) => {
  const source = SOURCES.find((name) => name === fields.source);
  return source === undefined ? {} : { source };
};

/**
 * A delivery in another shape, turned into events of the contract as it is read: CSV, plain or
 * `.gz`, or XLSX. What comes out goes through the same checks as any delivery. Throws DeliveryError
 * when a key is not in the environment; while it is read, when it cannot be read or a column of the
 * mapping is not in the file.
 */
export function mapFile(path: string, mapping: Mapping, keys: Keys): DeliveredBody {
  const name = basename(path);
  if (!isTable(name)) {
    throw new DeliveryError(`${name}: a mapping reads .csv, .csv.gz or .xlsx.`);
  }
  const events = eventLines(path, mapping, openKeys(mapping, keys), name);
  return { name: `${name}.ndjson`, format: 'ndjson', body: Readable.from(events) };
}

async function* eventLines(
  path: string,
  mapping: Mapping,
  hash: Hasher,
  name: string,
): AsyncGenerator<string> {
  const seen = new Set<string>();
  try {
    const rows = readTable(path, name, mapping, (columns) => requireColumns(columns, mapping));
    for await (const row of rows) {
      if (mapping.one_per) {
        const subject = row[mapping.one_per] ?? '';
        if (seen.has(subject)) continue;
        seen.add(subject);
      }
      for (const event of eventsOf(row, mapping, hash)) yield `${JSON.stringify(event)}\n`;
    }
  } catch (error) {
    if (error instanceof Refused) {
      throw new DeliveryError(`${name} ${error.message}`, { cause: error });
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code) throw new DeliveryError(`${name} cannot be read: ${code}.`, { cause: error });
    throw error;
  }
}

/** The events of one row, in the order of the mapping. */
function* eventsOf(row: Row, mapping: Mapping, hash: Hasher): Generator<Record<string, unknown>> {
  const { identity, dates } = mapping;
  for (const { event, key, when, fields } of mapping.events) {
    if (when && !holds(when, row)) continue;
    const text = textOf(identity, row);
    const synthetic = text.startsWith(SYNTHETIC) ? SYNTHETIC : '';
    const values = Object.entries({ ...mapping.fields, ...fields } as Record<ColumnName, Field>);
    yield {
      event_id: `${synthetic}${hash(identity.key, text)}-${key}`,
      event,
      ...Object.fromEntries(
        values.map(([column, field]) => [column, valueOf(field, row, hash, dates)]),
      ),
    };
  }
}

/** What an `event_id` of an invented event begins with. */
const SYNTHETIC = 'sim-';

const holds = (condition: z.output<typeof Condition>, row: Row) =>
  'filled' in condition
    ? (row[condition.filled] ?? '') !== ''
    : condition.is.includes(row[condition.column] ?? '');

const fieldsOf = (mapping: Mapping): Field[] =>
  [mapping.fields, ...mapping.events.map(({ fields }) => fields)].flatMap((each) =>
    Object.values(each as Record<string, Field>),
  );

/** Every column that the mapping reads must be in the file: a misspelling must not read as null. */
function requireColumns(columns: readonly string[], mapping: Mapping): void {
  const wanted = [
    ...fieldsOf(mapping).flatMap(columnsOf),
    ...mapping.events.flatMap(({ when }) =>
      when ? ['filled' in when ? when.filled : when.column] : [],
    ),
    ...[mapping.identity.hash].flat(),
    ...(mapping.one_per ? [mapping.one_per] : []),
  ];
  const missing = [...new Set(wanted)].filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    throw refuse(
      `lacks what the mapping reads: ${missing.join(', ')}. It has: ${columns.map(shownName).join(', ')}.`,
    );
  }
}

/** Looks up every key that the mapping names, so that a missing one is told before anything is read. */
function openKeys(mapping: Mapping, { linkage, sources }: Keys): Hasher {
  const named = fieldsOf(mapping).map(keyOf);
  const found = new Map<string, string>();
  for (const name of new Set([...named, mapping.identity.key])) {
    if (name === undefined) continue;
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
