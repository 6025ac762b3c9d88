import { area, line, max, mean, scaleLinear, scaleUtc } from 'd3';
import type { Forecast } from '../api.ts';
import { dateOf } from '../format.ts';
import type { Size } from './series.ts';

type Scenario = Forecast['scenarios'][number];
type Month = { period: string; value: number };

export interface ForecastLayout {
  observed: string;
  band: string;
  lines: readonly {
    d: string;
    staffing: number;
    /** Where it ends, and where its label stands. */
    end: { x: number; labelY: number } | undefined;
  }[];
  marks: readonly { x: number; y: number; period: string; value: number; isForecast: boolean }[];
  /** Where what is known ends. */
  now: number;
  xTicks: readonly { x: number; date: Date }[];
  yTicks: readonly { y: number; value: number }[];
}

/** Lays out what was observed and what each scenario makes of it, on one scale from zero. */
export function layoutForecast(
  observed: readonly Month[],
  scenarios: readonly Scenario[],
  size: Size & { labelHeight: number },
): ForecastLayout {
  const steady = scenarios.find(({ staffing }) => staffing === 0) ?? scenarios[0];
  const periods = [...observed, ...(steady?.months ?? [])].map(({ period }) => period);
  const first = periods[0] ?? '2020-01';
  const x = scaleUtc()
    .domain([dateOf(first), dateOf(periods.at(-1) ?? first)])
    .range([size.left, size.width - size.right]);
  const top = Math.max(
    max(observed, ({ value }) => value) ?? 0,
    ...scenarios.flatMap(({ months }) =>
      months.map(({ value, upper }) => Math.max(value, upper ?? 0)),
    ),
  );
  const y = scaleLinear()
    .domain([0, top || 1])
    .nice(4)
    .range([size.height - size.bottom, size.top]);
  const draw = line<Month>()
    .x(({ period }) => x(dateOf(period)))
    .y(({ value }) => y(value))
    .digits(1);
  const shade = area<Scenario['months'][number]>()
    .defined(({ lower, upper }) => lower !== null && upper !== null)
    .x(({ period }) => x(dateOf(period)))
    .y0(({ lower }) => y(lower ?? 0))
    .y1(({ upper }) => y(upper ?? 0))
    .digits(1);
  const ends = scenarios.map(({ months }) => months.at(-1));
  const labels = apart(
    ends.map((end) => y(end?.value ?? 0)),
    size.labelHeight,
  );
  const start = observed.at(-1);
  const mark = (isForecast: boolean) => (month: Month) => ({
    ...month,
    x: x(dateOf(month.period)),
    y: y(month.value),
    isForecast,
  });
  return {
    observed: draw(observed) ?? '',
    band: shade(steady?.months ?? []) ?? '',
    lines: scenarios.map(({ staffing, months }, index) => {
      const last = ends[index];
      return {
        staffing,
        d: draw([...(start ? [start] : []), ...months]) ?? '',
        end: last && { x: x(dateOf(last.period)), labelY: labels[index]! },
      };
    }),
    marks: [...observed.map(mark(false)), ...(steady?.months ?? []).map(mark(true))],
    now: x(dateOf(start?.period ?? first)),
    xTicks: x.ticks(Math.max(2, size.width / 110)).map((date) => ({ x: x(date), date })),
    yTicks: y.ticks(4).map((value) => ({ y: y(value), value })),
  };
}

/** Heights moved as little as keeps them so far from each other, in their order and about their middle. */
function apart(heights: readonly number[], gap: number): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a]! - heights[b]!);
  const moved = [...heights];
  let least = -Infinity;
  for (const index of order) {
    moved[index] = Math.max(moved[index]!, least);
    least = moved[index]! + gap;
  }
  const shift = (mean(moved) ?? 0) - (mean(heights) ?? 0);
  return moved.map((height) => height - shift);
}
