import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Indicator, Value } from '#domain/indicator.ts';
import { fetchFewValues, type Milestone } from '../api.ts';
import { openCard } from '../events.ts';
import { HEADLINES, type Headline } from '../headlines.ts';
import { LiveTask } from '../live-task.ts';
import { changeOf } from '../differences.ts';
import { locale } from '../locale.ts';
import { EVERYTHING } from '../population.ts';
import { monthBefore, monthly, narrow } from '../rows.ts';
import {
  bracketOf,
  capitalised,
  intervalOf,
  prefixed,
  readingOf,
  shapeOf,
  yearBefore,
} from '../sentences.ts';
import { pageHref, type PageState } from '../url-state.ts';
import { failed, pending } from './states.ts';
import './spark-line.ts';

const { words, format } = locale;

/** How far back the sparkline goes: two years, so that each month is seen beside its like. */
const MONTHS = 24;

/** One national figure with its question, interval, change over a year, course and origin. */
@customElement('headline-figure')
export class HeadlineFigure extends LitElement {
  @property({ attribute: false }) headline: Headline = HEADLINES[0]!;
  /** The catalogue's entry; its unit says how to write the figure. */
  @property({ attribute: false }) indicator!: Indicator;
  @property({ attribute: false }) milestones: readonly Milestone[] = [];
  /** The month shown, `YYYY-MM`. */
  @property() month = '';
  @property({ attribute: false }) state!: PageState;

  readonly #rows = new LiveTask(this, {
    args: () => [this.headline, this.month, this.state.as_of] as const,
    task: async ([{ indicator, statistic, view }, month, as_of], { signal }) => {
      const rows = await fetchFewValues(
        {
          ...EVERYTHING,
          indicator,
          statistic,
          ...(view && { view }),
          level: 'national',
          grain: 'month',
          from: monthBefore(month, MONTHS),
          to: month,
          ...(as_of && { as_of }),
        },
        signal,
      );
      return monthly(narrow(rows, { view: view ?? null, breakdown: null }).rows);
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { indicator, compact } = this.headline;
    return html`
      <article class=${compact ? 'headline compact' : 'headline'}>
        <h3>${words.headlines[indicator]?.question}</h3>
        ${this.#rows.render({
          pending,
          error: (error) => failed(error, () => void this.#rows.run()),
          complete: (rows) => this.#figure(rows),
        })}
      </article>
    `;
  }

  #figure(rows: readonly Value[]) {
    const row = rows.find(({ period }) => period === this.month);
    if (!row) return html`<p class="state">${words.state.empty}</p>`;
    const shape = shapeOf(locale, this.indicator, this.headline.statistic, rows);
    const earlier = yearBefore(this.month);
    const before = rows.find(({ period }) => period === earlier);
    return html`
      ${
        row.value === null
          ? html`<p class="figure"><span class="word">${capitalised(words.status[row.status])}</span></p>
            <p>${words.reasons[row.status]}</p>`
          : html`<p class="figure">
              <button type="button" class="number" aria-label=${words.table.card(readingOf(locale, row, shape))} @click=${() => openCard(this, row)}>
                <span class="big">${format.figure(row.value, shape)}</span>
                <span class="unit">${format.unit(row.value, shape)}</span>
              </button>
            </p>
            <p class="muted">${intervalOf(locale, row, shape)}</p>
            <p class="change">${changeOf(locale, row, before, earlier, shape)}</p>`
      }
      ${this.headline.compact ? nothing : this.#course(rows, row)}
      <p class="links">
        <button type="button" class="link" @click=${() => openCard(this, row)}>${words.overview.origin}</button>
        <a href=${this.#explore()}>${words.overview.more}</a>
      </p>
    `;
  }

  #course(rows: readonly Value[], row: Value) {
    const shape = shapeOf(locale, this.indicator, this.headline.statistic, rows);
    const known = rows.filter(({ value }) => value !== null);
    const [first] = known;
    const last = known.at(-1);
    if (!first || !last) return html`<p class="state">${words.spark.empty}</p>`;
    const since = format.shortPeriod(first.period ?? '');
    const until = format.shortPeriod(last.period ?? '');
    const sentence = words.headlines[this.headline.indicator]?.sentence?.({
      value: readingOf(locale, row, shape),
      range: bracketOf(locale, row, shape),
      period: format.period(this.month),
    });
    return html`
      <spark-line
        .rows=${rows}
        .milestones=${this.milestones}
        label=${words.spark.label(readingOf(locale, first, shape), since, readingOf(locale, last, shape), until)}
      ></spark-line>
      <p class="span"><span>${since}</span><span>${until}</span></p>
      ${row.value === null ? nothing : html`<p class="sentence">${prefixed(locale, row.origin, sentence ?? '')}</p>`}
    `;
  }

  #explore() {
    const { indicator } = this.headline;
    return `${pageHref('/', this.state, { indicator })}#explorer`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'headline-figure': HeadlineFigure;
  }
}
