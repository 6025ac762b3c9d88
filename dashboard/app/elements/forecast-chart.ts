import { LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Forecast } from '../api.ts';
import { layoutForecast } from '../charts/forecast.ts';
import { LETTER, linesOf } from '../charts/lines.ts';
import { locale } from '../locale.ts';
import { chartStyles } from './chart.styles.ts';
import { ReadingController } from './reading-controller.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

/** Narrower than this, the names of the scenarios are cut into a word a line. */
const ROOMY = 480;
const LINE = 16;

const COUNT = { unit: 'count', decimals: 0, noun: words.nouns.S ?? '' } as const;

/** The stock as it was, and as each scenario of staff would have it: dashed is not known yet. */
@customElement('forecast-chart')
export class ForecastChart extends LitElement {
  static override styles = chartStyles;

  @property({ attribute: false }) observed: Forecast['observed'] = [];
  @property({ attribute: false }) scenarios: Forecast['scenarios'] = [];
  @property() label = '';

  readonly #size = new WidthController(this);
  readonly #reading = new ReadingController(this);

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const lines = new Map(
      this.scenarios.map(({ staffing }) => [
        staffing,
        width >= ROOMY
          ? [words.forecast.short(staffing)]
          : linesOf(words.forecast.short(staffing), 1),
      ]),
    );
    const texts = [...lines.values()].flat();
    const right = 10 + LETTER * Math.max(0, ...texts.map(({ length }) => length));
    const labelHeight = 4 + LINE * Math.max(1, ...[...lines.values()].map(({ length }) => length));
    const size = { width, height: 300, top: 16, right, bottom: 28, left: 60, labelHeight };
    const layout = layoutForecast(this.observed, this.scenarios, size);
    const bottom = size.height - size.bottom;
    const surface = {
      width,
      height: size.height,
      label: this.label,
      points: layout.marks.map(({ x, y, period, value, isForecast }) => ({
        x,
        y,
        text: `${format.period(period)}${words.colon}${format.value(value, COUNT)}${isForecast ? `, ${words.forecast.expected}` : ''}`,
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
        ${layout.xTicks.map(({ x, date }) => svg`<text class="x" x=${x} y=${size.height - 6}>${date.getUTCMonth() === 0 ? date.getUTCFullYear() : format.shortPeriod(date.toISOString().slice(0, 7))}</text>`)}
        <path class="band" d=${layout.band} />
        <line class="rule" x1=${layout.now} x2=${layout.now} y1=${size.top} y2=${bottom} />
        ${layout.lines.map(
          ({ d, staffing, end }) => svg`
          <path class=${staffing === 0 ? 'line' : 'compared'} stroke-dasharray="5 3" d=${d} />
          ${end ? this.#name(lines.get(staffing) ?? [], end, staffing === 0) : nothing}
        `,
        )}
        <path class="line" d=${layout.observed} />
      `,
    );
  }

  #name(lines: readonly string[], { x, labelY }: { x: number; labelY: number }, isSteady: boolean) {
    const first = labelY - ((lines.length - 1) * LINE) / 2;
    return lines.map(
      (text, index) =>
        svg`<text class=${isSteady ? 'middle main' : 'middle'} x=${x + 6} y=${first + index * LINE}>${text}</text>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'forecast-chart': ForecastChart;
  }
}
