import { z } from 'zod';
import type { Row } from './table.ts';
import { dayText, instantText, type DateOrder } from './written-dates.ts';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const fromColumns = z.union([z.string(), z.array(z.string()).min(1)]);

/** A pseudonym made of columns: of all of them together, or of the first that is filled. */
export const Hash = z.strictObject({
  hash: fromColumns,
  take: z.enum(['all', 'first']).default('all'),
  key: z.string().default('linkage'),
});
export type Hash = z.output<typeof Hash>;

/** How one column of the contract is filled from a row of the delivery. */
export const Field = z.union([
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
    .strictObject({ number_of: z.string() })
    .describe('A number as it is written in French: `1 234,5`.'),
  z
    .strictObject({ day_of: z.string(), time_zone: z.string().optional() })
    .describe('The calendar day of a timestamp: as it is written, or in an IANA time zone.'),
  z
    .strictObject({ instant_of: z.string(), time_zone: z.string().optional() })
    .describe(
      'A timestamp with its offset, kept whole; in an IANA time zone where it has no offset. A day is its first moment.',
    ),
  Hash.describe(
    'A pseudonym: 128 bits of HMAC-SHA-256 of the text without spaces and punctuation, under OBS_LINKAGE_KEY (`linkage`) or OBS_KEY_<SOURCE>.',
  ),
]);
export type Field = z.output<typeof Field>;

/** The pseudonym of a text, under a key of the environment. */
export type Hasher = (key: string, text: string) => string;

/** The text that a pseudonym is made of. */
export function textOf({ hash, take }: Pick<Hash, 'hash' | 'take'>, row: Row): string {
  const texts = [hash].flat().map((column) => row[column] ?? '');
  return take === 'first' ? (texts.find((text) => text.trim() !== '') ?? '') : texts.join(' ');
}

/** The value of a field in one row; a text that is not what was expected is left to the checks. */
export function valueOf(field: Field, row: Row, hash: Hasher, order: DateOrder): unknown {
  if (typeof field !== 'object' || field === null) return field;
  if ('hash' in field) {
    const text = textOf(field, row);
    return text.trim() === '' ? null : hash(field.key, text);
  }
  if ('day_of' in field) return dayText(row[field.day_of] ?? '', order, field.time_zone);
  if ('instant_of' in field) {
    return instantText(row[field.instant_of] ?? '', order, field.time_zone);
  }
  if ('number_of' in field) return numberText(row[field.number_of] ?? '');
  const text = row[field.from] ?? '';
  if (!field.values) return text === '' ? null : text;
  const translated = field.values[text];
  if (translated !== undefined) return translated;
  return field.otherwise === undefined ? text : field.otherwise;
}

/** A number with a point, without the spaces between thousands. */
function numberText(text: string): string | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (plain === '') return null;
  return /^-?[0-9]+(\.[0-9]+)?$/.test(plain) ? plain : text;
}

/** The columns that a field reads. */
export function columnsOf(field: Field): string[] {
  if (typeof field !== 'object' || field === null) return [];
  if ('hash' in field) return [field.hash].flat();
  if ('day_of' in field) return [field.day_of];
  if ('instant_of' in field) return [field.instant_of];
  return ['number_of' in field ? field.number_of : field.from];
}

/** The name of the key that a field hashes under. */
export const keyOf = (field: Field): string | undefined =>
  typeof field === 'object' && field !== null && 'hash' in field ? field.key : undefined;
