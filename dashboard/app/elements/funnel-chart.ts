import { LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Comparison, ComparisonPoint } from '../api.ts';
import { figureOf, layoutFunnel, type FunnelMark, type FunnelName } from '../charts/funnel.ts';
import { axisDecimals, type Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { chartStyles } from './chart.styles.ts';
import { ReadingController } from './reading-controller.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

/** Each prefecture against the limits that chance alone would keep it in: what is inside does not stand out. */
@customElement('funnel-chart')
export class FunnelChart extends LitElement {
  static override styles = chartStyles;

  @property({ attribute: false }) comparison!: Comparison;
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();
  @property({ attribute: false }) shape!: Shape;
  /** Code of the prefecture whose page this is. */
  @property() chosen: string | null = null;
  @property() label = '';

  readonly #size = new WidthController(this);
  readonly #reading = new ReadingController(this);

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const height = width >= 640 ? 420 : 340;
    const size = { width, height, top: 16, right: 16, bottom: 44, left: 56 };
    const { standardisation: scale, target, points } = this.comparison;
    const { chosen } = this;
    const layout = layoutFunnel(points, { scale, target, chosen, nameOf: this.#nameOf }, size);
    const ticked = { ...this.shape, decimals: axisDecimals(layout.yTicks, this.shape) };
    const surface = {
      width,
      height,
      label: this.label,
      points: layout.marks.map(({ x, y, point }) => ({ x, y, text: this.#text(point) })),
      along: 'both' as const,
      from: size.top,
      to: height - size.bottom,
    };
    return this.#reading.render(
      surface,
      svg`
        ${layout.yTicks.map(
          ({ y, value }) => svg`
          <line class=${value === 0 ? 'base' : 'grid'} x1=${size.left} x2=${width - size.right} y1=${y} y2=${y} />
          <text class="y" x=${size.left - 8} y=${y}>${format.figure(value, ticked)}${this.shape.unit === 'share' ? format.percent : ''}</text>
        `,
        )}
        <text class="x" x=${(size.left + width) / 2} y=${height - 8}>${words.funnel.axis}</text>
        <clipPath id="plot"><rect x=${size.left} y=${size.top} width=${width - size.left - size.right} height=${height - size.top - size.bottom} /></clipPath>
        <g clip-path="url(#plot)">${layout.limits.map(({ d, far }) => svg`<path class=${far ? 'limit far' : 'limit'} d=${d} />`)}</g>
        ${layout.target === undefined ? nothing : svg`<line class="cross" x1=${size.left} x2=${width - size.right} y1=${layout.target} y2=${layout.target} />`}
        ${layout.marks.map(this.#mark)}
        ${layout.names.map(this.#name)}
      `,
    );
  }

  #mark = ({ x, y, point }: FunnelMark) => svg`
    <circle class=${isOut(point) ? 'dot' : 'dot-muted'} cx=${x} cy=${y} r=${point.prefecture === this.chosen ? 6 : 3.5} />
    ${point.prefecture === this.chosen ? svg`<circle class="ring" cx=${x} cy=${y} r="9" />` : nothing}
  `;

  /** Over all the marks, or those that come later would cross it. */
  #name = ({ x, y, anchor, text, mark, isFar }: FunnelName) => svg`
    ${isFar ? svg`<line class="leader" x1=${mark.x} y1=${mark.y} x2=${x} y2=${y} />` : nothing}
    <text class=${isOut(mark.point) ? 'middle main over' : 'middle strong over'} x=${x} y=${y} text-anchor=${anchor}>${text}</text>
  `;

  #nameOf = (code: string) => this.names.get(code) ?? code;

  #text(point: ComparisonPoint): string {
    const value = figureOf(point, this.comparison.standardisation);
    const reading = value === null ? words.status[point.status] : format.value(value, this.shape);
    const signal = words.funnel.signals[point.signal ?? 'none'];
    return `${this.#nameOf(point.prefecture)} (${point.prefecture})${words.colon}${reading}, ${signal}`;
  }
}

/** What the accent marks is what the title counts: beyond the outer limits. */
const isOut = ({ signal }: ComparisonPoint) => signal === 'alarm';

declare global {
  interface HTMLElementTagNameMap {
    'funnel-chart': FunnelChart;
  }
}
