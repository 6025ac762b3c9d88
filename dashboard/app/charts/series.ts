import { area, line, max, min, scaleLinear, scaleUtc, utcMonth } from 'd3';
import type { Value } from '#domain/indicator.ts';
import { dateOf } from '../format.ts';
import { placeLabel } from './level-label.ts';

export interface Size {
  width: number;
  height: number;
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** One month of the series; `row` is undefined where nothing was computed. */
export interface Mark {
  x: number;
  /** Undefined where the month has no value: the line breaks. */
  y: number | undefined;
  period: string;
  row: Value | undefined;
}

/** A height that the law sets, drawn across the whole width. */
export interface Level {
  value: number;
  label: string;
}

/** A level in the picture, with the end and the middle of its label. */
interface LevelMark {
  y: number;
  label: string;
  labelX: number;
  labelY: number;
}

/** A month with a value between two without: no line reaches it. */
interface Lone {
  x: number;
  y: number;
  /** Its part of the band, which has no width there. */
  interval: { from: number; to: number } | undefined;
}

export interface SeriesLayout {
  path: string;
  band: string;
  /** The months that may still change; empty where all are settled. */
  openPath: string;
  /** The line that the series is compared with; empty without one. */
  comparison: string;
  lone: readonly Lone[];
  /** The same of what the series is compared with. */
  loneCompared: readonly Lone[];
  marks: readonly Mark[];
  comparisonEnd: { x: number; y: number } | undefined;
  xTicks: readonly { x: number; date: Date }[];
  yTicks: readonly { y: number; value: number }[];
  levels: readonly LevelMark[];
  span: readonly [Date, Date];
  x(date: Date): number;
}

/**
 * Lays out the months of one place, and of another to compare it with, oldest first. The vertical
 * scale begins at zero, since a delay or a share is read by its height, or below it where a balance is
 * negative. A month without a value, or that is missing, leaves a gap.
 */
export function layoutSeries(
  {
    rows,
    compared,
    levels = [],
    settled = '',
  }: {
    rows: readonly Value[];
    compared: readonly Value[];
    levels?: readonly Level[];
    settled?: string;
  },
  size: Size,
): SeriesLayout {
  const months = monthsOf([...rows, ...compared]);
  const first = months[0] ?? '2020-01';
  const last = months.at(-1) ?? first;
  const span = [dateOf(first), dateOf(last)] as const;
  const x = scaleUtc()
    .domain(span)
    .range([size.left, size.width - size.right]);
  const highest = max([...rows, ...compared], ({ value, upper }) => upper ?? value) ?? 1;
  const top = Math.max(0, highest, ...levels.map(({ value }) => value));
  const lowest = min([...rows, ...compared], ({ value, lower }) => lower ?? value) ?? 0;
  const bottom = Math.min(0, lowest);
  const y = scaleLinear()
    .domain([bottom, top > bottom ? top : bottom + 1])
    .nice(4)
    .range([size.height - size.bottom, size.top]);

  const at = (value: number | null | undefined) =>
    value === null || value === undefined ? undefined : y(value);
  const mark = (series: ReadonlyMap<string, Value>) => (period: string) => {
    const row = series.get(period);
    return { x: x(dateOf(period)), y: at(row?.value), period, row };
  };
  const marks = months.map(mark(byPeriod(rows)));
  const other = compared.length > 0 ? months.map(mark(byPeriod(compared))) : [];

  const path = line<Mark>()
    .defined((point) => point.y !== undefined)
    .x((point) => point.x)
    .y((point) => point.y ?? 0)
    .digits(1);
  // A bound that is not known leaves the band open to the edge of the picture.
  const intervalOf = ({ row }: Mark) =>
    row !== undefined && (row.lower !== null || row.upper !== null)
      ? { from: at(row.lower) ?? size.height - size.bottom, to: at(row.upper) ?? size.top }
      : undefined;
  const band = area<Mark>()
    .defined((point) => intervalOf(point) !== undefined)
    .x((point) => point.x)
    .y0((point) => intervalOf(point)?.from ?? 0)
    .y1((point) => intervalOf(point)?.to ?? 0)
    .digits(1);

  const end = other.findLast((point) => point.y !== undefined);
  return {
    path: path(settled ? marks.filter(({ period }) => period <= settled) : marks) ?? '',
    openPath: settled ? (path(marks.filter(({ period }) => period >= settled)) ?? '') : '',
    band: band(marks) ?? '',
    comparison: path(other) ?? '',
    lone: loneOf(marks, intervalOf),
    loneCompared: loneOf(other, () => undefined),
    marks,
    comparisonEnd: end?.y === undefined ? undefined : { x: end.x, y: end.y },
    xTicks: x.ticks(Math.max(2, size.width / 110)).map((date) => ({ x: x(date), date })),
    yTicks: y.ticks(4).map((value) => ({ y: y(value), value })),
    levels: levels.map(({ value, label }) => {
      const level = { y: y(value), label };
      return { ...level, ...placeLabel(level, [marks, other], size) };
    }),
    span,
    x: (date) => x(date),
  };
}

/** The months that no line reaches. */
const loneOf = (marks: readonly Mark[], intervalOf: (mark: Mark) => Lone['interval']): Lone[] =>
  marks.flatMap((mark, index) => {
    const { x, y } = mark;
    const isJoined = marks[index - 1]?.y !== undefined || marks[index + 1]?.y !== undefined;
    return y === undefined || isJoined ? [] : [{ x, y, interval: intervalOf(mark) }];
  });

/** Every month from the first to the last that a row is about: silence must not shorten the axis. */
function monthsOf(rows: readonly Value[]): string[] {
  const periods = rows.flatMap(({ period }) => (period === null ? [] : [period])).sort();
  const [first] = periods;
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return [];
  return utcMonth
    .range(dateOf(first), utcMonth.offset(dateOf(last), 1))
    .map((date) => date.toISOString().slice(0, 7));
}

const byPeriod = (rows: readonly Value[]): ReadonlyMap<string, Value> =>
  new Map(rows.map((row) => [row.period ?? '', row]));
