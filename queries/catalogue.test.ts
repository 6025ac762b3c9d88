import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DefinitionError, NotFound } from '#core/errors.ts';
import { findIndicator, loadCatalogue, readDefinition } from './catalogue.ts';

const catalogue = loadCatalogue();
const source = readFileSync(
  new URL('./indicators/v-01-demandes-deposees.sql', import.meta.url),
  'utf8',
);

describe('the catalogue', () => {
  test('reads every indicator, by id', () => {
    const ids = catalogue.map(({ id }) => id);
    const files = readdirSync(new URL('./indicators/', import.meta.url));
    const named = files
      .filter((name) => name.endsWith('.sql'))
      .map((name) => name.split('-').slice(0, 2).join('-').toUpperCase());
    expect(ids).toEqual(named.sort((a, b) => a.localeCompare(b)));
    expect(ids).toContain('V-01');
  });

  test('finds one in any case, and names those it knows when it does not', () => {
    expect(findIndicator(catalogue, 'p-01').id).toBe('P-01');
    expect(() => findIndicator(catalogue, 'Z-99')).toThrow(NotFound);
    expect(() => findIndicator(catalogue, 'Z-99')).toThrow(/“Z-99”.*C-01/);
  });

  test('says in its changelog why it has each version', () => {
    for (const { version, changelog } of catalogue) expect(changelog).toHaveLength(version);
  });
});

test('a head is written in French and in English', () => {
  for (const { formula, population, exclusions, censoring, legal_basis } of catalogue)
    for (const value of [formula, population, exclusions, censoring, legal_basis])
      expect(value).toMatch(/^[^|]+ \|\| [^|]+$/);
});

describe('a malformed indicator is refused with its file and line', () => {
  const lineOf = (key: string) =>
    source.split('\n').findIndex((line) => line.startsWith(`-- ${key}:`)) + 1;
  test.each([
    [
      'an unknown key',
      source.replace('-- unit: count', '-- unit: count\n-- owner: me'),
      `x.sql:${lineOf('unit') + 1}: unknown key “owner”`,
    ],
    ['a missing key', source.replace(/-- unit: .*\n/, ''), 'x.sql:1: the key “unit” is missing'],
    [
      'a unit that is none',
      source.replace('unit: count', 'unit: km'),
      `x.sql:${lineOf('unit')}: “unit”`,
    ],
    [
      'a cadence that is none',
      source.replace('cadence: 0 6 * * *', 'cadence: often'),
      `x.sql:${lineOf('cadence')}: “cadence” is not a cron expression`,
    ],
    [
      'a source that is none',
      source.replace('sources: anef', 'sources: minitel'),
      `x.sql:${lineOf('sources')}: “sources”`,
    ],
    [
      'a key said twice',
      source.replace('-- unit: count', '-- unit: count\n-- unit: days'),
      `x.sql:${lineOf('unit') + 1}: “unit” is already on line ${lineOf('unit')}`,
    ],
    [
      'a line that is no key',
      source.replace('-- unit: count', '-- unit'),
      `x.sql:${lineOf('unit')}: expected “-- key: value”`,
    ],
    [
      'a shared query that is not there',
      source.replace('@include cells', '@include cellars'),
      'there is no queries/shared/cellars.sql',
    ],
  ])('%s', (_what, text, message) => {
    expect(() => readDefinition('x.sql', text)).toThrow(DefinitionError);
    expect(() => readDefinition('x.sql', text)).toThrow(message);
  });

  test.each(['formula', 'population', 'exclusions', 'censoring', 'legal_basis'])(
    'a %s that is not French and English',
    (key) => {
      const line = new RegExp(`-- ${key}: .*`);
      const message = `x.sql:${lineOf(key)}: “${key}” must be French || English`;
      for (const value of ['one', 'un || ', ' || one', 'un||one', 'un || one || uno', '']) {
        const text = source.replace(line, `-- ${key}: ${value}`);
        expect(() => readDefinition('x.sql', text)).toThrow(message);
      }
      const text = source.replace(line, `-- ${key}: un || one`);
      expect(readDefinition('x.sql', text)).toMatchObject({ [key]: 'un || one' });
    },
  );

  test('a change of version that is not French and English', () => {
    const line = /-- changelog: .*/;
    const message = `x.sql:${lineOf('changelog')}: “changelog” must be lines “2: French || English”`;
    for (const value of ['2: one', '1: first version. | 2: one', 'un || one', '2: un | one']) {
      const text = source.replace(line, `-- changelog: ${value}`);
      expect(() => readDefinition('x.sql', text)).toThrow(message);
    }
    const text = source.replace(line, '-- changelog: 1: first version. | 2: un || one | 3: a || b');
    expect(readDefinition('x.sql', text).changelog).toEqual([
      '1: first version.',
      '2: un || one',
      '3: a || b',
    ]);
  });

  test('all its faults at once', () => {
    const text = source.replace('unit: count', 'unit: km').replace('min_n: 0', 'min_n: few');
    expect(() => readDefinition('x.sql', text)).toThrow(/“unit”[\s\S]*“min_n”/);
  });
});
