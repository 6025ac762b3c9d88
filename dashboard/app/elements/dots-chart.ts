import { LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { layoutDots, type DotsLayout, type Entry, type Track } from '../charts/dots.ts';
import { axisDecimals, type Shape } from '../format.ts';
import { locale } from '../locale.ts';
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
    const layout = layoutDots(this.entries, width);
    const { tracks, left, right, height } = layout;
    // Half a dossier is nobody.
    const ticks =
      this.shape.unit === 'count'
        ? layout.ticks.filter(({ value }) => Number.isInteger(value))
        : layout.ticks;
    const ticked = { ...this.shape, decimals: axisDecimals(ticks, this.shape) };
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
          ({ x, value }) => svg`
          <line class=${value === 0 ? 'base' : 'grid'} x1=${x} x2=${x} y1="22" y2=${height} />
          <text class="x" x=${x} y="14">${format.figure(value, ticked)}${this.shape.unit === 'share' ? format.percent : ''}</text>
        `,
        )}
        ${tracks.map((track) => this.#track(track, layout))}
      `,
    );
  }

  #track(
    { lines, row, y, readingY, x, from, to, legal }: Track,
    { stacked, left, right }: DotsLayout,
  ) {
    const reading = readingOf(locale, row, this.shape);
    return svg`
      ${lines.map((line) => svg`<text class="ink middle over" x=${stacked ? left + 6 : 0} y=${line.y}>${line.text}</text>`)}
      ${from === undefined || to === undefined ? nothing : svg`<line class="interval" x1=${from} x2=${to} y1=${y} y2=${y} />`}
      ${legal === undefined ? nothing : svg`<line class="legal" x1=${legal} x2=${legal} y1=${y - 11} y2=${y + 11} />`}
      ${x === undefined ? nothing : svg`<circle class="dot" cx=${x} cy=${y} r="4.5" />`}
      <text
        class=${x === undefined ? 'middle over' : 'middle main over'}
        text-anchor="end"
        x=${stacked ? right : right + 124}
        y=${readingY}
      >${reading}</text>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'dots-chart': DotsChart;
  }
}
