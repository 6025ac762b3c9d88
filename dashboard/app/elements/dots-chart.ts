import { LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  layoutDots,
  type DotsLayout,
  type Entry,
  type Interval,
  type Track,
} from '../charts/dots.ts';
import { axisDecimals, type Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { isPilot } from '../rows.ts';
import { lineOf, readingOf } from '../sentences.ts';
import { chartStyles } from './chart.styles.ts';
import { ReadingController } from './reading-controller.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

/** Values beside each other on one scale: a dot for each, on its interval. The order is the caller's. */
@customElement('dots-chart')
export class DotsChart extends LitElement {
  static override styles = chartStyles;

  @property({ attribute: false }) entries: readonly Entry[] = [];
  @property({ attribute: false }) shape!: Shape;
  @property() label = '';

  readonly #size = new WidthController(this);
  readonly #reading = new ReadingController(this);

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const layout = layoutDots(this.entries, width, {
      write: this.#write,
      // Half a dossier is nobody.
      isWhole: this.shape.unit === 'count',
    });
    const { tracks, ticks, axes, left, right, height } = layout;
    const surface = {
      width,
      height,
      label: this.label,
      points: tracks.map(({ label, row, x, y }) => ({
        x: x ?? left,
        y,
        row,
        text: `${label}${words.colon}${lineOf(locale, row, this.shape)}`,
      })),
      along: 'y' as const,
      from: left,
      to: right,
    };
    return this.#reading.render(
      surface,
      svg`
        ${ticks.map(
          ({ x, value, label, labelX }) => svg`
          ${tracks.map(({ gridFrom, gridTo }) => svg`<line class=${value === 0 ? 'base' : 'grid'} x1=${x} x2=${x} y1=${gridFrom} y2=${gridTo} />`)}
          ${axes.map((y) => svg`<text class="x middle" x=${labelX} y=${y}>${label}</text>`)}
        `,
        )}
        ${tracks.map((track) => this.#track(track, layout))}
      `,
    );
  }

  /** The labels of ticks, with as few decimals as tell them apart. */
  #write = (values: readonly number[]) => {
    const { shape } = this;
    const decimals = axisDecimals(
      values.map((value) => ({ value })),
      shape,
    );
    const sign = shape.unit === 'share' ? format.percent : '';
    return values.map((value) => format.figure(value, { ...shape, decimals }) + sign);
  };

  #track(
    { lines, row, y, readingY, x, interval, legal }: Track,
    { stacked, left, right }: DotsLayout,
  ) {
    const reading = readingOf(locale, row, this.shape);
    const pilot = isPilot(row) ? 'pilot' : '';
    return svg`
      ${lines.map((line) => svg`<text class="ink middle over" x=${stacked ? left + 6 : 0} y=${line.y}>${line.text}</text>`)}
      ${interval ? this.#interval(interval, y) : nothing}
      ${legal === undefined ? nothing : svg`<line class="legal" x1=${legal} x2=${legal} y1=${y - 11} y2=${y + 11} />`}
      ${x === undefined ? nothing : svg`<circle class="dot ${pilot}" cx=${x} cy=${y} r="4.5" />`}
      <text
        class=${x === undefined ? 'middle over' : `middle main over ${pilot}`}
        text-anchor="end"
        x=${stacked ? right : right + 124}
        y=${readingY}
      >${reading}</text>
    `;
  }

  /** A bar, with a point where it goes on for want of a bound. */
  #interval({ from, to, open }: Interval, y: number) {
    const tip = open === 'from' ? from : to;
    const back = open === 'from' ? 7 : -7;
    return svg`
      <line class="interval" x1=${open === 'from' ? from + 7 : from} x2=${open === 'to' ? to - 7 : to} y1=${y} y2=${y} />
      ${open ? svg`<path class="band" d="M${tip},${y}l${back},-8v16z" />` : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'dots-chart': DotsChart;
  }
}
