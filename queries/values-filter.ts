import { z } from 'zod';
import { BadRequest } from '#core/errors.ts';
import { CANAUX, DEMANDES, MOTIFS } from '#domain/contract.ts';
import { STATISTICS, VIEWS } from '#domain/indicator.ts';
import type { Reference } from '#seed/reference/reference.ts';
import { parseAsOf } from './as-of.ts';
import { findIndicator, type Catalogue } from './catalogue.ts';
import type { ValuesFilter } from './values.ts';

const LEVELS = ['national', 'region', 'prefecture'] as const;
const GRAINS = ['month', 'year', 'none'] as const;

/** One of these codes, in any case; gives the code as we write it. */
export function code<Code extends string>(
  codes: readonly Code[],
  expected = `one of ${codes.join(', ')}`,
) {
  const known = new Map(codes.map((text) => [text.toLowerCase(), text]));
  return z
    .string()
    .meta({ enum: [...codes] })
    .transform((text, context) => {
      const found = known.get(text.toLowerCase());
      if (found !== undefined) return found;
      context.addIssue(`“${text}” is not ${expected}`);
      return z.NEVER;
    });
}

const stratum = (codes: readonly string[], expected?: string) =>
  code([...codes, 'inconnu', 'all'], expected);

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, {
  error: ({ input }) => `“${input}” is not a month (2026-10)`,
});

const instant = z.string().transform((text, context) => {
  try {
    // In an address, the `+` of an offset that nobody encoded reads as a space.
    return parseAsOf(text.replace(/ (?=\d{2}:\d{2}$)/, '+'));
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    context.addIssue(error.message);
    return z.NEVER;
  }
});

/** What can be asked of values, by everybody and in every format. */
export function valuesParameters({ prefectures, titres }: Reference) {
  return z.strictObject({
    indicator: z.string().describe('Id of the indicator, in any case: `P-01`.'),
    view: code(VIEWS)
      .optional()
      .describe(
        'How a delay is dated: `cohort` = applications filed in the period; `period` = what was observed during the period.',
      ),
    statistic: code(STATISTICS).optional().describe('Which figure of the indicator.'),
    breakdown: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Exactly this subdivision (`classe=R1`); `all` = the rows without one.'),
    level: code(LEVELS)
      .optional()
      .describe('Only the national rows, the regions or the prefectures.'),
    region: stratum(
      [...new Set(prefectures.map(({ region }) => region))],
      'the INSEE code of a region such as 84, `inconnu` or `all`',
    )
      .optional()
      .describe(
        'INSEE code of a region, for its row and those of its prefectures; `all` = national.',
      ),
    prefecture: stratum(
      prefectures.map((prefecture) => prefecture.code),
      'the code of a prefecture such as 75 or 2A, `inconnu` or `all`',
    )
      .optional()
      .describe('Code of a prefecture; `all` = national and regional rows.'),
    titre: stratum(
      titres.map((titre) => titre.code),
      'the code of a title such as L421-9, `inconnu` or `all`',
    )
      .optional()
      .describe('Code of a title category; `all` = the total, not each of them.'),
    motif: stratum(MOTIFS).optional().describe('Motive; `all` = the total.'),
    demande: stratum(DEMANDES).optional().describe('Kind of application; `all` = the total.'),
    canal: stratum(CANAUX).optional().describe('Channel of filing; `all` = the total.'),
    grain: code(GRAINS)
      .optional()
      .describe('Only months, years, or the rows without a period (a stock at the cut-off).'),
    from: month
      .optional()
      .describe(
        'First month, included. A year is in when it overlaps; a row without a period always is.',
      ),
    to: month.optional().describe('Last month, included.'),
    as_of: instant
      .optional()
      .describe(
        'What was published at this instant (RFC 3339), or at the end of this day in Europe/Paris.',
      ),
  });
}

/** What was asked for, with its indicator. Throws NotFound when no indicator has that id. */
export function valuesFilter(
  { indicator, ...filter }: z.output<ReturnType<typeof valuesParameters>>,
  catalogue: Catalogue,
): ValuesFilter {
  if (filter.from && filter.to && filter.from > filter.to) {
    throw new BadRequest(`\`from\` (${filter.from}) must not come after \`to\` (${filter.to}).`);
  }
  return { ...filter, indicator: findIndicator(catalogue, indicator) };
}

/** Reads a request for values in one go. Throws BadRequest, which names every mistake, or NotFound. */
export const parseValuesFilter = (
  input: Readonly<Record<string, unknown>>,
  catalogue: Catalogue,
  reference: Reference,
): ValuesFilter => valuesFilter(parseParameters(valuesParameters(reference), input), catalogue);

/** Reads parameters as `schema` says. Throws BadRequest, which names every mistake at once. */
export function parseParameters<Schema extends z.ZodObject>(
  schema: Schema,
  input: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = Object.keys(schema.shape).join(', ') || 'none';
      return `unknown parameter ${issue.keys.map((key) => `“${key}”`).join(', ')} (known: ${known})`;
    }
    const name = String(issue.path[0]);
    if (input[name] === undefined) return `\`${name}\` is missing`;
    if (typeof input[name] !== 'string') return `\`${name}\` is given more than once`;
    return `\`${name}\`: ${issue.message.replace(/\.$/, '')}`;
  });
  throw new BadRequest(`${mistakes.join('; ')}.`);
}
