import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { validate as isCron } from 'node-cron';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '#core/errors.ts';
import { Network } from '../addresses.ts';
import { KINDS } from './registry.ts';
import type { Source } from './source.ts';

const Entry = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'is not a name such as anef-extract')
    .describe('Unique and stable: it keys the checkpoint and names the secrets.'),
  kind: z.string().describe('One of the kinds of the registry.'),
  schedule: z
    .string()
    .refine(isCron, 'is not a cron expression such as 15 4 * * *')
    .optional()
    .describe('When `start` pulls it, in Europe/Paris; absent: only by command.'),
  fresh_within_hours: z
    .number()
    .positive()
    .default(48)
    .describe('The objective: it is late when nothing has arrived for so long.'),
  extract: z
    .enum(['increment', 'full'])
    .default('increment')
    .describe(
      '`full`: each delivery says everything again, so that what it lacks has vanished and is counted.',
    ),
  network: Network.prefault({}),
  settings: z.unknown().optional(),
});

const File = z.strictObject({ sources: z.array(Entry) });

/** A source as it is configured, its settings checked against its kind. */
export interface ConfiguredSource extends Omit<z.output<typeof Entry>, 'kind' | 'settings'> {
  source: Source;
  settings: unknown;
  /** Where the configuration lies: its paths are relative to this folder. */
  folder: string;
}

/**
 * Reads the file that OBS_SOURCES names. Throws ConfigError with every mistake at once, each with its
 * path; nothing else reads it.
 */
export function loadSources(path: string): ConfiguredSource[] {
  let content: unknown;
  try {
    content = parseYaml(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ConfigError(
      `OBS_SOURCES: ${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
  const parsed = Checked.safeParse(content ?? { sources: [] });
  if (!parsed.success) {
    throw new ConfigError(`OBS_SOURCES: ${path} is not valid:\n${z.prettifyError(parsed.error)}`);
  }
  const folder = dirname(resolve(path));
  return parsed.data.map((entry) => ({ ...entry, folder }));
}

/** The file, with each entry's settings read by its kind. */
const Checked = z.unknown().transform((content, context): Omit<ConfiguredSource, 'folder'>[] => {
  const outer = File.safeParse(content);
  if (!outer.success) addAll(context, outer.error, []);
  // Settings are looked at even where something else is wrong: every mistake is told at once.
  const given = (content as { sources?: unknown } | null)?.sources;
  const entries = Array.isArray(given) ? (given as Record<string, unknown>[]) : [];
  const names = new Set<unknown>();
  const read = entries.map((entry, index) => {
    const path = ['sources', index];
    if (names.has(entry?.name)) {
      context.addIssue({
        code: 'custom',
        message: 'is the name of two sources',
        path: [...path, 'name'],
      });
    }
    names.add(entry?.name);
    const source = typeof entry?.kind === 'string' ? KINDS.get(entry.kind) : undefined;
    if (!source) {
      const known = [...KINDS.keys()].join(', ');
      context.addIssue({ code: 'custom', message: `is none of ${known}`, path: [...path, 'kind'] });
      return undefined;
    }
    const settings = source.settings.safeParse(entry.settings ?? {});
    if (!settings.success) addAll(context, settings.error, [...path, 'settings']);
    return { source, settings: settings.data };
  });
  if (!outer.success) return z.NEVER;
  return outer.data.sources.flatMap(({ kind: _kind, settings: _settings, ...entry }, index) => {
    const found = read[index];
    return found ? [{ ...entry, ...found }] : [];
  });
});

function addAll(context: z.RefinementCtx, { issues }: z.ZodError, path: PropertyKey[]): void {
  for (const issue of issues) {
    context.addIssue({ code: 'custom', message: issue.message, path: [...path, ...issue.path] });
  }
}

/** The source of that name. Throws ConfigError with the names that there are. */
export function findSource(sources: readonly ConfiguredSource[], name: string): ConfiguredSource {
  const found = sources.find((source) => source.name === name);
  if (found) return found;
  const known = sources.map((source) => source.name).join(', ') || 'none';
  throw new ConfigError(`No source is called “${name}”. Configured in OBS_SOURCES: ${known}.`);
}
