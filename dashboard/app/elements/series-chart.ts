import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import type { Milestone } from '../api.ts';
import { layoutMilestones, type Rule } from '../charts/milestones.ts';
import { layoutSeries, markAt, type Mark, type SeriesLayout } from '../charts/series.ts';
import { openCard } from '../events.ts';
import type { Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { lineOf, readingOf } from '../sentences.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

/** Wide enough for the names to stand at the ends of the lines; else they stand above. */
const ROOMY = 640;
const NUMBER_ROW = 16;
const LETTER = 9;

/**
 * One indicator month by month: the line in question, its interval, a line to compare it with, and
 * the milestones as numbered rules. Its table and the notes to the numbers are the section's.
 */
@customElement('series-chart')
export class SeriesChart extends LitElement {
  static override styles = css`
    :host { display: block; }
    svg { display: block; max-inline-size: 100%; font-size: 14px; font-variant-numeric: tabular-nums; cursor: pointer; }
    text { fill: var(--muted); }
    .grid { stroke: var(--hairline); }
    .base { stroke: var(--line); }
    .x { text-anchor: middle; }
    .y { text-anchor: end; dominant-baseline: middle; }
    .band { fill: var(--band); }
    .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
    .compared { fill: none; stroke: var(--muted); stroke-width: 1.5; stroke-linejoin: round; }
    .end { dominant-baseline: middle; }
    .main { fill: var(--accent); font-weight: 600; }
    .dot { fill: var(--accent); }
    .rule { stroke: var(--line); stroke-width: 1; stroke-dasharray: 2 3; }
    .rule-number { text-anchor: middle; font-size: 13px; }
    .cross { stroke: var(--ink); }
    .reading { margin: 0; min-block-size: 24px; line-height: 24px; font-variant-numeric: tabular-nums; }
    .help { font-size: 14px; color: var(--muted); }
    .names { display: flex; flex-wrap: wrap; gap: 0 16px; margin: 0; padding: 0; list-style: none; font-size: 14px; }
    .names .first { color: var(--accent); font-weight: 600; }
    .names .second { color: var(--muted); }
    @media (width < 480px) { .reading { min-block-size: 48px; } }
  `;

  /** Months, oldest first. */
  @property({ attribute: false }) rows: readonly Value[] = [];
  /** The line in the background; empty for none. */
  @property({ attribute: false }) compared: readonly Value[] = [];
  @property({ attribute: false }) milestones: readonly Milestone[] = [];
  @property({ attribute: false }) shape!: Shape;
  @property() label = '';
  @property() name = '';
  @property() comparedName = '';

  @state() private read: Mark | undefined;

  readonly #size = new WidthController(this, 720);

  override render() {
    const { width } = this.#size;
    const roomy = width >= ROOMY;
    const hasOther = this.compared.length > 0;
    const right = roomy ? this.#endWidth() : 16;
    const size = { width, height: roomy ? 340 : 280, top: 40, right, bottom: 28, left: 52 };
    const first = layoutSeries(this.rows, this.compared, size);
    const rules = layoutMilestones(this.milestones, first.span, first.x);
    const top = 12 + rules.rowCount * NUMBER_ROW;
    const layout = layoutSeries(this.rows, this.compared, { ...size, top });
    const last = layout.marks.findLast(({ y }) => y !== undefined);
    return html`
      <p class=${this.read ? 'reading' : 'reading help'}>${this.read ? `${format.period(this.read.period)}${words.colon}${lineOf(locale, this.read.row, this.shape)}` : words.series.help}</p>
      ${
        roomy || !hasOther
          ? nothing
          : html`<ul class="names"><li class="first">${this.name}</li><li class="second">${this.comparedName}</li></ul>`
      }
      <svg
        width=${width}
        height=${size.height}
        viewBox="0 0 ${width} ${size.height}"
        role="img"
        aria-label=${this.label}
        @pointerdown=${(event: PointerEvent) => this.#follow(event, layout)}
        @pointermove=${(event: PointerEvent) => this.#follow(event, layout)}
        @pointerleave=${() => (this.read = undefined)}
        @click=${this.#open}
      >
        ${layout.yTicks.map(({ y, value }) => this.#yTick(y, value, size.left, width - right))}
        ${layout.xTicks.map(({ x, date }) => svg`<text class="x" x=${x} y=${size.height - 6}>${this.#month(date)}</text>`)}
        ${rules.rules.map((rule) => this.#rule(rule, top, size.height - size.bottom))}
        <path class="band" d=${layout.band} />
        <path class="compared" d=${layout.comparison} />
        <path class="line" d=${layout.path} />
        ${last?.y === undefined ? nothing : svg`<circle class="dot" cx=${last.x} cy=${last.y} r="3.5" />`}
        ${roomy && last?.row ? this.#ends(last, layout, width - right + 10) : nothing}
        ${this.read ? this.#cross(this.read, top, size.height - size.bottom) : nothing}
      </svg>
    `;
  }

  /** Room for what stands at the ends of the lines, by the width of a broad letter. */
  #endWidth(): number {
    const last = this.rows.findLast(({ value }) => value !== null);
    const texts = [readingOf(locale, last, this.shape)];
    if (this.compared.length > 0) texts.push(this.name, this.comparedName);
    return 16 + LETTER * Math.max(...texts.map(({ length }) => length));
  }

  #yTick(y: number, value: number, left: number, right: number) {
    return svg`
      <line class=${value === 0 ? 'base' : 'grid'} x1=${left} x2=${right} y1=${y} y2=${y} />
      <text class="y" x=${left - 8} y=${y}>${format.figure(value, { ...this.shape, decimals: this.#axisDecimals() })}</text>
    `;
  }

  /** Axis figures are round: whole unless the scale is of less than a few units. */
  #axisDecimals(): number {
    return this.shape.unit === 'share' || this.shape.unit === 'ratio' ? this.shape.decimals - 1 : 0;
  }

  #month = (date: Date) =>
    date.getUTCMonth() === 0
      ? `${date.getUTCFullYear()}`
      : format.shortPeriod(date.toISOString().slice(0, 7)).replace(/ \d{4}$/, '');

  #rule({ x, row, label }: Rule<Milestone>, top: number, bottom: number) {
    const y = top - 4 - row * NUMBER_ROW;
    return svg`
      <line class="rule" x1=${x} x2=${x} y1=${y + 2} y2=${bottom} />
      <text class="rule-number" x=${x} y=${y - 2}>${label}</text>
    `;
  }

  /** Names and last value at the ends of the lines, kept a line apart when they would touch. */
  #ends({ y = 0, row }: Mark, { comparisonEnd }: SeriesLayout, x: number) {
    const gap = comparisonEnd ? comparisonEnd.y - y : Infinity;
    const push = Math.abs(gap) < 36 ? (36 - Math.abs(gap)) / 2 : 0;
    const direction = gap < 0 ? 1 : -1;
    return svg`
      <text class="end main" x=${x} y=${y + direction * push}>
        ${comparisonEnd ? svg`<tspan x=${x} dy="-9">${this.name}</tspan><tspan x=${x} dy="18">${readingOf(locale, row, this.shape)}</tspan>` : readingOf(locale, row, this.shape)}
      </text>
      ${comparisonEnd ? svg`<text class="end" x=${x} y=${comparisonEnd.y - direction * push}>${this.comparedName}</text>` : nothing}
    `;
  }

  #cross = ({ x, y }: Mark, top: number, bottom: number) => svg`
    <line class="cross" x1=${x} x2=${x} y1=${top} y2=${bottom} />
    ${y === undefined ? nothing : svg`<circle class="dot" cx=${x} cy=${y} r="4" />`}
  `;

  #follow(event: PointerEvent, { marks }: SeriesLayout) {
    const picture = (event.currentTarget as Element).getBoundingClientRect();
    this.read = markAt(marks, ((event.clientX - picture.left) * this.#size.width) / picture.width);
  }

  #open = () => {
    if (this.read?.row) openCard(this, this.read.row);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'series-chart': SeriesChart;
  }
}
