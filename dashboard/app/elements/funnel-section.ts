import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fetchComparison, type Comparison } from '../api.ts';
import { figureOf } from '../charts/funnel.ts';
import type { FunnelOf } from '../compositions/section.ts';
import { textIn, type Context, type Found } from '../context.ts';
import type { Shape } from '../format.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { prefixed, shapeOf, titleOf } from '../sentences.ts';
import type { Source } from './chart-frame.ts';
import './chart-frame.ts';
import { emptyFrame } from './empty-frame.ts';
import './funnel-chart.ts';
import { failed, pending } from './states.ts';

const { words, format } = locale;

/** One figure of every prefecture in one year, against the limits of chance; never in an order of merit. */
@customElement('funnel-section')
export class FunnelSection extends LitElement {
  @property({ attribute: false }) section!: FunnelOf;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) context!: Context;

  readonly #comparison = new LiveTask(this, {
    args: () => {
      const { state } = this.context;
      const year = state.period?.slice(0, 4);
      return [this.found.indicator.id, this.found.statistic, year, state.as_of] as const;
    },
    task: ([indicator, statistic, year, as_of], { signal }) =>
      fetchComparison(
        {
          indicator,
          statistic,
          ...(this.section.figure.view && { view: this.section.figure.view }),
          ...(year && { year }),
          ...(as_of && { as_of }),
        },
        signal,
      ),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const question = html`<h3>${textIn(this.section.question)}</h3>`;
    return this.#comparison.render({
      pending: () => html`${question}<div class="chart-space">${pending()}</div>`,
      error: (error) =>
        html`${question}<div class="chart-space">${failed(error, () => void this.#comparison.run())}</div>`,
      complete: (comparison) => this.#frame(comparison),
    });
  }

  #frame(comparison: Comparison) {
    const { section, found, context } = this;
    const { standardisation, period, points, method } = comparison;
    const drawn = points.filter(({ warning_lower }) => warning_lower !== null);
    if (drawn.length === 0 || method === 'none') return emptyFrame(section, found, context.state);
    const own = shapeOf(locale, found.indicator, found.statistic, []);
    const shape: Shape =
      standardisation === 'indirect' ? { unit: 'ratio', decimals: 2, noun: '' } : own;
    const names = new Map(context.prefectures.map(({ code, name }) => [code, name]));
    const alarms = drawn.filter(({ signal }) => signal === 'alarm').length;
    const question = textIn(section.question);
    const source: Source = {
      row: undefined,
      place: '',
      queries: [
        {
          indicator: found.indicator.id,
          statistic: found.statistic,
          level: 'prefecture',
          grain: 'year',
        },
      ],
    };
    return html`
      <p class="chart-question">${question}</p>
      <chart-frame
        key=${section.key}
        nested
        heading=${prefixed(locale, context.origin, words.funnel.finding(titleOf(locale, found.indicator), drawn.length, alarms, period ?? ''))}
        subtitle=${`${words.funnel.scales[standardisation]} · ${period ?? ''}`}
        .picture=${html`<funnel-chart
          .comparison=${comparison}
          .names=${names}
          .shape=${shape}
          .chosen=${context.place}
          label=${words.funnel.label(question, drawn.length, alarms)}
        ></funnel-chart>`}
        .notes=${html`<p class="hint">${words.funnel.note}</p>`}
        .figures=${{
          caption: question,
          head: words.table.prefecture,
          columns: words.funnel.columns,
          lines: points
            .filter((point) => figureOf(point, standardisation) !== null)
            .map((point) => ({
              label: `${point.prefecture} ${names.get(point.prefecture) ?? ''}`,
              cells: [
                format.figure(figureOf(point, standardisation) ?? 0, shape),
                format.number(point.n),
                point.warning_lower === null || point.warning_upper === null
                  ? ''
                  : words.interval.range(
                      format.figure(point.warning_lower, shape),
                      format.figure(point.warning_upper, shape),
                    ),
                words.funnel.signals[point.signal ?? 'none'],
              ],
            })),
        }}
        .source=${source}
        .state=${context.state}
      ></chart-frame>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'funnel-section': FunnelSection;
  }
}
