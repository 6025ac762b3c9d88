import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogue } from '#queries/catalogue.ts';
import { KINDS } from './registry.ts';

const PAGE = new URL('../../docs/sources.md', import.meta.url);
const page = readFileSync(PAGE, 'utf8');

/** The rows of the table of sources: what is configured, the sample, the figures, the test. */
const rows = page
  .split('\n')
  .filter((line) => /^\|.*\.test\.ts\) \|$/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, source = '', configuration = '', sample = '', figures = '', at = '']) => ({
    ...{ source, configuration, sample, at },
    figures: figures.split(', '),
  }));
const linked = (cell: string) => /\]\((.*?)\)/.exec(cell)?.[1] ?? '';

test('every kind of source has a row', () => {
  const configured = rows.map(({ configuration }) => configuration).join(' ');
  for (const kind of KINDS.keys()) expect(configured).toContain(`\`${kind}\``);
});

test.each(rows)('$source has a section, a sample, and figures that its test names', (row) => {
  const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => anchorOf(title));
  expect(anchors).toContain(linked(row.configuration).slice(1));
  const sample = linked(row.sample);
  if (sample) expect(existsSync(new URL(sample, PAGE)), sample).toBe(true);
  else expect(row.configuration).toContain('availability');
  const text = readFileSync(new URL(linked(row.at), PAGE), 'utf8');
  const known = loadCatalogue().map(({ id }) => id);
  for (const id of row.figures) {
    expect(known).toContain(id);
    expect(text).toContain(`'${id}'`);
  }
});

/** As the forges make them of a title. */
const anchorOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
