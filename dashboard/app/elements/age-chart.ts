import { LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { layoutAges, type Age } from '../charts/ages.ts';
import type { Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { readingOf } from '../sentences.ts';
import { chartStyles } from './chart.styles.ts';
import { ReadingController } from './reading-controller.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

/** What waits, a bar for each month of age; the dashed line is the common legal time. */
@customElement('age-chart')
export class AgeChart extends LitElement {
  static override styles = chartStyles;

  @property({ attribute: false }) ages: readonly Age[] = [];
  @property({ attribute: false }) shape!: Shape;
  /** Months from which on an application has waited longer than the law gives. */
  @property({ type: Number }) limit = 0;
  @property() label = '';

  readonly #size = new WidthController(this);
  readonly #reading = new ReadingController(this);

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const size = { width, height: 260, top: 28, right: 12, bottom: 44, left: 48 };
    const layout = layoutAges(this.ages, this.limit, size);
    const bottom = size.height - size.bottom;
    const surface = {
      width,
      height: size.height,
      label: this.label,
      points: layout.bars.map(({ x, y, width: wide, age }) => ({
        x: x + wide / 2,
        y,
        row: age.row,
        text: `${words.ages.age(age.months, age.isOpen)}${words.colon}${readingOf(locale, age.row, this.shape)}`,
      })),
      along: 'x' as const,
      from: size.top,
      to: bottom,
    };
    return this.#reading.render(
      surface,
      svg`
        ${layout.yTicks.map(
          ({ y, value }) => svg`
          <line class=${value === 0 ? 'base' : 'grid'} x1=${size.left} x2=${width - size.right} y1=${y} y2=${y} />
          <text class="y" x=${size.left - 8} y=${y}>${format.number(value)}</text>
        `,
        )}
        ${layout.bars.map(
          ({ x, y, width: wide, height, age }) =>
            svg`<rect class=${age.months >= this.limit ? 'bar' : 'bar muted'} x=${x} y=${y} width=${wide} height=${height} />`,
        )}
        <line class="legal" x1=${layout.limit} x2=${layout.limit} y1=${size.top - 4} y2=${bottom} />
        <text class="legal-label over" x=${layout.limit + 6} y=${size.top + 8}>${words.ages.limit(this.limit)}</text>
        ${layout.xTicks.map(({ x, months }) => svg`<text class="x" x=${x} y=${bottom + 18}>${format.number(months)}</text>`)}
        <text class="x" x=${(size.left + width - size.right) / 2} y=${size.height - 6}>${words.ages.axis}</text>
      `,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'age-chart': AgeChart;
  }
}
