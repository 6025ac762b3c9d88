import { scaleSqrt } from 'd3';

/** Radius of the circle that stands for a count: its surface is in proportion, the largest fits a département. */
export function areaScale(values: readonly number[], width: number): (value: number) => number {
  const scale = scaleSqrt()
    .domain([0, Math.max(1, ...values)])
    .range([0, width / 36]);
  return (value) => Number(scale(value).toFixed(1));
}
