import { max, scaleLinear } from 'd3';
import type { Value } from '#domain/indicator.ts';
import type { Size } from './series.ts';

/** What waits, by months elapsed since the month of filing. */
export interface Age {
  months: number;
  /** This age and all that are greater. */
  isOpen: boolean;
  row: Value;
}

export interface AgesLayout {
  bars: readonly { x: number; y: number; width: number; height: number; age: Age }[];
  /** Where the age that is asked for begins. */
  limit: number;
  xTicks: readonly { x: number; months: number }[];
  yTicks: readonly { y: number; value: number }[];
}

const AGE = /^age=(\d+)m(\+?)$/;

/** The ages among the parts of a figure, youngest first. */
export function agesOf(rows: readonly Value[]): Age[] {
  return rows
    .flatMap((row): Age[] => {
      const [, months, open] = AGE.exec(row.breakdown ?? '') ?? [];
      return months === undefined ? [] : [{ months: Number(months), isOpen: open === '+', row }];
    })
    .sort((one, other) => one.months - other.months);
}

/** How many have waited so many months or more, and how many there are. */
export function waitingSince(ages: readonly Age[], limit: number) {
  const sum = (some: readonly Age[]) =>
    some.reduce((total, { row }) => total + (row.value ?? 0), 0);
  return { older: sum(ages.filter(({ months }) => months >= limit)), all: sum(ages) };
}

const GAP = 2;
const TICK_MONTHS = 6;

/** Lays out one bar for each month of age, an age that nobody has included, on one scale from zero. */
export function layoutAges(ages: readonly Age[], limit: number, size: Size): AgesLayout {
  const last = Math.max(limit + 1, ...ages.map(({ months }) => months)) + 1;
  const x = scaleLinear()
    .domain([0, last])
    .range([size.left, size.width - size.right]);
  const y = scaleLinear()
    .domain([0, max(ages, ({ row }) => row.value ?? 0) || 1])
    .nice(4)
    .range([size.height - size.bottom, size.top]);
  const step = x(1) - x(0);
  return {
    bars: ages.map((age) => {
      const top = y(age.row.value ?? 0);
      return {
        x: x(age.months) + GAP / 2,
        y: top,
        width: Math.max(1, step - GAP),
        height: y(0) - top,
        age,
      };
    }),
    limit: x(limit),
    xTicks: Array.from({ length: Math.floor(last / TICK_MONTHS) + 1 }, (_, index) => ({
      x: x(index * TICK_MONTHS),
      months: index * TICK_MONTHS,
    })),
    yTicks: y
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ y: y(value), value })),
  };
}
