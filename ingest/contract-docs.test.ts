import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { COLUMN_NAMES, EVENT_NAMES, REASONS, SOURCES } from '#domain/contract.ts';
import { contractPage } from '#domain/contract-docs.ts';
import { contractFiles } from './write-contract-docs.ts';

test.each(contractFiles().map((file) => [basename(file.path), file] as const))(
  'docs/%s is what the contract gives',
  (name, { path, content }) => {
    expect(
      readFileSync(path, 'utf8') === content,
      `docs/${name} is out of date: run \`node --import tsx ingest/write-contract-docs.ts\`.`,
    ).toBe(true);
  },
);

test('the page names every column, event, source and reason', () => {
  const page = contractPage();
  const names = [...COLUMN_NAMES, ...EVENT_NAMES, ...SOURCES, ...Object.keys(REASONS)];
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
