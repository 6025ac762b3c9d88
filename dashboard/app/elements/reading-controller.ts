import { html, nothing, svg, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Value } from '#domain/indicator.ts';
import { openCard } from '../events.ts';
import { locale } from '../locale.ts';

const { words } = locale;

/** Something of a chart that can be read: where it is, what it says, and the value behind it. */
export interface Point {
  x: number;
  y: number | undefined;
  text: string;
  row?: Value | undefined;
}

interface Surface {
  width: number;
  height: number;
  /** What the whole picture says, for who cannot see it. */
  label: string;
  points: readonly Point[];
  /** What tells points apart: their place along the horizontal or vertical axis, or both. */
  along: 'x' | 'y' | 'both';
  /** The cross goes from here to there, across the other axis. */
  from: number;
  to: number;
}

const STEPS: Record<string, number | undefined> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageDown: 12,
  PageUp: -12,
};

/**
 * Lets a chart be read point by point, by pointer, by touch and by keyboard, in one way for all of
 * them. To assistive technology the picture is a slider whose text is the point being read.
 */
export class ReadingController implements ReactiveController {
  #index: number | undefined;
  readonly #host: ReactiveControllerHost & Element;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** The picture in its surface, with the sentence that is being read over it. */
  render(surface: Surface, picture: unknown) {
    const { width, height, label, points } = surface;
    const point = this.#index === undefined ? undefined : points[this.#index];
    const now = this.#index ?? points.length - 1;
    const canOpen = points.some(({ row }) => row);
    return html`
      <p class=${point ? 'reading' : 'reading help'} aria-hidden="true">${point ? point.text : canOpen ? words.frame.help : words.frame.helpPlain}</p>
      <div
        class=${canOpen ? 'surface' : 'surface plain'}
        role="slider"
        tabindex="0"
        aria-label=${label}
        aria-orientation=${surface.along === 'y' ? 'vertical' : 'horizontal'}
        aria-valuemin="1"
        aria-valuemax=${points.length}
        aria-valuenow=${now + 1}
        aria-valuetext=${points[now]?.text ?? ''}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, points)}
        @blur=${() => this.#read(undefined)}
        @pointerdown=${(event: PointerEvent) => this.#follow(event, surface)}
        @pointermove=${(event: PointerEvent) => this.#follow(event, surface)}
        @pointerleave=${() => this.#read(undefined)}
        @click=${() => this.#open(point)}
      >
        <svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">
          ${picture}
          ${point ? this.#cross(point, surface) : nothing}
        </svg>
      </div>
    `;
  }

  #cross({ x, y }: Point, { along, from, to }: Surface) {
    if (along === 'both') return svg`<circle class="ring" cx=${x} cy=${y ?? 0} r="7" />`;
    if (along === 'y')
      return svg`<line class="cross" x1=${from} x2=${to} y1=${(y ?? 0) + 14} y2=${(y ?? 0) + 14} />`;
    return svg`
      <line class="cross" x1=${x} x2=${x} y1=${from} y2=${to} />
      ${y === undefined ? nothing : svg`<circle class="dot" cx=${x} cy=${y} r="4" />`}
    `;
  }

  #read(index: number | undefined) {
    if (index === this.#index) return;
    this.#index = index;
    this.#host.requestUpdate();
  }

  #follow(event: PointerEvent, { points, along, width }: Surface) {
    const picture = (event.currentTarget as Element).querySelector('svg')?.getBoundingClientRect();
    if (!picture || picture.width === 0) return;
    const scale = width / picture.width;
    const x = (event.clientX - picture.left) * scale;
    const y = (event.clientY - picture.top) * scale;
    this.#read(nearest(points, x, y, along));
  }

  #onKey(event: KeyboardEvent, points: readonly Point[]) {
    const last = points.length - 1;
    if (event.key === 'Enter') {
      // Or the key would also press the button that the card gives the focus to.
      event.preventDefault();
      this.#open(points[this.#index ?? last]);
      return;
    }
    const step = STEPS[event.key];
    const ends: Record<string, number | undefined> = { Home: 0, End: last };
    const to =
      step === undefined
        ? ends[event.key]
        : Math.min(
            last,
            Math.max(0, this.#index === undefined ? (step > 0 ? 0 : last) : this.#index + step),
          );
    if (to === undefined) return;
    event.preventDefault();
    this.#read(to);
  }

  #open(point: Point | undefined) {
    if (point?.row) openCard(this.#host, point.row);
  }
}

/** The index of the point nearest to a position, as far as the chart tells points apart there. */
export function nearest(
  points: readonly Point[],
  x: number,
  y: number,
  along: Surface['along'],
): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  for (const [index, point] of points.entries()) {
    const dx = along === 'y' ? 0 : point.x - x;
    const dy = along === 'x' ? 0 : (point.y ?? Infinity) - y;
    const distance = dx * dx + dy * dy;
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}
