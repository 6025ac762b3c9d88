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
  /** The interval; undefined where there is none. */
  interval: Interval | undefined;
  legal: number | undefined;
  /** Where its part of the grid goes from and to: a name over the track stays clear of it. */
  gridFrom: number;
  gridTo: number;
}

/** From one bound to the other, or to the edge of the tracks where one is not known. */
export interface Interval {
  from: number;
  to: number;
  /** The side that has no bound. */
  open: 'from' | 'to' | undefined;
}

export interface DotsLayout {
  tracks: readonly Track[];
  /** `labelX` is the middle of the label, kept inside the picture. */
  ticks: readonly { x: number; value: number; label: string; labelX: number }[];
  /** Where the figures of the scale stand: again under the tracks where there are many. */
  axes: readonly number[];
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
/** More tracks than this are too far from the scale over them. */
const ONE_AXIS = 12;
/** Between the labels of two ticks. */
const TICK_GAP = 12;
const STACKED_GAP = 6;
/** Room for the value at the end of the line of a name. */
const STACKED_READING = 100;

/**
 * Lays out values on one common scale that begins at zero, or below it where a value is negative.
 * `write` gives the labels of ticks, in their order.
 */
export function layoutDots(
  entries: readonly Entry[],
  width: number,
  { write, isWhole = false }: { write: (values: readonly number[]) => string[]; isWhole?: boolean },
): DotsLayout {
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
  const intervalOf = (from: number | undefined, to: number | undefined): Interval | undefined => {
    if (from === undefined && to === undefined) return undefined;
    const open = from === undefined ? 'from' : to === undefined ? 'to' : undefined;
    return { from: from ?? left, to: to ?? right, open };
  };
  const tracks = entries.map(({ label, row, legal }) => {
    const texts = linesOf(label, letters);
    const names = texts.length * LINE;
    const height = stacked ? STACKED_GAP + names + STACKED_TRACK : Math.max(ROW, names + PADDING);
    const first = top + (stacked ? STACKED_GAP + LINE / 2 : (height - names + LINE) / 2);
    const gridFrom = stacked ? top + height - STACKED_TRACK : top;
    top += height;
    const y = (gridFrom + top) / 2;
    return {
      label,
      lines: texts.map((text, index) => ({ text, y: first + index * LINE })),
      row,
      y,
      readingY: stacked ? first : y,
      x: at(row?.value),
      interval: intervalOf(at(row?.lower), at(row?.upper)),
      legal: at(legal),
      gridFrom,
      gridTo: top,
    };
  });
  const ticksOf = (count: number) => {
    const values = x.ticks(count).filter((value) => !isWhole || Number.isInteger(value));
    const labels = write(values);
    return values.map((value, index) => {
      const label = labels[index] ?? '';
      const half = (label.length * LETTER) / 2;
      const labelX = Math.max(half, Math.min(width - half, x(value)));
      return { x: x(value), value, label, labelX };
    });
  };
  const isApart = (ticks: readonly { label: string; labelX: number }[]) =>
    ticks.every(({ label, labelX }, index) => {
      const before = ticks[index - 1];
      if (!before) return true;
      const halves = ((before.label.length + label.length) * LETTER) / 2;
      return labelX - before.labelX >= halves + TICK_GAP;
    });
  const ticks = [6, 5, 4, 3, 2].map(ticksOf).find(isApart) ?? ticksOf(1);
  const isLong = entries.length > ONE_AXIS;
  return {
    tracks,
    ticks,
    axes: isLong ? [AXIS / 2, top + AXIS / 2] : [AXIS / 2],
    left,
    right,
    height: top + (isLong ? AXIS : 8),
    zero: x(0),
    stacked,
  };
}
