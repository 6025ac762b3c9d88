import { extent, line, scaleLinear, scaleUtc } from 'd3';
import type { Value } from '#domain/indicator.ts';
import { dateOf } from '../format.ts';
import type { Dated } from './milestones.ts';

export interface SparkLayout {
  path: string;
  /** The last month that has a value. */
  end: { x: number; y: number } | undefined;
  /** Where the milestones stand, each month once. */
  ticks: readonly number[];
}

export const SPARK = { width: 240, height: 48, margin: 5 };

/**
 * Lays out a line without axes. It shows a shape, not a height, so its scale runs from the least to
 * the greatest value; the series underneath has the scale that begins at zero.
 */
export function layoutSpark(rows: readonly Value[], milestones: readonly Dated[]): SparkLayout {
  const { width, height, margin } = SPARK;
  const dated = rows.map((row) => ({ value: row.value, date: dateOf(row.period ?? '') }));
  const [since, until] = extent(dated, ({ date }) => date);
  const [low, high] = extent(dated, ({ value }) => value ?? undefined);
  if (!since || !until || low === undefined || high === undefined) {
    return { path: '', end: undefined, ticks: [] };
  }

  const x = scaleUtc()
    .domain([since, until])
    .range([margin, width - margin]);
  const y = scaleLinear()
    .domain(low === high ? [low - 1, high + 1] : [low, high])
    .range([height - margin, margin]);
  const path = line<(typeof dated)[number]>()
    .defined(({ value }) => value !== null)
    .x(({ date }) => x(date))
    .y(({ value }) => y(value ?? 0))
    .digits(1);
  const last = dated.findLast(({ value }) => value !== null);

  const months = milestones
    .map(({ date }) => dateOf(date.slice(0, 7)))
    .filter((date) => date >= since && date <= until);
  return {
    path: path(dated) ?? '',
    end: last && { x: x(last.date), y: y(last.value ?? 0) },
    ticks: [...new Set(months.map((date) => Math.round(x(date))))],
  };
}
