import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Which rooms, or files of one, a room may import from, besides itself: the data's one direction. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: [],
  core: [],
  seed: ['domain', 'core'],
  ingest: ['domain', 'core', 'seed/reference'],
  queries: ['domain', 'core', 'seed/reference', 'ingest/instant.ts'],
  'dashboard/server': ['domain', 'core', 'queries', 'ingest', 'seed/reference'],
  'dashboard/app': ['domain'],
};

/** Rooms that run in the browser, and know nothing of Node. */
const NO_NODE = ['domain', 'dashboard/app'];

const roomOf = (path: string) =>
  Object.keys(MAY_IMPORT).find((room) => path.startsWith(`${room}/`));

/** What is wrong with the imports of one file, in words. */
function faults(path: string, text: string): string[] {
  const room = roomOf(path);
  if (!room || path.endsWith('.test.ts') || path.includes('/testing')) return [];
  const allowed = [room, ...(MAY_IMPORT[room] ?? [])];
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  );
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith('node:') && NO_NODE.includes(room)) {
      return [`${path} imports ${specifier}: ${room} runs in the browser`];
    }
    const target = specifier.startsWith('#')
      ? specifier.slice(1)
      : specifier.startsWith('.')
        ? join(path, '..', specifier)
        : undefined;
    if (target === undefined) return [];
    if (specifier.startsWith('.') && roomOf(target) !== room) {
      return [`${path} imports ${specifier}: across rooms, write #room/file`];
    }
    const fine = allowed.some((place) => target === place || target.startsWith(`${place}/`));
    return fine
      ? []
      : [`${path} imports ${specifier}: ${room} may import only ${allowed.join(', ')}`];
  });
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith('.ts') ? [relative(ROOT, path)] : [];
  });
}

test('rooms import only what comes before them', () => {
  const found = Object.keys(MAY_IMPORT)
    .flatMap((room) => sources(join(ROOT, room)))
    .flatMap((path) => faults(path, readFileSync(join(ROOT, path), 'utf8')));
  expect(found).toEqual([]);
});

test.each([
  ['queries/x.ts', "import { a } from '#ingest/ingest.ts';"],
  ['queries/x.ts', "import { a } from '#seed/simulator/simulator.ts';"],
  ['dashboard/app/x.ts', "import { a } from '#queries/values.ts';"],
  ['dashboard/app/x.ts', "import { readFile } from 'node:fs';"],
  ['core/x.ts', "import type { A } from '#domain/contract.ts';"],
  ['ingest/x.ts', "import { a } from '../queries/migrate.ts';"],
  ['seed/x.ts', "const a = await import('#queries/migrate.ts');"],
])('and the rule refuses, in %s, %s', (path, text) => {
  expect(faults(path, text)).toHaveLength(1);
});
