import {
  ascending,
  geoConicConformal,
  geoIdentity,
  geoMercator,
  geoPath,
  type GeoProjection,
} from 'd3';
import type { Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** A prefecture on the map: an outline, or a square where no outline exists. */
export interface Place {
  code: string;
  /** SVG path, in the picture's pixels. */
  d: string;
  /** Where it stands: the centre of the outline, for circles and for walking with the arrows. */
  x: number;
  y: number;
}

export interface Frame {
  key: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface MapLayout {
  width: number;
  height: number;
  /** Every prefecture once, in the order of its code. */
  places: readonly Place[];
  /** The petite couronne at its true size on the metropolitan map, where it is too small to be chosen. */
  echoes: readonly Place[];
  /** The boxes of the insets, under the metropolitan map. */
  insets: readonly Frame[];
  /** The squares, each with room for its name on the right. */
  squares: readonly Frame[];
  /** Tops of the two rows under the metropolitan map, for their titles. */
  insetsTop: number;
  squaresTop: number;
}

type Departement = ReturnType<typeof departementsOf>[number];

const OVERSEAS = ['971', '972', '973', '974', '976'];
export const COURONNE = ['75', '92', '93', '94'];
/** Prefectures that the geometry does not hold. */
export const WITHOUT_OUTLINE = ['975', '977', '978', '986', '987', '988'];

const GAP = 8;
const TITLE = 28;
const SQUARE = 20;
const ROW = 28;

/**
 * Lays out the whole map for a width in pixels: metropolitan France, then insets of one size each
 * fitted to its own territory, then squares. One picture and real pixels, so that labels keep their
 * size on a small screen and circles can be compared from one part to another.
 */
export function layoutMap(topology: Topology, width: number): MapLayout {
  const departements = departementsOf(topology);
  const only = (codes: readonly string[]) =>
    departements.filter(({ properties }) => codes.includes(properties.code));
  const metropole = departements.filter(({ properties }) => !OVERSEAS.includes(properties.code));

  const mapHeight = Math.round(width * 0.96);
  const conic = geoConicConformal().rotate([-3, 0]).parallels([44, 49]);
  const drawn = draw(metropole, conic, { key: '', x: 0, y: 0, width, height: mapHeight });

  const perRow = width < 480 ? 3 : 6;
  const side = (width - GAP * (perRow - 1)) / perRow;
  const insetHeight = Math.min(side, 104);
  const insetsTop = mapHeight + 12;
  const insets = [...OVERSEAS, 'couronne'].map((key, index) => ({
    key,
    x: (index % perRow) * (side + GAP),
    y: insetsTop + TITLE + Math.floor(index / perRow) * (insetHeight + TITLE),
    width: side,
    height: insetHeight,
  }));
  const inset = insets.flatMap((frame) =>
    draw(only(frame.key === 'couronne' ? COURONNE : [frame.key]), geoMercator(), frame),
  );

  // The first column is the widest, for Saint-Pierre-et-Miquelon.
  const columns = width < 340 ? [0] : width < 480 ? [0, 0.56] : [0, 0.38, 0.68];
  const squaresTop = insetsTop + TITLE + (6 / perRow) * (insetHeight + TITLE);
  const squares = WITHOUT_OUTLINE.map((key, index) => ({
    key,
    x: Math.round((columns[index % columns.length] ?? 0) * width),
    y: squaresTop + TITLE + Math.floor(index / columns.length) * ROW,
    width: SQUARE,
    height: SQUARE,
  }));

  const isEcho = ({ code }: Place) => COURONNE.includes(code);
  return {
    width,
    height: squaresTop + TITLE + (6 / columns.length) * ROW,
    places: [
      ...drawn.filter((place) => !isEcho(place)),
      ...inset,
      ...squares.map(squarePlace),
    ].sort((a, b) => ascending(a.code, b.code)),
    echoes: drawn.filter(isEcho),
    insets,
    squares,
    insetsTop,
    squaresTop,
  };
}

export type Direction = 'left' | 'right' | 'up' | 'down';

const HEADINGS: Record<Direction, readonly [number, number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * The place one arrow press away: the nearest in that direction, sideways distance counting double
 * so that a straight neighbour wins over a nearer one at an angle. The same place at the map's edge.
 */
export function neighbourOf(places: readonly Place[], from: Place, direction: Direction): Place {
  const [dx, dy] = HEADINGS[direction];
  let best = from;
  let least = Infinity;
  for (const place of places) {
    const x = place.x - from.x;
    const y = place.y - from.y;
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (place === from || ahead < 1 || aside > ahead * 2) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) [best, least] = [place, cost];
  }
  return best;
}

function departementsOf(topology: Topology) {
  const object = Object.values(topology.objects)[0] as GeometryCollection<{ code: string }>;
  return feature(topology, object).features;
}

function draw(features: readonly Departement[], projection: GeoProjection, frame: Frame): Place[] {
  const { x, y, width, height } = frame;
  const flat = features.map((departement) => flattened(departement, projection));
  const margin = 2;
  const fitted = geoIdentity().fitExtent(
    [
      [x + margin, y + margin],
      [x + width - margin, y + height - margin],
    ],
    { type: 'FeatureCollection', features: flat },
  );
  const path = geoPath(fitted).digits(1);
  return flat.map((departement) => {
    const [cx, cy] = path.centroid(departement);
    return { code: departement.properties.code, d: path(departement) ?? '', x: cx, y: cy };
  });
}

/**
 * An outline in the plane, each of its points projected once. Borders are made of short lines: what
 * d3 does to bend the long ones of a globe would take most of the time of the page's first drawing.
 */
function flattened(departement: Departement, projection: GeoProjection): Departement {
  const ring = (points: Position[]) => points.map(([x = 0, y = 0]) => projection([x, y]) ?? [0, 0]);
  const { geometry } = departement;
  if (geometry.type === 'Polygon') {
    return {
      ...departement,
      geometry: { ...geometry, coordinates: geometry.coordinates.map(ring) },
    };
  }
  if (geometry.type !== 'MultiPolygon') return departement;
  const coordinates = geometry.coordinates.map((rings) => rings.map(ring));
  return { ...departement, geometry: { ...geometry, coordinates } };
}

const squarePlace = ({ key, x, y }: Frame): Place => ({
  code: key,
  d: `M${x},${y}h${SQUARE}v${SQUARE}h${-SQUARE}Z`,
  x: x + SQUARE / 2,
  y: y + SQUARE / 2,
});
