import { initialState, Task } from '@lit/task';
import { quantile } from 'd3';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { Value } from '#domain/indicator.ts';
import { fetchGeometry, fetchValues, type Prefecture } from '../api.ts';
import { announce } from '../events.ts';
import { valuesOf, type Shape } from '../format.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { narrow, type Facets } from '../rows.ts';
import { prefixed, shapeOf, titleOf, whenOf } from '../sentences.ts';
import {
  isByPrefecture,
  measuredTitle,
  prefecturesIn,
  queryOf,
  subtitleOf,
  type Subject,
} from '../subject.ts';
import type { PageState } from '../url-state.ts';
import './prefecture-map.ts';
import './prefecture-table.ts';
import './chart-frame.ts';
import { failed, pending, stateNote } from './states.ts';

const { words, format } = locale;

/** Fewer values than this make no spread worth a sentence. */
const ENOUGH = 8;

/** A subject across the country in one period: the map, and the table of the same numbers. */
@customElement('map-section')
export class MapSection extends LitElement {
  @property({ attribute: false }) subject!: Subject;
  /** View, breakdown and national rows. */
  @property({ attribute: false }) facets!: Facets;
  @property() period = '';
  @property() cutoff = '';
  @property({ attribute: false }) prefectures: readonly Prefecture[] = [];
  @property({ attribute: false }) state!: PageState;

  readonly #geometry = new Task(this, {
    args: () => [],
    task: (_, { signal }) => fetchGeometry(signal),
  });

  readonly #places = new LiveTask(this, {
    args: () => [this.subject, this.period] as const,
    task: ([subject, period], { signal }) =>
      isByPrefecture(subject)
        ? fetchValues(queryOf(subject, prefecturesIn(period)), signal)
        : initialState,
    onComplete: () => announce(this, words.state.loaded),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    if (!isByPrefecture(this.subject))
      return html`<p class="state">${words.map.notByPrefecture}</p>`;
    return html`
      ${this.#places.render({
        initial: () => nothing,
        pending: () => html`
          ${this.#question()}
          <div class="map-space">${pending()}</div>
        `,
        error: (error) => html`
          ${this.#question()}
          <div class="map-space">${failed(error, () => void this.#places.run())}</div>
        `,
        complete: (rows) => this.#complete(rows),
      })}
    `;
  }

  #complete(all: readonly Value[]) {
    const { subject, period, state } = this;
    const { view = null, breakdown } = this.facets;
    const rows = narrow(all, { view, breakdown }).rows.filter(
      (row) => row.period === period && row.prefecture !== null,
    );
    const shape = shapeOf(locale, subject.indicator, subject.statistic, rows);
    const when = whenOf(locale, period, this.cutoff);
    const missing = rows.filter(({ status }) => status === 'missing_source').length;
    const picture = html`
      <div class="map-and-table">
        ${this.#map(rows, shape, [all, view, breakdown, period, subject])}
        <prefecture-table
          .prefectures=${this.prefectures}
          .rows=${rows}
          .shape=${shape}
          .sort=${state.sort}
          .chosen=${state.prefecture}
          caption=${words.table.caption(titleOf(locale, subject.indicator), when)}
        ></prefecture-table>
      </div>
    `;
    return html`<chart-frame
      key="carte"
      heading=${this.#finding(rows, shape)}
      subtitle="${subtitleOf(locale, subject, this.facets)} · ${when}"
      .picture=${picture}
      .notes=${missing > 0 ? stateNote('partial', words.frame.partialPlaces(format.number(missing))) : undefined}
      .source=${{
        row: this.facets.rows.find((row) => row.period === period),
        place: words.place.national,
        queries: [queryOf(subject, prefecturesIn(period))],
        fixed: { period, statistic: subject.statistic },
      }}
      .state=${state}
    ></chart-frame>`;
  }

  /** The map stays as it is while what it shows does, however the table beside it is sorted. */
  #map(rows: readonly Value[], shape: Shape, shown: readonly unknown[]) {
    const { prefectures, state } = this;
    return this.#geometry.render({
      initial: () => nothing,
      pending: () => html`<div class="map-space">${pending()}</div>`,
      error: (error) => failed(error, () => void this.#geometry.run()),
      complete: (topology) =>
        guard(
          [topology, prefectures, state.prefecture, ...shown],
          () => html`<prefecture-map
            .topology=${topology}
            .prefectures=${prefectures}
            .rows=${rows}
            .shape=${shape}
            .chosen=${state.prefecture}
          ></prefecture-map>`,
        ),
    });
  }

  #question = () => html`
    <h2>${this.#asked()}</h2>
  `;

  #asked = () => words.map.question(this.#title());

  #title = () =>
    measuredTitle(locale, this.subject.indicator, {
      statistic: this.subject.statistic,
      breakdown: this.facets.breakdown,
    });

  /** Where the middle half of the prefectures lies: it says the spread and names nobody. */
  #finding(rows: readonly Value[], shape: Shape): string {
    const values = valuesOf(rows);
    const low = quantile(values, 0.25);
    const high = quantile(values, 0.75);
    if (low === undefined || high === undefined || values.length < ENOUGH) {
      return this.#asked();
    }
    const [from, to] = [format.figure(low, shape), format.value(high, shape)];
    if (format.figure(low, shape) === format.figure(high, shape)) return this.#asked();
    const finding = words.map.finding(this.#title(), from, to);
    return prefixed(locale, rows[0]?.origin ?? null, finding);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'map-section': MapSection;
  }
}
