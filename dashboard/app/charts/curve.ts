import { area, line, max, scaleLinear } from 'd3';
import type { Value } from '#domain/indicator.ts';
import type { Level, Size } from './series.ts';

/** The share that is done within so many days. */
export interface Step {
  day: number;
  row: Value;
}

interface CurvePoint {
  x: number;
  y: number | undefined;
  step: Step;
}

export interface CurveLayout {
  path: string;
  band: string;
  comparison: string;
  points: readonly CurvePoint[];
  comparisonEnd: { x: number; y: number } | undefined;
  xTicks: readonly { x: number; day: number }[];
  yTicks: readonly { y: number; value: number }[];
  levels: readonly { x: number; label: string }[];
}

/** Days that people reckon in. */
const TICKS = [0, 30, 60, 90, 120, 180, 270, 365, 545, 730];

/**
 * Lays out the share decided against the days since filing, from nothing at day zero to everything
 * at most. The figures exist on some days only: between them the line is a guide, the dots are the
 * figures.
 */
export function layoutCurve(
  {
    steps,
    compared,
    levels,
  }: { steps: readonly Step[]; compared: readonly Step[]; levels: readonly Level[] },
  size: Size,
): CurveLayout {
  const longest = max([...steps, ...compared], ({ day }) => day) ?? 365;
  const x = scaleLinear()
    .domain([0, longest])
    .range([size.left, size.width - size.right]);
  const y = scaleLinear()
    .domain([0, 1])
    .range([size.height - size.bottom, size.top]);
  const at = (value: number | null) => (value === null ? undefined : y(value));
  const placed = (all: readonly Step[]) =>
    [...all]
      .sort((a, b) => a.day - b.day)
      .map((step) => ({ x: x(step.day), y: at(step.row.value), step }));
  const points = placed(steps);
  const other = placed(compared);

  const draw = line<CurvePoint>()
    .defined((point) => point.y !== undefined)
    .x((point) => point.x)
    .y((point) => point.y ?? 0)
    .digits(1);
  const shade = area<CurvePoint>()
    .defined(({ step }) => step.row.lower !== null && step.row.upper !== null)
    .x((point) => point.x)
    .y0(({ step }) => at(step.row.lower) ?? 0)
    .y1(({ step }) => at(step.row.upper) ?? 0)
    .digits(1);
  const end = other.findLast((point) => point.y !== undefined);
  return {
    path: draw(points) ?? '',
    band: shade(points) ?? '',
    comparison: draw(other) ?? '',
    points,
    comparisonEnd: end?.y === undefined ? undefined : { x: end.x, y: end.y },
    xTicks: spaced(TICKS.filter((day) => day <= longest).map((day) => ({ x: x(day), day }))),
    yTicks: y.ticks(4).map((value) => ({ y: y(value), value })),
    levels: levels
      .filter(({ value }) => value <= longest)
      .map(({ value, label }) => ({ x: x(value), label })),
  };
}

/** Ticks that would touch on a narrow screen are left out. */
function spaced<Tick extends { x: number }>(ticks: readonly Tick[]): Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) {
    const before = kept.at(-1);
    if (!before || tick.x - before.x >= 34) kept.push(tick);
  }
  return kept;
}

/** The steps that rows with a breakdown `jours=N` are, in the order of days. */
export const stepsOf = (rows: readonly Value[]): Step[] =>
  rows
    .flatMap((row) => {
      const day = /^jours=(\d+)$/.exec(row.breakdown ?? '')?.[1];
      return day === undefined ? [] : [{ day: Number(day), row }];
    })
    .sort((a, b) => a.day - b.day);
