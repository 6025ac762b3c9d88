import { ascending } from 'd3';
import type { Value } from '#domain/indicator.ts';
import type { Prefecture } from './api.ts';
import type { Sort } from './url-state.ts';

/** A line of the table: a prefecture, and its value where the server gave one. */
export interface Line {
  prefecture: Prefecture;
  row: Value | undefined;
}

/** Every prefecture of the reference list once, so that silence does not look like absence. */
export function linesOf(prefectures: readonly Prefecture[], rows: readonly Value[]): Line[] {
  const byCode = new Map(rows.map((row) => [row.prefecture, row]));
  return prefectures
    .filter(({ kind }) => kind !== 'test')
    .map((prefecture) => ({ prefecture, row: byCode.get(prefecture.code) }));
}

/** Sorts lines; those without a figure come last either way, and equals stay in the order of codes. */
export function sorted(lines: readonly Line[], { column, descending }: Sort): Line[] {
  const sign = descending ? -1 : 1;
  const byCode = (a: Line, b: Line) => ascending(a.prefecture.code, b.prefecture.code);
  if (column === 'code') return [...lines].sort((a, b) => sign * byCode(a, b));
  return [...lines].sort((a, b) => {
    const [x, y] = [a.row?.[column] ?? null, b.row?.[column] ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byCode(a, b);
    return sign * (x - y) || byCode(a, b);
  });
}

/** Does a text hold what is looked for, whatever its accents, capitals, apostrophes and spaces? */
export function matches(text: string, search: string): boolean {
  const plain = (given: string) =>
    given
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/’/g, "'")
      .replace(/\u2011/g, '-')
      .replace(/\s/g, ' ')
      .toLowerCase();
  return plain(text).includes(plain(search.trim()));
}
