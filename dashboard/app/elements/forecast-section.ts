import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import {
  ApiError,
  fetchFewValues,
  fetchForecast,
  type Forecast,
  type ValuesQuery,
} from '../api.ts';
import { agesOf } from '../charts/ages.ts';
import type { ForecastOf } from '../compositions/section.ts';
import { nameOf, textIn, type Context } from '../context.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { EVERYTHING } from '../population.ts';
import { capitalised, prefixed } from '../sentences.ts';
import './chart-frame.ts';
import { failed, pending, stateNote } from './states.ts';
import './forecast-chart.ts';

const { words, format } = locale;

const COUNT = { unit: 'count', decimals: 0, noun: words.nouns.S ?? '' } as const;

/** The stock of the next twelve months if staff stay what they are, and if not. */
@customElement('forecast-section')
export class ForecastSection extends LitElement {
  @property({ attribute: false }) section!: ForecastOf;
  @property({ attribute: false }) context!: Context;

  readonly #forecast = new LiveTask(this, {
    args: () => [this.context.place, this.context.state.as_of] as const,
    task: async ([prefecture, as_of], { signal }) => {
      try {
        const forecast = await fetchForecast(
          { ...(prefecture && { prefecture }), ...(as_of && { as_of }) },
          signal,
        );
        if (forecast.status !== 'ok') return undefined;
        return { forecast, ages: agesOf(await fetchFewValues(this.#query(forecast), signal)) };
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return undefined;
        throw error;
      }
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const question = html`<h3>${textIn(this.section.question)}</h3>`;
    return this.#forecast.render({
      pending: () => html`${question}<div class="chart-space">${pending()}</div>`,
      error: (error) =>
        html`${question}<div class="chart-space">${failed(error, () => void this.#forecast.run())}</div>`,
      complete: (found) =>
        found
          ? this.#frame(found.forecast, found.ages[0]?.row)
          : html`<section class="frame" id=${this.section.key}>${question}${stateNote('empty', words.forecast.none)}</section>`,
    });
  }

  /** The stock by age that the forecast begins from. */
  #query({ indicator, origin }: Forecast): ValuesQuery {
    const { place, state } = this.context;
    return {
      indicator,
      statistic: 'count',
      ...(place === null ? { level: 'national' } : { prefecture: place }),
      ...EVERYTHING,
      grain: 'month',
      ...(origin && { from: origin, to: origin }),
      ...(state.as_of && { as_of: state.as_of }),
    };
  }

  #frame(forecast: Forecast, row: Value | undefined) {
    const { observed, scenarios, back_test, origin } = forecast;
    const { section, context } = this;
    const steady = scenarios.find(({ staffing }) => staffing === 0) ?? scenarios[0];
    const last = steady?.months.at(-1);
    const range =
      last && last.lower !== null && last.upper !== null
        ? words.interval.between(format.number(last.lower), format.number(last.upper))
        : '';
    const known = observed.at(-1)?.value ?? 0;
    const question = textIn(section.question);
    const name = context.place === null ? words.place.national : nameOf(context, context.place);
    const test = back_test.at(-1);
    const counted: [number, number] = [known, known];
    return html`
      <p class="chart-question">${question}</p>
      <chart-frame
        key=${section.key}
        nested
        heading=${last ? prefixed(locale, context.origin, words.forecast.finding(format.value(last.value, COUNT), format.period(last.period), range)) : question}
        subtitle=${[words.unitLabels.count(capitalised(words.nouns.S ?? '')), name, origin ? words.forecast.since(format.period(origin)) : ''].filter(Boolean).join(' · ')}
        .picture=${html`<forecast-chart .observed=${observed} .scenarios=${scenarios} label=${question}></forecast-chart>`}
        .notes=${html`<p class="hint">${words.forecast.note}${test ? ` ${words.forecast.test(test.ahead, format.value(test.error, { unit: 'share', decimals: 0, noun: '' }), format.value(test.naive, { unit: 'share', decimals: 0, noun: '' }))}` : ''}</p>`}
        .figures=${{
          caption: question,
          head: words.table.period,
          columns: scenarios.map(({ staffing }) => words.forecast.staffing(staffing)),
          lines: (steady?.months ?? []).map(({ period }, index) => ({
            label: format.period(period),
            cells: scenarios.map(({ months }) => format.number(months[index]?.value ?? 0)),
          })),
        }}
        .source=${{ row, counted, place: name, queries: [this.#query(forecast)] }}
        .state=${context.state}
      ></chart-frame>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'forecast-section': ForecastSection;
  }
}
