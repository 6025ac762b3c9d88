import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import type { Milestone } from '../api.ts';
import { LETTER, linesOf } from '../charts/lines.ts';
import { layoutMilestones, type Rule } from '../charts/milestones.ts';
import { layoutSeries, type Level, type Mark, type SeriesLayout } from '../charts/series.ts';
import { axisDecimals, type Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { lineOf, readingOf } from '../sentences.ts';
import { chartStyles } from './chart.styles.ts';
import { ReadingController } from './reading-controller.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

/** Wide enough for the names to stand at the ends of the lines; else they stand above. */
const ROOMY = 640;
const NUMBER_ROW = 16;
const LETTER_WIDE = 9;

/**
 * One indicator month by month: the line in question, its interval, a line to compare it with, and
 * the milestones as numbered rules. Its table and the notes to the numbers are the section's.
 */
@customElement('series-chart')
export class SeriesChart extends LitElement {
  static override styles = chartStyles;

  /** Months, oldest first. */
  @property({ attribute: false }) rows: readonly Value[] = [];
  /** The line in the background; empty for none. */
  @property({ attribute: false }) compared: readonly Value[] = [];
  @property({ attribute: false }) milestones: readonly Milestone[] = [];
  @property({ attribute: false }) shape!: Shape;
  @property() label = '';
  @property() name = '';
  @property() comparedName = '';

  /** Heights that the law sets. */
  @property({ attribute: false }) levels: readonly Level[] = [];

  readonly #size = new WidthController(this);
  readonly #reading = new ReadingController(this);

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const roomy = width >= ROOMY;
    const hasOther = this.compared.length > 0;
    const right = roomy ? this.#endWidth() : 16;
    const size = { width, height: roomy ? 340 : 280, top: 40, right, bottom: 28, left: 52 };
    const drawn = { rows: this.rows, compared: this.compared, levels: this.levels };
    const first = layoutSeries(drawn, size);
    const rules = layoutMilestones(this.milestones, first.span, first.x);
    const top = 12 + rules.rowCount * NUMBER_ROW;
    const layout = layoutSeries(drawn, { ...size, top });
    const last = layout.marks.findLast(({ y }) => y !== undefined);
    const bottom = size.height - size.bottom;
    const decimals = axisDecimals(layout.yTicks, this.shape);
    const surface = {
      width,
      height: size.height,
      label: this.label,
      points: layout.marks.map(this.#point),
      along: 'x' as const,
      from: top,
      to: bottom,
    };
    return html`
      ${
        roomy || !hasOther
          ? nothing
          : html`<ul class="names"><li class="first">${this.name}</li><li class="second">${this.comparedName}</li></ul>`
      }
      ${this.#reading.render(
        surface,
        svg`
          ${layout.yTicks.map(({ y, value }) => this.#yTick(y, value, size.left, width - right, decimals))}
          ${layout.xTicks.map(({ x, date }) => svg`<text class="x" x=${x} y=${size.height - 6}>${this.#month(date)}</text>`)}
          ${rules.rules.map((rule) => this.#rule(rule, top, bottom))}
          <path class="band" d=${layout.band} />
          ${layout.levels.map(
            ({ y, label }) => svg`
            <line class="legal" x1=${size.left} x2=${width - right} y1=${y} y2=${y} />
            ${linesOf(label, (width - right - size.left) / LETTER)
              .toReversed()
              .map(
                (text, index) =>
                  svg`<text class="legal-label over" x=${size.left + 4} y=${y - 6 - index * 16}>${text}</text>`,
              )}
          `,
          )}
          <path class="compared" d=${layout.comparison} />
          <path class="line" d=${layout.path} />
          ${last?.y === undefined ? nothing : svg`<circle class="dot" cx=${last.x} cy=${last.y} r="3.5" />`}
          ${roomy && last?.row ? this.#ends(last, layout, width - right + 10) : nothing}
        `,
      )}
    `;
  }

  #point = ({ x, y, period, row }: Mark) => ({
    x,
    y,
    row,
    text: `${format.period(period)}${words.colon}${lineOf(locale, row, this.shape)}`,
  });

  /** Room for what stands at the ends of the lines, by the width of a broad letter. */
  #endWidth(): number {
    const last = this.rows.findLast(({ value }) => value !== null);
    const texts = [readingOf(locale, last, this.shape)];
    if (this.compared.length > 0) texts.push(this.name, this.comparedName);
    return 16 + LETTER_WIDE * Math.max(...texts.map(({ length }) => length));
  }

  #yTick(y: number, value: number, left: number, right: number, decimals: number) {
    return svg`
      <line class=${value === 0 ? 'base' : 'grid'} x1=${left} x2=${right} y1=${y} y2=${y} />
      <text class="y" x=${left - 8} y=${y}>${format.figure(value, { ...this.shape, decimals })}</text>
    `;
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
      <text class="middle main" x=${x} y=${y + direction * push}>
        ${comparisonEnd ? svg`<tspan x=${x} dy="-9">${this.name}</tspan><tspan x=${x} dy="18">${readingOf(locale, row, this.shape)}</tspan>` : readingOf(locale, row, this.shape)}
      </text>
      ${comparisonEnd ? svg`<text class="middle" x=${x} y=${comparisonEnd.y - direction * push}>${this.comparedName}</text>` : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'series-chart': SeriesChart;
  }
}
