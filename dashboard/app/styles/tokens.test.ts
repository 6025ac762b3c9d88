import { readdirSync, readFileSync } from 'node:fs';
import { color, interpolateCividis, rgb } from 'd3';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const pairs = css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
const tokens = new Map([...pairs].map(([, name, light, dark]) => [name, [light, dark]] as const));
const token = (name: string, theme: 0 | 1) => tokens.get(name)?.[theme] ?? '';

function luminance(text: string): number {
  const { r, g, b } = rgb(text);
  const linear = (channel: number) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('the %s theme', (_name, theme) => {
  test.each(['ink', 'muted', 'accent', 'warn', 'bad', 'good', 'pilot'])(
    'writes in %s legibly on both grounds',
    (name) => {
      for (const ground of ['ground', 'surface']) {
        expect(contrast(token(name, theme), token(ground, theme))).toBeGreaterThanOrEqual(5.7);
      }
    },
  );

  test('draws meaningful lines at three to one', () => {
    expect(contrast(token('line', theme), token('ground', theme))).toBeGreaterThanOrEqual(3);
    expect(contrast(token('focus', theme), token('ground', theme))).toBeGreaterThanOrEqual(3);
  });

  test('reads on the band of the chosen line of a table', () => {
    expect(contrast(token('ink', theme), token('band', theme))).toBeGreaterThanOrEqual(5.7);
  });
});

test('the map’s classes are cividis: darker is more on white, lighter is more on black', () => {
  const hex = (at: number) => color(interpolateCividis(at))?.formatHex();
  const classes = (theme: 0 | 1) => [1, 2, 3, 4, 5].map((rank) => token(`map-${rank}`, theme));
  expect(classes(0)).toEqual([0.95, 0.73, 0.5, 0.27, 0.05].map(hex));
  expect(classes(1)).toEqual([0.28, 0.46, 0.64, 0.82, 1].map(hex));
  const rising = classes(1).map(luminance);
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
});

test('texts are sized in rem, so that they follow what a reader asks for; paper has a size of its own', () => {
  const folder = new URL('.', import.meta.url);
  const sheets = readdirSync(folder).filter(
    (name) => name.endsWith('.css') && name !== 'print.css',
  );
  expect(sheets.length).toBeGreaterThan(5);
  const fixed = sheets.flatMap((name) =>
    [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(
        /(font|font-size|line-height): [^;]*\dpx.*/g,
      ),
    ].map(([line]) => `${name}: ${line}`),
  );
  expect(fixed).toEqual([]);
});
