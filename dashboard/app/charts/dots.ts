import { max, min, scaleLinear } from 'd3';
import type { Value } from '#domain/indicator.ts';
import { LETTER, linesOf } from './lines.ts';

/** A line of the picture: a name, and the value that stands on its track. */
export interface Entry {
  label: string;
  row: Value | undefined;
  /** A height that the law sets for this line alone, in the unit of the value. */
  legal?: number | undefined;
}

export interface Track {
  label: string;
  /** The name as it is written, cut between words so that nothing of it is lost. */
  lines: readonly { text: string; y: number }[];
  row: Value | undefined;
  /** Middle of the track. */
  y: number;
  /** Where its value is written. */
  readingY: number;
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
const LINE = 18;
/** Around the lines of a name, and of the track under it where names are over the tracks. */
const PADDING = 12;
const STACKED_TRACK = 24;
const AXIS = 26;
/** Room for the value at the end of the line of a name. */
const STACKED_READING = 100;

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
  const letters = Math.floor((stacked ? right - STACKED_READING : left - 8) / LETTER);
  let top = AXIS;
  const at = (value: number | null | undefined) =>
    value === null || value === undefined ? undefined : x(value);
  const tracks = entries.map(({ label, row, legal }) => {
    const texts = linesOf(label, letters);
    const names = texts.length * LINE;
    const height = stacked ? names + STACKED_TRACK : Math.max(ROW, names + PADDING);
    const first = stacked ? top + LINE : top + (height - names + LINE) / 2;
    const y = stacked ? top + names + STACKED_TRACK / 2 : top + height / 2;
    top += height;
    return {
      label,
      lines: texts.map((text, index) => ({ text, y: first + index * LINE })),
      row,
      y,
      readingY: stacked ? first : y,
      x: at(row?.value),
      from: at(row?.lower),
      to: at(row?.upper),
      legal: at(legal),
    };
  });
  return {
    tracks,
    ticks: x.ticks(Math.min(6, (right - left) / 56)).map((value) => ({ x: x(value), value })),
    left,
    right,
    height: top + 8,
    zero: x(0),
    stacked,
  };
}
