import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import { valuesUrl, type ValuesQuery } from '../api.ts';
import { navigate, openCard } from '../events.ts';
import { locale } from '../locale.ts';
import { pageHref, type PageState } from '../url-state.ts';
import { figureTable, type Figures } from './figure-table.ts';

const { words, format } = locale;

/** A separator ends a line, it never begins one. */
const bound = (text: string): string => text.replaceAll(' · ', '\u00a0· ');

/** Where the numbers of a chart come from. */
export interface Source {
  /** The figure that the title rests on. */
  row: Value | undefined;
  /** The fewest and the most that a line of the picture counts, where that figure does not say it for all. */
  counted?: readonly [least: number, most: number] | undefined;
  /** Where that figure is about. */
  place: string;
  /** What gives the rows of the picture; several where it compares indicators. */
  queries: readonly ValuesQuery[];
  /** What the address leaves to the page's choice, for a link that shows the same next year. */
  fixed?: Partial<PageState>;
}

/**
 * What every chart has in common: a sentence as title, unit and population, the picture, its notes,
 * where the numbers come from, and the ways to take them, check them and read them as a table. The
 * T key turns the table on and off from anywhere inside.
 */
@customElement('chart-frame')
export class ChartFrame extends LitElement {
  /** Names the chart in the address. */
  @property() key = '';
  @property() heading = '';
  /** A second sentence: the change since a year ago, the spread. */
  @property() finding = '';
  @property() subtitle = '';
  @property({ attribute: false }) picture: unknown = nothing;
  @property({ attribute: false }) notes: unknown = nothing;
  /** Undefined when the table stands beside the picture already. */
  @property({ attribute: false }) figures: Figures | undefined;
  @property({ attribute: false }) source: Source | undefined;
  @property({ attribute: false }) more: readonly unknown[] = [];
  @property({ attribute: false }) state!: PageState;
  /** The chart stands under a heading of its own chapter. */
  @property({ type: Boolean }) nested = false;

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const title = `${this.key}-title`;
    return html`
      <section class="frame" id=${this.key} aria-labelledby=${title} @keydown=${this.#onKey}>
        ${
          this.nested
            ? html`<h3 id=${title}>${this.heading}</h3>`
            : html`<h2 id=${title}>${this.heading}</h2>`
        }
        ${this.finding ? html`<p class="finding">${this.finding}</p>` : nothing}
        ${this.subtitle ? html`<p class="subtitle">${bound(this.subtitle)}</p>` : nothing}
        <div class="picture">${this.picture}</div>
        ${this.notes}
        ${this.#sourceLine()}
        ${this.#actions()}
        ${this.figures && this.#isTable() ? figureTable(this.figures) : nothing}
      </section>
    `;
  }

  #sourceLine() {
    const row = this.source?.row;
    if (!row) return nothing;
    const { source } = words;
    const counted = this.source?.counted;
    const [least, most] = (counted ?? [row.n, row.n]).map((n) => format.number(n)) as [
      string,
      string,
    ];
    const parts = [
      source.origin[row.origin],
      source.cutoff(format.day(row.cutoff)),
      least === most ? source.n(least) : source.between(least, most),
      !counted && row.censored > 0 && source.censored(format.number(row.censored)),
      source.snapshot(format.instant(row.as_of)),
    ];
    return html`<p class="source">${source.label}${words.colon}${bound(parts.filter(Boolean).join(' · '))}</p>`;
  }

  #actions() {
    const { frame } = words;
    const { row, place = '', queries = [], fixed = {} } = this.source ?? {};
    const actions = [...this.more];
    if (this.figures) {
      actions.push(
        html`<button type="button" class="link" aria-expanded=${this.#isTable() ? 'true' : 'false'} aria-keyshortcuts="t" title=${frame.tableKey} @click=${this.#toggle}>${this.#isTable() ? frame.noTable : frame.table}</button>`,
      );
    }
    if (queries.length > 0) actions.push(this.#take(queries));
    if (row) {
      const open = (event: Event) => openCard(event.currentTarget as Element, row);
      const link = pageHref(location.pathname, this.state, {
        ...this.state,
        ...fixed,
        as_of: row.as_of,
      });
      actions.push(
        html`<a href="${link}#${this.key}">${frame.link}</a>`,
        html`<button type="button" class="link" @click=${open}>${frame.card(place)}</button>`,
      );
    }
    if (actions.length === 0) return nothing;
    return html`<ul class="actions" aria-label=${frame.actions}>${actions.map((action) => html`<li>${action}</li>`)}</ul>`;
  }

  #take(queries: readonly ValuesQuery[]) {
    const { frame } = words;
    const several = new Set(queries.map(({ indicator }) => indicator)).size > 1;
    const name = (query: ValuesQuery, type: string) =>
      several ? `${query.indicator} ${type}` : type;
    return html`<details class="take">
      <summary title=${frame.takeTitle}>${frame.take}</summary>
      <ul>
        ${queries.map(
          (query) => html`
            <li><a href=${valuesUrl(query, 'csv')} download>${name(query, frame.csv)}</a></li>
            <li><a href=${valuesUrl(query, 'arrow')} download>${name(query, frame.arrow)}</a></li>
            <li><a href=${valuesUrl(query, 'parquet')} download>${name(query, frame.parquet)}</a></li>
          `,
        )}
        <li><button type="button" class="link" @click=${() => this.#export('svg')}>${frame.svg}</button></li>
        <li><button type="button" class="link" @click=${() => this.#export('png')}>${frame.png}</button></li>
      </ul>
    </details>`;
  }

  async #export(type: 'svg' | 'png') {
    const { savePicture } = await import('../save-picture.ts');
    const source = this.querySelector('.source')?.textContent ?? '';
    const subtitle = this.subtitle;
    const picture = this.querySelector('.picture');
    if (picture)
      await savePicture(picture, { name: this.key, title: this.heading, subtitle, source }, type);
  }

  #isTable = () => this.state.tables.includes(this.key);

  #toggle = () => {
    const { tables } = this.state;
    const others = tables.filter((key) => key !== this.key);
    navigate(this, { tables: this.#isTable() ? others : [...others, this.key] });
  };

  #onKey = (event: KeyboardEvent) => {
    const typing =
      event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || typing)
      return;
    if (!this.figures) return;
    event.preventDefault();
    this.#toggle();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'chart-frame': ChartFrame;
  }
}
