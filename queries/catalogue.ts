import { readdirSync, readFileSync } from 'node:fs';
import { validate } from 'node-cron';
import { z } from 'zod';
import { DefinitionError, NotFound } from '#core/errors.ts';
import { coversOf, PARTS, SOURCES, type Source } from '#domain/contract.ts';
import { STATISTICS, type Indicator } from '#domain/indicator.ts';
import { include } from './include.ts';

/** An indicator with its SQL, ready to run, and the file it comes from. */
export interface Definition extends Indicator {
  /** What deliveries must have spoken of to be heard: its sources, or the parts of them that it reads. */
  covers: string[];
  sql: string;
  file: string;
}

export type Catalogue = readonly Definition[];

const text = z.string().min(1, 'is empty');
/** Trimmed by the reader of the head, a value that one ` || ` cuts in two has text on both sides. */
const bilingual = z
  .string()
  .refine((value) => value.split(' || ').length === 2, 'must be French || English');
/** Why a version is there. The first says no more than that, and need not be said twice. */
const change = z
  .string()
  .regex(
    /^\d+: (first version\.|[^|]+ \|\| [^|]+)$/,
    'must be lines “2: French || English” with one | between them',
  );
const list = text.transform((value) => value.split(',').map((item) => item.trim()));
const whole = z.string().regex(/^\d+$/, 'is not a whole number').transform(Number);

/** The keys of the front matter: those without a default must be there, no other may. */
const Head = z.strictObject({
  id: z.string().regex(/^[A-Z]{1,2}-\d{2}$/, 'is not an id such as P-01'),
  title_fr: text,
  title_en: text,
  definition_fr: text,
  definition_en: text,
  unit: z.enum(['days', 'months', 'seconds', 'points', 'share', 'count', 'ratio']),
  better: z.enum(['lower', 'higher', 'none']),
  demand: list.pipe(z.array(z.enum(['D1', 'D2', 'D3a', 'D3b', 'D3c']))),
  formula: bilingual,
  population: bilingual,
  exclusions: bilingual,
  censoring: bilingual,
  legal_basis: bilingual,
  sources: list.pipe(z.array(z.enum([...SOURCES, ...PARTS]))),
  dimensions: list.pipe(
    z.array(z.enum(['prefecture', 'motif', 'demande', 'canal', 'titre', 'none'])),
  ),
  statistics: list.pipe(z.array(z.enum(STATISTICS))),
  per: bilingual.default(''),
  counted: bilingual.default(''),
  settles_after: whole.default(0),
  min_n: whole,
  cadence: text.refine(validate, 'is not a cron expression'),
  version: whole,
  changelog: text
    .transform((value) => value.split(/(?<!\|)\|(?!\|)/).map((item) => item.trim()))
    .pipe(z.array(change)),
});

const INDICATORS = new URL('./indicators/', import.meta.url);

/**
 * Reads every indicator of a folder, ordered by id. Throws DefinitionError naming each file and line
 * that is not right, all at once.
 */
export function loadCatalogue(folder: URL = INDICATORS): Catalogue {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const faults: string[] = [];
  const definitions = names.flatMap((name) => {
    try {
      return [readDefinition(name, readFileSync(new URL(name, folder), 'utf8'))];
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  const seen = new Map<string, string>();
  for (const { id, file } of definitions) {
    const other = seen.get(id);
    if (other) faults.push(`${file}: the id ${id} is already that of ${other}`);
    seen.set(id, file);
  }
  if (faults.length > 0) throw new DefinitionError(faults.join('\n'));
  return definitions.sort((a, b) => a.id.localeCompare(b.id));
}

/** One indicator from the text of its file. Throws DefinitionError with file and line. */
export function readDefinition(file: string, source: string): Definition {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('--'));
  const head: Record<string, string> = {};
  const lineOf = new Map<string, number>();
  const faults: string[] = [];

  for (const [index, line] of lines.slice(0, end).entries()) {
    const [, key, value] = /^-- ([a-z_]+): (.*)$/.exec(line) ?? [];
    if (!key || value === undefined) {
      faults.push(`${file}:${index + 1}: expected “-- key: value”`);
    } else if (lineOf.has(key)) {
      faults.push(`${file}:${index + 1}: “${key}” is already on line ${lineOf.get(key)}`);
    } else {
      lineOf.set(key, index + 1);
      head[key] = value.trim();
    }
  }

  const parsed = Head.safeParse(head);
  for (const issue of parsed.error?.issues ?? []) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])];
    for (const key of keys) {
      const line = lineOf.get(key);
      if (line === undefined) faults.push(`${file}:1: the key “${key}” is missing`);
      else if (issue.code === 'unrecognized_keys')
        faults.push(`${file}:${line}: unknown key “${key}”`);
      else faults.push(`${file}:${line}: “${key}” ${issue.message}`);
    }
  }
  if (!parsed.success || faults.length > 0) throw new DefinitionError(faults.join('\n'));
  const { sources } = parsed.data;
  return {
    ...parsed.data,
    sources: [...new Set(sources.map((name) => name.replace(/:.*/, '') as Source))],
    covers: [...new Set(sources.flatMap(coversOf))],
    sql: include(lines.slice(end).join('\n'), file, end),
    file,
  };
}

/** An indicator by its id, in any case. Throws NotFound. */
export function findIndicator(catalogue: Catalogue, id: string): Definition {
  const found = catalogue.find((indicator) => indicator.id === id.toUpperCase());
  if (!found) {
    throw new NotFound(
      `No indicator is called “${id}”. Known: ${catalogue.map((known) => known.id).join(', ')}.`,
    );
  }
  return found;
}
