import { describe, expect, test } from 'vitest';
import { DefinitionError } from '#core/errors.ts';
import { loadCatalogue, type Definition } from './catalogue.ts';
import { DOSSIER } from './derive.ts';
import { fingerprint, renewVersions, restsOn, versionsOf } from './versions.ts';
import { readVersions } from './write-versions.ts';

const catalogue = loadCatalogue();

test('the SQL of every indicator is that of its version', () => {
  expect(
    readVersions(),
    'An indicator changed: give it the next version and a line of changelog, then run `node --import tsx queries/write-versions.ts`.',
  ).toEqual(versionsOf(catalogue));
});

test('what an indicator rests on names no table that is not there, but the log and its instant', () => {
  const named = (sql: string) =>
    [...sql.matchAll(/\{([a-z_]+):Identifier\}/g)].map(([, name = '']) => name);
  const p09 = catalogue.find(({ id }) => id === 'P-09');
  expect([...restsOn(p09?.sql ?? '').keys()]).toEqual(
    expect.arrayContaining(['legal_step', 'dossier', 'cover', 'derived']),
  );
  for (const { id, sql } of catalogue) {
    const under = restsOn(sql);
    const missing = [sql, ...under.values()].flatMap(named).filter((name) => !under.has(name));
    expect(
      [...new Set(missing)].filter((name) => !['event', 'batch'].includes(name)),
      id,
    ).toEqual([]);
  }
});

describe('a change of SQL', () => {
  const [first, ...others] = catalogue as [Definition, ...Definition[]];
  const before = versionsOf(catalogue);
  const changed = { ...first, sql: `${first.sql}\nLIMIT 1` };

  test('is refused while the version stays', () => {
    expect(() => renewVersions(before, [changed, ...others])).toThrow(DefinitionError);
    expect(() => renewVersions(before, [changed, ...others])).toThrow(first.file);
  });

  test('is recorded with the next version, or where the author says that values stay', () => {
    const next = { ...changed, version: first.version + 1 };
    expect(renewVersions(before, [next, ...others])[first.id]?.version).toBe(first.version + 1);
    const same = renewVersions(before, [changed, ...others], { sameValues: true });
    expect(same[first.id]).toEqual({ version: first.version, sql: fingerprint(changed) });
    expect(same[first.id]).not.toEqual(before[first.id]);
  });

  test('cannot come with an earlier version', () => {
    const later = { ...before, [first.id]: { version: 9, sql: fingerprint(first) } };
    expect(() => renewVersions(later, catalogue)).toThrow('comes after 9');
  });

  test('does not count spacing and comments, but counts the workings and how dossiers are derived', () => {
    expect(fingerprint({ ...first, sql: 'SELECT 1\n-- why\n   FROM x' })).toBe(
      fingerprint({ ...first, sql: 'SELECT 1 FROM x' }),
    );
    const text = 'SELECT 1 FROM {renewal:Identifier}';
    // One working reads another, and that the dossiers.
    expect([...restsOn(text).keys()]).toEqual(expect.arrayContaining(['renewal', 'held']));
    expect(restsOn(text).get('derived')).toBe(DOSSIER);
    expect(restsOn('SELECT 1 FROM {unknown:Identifier}').size).toBe(0);
  });

  test.each<[what: string, change: Partial<Definition>]>([
    ['the least number of subjects', { min_n: first.min_n + 1 }],
    ['the sources', { covers: [...first.covers, 'ccc'] }],
  ])('counts %s', (_what, change) => {
    expect(() => renewVersions(before, [{ ...first, ...change }, ...others])).toThrow(first.file);
  });
});
