import { extent, line, scaleLinear } from 'd3';
import type { ComparisonPoint } from '../api.ts';
import type { Size } from './series.ts';

/** What the points of a funnel are measured in: see `standardisation` of the comparison. */
export type FunnelScale = 'none' | 'indirect' | 'direct';

export interface FunnelMark {
  x: number;
  y: number;
  point: ComparisonPoint;
  /** Its name stands beside it, at this height. */
  named: boolean;
  nameY: number;
  side: 'start' | 'end';
}

export interface FunnelLayout {
  marks: readonly FunnelMark[];
  /** The limits, outer and inner, above and under. */
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
  { scale, target, chosen }: { scale: FunnelScale; target: number | null; chosen: string | null },
  size: Size,
): FunnelLayout {
  const placed = points.flatMap((point) => {
    const value = figureOf(point, scale);
    const { warning_lower: low, warning_upper: high } = point;
    if (value === null || low === null || high === null || high <= low) return [];
    return [{ point, value, precision: 1 / (high - low) }];
  });
  placed.sort((a, b) => a.precision - b.precision);
  const [least = 0, most = 1] = extent(placed, ({ precision }) => precision) as [number?, number?];
  const x = scaleLinear()
    .domain([least, most > least ? most : least + 1])
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
      .y(({ point }) => clamp(y(of(point) ?? 0), size))
      .digits(1)(placed) ?? '';
  const marks: FunnelMark[] = placed.map(({ point, value, precision }) => ({
    x: x(precision),
    y: y(value),
    point,
    named: point.prefecture === chosen || point.signal === 'alarm',
    nameY: y(value) - (point.prefecture === chosen ? ABOVE : 0),
    side: x(precision) > size.width * 0.75 ? 'end' : 'start',
  }));
  return {
    marks: apart(marks),
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

/** The name of the place chosen stands above its larger mark. */
const ABOVE = 16;
const NAME = { width: 160, height: 15 };

/** Moves names down that would stand on another. */
function apart(marks: FunnelMark[]): FunnelMark[] {
  const set: FunnelMark[] = [];
  const named = marks.filter((mark) => mark.named).toSorted((a, b) => a.nameY - b.nameY);
  for (const mark of named) {
    for (const { x, nameY } of set) {
      const isNear = Math.abs(x - mark.x) < NAME.width;
      if (isNear && mark.nameY < nameY + NAME.height) mark.nameY = nameY + NAME.height;
    }
    set.push(mark);
  }
  return marks;
}

/** Limits of places that little is known of may leave the picture. */
const clamp = (y: number, size: Size) => Math.max(size.top, Math.min(size.height - size.bottom, y));
