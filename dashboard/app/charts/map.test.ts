import type { Topology } from 'topojson-specification';
import { describe, expect, test } from 'vitest';
import { COURONNE, layoutMap, neighbourOf, WITHOUT_OUTLINE, type Place } from './map.ts';

/** A département drawn as a square of one degree. */
const square = (code: string, west: number, south: number) => ({
  code,
  ring: [
    [west, south],
    [west, south + 1],
    [west + 1, south + 1],
    [west + 1, south],
    [west, south],
  ],
});
const squares = [
  square('29', -5, 48),
  square('67', 7, 48),
  square('66', 2, 42),
  square('59', 3, 50),
  ...COURONNE.map((code, index) =>
    square(code, 2 + (index % 2) / 4, 48 + Math.floor(index / 2) / 4),
  ),
  square('971', -61, 16),
  square('972', -61, 14),
  square('973', -53, 4),
  square('974', 55, -21),
  square('976', 45, -13),
];
const topology: Topology = {
  type: 'Topology',
  arcs: squares.map(({ ring }) => ring),
  objects: {
    departements: {
      type: 'GeometryCollection',
      geometries: squares.map(({ code }, index) => ({
        type: 'Polygon',
        arcs: [[index]],
        properties: { code },
      })),
    },
  },
};
const inside = ({ x, y }: Place, frame: { x: number; y: number; width: number; height: number }) =>
  x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height;

describe.each([288, 360, 560])('a map %d pixels wide', (width) => {
  const layout = layoutMap(topology, width);
  const place = (code: string) => layout.places.find((known) => known.code === code)!;

  test('has every prefecture once, in the order of codes, those without an outline too', () => {
    const codes = layout.places.map(({ code }) => code);
    expect(codes).toHaveLength(squares.length + WITHOUT_OUTLINE.length);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual([...codes].sort());
  });

  test('keeps everything in the picture, with a path to draw', () => {
    for (const known of [...layout.places, ...layout.echoes]) {
      expect(known.d).toMatch(/^M/);
      expect(inside(known, { x: 0, y: 0, ...layout })).toBe(true);
    }
  });

  test('puts north up and west left', () => {
    expect(place('59').y).toBeLessThan(place('66').y);
    expect(place('29').x).toBeLessThan(place('67').x);
  });

  test('fits each overseas territory and the petite couronne in a box of one size', () => {
    const [first] = layout.insets;
    for (const frame of layout.insets) {
      expect([frame.width, frame.height]).toEqual([first?.width, first?.height]);
      const members = frame.key === 'couronne' ? COURONNE : [frame.key];
      for (const code of members) expect(inside(place(code), frame)).toBe(true);
    }
  });

  test('echoes the petite couronne on the metropolitan map', () => {
    expect(layout.echoes.map(({ code }) => code).sort()).toEqual([...COURONNE].sort());
    for (const echo of layout.echoes) expect(echo.y).toBeLessThan(layout.insetsTop);
  });

  test('can be walked from end to end with the arrows', () => {
    const seen = new Set([place('59')]);
    for (const from of seen) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        seen.add(neighbourOf(layout.places, from, direction));
      }
    }
    expect(seen.size).toBe(layout.places.length);
  });
});

test('an arrow goes to the straight neighbour before a nearer one at an angle, and stays at the edge', () => {
  const at = (code: string, x: number, y: number): Place => ({ code, d: '', x, y });
  const [from, straight, askew] = [at('a', 0, 0), at('b', 10, 0), at('c', 7, 6)];
  const places = [from, straight, askew];
  expect(neighbourOf(places, from, 'right')).toBe(straight);
  expect(neighbourOf(places, from, 'down')).toBe(askew);
  expect(neighbourOf(places, from, 'left')).toBe(from);
});
