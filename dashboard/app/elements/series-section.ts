import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import type { Milestone, ValuesQuery } from '../api.ts';
import { navigate } from '../events.ts';
import type { Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { changeOf, prefixed, readingOf, yearBefore } from '../sentences.ts';
import type { PageState } from '../url-state.ts';
import { milestoneNotes, shownMilestones } from './milestone-notes.ts';
import './series-chart.ts';
import { seriesTable } from './series-table.ts';
import { sourceLine } from './source-line.ts';

const { words, format } = locale;

/** A place whose months are drawn. */
export interface Course {
  name: string;
  rows: readonly Value[];
}

/** The course of one place, with its finding, milestones, table and source. */
@customElement('series-section')
export class SeriesSection extends LitElement {
  @property({ attribute: false }) course!: Course;
  /** All of France, when the course is that of a prefecture. */
  @property({ attribute: false }) compared: Course | undefined;
  @property({ attribute: false }) milestones: readonly Milestone[] = [];
  @property({ attribute: false }) shape!: Shape;
  /** Title of the indicator and name of the statistic. */
  @property() subject = '';
  @property() measure = '';
  @property() subtitle = '';
  /** The last complete month: what the finding is about. */
  @property() month = '';
  @property({ attribute: false }) query!: ValuesQuery;
  @property({ attribute: false }) state!: PageState;

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { rows, name } = this.course;
    const row = rows.find(({ period }) => period === this.month) ?? rows.at(-1);
    const band = rows.some(({ lower }) => lower !== null) && words.series.band;
    return html`
      <section class="series" aria-labelledby="series-title">
        <h2 id="series-title">${this.#title(row)}</h2>
        ${row && row.value !== null ? html`<p class="finding">${this.#change(row)}</p>` : nothing}
        <p class="subtitle">${[this.subtitle, name, band].filter(Boolean).join(' · ')}</p>
        ${this.#chart(row)}
        ${sourceLine({ row, place: name, query: this.query, state: this.state, fixed: {} }, this.#actions())}
        ${this.state.table ? seriesTable(this.subject, this.course, this.compared, this.shape) : nothing}
      </section>
    `;
  }

  #chart(row: Value | undefined) {
    const { rows, name } = this.course;
    const known = rows.filter(({ value }) => value !== null);
    const [first] = known;
    const last = known.at(-1);
    if (!first || !last) {
      return html`<p class="state">${row ? words.reasons[row.status] : words.state.empty}</p>`;
    }
    const since = rows[0]?.period ?? '';
    const until = rows.at(-1)?.period ?? '';
    return html`
      <series-chart
        .rows=${rows}
        .compared=${this.compared?.rows ?? []}
        .milestones=${shownMilestones(this.milestones, this.state)}
        .shape=${this.shape}
        name=${name}
        comparedName=${this.compared?.name ?? ''}
        label=${words.series.chart(
          this.subject,
          format.period(first.period ?? ''),
          format.period(last.period ?? ''),
          readingOf(locale, last, this.shape),
        )}
      ></series-chart>
      ${milestoneNotes(this.milestones, [since, until], this.state)}
    `;
  }

  #actions() {
    const { table, prefecture } = this.state;
    const toggle = () => navigate(this, { table: !table });
    const actions = [
      html`<button type="button" class="link" aria-expanded=${table ? 'true' : 'false'} @click=${toggle}>${table ? words.series.asChart : words.series.asTable}</button>`,
    ];
    if (prefecture !== null) {
      const reset = () => navigate(this, { prefecture: null });
      actions.unshift(
        html`<button type="button" class="link" @click=${reset}>${words.series.reset}</button>`,
      );
    }
    return actions;
  }

  #title(row: Value | undefined): string {
    if (!row || row.value === null) return words.series.question(this.subject, this.measure);
    const when = words.period.within(format.period(row.period ?? ''));
    const reading = readingOf(locale, row, this.shape);
    return prefixed(
      locale,
      row.origin,
      words.series.finding(this.subject, this.measure, reading, when),
    );
  }

  #change(row: Value): string {
    const earlier = yearBefore(row.period ?? '');
    const before = this.course.rows.find(({ period }) => period === earlier);
    return changeOf(locale, row, before, earlier, this.shape);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'series-section': SeriesSection;
  }
}
