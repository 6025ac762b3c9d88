import { max, min, scaleLinear } from 'd3';
import type { Value } from '#domain/indicator.ts';

/** A line of the picture: a name, and the value that stands on its track. */
export interface Entry {
  label: string;
  row: Value | undefined;
  /** A height that the law sets for this line alone, in the unit of the value. */
  legal?: number | undefined;
}

export interface Track {
  label: string;
  row: Value | undefined;
  /** Middle of the track. */
  y: number;
  /** Where the name stands. */
  labelY: number;
  x: number | undefined;
  from: number | undefined;
  to: number | undefined;
  legal: number | undefined;
}

export interface DotsLayout {
  tracks: readonly Track[];
  ticks: readonly { x: number; value: number }[];
  /** Where the tracks begin and end. */
  left: number;
  right: number;
  height: number;
  zero: number;
  /** The names stand over the tracks, for want of width. */
  stacked: boolean;
}

/** Narrower than this, a name and a track do not stand side by side. */
const ROOMY = 560;
const NAMES = 0.36;
const NAMES_MAX = 300;
const READING = 132;
const ROW = 30;
const STACKED_ROW = 50;
const AXIS = 26;

/** Lays out values on one common scale that begins at zero, or below it where a value is negative. */
export function layoutDots(entries: readonly Entry[], width: number): DotsLayout {
  const stacked = width < ROOMY;
  const left = stacked ? 8 : Math.min(NAMES_MAX, width * NAMES);
  const right = width - (stacked ? 16 : READING);
  const rows = entries.flatMap(({ row }) => (row ? [row] : []));
  const high = Math.max(
    max(rows, ({ value, upper }) => Math.max(upper ?? 0, value ?? 0)) ?? 0,
    max(entries, ({ legal }) => legal) ?? 0,
  );
  const low = min(rows, ({ value, lower }) => Math.min(lower ?? 0, value ?? 0, 0)) ?? 0;
  const x = scaleLinear()
    .domain([low, high > low ? high : low + 1])
    .nice(4)
    .range([left, right]);
  const step = stacked ? STACKED_ROW : ROW;
  const at = (value: number | null | undefined) =>
    value === null || value === undefined ? undefined : x(value);
  return {
    tracks: entries.map(({ label, row, legal }, index) => {
      const y = AXIS + index * step + (stacked ? 36 : ROW / 2);
      return {
        label,
        row,
        y,
        labelY: stacked ? y - 18 : y,
        x: at(row?.value),
        from: at(row?.lower),
        to: at(row?.upper),
        legal: at(legal),
      };
    }),
    ticks: x.ticks(Math.min(6, (right - left) / 56)).map((value) => ({ x: x(value), value })),
    left,
    right,
    height: AXIS + entries.length * step + 8,
    zero: x(0),
    stacked,
  };
}
