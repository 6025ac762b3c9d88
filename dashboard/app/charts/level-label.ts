import { least, range } from 'd3';
import { SMALL_LETTER, type Box } from './lines.ts';
import type { Size } from './series.ts';

interface Point {
  x: number;
  /** Undefined where the line breaks. */
  y: number | undefined;
}

const HEIGHT = 16;
const GAP = 4;
const STEP = 16;

/**
 * Where the label of a level stands: over or under its rule, as far to the right as it hides least of
 * the lines. Gives the right end and the middle of it.
 */
export function placeLabel(
  { y, label }: { y: number; label: string },
  lines: readonly (readonly Point[])[],
  size: Size,
): { labelX: number; labelY: number } {
  const width = label.length * SMALL_LETTER;
  const end = size.width - size.right - GAP;
  const boxes = range(0, Math.max(1, end - size.left - width), STEP).flatMap((shift) =>
    [y - GAP - HEIGHT, y + GAP].map((top) => ({
      left: end - shift - width,
      right: end - shift,
      top,
      bottom: top + HEIGHT,
    })),
  );
  const inside = boxes.filter(
    ({ top, bottom }) => top >= size.top && bottom <= size.height - size.bottom,
  );
  const hidden = (box: Box) => lines.reduce((total, line) => total + crossings(line, box), 0);
  const best = least(inside, (a, b) => hidden(a) - hidden(b)) ?? boxes[0]!;
  return { labelX: best.right, labelY: (best.top + best.bottom) / 2 };
}

/** How many steps of a line from month to month go through a box. */
const crossings = (line: readonly Point[], { left, right, top, bottom }: Box) =>
  line.filter(({ x, y }, index) => {
    const next = line[index + 1];
    if (y === undefined || (next?.x ?? x) < left || x > right) return false;
    const other = next?.y ?? y;
    return Math.max(y, other) > top && Math.min(y, other) < bottom;
  }).length;
