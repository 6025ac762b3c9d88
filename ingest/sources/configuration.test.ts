import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ConfigError } from '#core/errors.ts';
import { findSource, loadSources } from './configuration.ts';

const folder = mkdtempSync(join(tmpdir(), 'observatoire-sources-'));
afterAll(() => rmSync(folder, { recursive: true }));

function load(yaml: string) {
  const path = join(folder, 'sources.yaml');
  writeFileSync(path, yaml);
  return loadSources(path);
}
const mistakes = (yaml: string) => {
  try {
    load(yaml);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  return 'none';
};

test('a source has a schedule, an objective and no network unless said otherwise', () => {
  const [source] = load(`sources:
  - name: anef-extract
    kind: folder
    settings: { path: deliveries }
`);
  expect(source).toMatchObject({
    name: 'anef-extract',
    fresh_within_hours: 48,
    extract: 'increment',
    network: { hosts: [], http: false, private: [] },
    settings: { path: 'deliveries' },
    folder,
  });
  expect(source?.source.kind).toBe('folder');
});

test('every mistake is told at once, with where it is', () => {
  const said = mistakes(`sources:
  - name: Anef
    kind: folder
    schedule: sometimes
    settings: { folder: x }
  - name: b
    kind: pigeon
  - name: b
    kind: folder
    settings: { path: x }
    network: { private: [home] }
    token: secret
`);
  for (const place of [
    'sources[0].name',
    'sources[0].schedule',
    'sources[0].settings.path',
    'sources[1].kind',
    'sources[2].name',
    'sources[2].network.private[0]',
    'sources[2]',
  ]) {
    expect(said).toContain(`→ at ${place}\n`.trimEnd());
  }
  expect(said).toContain('"folder"');
  expect(said).toContain('"token"');
  expect(said).not.toContain('secret');
});

test('a file that is not there or not YAML is a mistake of the configuration', () => {
  expect(() => loadSources(join(folder, 'absent.yaml'))).toThrow(ConfigError);
  expect(mistakes('sources: [')).toContain('cannot be read');
  expect(mistakes('sources: 3')).toContain('at sources');
  expect(load('')).toEqual([]);
});

test('a source that is not configured is told with those that are', () => {
  const sources = load('sources: [{ name: a, kind: folder, settings: { path: x } }]');
  expect(() => findSource(sources, 'b')).toThrow('Configured in OBS_SOURCES: a.');
});
