import { extent, least, line, scaleLinear } from 'd3';
import type { ComparisonPoint } from '../api.ts';
import { LETTER, type Box } from './lines.ts';
import type { Size } from './series.ts';

/** What the points of a funnel are measured in: see `standardisation` of the comparison. */
export type FunnelScale = 'none' | 'indirect' | 'direct';

export interface FunnelMark {
  x: number;
  y: number;
  point: ComparisonPoint;
}

/** The name of a place, beside its mark or at the end of a line from it. */
export interface FunnelName {
  x: number;
  /** Middle of the text. */
  y: number;
  anchor: 'start' | 'middle' | 'end';
  text: string;
  mark: FunnelMark;
  /** Too far from its mark to be read as its own without a line. */
  isFar: boolean;
}

export interface FunnelLayout {
  marks: readonly FunnelMark[];
  names: readonly FunnelName[];
  /** The limits, outer and inner, above and under; they may leave the picture. */
  limits: readonly { d: string; far: boolean }[];
  target: number | undefined;
  yTicks: readonly { y: number; value: number }[];
}

/** The figure of a place on the funnel's scale. */
export const figureOf = (point: ComparisonPoint, scale: FunnelScale): number | null =>
  ({ none: point.value, indirect: point.ratio, direct: point.standardised })[scale];

/**
 * Lays out places by how much is known of them, from little on the left to much on the right, against
 * the limits that chance alone would keep them in. The width of its own limits says how much is
 * known of a place, whatever the estimator.
 */
export function layoutFunnel(
  points: readonly ComparisonPoint[],
  {
    scale,
    target,
    chosen,
    nameOf,
  }: {
    scale: FunnelScale;
    target: number | null;
    chosen: string | null;
    nameOf: (code: string) => string;
  },
  size: Size,
): FunnelLayout {
  const placed = points.flatMap((point) => {
    const value = figureOf(point, scale);
    const { warning_lower: low, warning_upper: high } = point;
    if (value === null || low === null || high === null || high <= low) return [];
    return [{ point, value, precision: 1 / (high - low) }];
  });
  placed.sort((a, b) => a.precision - b.precision);
  const [fewest = 0, most = 1] = extent(placed, ({ precision }) => precision) as [number?, number?];
  const x = scaleLinear()
    .domain([fewest, most > fewest ? most : fewest + 1])
    .range([size.left + 12, size.width - size.right - 12]);
  const values = placed.flatMap(({ point, value }) => [
    value,
    point.warning_lower ?? value,
    point.warning_upper ?? value,
  ]);
  const high = Math.max(...values, 0);
  const y = scaleLinear()
    .domain([Math.min(0, ...placed.map(({ value }) => value)), high > 0 ? high : 1])
    .nice(4)
    .range([size.height - size.bottom, size.top]);
  const edge = (of: (point: ComparisonPoint) => number | null) =>
    line<(typeof placed)[number]>()
      .defined(({ point }) => of(point) !== null)
      .x(({ precision }) => x(precision))
      .y(({ point }) => y(of(point) ?? 0))
      .digits(1)(placed) ?? '';
  const marks = placed.map(({ point, value, precision }) => ({
    x: x(precision),
    y: y(value),
    point,
  }));
  const isChosen = ({ point }: FunnelMark) => point.prefecture === chosen;
  const named = [
    ...marks.filter(isChosen),
    ...marks.filter((mark) => mark.point.signal === 'alarm' && !isChosen(mark)),
  ];
  return {
    marks,
    names: namesOf(named, ({ point }) => nameOf(point.prefecture), marks, size),
    limits: [
      { d: edge((point) => point.warning_lower), far: false },
      { d: edge((point) => point.warning_upper), far: false },
      { d: edge((point) => point.alarm_lower), far: true },
      { d: edge((point) => point.alarm_upper), far: true },
    ],
    target: target === null ? undefined : y(target),
    yTicks: y.ticks(4).map((value) => ({ y: y(value), value })),
  };
}

const HEIGHT = 17;
const BESIDE = 12;
/** Around a mark, so that a name does not touch it. */
const ROUND = 5;
/** How far over and under its mark a name may go to find room. */
const RISES = [0, 18, 32, 48, 64, 84, 108, 136];

/** Gives each name the nearest place where it covers fewest marks, and none of the names before. */
function namesOf(
  named: readonly FunnelMark[],
  textOf: (mark: FunnelMark) => string,
  marks: readonly FunnelMark[],
  size: Size,
): FunnelName[] {
  const set: { name: FunnelName; box: Box }[] = [];
  for (const mark of named) {
    const candidates = placesOf(mark, textOf(mark)).filter(
      ({ box }) =>
        box.left >= 0 &&
        box.right <= size.width &&
        box.top >= size.top - HEIGHT / 2 &&
        box.bottom <= size.height - size.bottom,
    );
    const covered = ({ name, box }: { name: FunnelName; box: Box }) =>
      marks.filter(({ x, y }) => isIn(box, x, y)).length * 20 +
      set.filter((other) => isOver(other.box, box)).length * 100 +
      Math.abs(name.y - mark.y) / 2;
    const best = least(candidates, (a, b) => covered(a) - covered(b));
    if (best) set.push(best);
  }
  return set.map(({ name }) => name);
}

/** Where a name may stand: on each side of its mark, or over and under it, nearest first. */
function placesOf(mark: FunnelMark, text: string) {
  const width = text.length * LETTER;
  return RISES.flatMap((rise) => [-rise, rise]).flatMap((rise) =>
    (['start', 'end', 'middle'] as const)
      .filter((anchor) => anchor !== 'middle' || rise !== 0)
      .map((anchor) => {
        const aside = { start: BESIDE, middle: 0, end: -BESIDE }[anchor];
        const x = mark.x + aside;
        const y = mark.y + rise;
        const left = x - { start: 0, middle: width / 2, end: width }[anchor];
        const isFar = Math.abs(rise) > HEIGHT + 1;
        return {
          name: { x, y, anchor, text, mark, isFar },
          box: { left, right: left + width, top: y - HEIGHT / 2, bottom: y + HEIGHT / 2 },
        };
      }),
  );
}

const isIn = ({ left, right, top, bottom }: Box, x: number, y: number) =>
  x > left - ROUND && x < right + ROUND && y > top - ROUND && y < bottom + ROUND;

const isOver = (one: Box, other: Box) =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;
