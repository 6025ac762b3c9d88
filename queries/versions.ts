import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DefinitionError } from '#core/errors.ts';
import type { Catalogue, Definition } from './catalogue.ts';
import { DOSSIER } from './derive.ts';
import { storing } from './storing.ts';
import { workingsUnder } from './workings.ts';

/** What each version of an indicator computes: the SHA-256 of what its values rest on here, by id. */
export const Versions = z.record(
  z.string(),
  z.strictObject({ version: z.number(), sql: z.string().regex(/^[0-9a-f]{64}$/) }),
);
export type Versions = z.infer<typeof Versions>;

/**
 * Of everything that its values rest on here: its SQL, what that includes, how its values are stored, the workings
 * that it reads, how dossiers are derived where it reads them, and what its head binds. Comments and spacing do not count.
 */
export function fingerprint({
  sql,
  min_n,
  covers,
}: Pick<Definition, 'sql' | 'min_n' | 'covers'>): string {
  const under = [...restsOn(sql)].sort(([a], [b]) => a.localeCompare(b));
  const text = [storing(sql), ...under.map(([name, working]) => `${name}: ${working}`)].map(bare);
  const head = `min_n: ${min_n}\nsources: ${covers.join(', ')}`;
  return createHash('sha256')
    .update([...text, head].join('\n'))
    .digest('hex');
}

/** The SQL that a query rests on, by name: of workings, and of the dossiers where one reads them (`derived`). */
export function restsOn(sql: string): Map<string, string> {
  const under = workingsUnder(sql);
  if (!under.has('dossier')) return under;
  return new Map([...under, ...workingsUnder(DOSSIER), ['derived', DOSSIER]]);
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
 * The record after a change. Throws DefinitionError naming the indicators of which something changed
 * while their version did not, unless the author says that their values are the same.
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
    return [`${file}: what ${id} computes changed, its version (${version}) did not`];
  });
  if (faults.length > 0) throw new DefinitionError(faults.join('\n'));
  return versionsOf(catalogue);
}
