import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import type { Milestone, ValuesQuery } from '../api.ts';
import type { Level } from '../charts/series.ts';
import { navigate } from '../events.ts';
import type { Shape } from '../format.ts';
import { changeOf } from '../differences.ts';
import { locale } from '../locale.ts';
import { rowToTell } from '../rows.ts';
import { prefixed, readingOf, yearBefore } from '../sentences.ts';
import type { PageState } from '../url-state.ts';
import './chart-frame.ts';
import { valueFigures } from './figure-table.ts';
import { milestoneNotes, shownMilestones } from './milestone-notes.ts';
import './series-chart.ts';
import { absenceOf, stateNote } from './states.ts';

const { words, format } = locale;

/** A place whose months are drawn. */
export interface Course {
  name: string;
  rows: readonly Value[];
}

/** The course of one place, with its finding, milestones, table and source. */
@customElement('series-section')
export class SeriesSection extends LitElement {
  /** Names the chart in the address. */
  @property() key = 'serie';
  @property({ attribute: false }) course!: Course;
  /** All of France, when the course is that of a prefecture. */
  @property({ attribute: false }) compared: Course | undefined;
  @property({ attribute: false }) milestones: readonly Milestone[] = [];
  @property({ attribute: false }) levels: readonly Level[] = [];
  @property({ attribute: false }) shape!: Shape;
  /** Title of the indicator, with the measure. */
  @property() subject = '';
  @property() subtitle = '';
  /** The last month that is complete and settled: what the finding is about. */
  @property() month = '';
  /** How many months the figures may still move for. */
  @property({ type: Number }) settles = 0;
  @property({ attribute: false }) query!: ValuesQuery;
  @property({ attribute: false }) state!: PageState;
  @property({ type: Boolean }) nested = false;
  /** Where else to go from here. */
  @property({ attribute: false }) links: readonly unknown[] = [];
  /** Lets the reader go back from a prefecture to the whole country. */
  @property({ type: Boolean }) resettable = false;

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { rows, name } = this.course;
    const known = rows.filter(({ value }) => value !== null);
    const row = rowToTell(rows, this.month);
    const band = bandOf(rows);
    return html`<chart-frame
      key=${this.key}
      heading=${this.#title(row)}
      finding=${row && row.value !== null ? this.#change(row) : ''}
      subtitle=${[this.subtitle, name, band, known.length < rows.length && known.length > 0 ? words.series.gaps : '', this.#unsettled()].filter(Boolean).join(' · ')}
      ?nested=${this.nested}
      .picture=${known.length === 0 ? this.#absence(row) : this.#chart(known)}
      .notes=${known.length === 0 ? undefined : this.#notes()}
      .figures=${rows.length === 0 ? undefined : this.#figures()}
      .source=${{ row, place: name, queries: [this.query] }}
      .more=${this.#more()}
      .state=${this.state}
    ></chart-frame>`;
  }

  /** What the reader is told of the months after the one that the finding is about. */
  #unsettled(): string {
    const later = this.course.rows.filter(({ period }) => period! > this.month).length;
    if (this.settles === 0 || later === 0) return '';
    return later === 1 ? words.series.lastUnsettled : words.series.unsettled(format.number(later));
  }

  /** What stands for a series that has no figure to draw. */
  #absence(row: Value | undefined) {
    return row ? absenceOf(row.status) : stateNote('empty', words.state.empty);
  }

  #chart(known: readonly Value[]) {
    const { rows, name } = this.course;
    const first = known[0];
    const last = known.at(-1);
    return html`<series-chart
      .rows=${rows}
      .compared=${this.compared?.rows ?? []}
      .milestones=${shownMilestones(this.milestones, this.state)}
      .levels=${this.levels}
      .shape=${this.shape}
      settled=${this.settles > 0 ? this.month : ''}
      name=${name}
      comparedName=${this.compared?.name ?? ''}
      label=${words.series.chart(
        this.subject,
        format.period(first?.period ?? ''),
        format.period(last?.period ?? ''),
        readingOf(locale, last, this.shape),
      )}
    ></series-chart>`;
  }

  #notes() {
    const { rows } = this.course;
    if (this.milestones.length === 0) return undefined;
    return milestoneNotes(
      this.milestones,
      [rows[0]?.period ?? '', rows.at(-1)?.period ?? ''],
      this.state,
      this.nested,
    );
  }

  #figures() {
    const { rows, name } = this.course;
    const { compared, shape } = this;
    const other = new Map(compared?.rows.map((row) => [row.period, row]));
    return valueFigures(
      words.series.caption(this.subject, name),
      words.table.period,
      rows.toReversed().map((row) => ({
        label: format.period(row.period ?? ''),
        row,
        shape,
        compared: other.get(row.period),
      })),
      compared && { name, with: compared.name },
    );
  }

  #more() {
    if (!this.resettable) return this.links;
    const reset = () => navigate(this, { prefecture: null });
    return [
      ...this.links,
      html`<button type="button" class="link" @click=${reset}>${words.series.reset}</button>`,
    ];
  }

  #title(row: Value | undefined): string {
    if (!row || row.value === null) return words.series.question(this.subject);
    const when = words.period.within(format.period(row.period ?? ''));
    const reading = readingOf(locale, row, this.shape);
    return prefixed(locale, row.origin, words.series.finding(this.subject, reading, when));
  }

  #change(row: Value): string {
    const earlier = yearBefore(row.period ?? '');
    const before = this.course.rows.find(({ period }) => period === earlier);
    return changeOf(locale, row, before, earlier, this.shape);
  }
}

/** What the reader is told of the band around the line, if there is one. */
function bandOf(rows: readonly Value[]): string {
  const bounded = rows.filter(({ lower, upper }) => lower !== null || upper !== null);
  if (bounded.length === 0) return '';
  return bounded.some(({ upper }) => upper === null) ? words.series.openBand : words.series.band;
}

declare global {
  interface HTMLElementTagNameMap {
    'series-section': SeriesSection;
  }
}
