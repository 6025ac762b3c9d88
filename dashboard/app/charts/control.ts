import { extent, group, line, max, scaleLinear, scaleUtc } from 'd3';
import type { ControlPoint } from '../api.ts';
import { dateOf } from '../format.ts';
import type { Size } from './series.ts';

interface ControlMark {
  x: number;
  y: number;
  point: ControlPoint;
}

export interface ControlLayout {
  path: string;
  centre: string;
  /** Upper, then lower. */
  limits: readonly string[];
  marks: readonly ControlMark[];
  xTicks: readonly { x: number; date: Date }[];
  yTicks: readonly { y: number; value: number }[];
  span: readonly [Date, Date];
  x(date: Date): number;
}

/**
 * Lays out months against their own limits, which begin anew in the months where the process is known to
 * have changed.
 */
export function layoutControl(
  points: readonly ControlPoint[],
  rebased: readonly string[],
  size: Size,
): ControlLayout {
  const [since = new Date(0), until = new Date(1)] = extent(points, ({ period }) =>
    dateOf(period),
  ) as [Date?, Date?];
  const x = scaleUtc()
    .domain([since, until])
    .range([size.left, size.width - size.right]);
  const top = max(points, ({ value, upper }) => Math.max(value, upper ?? 0)) ?? 1;
  const lowest = Math.min(...points.map(({ value }) => value));
  // A limit under zero says nothing of what cannot be negative.
  const low = lowest < 0 ? Math.min(lowest, ...points.map(({ lower }) => lower ?? 0)) : 0;
  const y = scaleLinear()
    .domain([low, top || 1])
    .nice(4)
    .range([size.height - size.bottom, size.top]);
  const marks = points.map((point) => ({ x: x(dateOf(point.period)), y: y(point.value), point }));
  const drawn = (of: (point: ControlPoint) => number | null, some: readonly ControlMark[]) =>
    line<ControlMark>()
      .defined(({ point }) => of(point) !== null)
      .x((mark) => mark.x)
      .y(({ point }) => y(of(point) ?? 0))
      .digits(1)(some) ?? '';
  const phases = group(
    marks,
    ({ point }) => rebased.filter((month) => month <= point.period).length,
  );
  // Other limits are no slope from the ones before.
  const stepped = (of: (point: ControlPoint) => number | null) =>
    [...phases.values()].map((phase) => drawn(of, phase)).join('');
  return {
    path: drawn(({ value }) => value, marks),
    centre: stepped(({ centre }) => centre),
    limits: [stepped(({ upper }) => upper), stepped(({ lower }) => lower && Math.max(lower, low))],
    marks,
    xTicks: x.ticks(Math.max(2, size.width / 110)).map((date) => ({ x: x(date), date })),
    yTicks: y.ticks(4).map((value) => ({ y: y(value), value })),
    span: [since, until],
    x: (date) => x(date),
  };
}
