import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LETTER, linesOf } from '../charts/lines.ts';
import { layoutCurve, type Step } from '../charts/curve.ts';
import type { Level } from '../charts/series.ts';
import type { Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { lineOf } from '../sentences.ts';
import { chartStyles } from './chart.styles.ts';
import { ReadingController } from './reading-controller.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

const LINE = 16;
const ROOMY = 640;

/** The share done within so many days, with what it is compared with and the time that the law sets. */
@customElement('curve-chart')
export class CurveChart extends LitElement {
  static override styles = chartStyles;

  @property({ attribute: false }) steps: readonly Step[] = [];
  @property({ attribute: false }) compared: readonly Step[] = [];
  @property({ attribute: false }) levels: readonly Level[] = [];
  @property({ attribute: false }) shape!: Shape;
  @property() label = '';
  @property() name = '';
  @property() comparedName = '';

  readonly #size = new WidthController(this);
  readonly #reading = new ReadingController(this);

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const height = width >= ROOMY ? 380 : 300;
    const size = { width, height, top: 28, right: 16, bottom: 44, left: 52 };
    const { steps, compared, levels } = this;
    const names = layoutCurve({ steps, compared, levels }, size).levels.map(({ x, label }) =>
      linesOf(label, (Math.max(x, width - x) - size.right) / LETTER),
    );
    size.top += (Math.max(1, ...names.map(({ length }) => length)) - 1) * LINE;
    const layout = layoutCurve({ steps, compared, levels }, size);
    const bottom = height - size.bottom;
    const surface = {
      width,
      height,
      label: this.label,
      points: layout.points.map(({ x, y, step }) => ({
        x,
        y,
        row: step.row,
        text: `${words.curve.within(step.day)}${words.colon}${lineOf(locale, step.row, this.shape)}`,
      })),
      along: 'x' as const,
      from: size.top,
      to: bottom,
    };
    return html`
      <ul class="names">
        <li class="first">${this.name}</li>
        ${this.compared.length > 0 ? html`<li class="second">${this.comparedName}</li>` : nothing}
      </ul>
      ${this.#reading.render(
        surface,
        svg`
          ${layout.yTicks.map(
            ({ y, value }) => svg`
            <line class=${value === 0 ? 'base' : 'grid'} x1=${size.left} x2=${width - size.right} y1=${y} y2=${y} />
            <text class="y" x=${size.left - 8} y=${y}>${format.figure(value, { ...this.shape, decimals: 0 })}${format.percent}</text>
          `,
          )}
          ${layout.xTicks.map(({ x, day }) => svg`<text class="x" x=${x} y=${bottom + 20}>${day}</text>`)}
          <text class="x" x=${(size.left + width - size.right) / 2} y=${height - 4}>${words.curve.axis}</text>
          <path class="band" d=${layout.band} />
          ${layout.levels.map(
            ({ x }, level) => svg`
            <line class="legal" x1=${x} x2=${x} y1="8" y2=${bottom} />
            ${names[level]?.map((text, index) => svg`<text class="legal-label over" x=${x + (x > width / 2 ? -6 : 6)} y=${18 + index * LINE} text-anchor=${x > width / 2 ? 'end' : 'start'}>${text}</text>`)}
          `,
          )}
          <path class="compared" d=${layout.comparison} />
          <path class="line" d=${layout.path} />
          ${layout.points.length > 40 ? nothing : layout.points.map(({ x, y }) => (y === undefined ? nothing : svg`<circle class="dot" cx=${x} cy=${y} r="2.5" />`))}
        `,
      )}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'curve-chart': CurveChart;
  }
}
