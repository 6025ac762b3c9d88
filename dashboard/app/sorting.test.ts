import { expect, test } from 'vitest';
import type { Prefecture } from './api.ts';
import { linesOf, sorted, matches } from './sorting.ts';
import { value } from './testing/rows.ts';
import type { Sort } from './url-state.ts';

const prefecture = (code: string, kind: Prefecture['kind'] = 'departement'): Prefecture => ({
  code,
  name: `Préfecture ${code}`,
  region: '11',
  region_name: 'Région',
  kind,
});
const prefectures = [
  prefecture('2A'),
  prefecture('01'),
  prefecture('974'),
  prefecture('ZZ', 'test'),
];
const rows = [
  value({ prefecture: '2A', value: 80 }),
  value({ prefecture: '01', value: null, status: 'too_few' }),
];
const codes = (sort: Sort) =>
  sorted(linesOf(prefectures, rows), sort).map((line) => line.prefecture.code);

test('every prefecture has its line, with a value or without; the test one has none', () => {
  const lines = linesOf(prefectures, rows);
  expect(lines.map(({ row }) => row?.value)).toEqual([80, null, undefined]);
});

test('lines are in the order of codes unless the reader sorts them', () => {
  expect(codes({ column: 'code', descending: false })).toEqual(['01', '2A', '974']);
  expect(codes({ column: 'code', descending: true })).toEqual(['974', '2A', '01']);
});

test('lines without a figure come last whichever way they are sorted', () => {
  expect(codes({ column: 'value', descending: false })).toEqual(['2A', '01', '974']);
  expect(codes({ column: 'value', descending: true })).toEqual(['2A', '01', '974']);
});

test('a search does not mind accents, capitals and apostrophes', () => {
  expect(matches('2B Haute-Corse Île', 'ile')).toBe(true);
  expect(matches('38 Isère', 'ISERE ')).toBe(true);
  expect(matches('38 Isère', 'rhone')).toBe(false);
  expect(matches('38 Isère', '')).toBe(true);
  expect(matches('21 Côte-d’Or', "cote-d'or")).toBe(true);
});
