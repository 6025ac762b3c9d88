import { expect, test } from 'vitest';
import { value } from '../testing/rows.ts';
import { layoutDots } from './dots.ts';
import { linesOf } from './lines.ts';

const entry = (
  label: string,
  figure: number | null,
  lower: number | null = null,
  upper: number | null = null,
) => ({
  label,
  row: value({ value: figure, lower, upper }),
});

test('all values share one scale that begins at zero', () => {
  const { tracks, zero, left, right } = layoutDots(
    [entry('a', 50, 40, 60), entry('b', 100, 90, 120)],
    800,
  );
  expect(zero).toBe(left);
  const [a, b] = tracks;
  expect((b!.x! - zero) / (a!.x! - zero)).toBeCloseTo(2);
  expect(b!.to).toBeLessThanOrEqual(right);
  expect(a!.y).toBeLessThan(b!.y);
});

test('a value below zero has room on the left of it', () => {
  const { tracks, zero, left } = layoutDots([entry('a', -5), entry('b', 10)], 800);
  expect(tracks[0]!.x).toBeLessThan(zero);
  expect(tracks[0]!.x).toBeGreaterThanOrEqual(left);
});

test('a line without a value keeps its place and has no mark', () => {
  const { tracks } = layoutDots([entry('a', null), { label: 'b', row: undefined }], 800);
  expect(tracks.map(({ x }) => x)).toEqual([undefined, undefined]);
});

test('the legal time of a line is in the picture even beyond its value', () => {
  const { tracks, right } = layoutDots([{ ...entry('a', 30), legal: 122 }], 800);
  expect(tracks[0]!.legal).toBeGreaterThan(tracks[0]!.x!);
  expect(tracks[0]!.legal).toBeLessThanOrEqual(right);
});

test('names stand over the tracks on a narrow screen', () => {
  const { stacked, tracks } = layoutDots([entry('a', 30)], 340);
  expect(stacked).toBe(true);
  expect(tracks[0]!.lines[0]!.y).toBeLessThan(tracks[0]!.y);
});

const LONG = 'Délai moyen restreint à 365 jours, demandes encore ouvertes comprises';

test.each([340, 560, 1100])(
  'at %i px a long name is written whole, on lines of its own',
  (width) => {
    const { tracks, height } = layoutDots([entry(LONG, 30), entry('b', 40)], width);
    const [long, short] = tracks;
    expect(long!.lines.map(({ text }) => text).join(' ')).toBe(LONG);
    expect(long!.lines.length).toBeGreaterThan(1);
    expect(short!.lines[0]!.y - long!.lines.at(-1)!.y).toBeGreaterThanOrEqual(18);
    expect(height).toBeGreaterThan(short!.y);
  },
);

test('a text is cut between words only', () => {
  expect(linesOf('un deux trois', 8)).toEqual(['un deux', 'trois']);
  expect(linesOf('anticonstitutionnellement dit', 8)).toEqual(['anticonstitutionnellement', 'dit']);
});
