import { area, line, max, scaleLinear, scaleUtc } from 'd3';
import type { Forecast } from '../api.ts';
import { dateOf } from '../format.ts';
import type { Size } from './series.ts';

type Scenario = Forecast['scenarios'][number];
type Month = { period: string; value: number };

export interface ForecastLayout {
  observed: string;
  band: string;
  lines: readonly { d: string; staffing: number; end: { x: number; y: number } | undefined }[];
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
  size: Size,
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
    lines: scenarios.map(({ staffing, months }) => {
      const last = months.at(-1);
      return {
        staffing,
        d: draw([...(start ? [start] : []), ...months]) ?? '',
        end: last && { x: x(dateOf(last.period)), y: y(last.value) },
      };
    }),
    marks: [...observed.map(mark(false)), ...(steady?.months ?? []).map(mark(true))],
    now: x(dateOf(start?.period ?? first)),
    xTicks: x.ticks(Math.max(2, size.width / 110)).map((date) => ({ x: x(date), date })),
    yTicks: y.ticks(4).map((value) => ({ y: y(value), value })),
  };
}
