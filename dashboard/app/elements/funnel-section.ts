import { extent } from 'd3';
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import {
  fetchComparison,
  fetchFewValues,
  type Comparison,
  type ComparisonPoint,
  type ValuesQuery,
} from '../api.ts';
import { figureOf } from '../charts/funnel.ts';
import type { FunnelOf } from '../compositions/section.ts';
import { nameOf, textIn, type Context, type Found } from '../context.ts';
import type { Shape } from '../format.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { EVERYTHING } from '../population.ts';
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
      const { place } = this.context;
      return [this.found.indicator.id, this.found.statistic, year, state.as_of, place] as const;
    },
    task: async ([indicator, statistic, year, as_of, place], { signal }) => {
      const comparison = await fetchComparison(
        {
          indicator,
          statistic,
          ...(this.section.figure.view && { view: this.section.figure.view }),
          ...(year && { year }),
          ...(as_of && { as_of }),
        },
        signal,
      );
      const isPlaced = drawnOf(comparison).some(({ prefecture }) => prefecture === place);
      const about: Partial<ValuesQuery> =
        place !== null && isPlaced ? { prefecture: place } : { level: 'national' };
      const rows = await fetchFewValues(this.#query(comparison, about), signal);
      return { comparison, row: rows.find(({ breakdown }) => breakdown === null) };
    },
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
      complete: ({ comparison, row }) => this.#frame(comparison, row),
    });
  }

  /** Some figures of the year compared. */
  #query({ period }: Comparison, places: Partial<ValuesQuery>): ValuesQuery {
    const { indicator, statistic } = this.found;
    const { view } = this.section.figure;
    const { as_of } = this.context.state;
    return {
      indicator: indicator.id,
      statistic,
      ...(view && { view }),
      ...places,
      ...EVERYTHING,
      grain: 'year',
      ...(period && { from: `${period}-01`, to: `${period}-12` }),
      ...(as_of && { as_of }),
    };
  }

  #frame(comparison: Comparison, row: Value | undefined) {
    const { section, found, context } = this;
    const { standardisation, period, points, method } = comparison;
    const drawn = drawnOf(comparison);
    if (drawn.length === 0 || method === 'none') return emptyFrame(section, found, context.state);
    const shape: Shape =
      standardisation === 'indirect'
        ? { unit: 'ratio', decimals: 2, noun: '' }
        : shapeOf(locale, found.indicator, found.statistic, []);
    const names = new Map(context.prefectures.map(({ code, name }) => [code, name]));
    const count = (signal: ComparisonPoint['signal']) =>
      drawn.filter((point) => point.signal === signal).length;
    const alarms = count('alarm');
    const all = words.funnel.finding(
      titleOf(locale, found.indicator),
      drawn.length,
      alarms,
      count('warning'),
      period ?? '',
    );
    const own = context.place === null ? undefined : this.#placed(context.place, drawn);
    const question = textIn(section.question);
    const [least = 0, most = 0] = extent(drawn, ({ n }) => n);
    const source: Source = {
      row,
      counted: [least, most],
      place: row?.prefecture ? nameOf(context, row.prefecture) : words.place.national,
      queries: [this.#query(comparison, { level: 'prefecture' })],
      ...(period && { fixed: { period } }),
    };
    return html`
      <p class="chart-question">${question}</p>
      <chart-frame
        key=${section.key}
        nested
        heading=${prefixed(locale, context.origin, own ?? all)}
        finding=${own ? all : ''}
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

  /** Where one place stands among all. */
  #placed(code: string, drawn: readonly ComparisonPoint[]): string {
    const signal = drawn.find(({ prefecture }) => prefecture === code)?.signal;
    return words.funnel.place[signal ?? 'unplaced'](nameOf(this.context, code));
  }
}

/** The places that have limits. */
const drawnOf = ({ points }: Comparison) =>
  points.filter(({ warning_lower }) => warning_lower !== null);

declare global {
  interface HTMLElementTagNameMap {
    'funnel-section': FunnelSection;
  }
}
