import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadConfig, Settings } from './config.ts';
import { ConfigError } from './errors.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test.each(Object.entries(Settings.shape))('the README explains %s as it is', (name, setting) => {
  const fallback = setting.safeParse(undefined).data;
  const shown =
    fallback === true ? '1' : fallback === undefined || fallback === '' ? '' : String(fallback);
  const cell = shown === '' ? ' ' : ` \`${shown}\` `;
  expect(readme).toContain(`| \`${name}\` |${cell}| ${setting.description} |`);
});

describe('the configuration', () => {
  test('has defaults for everything, and takes an empty variable as unset', () => {
    expect(loadConfig({ PORT: '', CLICKHOUSE_URL: '' })).toMatchObject({
      PORT: 3000,
      OBS_DEMO: true,
    });
    expect(loadConfig({}).CLICKHOUSE_URL).toBeUndefined();
  });

  test('tells every mistake at once', () => {
    const load = () => loadConfig({ PORT: 'high', OBS_DEMO: 'yes', CLICKHOUSE_DATABASE: 'a;b' });
    expect(load).toThrow(ConfigError);
    for (const name of ['PORT', 'OBS_DEMO', 'CLICKHOUSE_DATABASE']) expect(load).toThrow(name);
  });

  test('keeps the keys of the sources by name', () => {
    const { sourceKeys } = loadConfig({ OBS_KEY_AGDREF: 'a-secret-of-some-length' });
    expect([...sourceKeys]).toEqual([['agdref', 'a-secret-of-some-length']]);
  });
});
