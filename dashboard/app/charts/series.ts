import { area, line, max, scaleLinear, scaleUtc, utcMonth } from 'd3';
import type { Value } from '#domain/indicator.ts';
import { dateOf } from '../format.ts';

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

export interface SeriesLayout {
  path: string;
  band: string;
  /** The line that the series is compared with; empty without one. */
  comparison: string;
  marks: readonly Mark[];
  comparisonEnd: { x: number; y: number } | undefined;
  xTicks: readonly { x: number; date: Date }[];
  yTicks: readonly { y: number; value: number }[];
  levels: readonly { y: number; label: string }[];
  span: readonly [Date, Date];
  x(date: Date): number;
}

/**
 * Lays out the months of one place, and of another to compare it with, oldest first. The vertical
 * scale begins at zero: a delay or a share is read by its height. A month without a value, or that
 * is missing, leaves a gap.
 */
export function layoutSeries(
  {
    rows,
    compared,
    levels = [],
  }: { rows: readonly Value[]; compared: readonly Value[]; levels?: readonly Level[] },
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
  const top = Math.max(highest, ...levels.map(({ value }) => value));
  const y = scaleLinear()
    .domain([0, top || 1])
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
  const band = area<Mark>()
    .defined(({ row }) => row !== undefined && row.lower !== null && row.upper !== null)
    .x((point) => point.x)
    .y0(({ row }) => at(row?.lower) ?? 0)
    .y1(({ row }) => at(row?.upper) ?? 0)
    .digits(1);

  const end = other.findLast((point) => point.y !== undefined);
  return {
    path: path(marks) ?? '',
    band: band(marks) ?? '',
    comparison: path(other) ?? '',
    marks,
    comparisonEnd: end?.y === undefined ? undefined : { x: end.x, y: end.y },
    xTicks: x.ticks(Math.max(2, size.width / 110)).map((date) => ({ x: x(date), date })),
    yTicks: y.ticks(4).map((value) => ({ y: y(value), value })),
    levels: levels.map(({ value, label }) => ({ y: y(value), label })),
    span,
    x: (date) => x(date),
  };
}

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
