import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DefinitionError } from '#core/errors.ts';
import type { Catalogue, Definition } from './catalogue.ts';
import { workingsUnder } from './workings.ts';

/** What each version of an indicator computes: the SHA-256 of its SQL, by id. */
export const Versions = z.record(
  z.string(),
  z.strictObject({ version: z.number(), sql: z.string().regex(/^[0-9a-f]{64}$/) }),
);
export type Versions = z.infer<typeof Versions>;

/**
 * Of everything that its values rest on here: its SQL, what that includes, and the workings that it
 * reads. Comments and spacing do not count. Not the derived tables: these belong to all indicators.
 */
export function fingerprint({ sql }: Pick<Definition, 'sql'>): string {
  const under = [...workingsUnder(sql)].sort(([a], [b]) => a.localeCompare(b));
  const text = [sql, ...under.map(([name, working]) => `${name}: ${working}`)].map(bare);
  return createHash('sha256').update(text.join('\n')).digest('hex');
}

const bare = (sql: string) =>
  sql
    .replaceAll(/^\s*--.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The record of a catalogue as it stands. */
export function versionsOf(catalogue: Catalogue): Versions {
  return Object.fromEntries(
    catalogue.map((indicator) => [
      indicator.id,
      { version: indicator.version, sql: fingerprint(indicator) },
    ]),
  );
}

/**
 * The record after a change. Throws DefinitionError naming the indicators whose SQL changed while
 * their version did not, unless the author says that their values are the same.
 */
export function renewVersions(
  before: Versions,
  catalogue: Catalogue,
  { sameValues = false }: { sameValues?: boolean } = {},
): Versions {
  const faults = catalogue.flatMap((indicator) => {
    const { id, file, version } = indicator;
    const held = before[id];
    if (!held) return [];
    if (version < held.version) return [`${file}: version ${version} comes after ${held.version}`];
    if (version > held.version || held.sql === fingerprint(indicator) || sameValues) return [];
    return [`${file}: the SQL of ${id} changed, its version (${version}) did not`];
  });
  if (faults.length > 0) throw new DefinitionError(faults.join('\n'));
  return versionsOf(catalogue);
}
