import { expect, test } from 'vitest';
import { value } from '../testing/rows.ts';
import { layoutDots as layout, type Entry } from './dots.ts';
import { linesOf } from './lines.ts';

const write = (values: readonly number[]) => values.map(String);
const layoutDots = (entries: readonly Entry[], width: number) => layout(entries, width, { write });
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
  expect(b!.interval!.to).toBeLessThanOrEqual(right);
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

test('an interval that lacks a bound goes on to the edge of the tracks', () => {
  const { tracks, left, right } = layoutDots(
    [entry('a', 50, 40), entry('b', 50, null, 60), entry('c', 50)],
    800,
  );
  const [up, down, none] = tracks.map(({ interval }) => interval);
  expect(up).toMatchObject({ to: right, open: 'to' });
  expect(up!.from).toBeLessThan(tracks[0]!.x!);
  expect(down).toMatchObject({ from: left, open: 'from' });
  expect(none).toBeUndefined();
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

test('names over the tracks stay clear of the grid and the legal marks', () => {
  const { tracks } = layoutDots([{ ...entry(LONG, 30), legal: 122 }, entry('b', 40)], 340);
  for (const { lines, gridFrom, gridTo, y } of tracks) {
    expect(gridFrom).toBeGreaterThanOrEqual(lines.at(-1)!.y + 9);
    expect(y - 11).toBeGreaterThanOrEqual(gridFrom);
    expect(y + 11).toBeLessThanOrEqual(gridTo);
  }
});

test('a long list has its scale at both ends', () => {
  const list = (count: number) => Array.from({ length: count }, (_, at) => entry(`${at}`, at));
  expect(layoutDots(list(12), 800).axes).toHaveLength(1);
  const { axes, tracks, height } = layoutDots(list(13), 800);
  expect(axes[1]).toBeGreaterThan(tracks.at(-1)!.gridTo);
  expect(axes[1]).toBeLessThan(height);
});

test.each([240, 340, 560, 800])('at %i px the labels of ticks are apart and inside', (width) => {
  const { ticks } = layout([entry('a', 0.01)], width, {
    write: (values) => values.map((tick) => `${(tick * 100).toFixed(2)} %`),
  });
  const ends = ticks.map(({ label, labelX }) => {
    const half = (label.length * 8.2) / 2;
    return [labelX - half, labelX + half] as const;
  });
  expect(ends[0]![0]).toBeGreaterThanOrEqual(0);
  expect(ends.at(-1)![1]).toBeLessThanOrEqual(width);
  for (const [index, [from]] of ends.entries())
    if (index > 0) expect(from).toBeGreaterThan(ends[index - 1]![1]);
  expect(ticks.length).toBeGreaterThan(1);
});

test('whole things have no ticks between them', () => {
  const { ticks } = layout([entry('a', 2)], 800, { write, isWhole: true });
  expect(ticks.map(({ value: at }) => at)).toEqual([0, 1, 2]);
});

test('a text is cut between words only', () => {
  expect(linesOf('un deux trois', 8)).toEqual(['un deux', 'trois']);
  expect(linesOf('anticonstitutionnellement dit', 8)).toEqual(['anticonstitutionnellement', 'dit']);
});
