import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { codes, day, number, optional, readTable, text, whole, yes } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'reference-'));
afterAll(() => rmSync(folder, { recursive: true }));

const row = z.strictObject({
  name: text,
  since: optional(day),
  size: whole,
  share: optional(number),
  open: yes,
  near: codes,
});
const header = 'name,since,size,share,open,near';

function read(...lines: string[]) {
  const file = join(folder, 'rooms.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return readTable(file, row);
}

test('cells are read as the columns say, whatever their order', () => {
  expect(read('size,name,near,open,share,since', '3,"a, b",75 2A,true,0.5,2024-02-29')).toEqual([
    { name: 'a, b', since: '2024-02-29', size: 3, share: 0.5, open: true, near: ['75', '2A'] },
  ]);
});

test('an empty cell is null or an empty list', () => {
  expect(read(header, 'a,,-3,,false,')).toEqual([
    { name: 'a', since: null, size: -3, share: null, open: false, near: [] },
  ]);
});

test('a byte order mark and a table of its header alone are read', () => {
  expect(read(`\uFEFF${header}`)).toEqual([]);
});

test.each([
  ['a day that does not exist', 'a,2023-02-29,1,,true,', 'since'],
  ['an empty text', ',,1,,true,', 'name'],
  ['a number with a comma', 'a,,1,"0,5",true,', 'share'],
  ['a whole number with decimals', 'a,,1.5,,true,', 'size'],
  ['another word for true', 'a,,1,,vrai,', 'open'],
])('%s is refused with its file and line', (_, line, column) => {
  expect(() => read(header, 'ok,,1,,true,', line)).toThrow(`rooms.csv:3: ${column}:`);
});

test('a row of another length is refused', () => {
  expect(() => read(header, 'a,,1,,true')).toThrow(/^rooms\.csv: .* line 2/);
});

test('the line is right after a cell of two lines', () => {
  expect(() => read(header, '"a\nb",,1,,true,', 'c,,x,,true,')).toThrow('rooms.csv:4: size:');
});

test('an unknown and a missing column are refused, by name', () => {
  expect(() => read('name,since,size,share,open,far')).toThrow(
    'rooms.csv:1: column “near” is missing, “far” is unknown.',
  );
});
