import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import type { Milestone } from '../api.ts';
import { layoutMilestones } from '../charts/milestones.ts';
import { layoutSeries, type Level, type Mark, type SeriesLayout } from '../charts/series.ts';
import { axisDecimals, type Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { lineOf, readingOf } from '../sentences.ts';
import { chartStyles } from './chart.styles.ts';
import { milestoneRules } from './milestone-rules.ts';
import { ReadingController } from './reading-controller.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

/** Wide enough for the names to stand at the ends of the lines; else they stand above. */
const ROOMY = 640;
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

  /** The last month that no longer moves; empty where all are settled. */
  @property() settled = '';

  readonly #size = new WidthController(this);
  readonly #reading = new ReadingController(this);

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const roomy = width >= ROOMY;
    const hasOther = this.compared.length > 0;
    const right = roomy ? this.#endWidth() : 16;
    const top = this.milestones.length > 0 ? 28 : 12;
    const size = { width, height: roomy ? 340 : 280, top, right, bottom: 28, left: 52 };
    const drawn = {
      rows: this.rows,
      compared: this.compared,
      levels: this.levels,
      settled: this.settled,
    };
    const layout = layoutSeries(drawn, size);
    const milestones = layoutMilestones(this.milestones, layout.span, layout.x);
    const last = layout.marks.findLast(
      ({ y, period }) => y !== undefined && this.#isSettled(period),
    );
    const yearless = layout.xTicks.every(({ date }) => date.getUTCMonth() !== 0);
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
          ${layout.xTicks.map(({ x, date }, index) => svg`<text class="x" x=${x} y=${size.height - 6}>${this.#month(date, index === 0 && yearless)}</text>`)}
          ${milestoneRules(milestones, top, bottom)}
          <path class="band" d=${layout.band} />
          ${layout.levels.map(({ y }) => svg`<line class="legal" x1=${size.left} x2=${width - right} y1=${y} y2=${y} />`)}
          <path class="compared" d=${layout.comparison} />
          <path class="line" d=${layout.path} />
          <path class="line open" d=${layout.openPath} />
          ${layout.loneCompared.map(({ x, y }) => svg`<circle class="dot-muted" cx=${x} cy=${y} r="2" />`)}
          ${layout.lone.map(this.#lone)}
          ${layout.levels.map(({ label, labelX, labelY }) => svg`<text class="legal-label middle over" text-anchor="end" x=${labelX} y=${labelY}>${label}</text>`)}
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

  /** What may still change is not what the line ends in. */
  #isSettled = (period: string) => !this.settled || period <= this.settled;

  /** Room for what stands at the ends of the lines, by the width of a broad letter. */
  #endWidth(): number {
    const last = this.rows.findLast(
      ({ value, period }) => value !== null && this.#isSettled(period ?? ''),
    );
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

  #lone = ({ x, y, interval }: SeriesLayout['lone'][number]) => svg`
    ${interval ? svg`<line class="interval" x1=${x} x2=${x} y1=${interval.from} y2=${interval.to} />` : nothing}
    <circle class="dot" cx=${x} cy=${y} r="2.5" />
  `;

  /** A month stands for itself, January for its year; where there is none, the first month names its year. */
  #month = (date: Date, first: boolean) => {
    if (date.getUTCMonth() === 0) return `${date.getUTCFullYear()}`;
    const month = format.shortPeriod(date.toISOString().slice(0, 7));
    return first ? month : month.replace(/ \d{4}$/, '');
  };

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
