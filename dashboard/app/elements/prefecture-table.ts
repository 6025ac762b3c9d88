import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Value } from '#domain/indicator.ts';
import type { Prefecture } from '../api.ts';
import { navigate, openCard } from '../events.ts';
import type { Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { rangeOf, readingOf } from '../sentences.ts';
import { linesOf, sorted, type Line } from '../sorting.ts';
import type { Sort, SortColumn } from '../url-state.ts';

const { words, format } = locale;

const COLUMNS: readonly { column: SortColumn; label: string }[] = [
  { column: 'code', label: words.table.prefecture },
  { column: 'value', label: words.table.value },
  { column: 'lower', label: words.table.interval },
  { column: 'n', label: words.table.n },
  { column: 'censored', label: words.table.censored },
];

/** The numbers of the map, prefecture by prefecture: by code, unless the reader sorts otherwise. */
@customElement('prefecture-table')
export class PrefectureTable extends LitElement {
  @property({ attribute: false }) prefectures: readonly Prefecture[] = [];
  @property({ attribute: false }) rows: readonly Value[] = [];
  @property({ attribute: false }) shape!: Shape;
  @property({ attribute: false }) sort: Sort = { column: 'code', descending: false };
  @property() chosen: string | null = null;
  @property() caption = '';

  protected override createRenderRoot() {
    return this;
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('chosen') && this.chosen !== null) this.#showChosen();
  }

  override render() {
    return html`
      <div class="table-scroll" role="region" aria-label=${words.table.region} tabindex="0">
        <table class="data">
          <caption class="visually-hidden">${this.caption}</caption>
          <thead>
            <tr>${COLUMNS.map(this.#head)}</tr>
          </thead>
          <tbody>
            ${repeat(
              sorted(linesOf(this.prefectures, this.rows), this.sort),
              ({ prefecture }) => prefecture.code,
              this.#guarded,
            )}
          </tbody>
        </table>
      </div>
      <p class="hint">${words.table.note}</p>
    `;
  }

  #head = ({ column, label }: (typeof COLUMNS)[number]) => {
    const active = this.sort.column === column;
    const order = !active ? 'none' : this.sort.descending ? 'descending' : 'ascending';
    const sort = { column, descending: active && !this.sort.descending };
    return html`
      <th scope="col" aria-sort=${order} class=${column === 'code' ? '' : 'number'}>
        <button type="button" class="sort" title=${words.table.sortBy(label)} @click=${() => navigate(this, { sort })}>
          ${label}<span class="arrow ${order}" aria-hidden="true"></span>
        </button>
      </th>
    `;
  };

  /** A line is written anew only when it says something else: a choice changes one or two of them. */
  #guarded = (line: Line) => {
    const { unit, decimals, noun } = this.shape;
    const isChosen = line.prefecture.code === this.chosen;
    return guard([line.prefecture, line.row, isChosen, unit, decimals, noun], () =>
      this.#line(line, isChosen),
    );
  };

  #line({ prefecture: { code, name }, row }: Line, isChosen: boolean) {
    const reading = readingOf(locale, row, this.shape);
    return html`
      <tr class=${isChosen ? 'chosen' : ''}>
        <th scope="row">
          <button
            type="button"
            class="plain"
            aria-pressed=${isChosen ? 'true' : 'false'}
            title=${words.table.choose(name)}
            @click=${() => navigate(this, { prefecture: isChosen ? null : code })}
          ><span class="code">${code}</span> ${name}</button>
        </th>
        <td class="number">
          ${
            row
              ? html`<button
                type="button"
                class=${row.value === null ? 'plain muted' : 'plain'}
                title=${row.value === null ? words.reasons[row.status] : nothing}
                aria-label=${words.table.card(`${name}${words.colon}${reading}`)}
                @click=${() => openCard(this, row)}
              >${row.value === null ? reading : format.figure(row.value, this.shape)}</button>`
              : reading
          }
        </td>
        <td class="number muted">${row ? rangeOf(locale, row, this.shape) : ''}</td>
        <td class="number">${row ? format.number(row.n) : ''}</td>
        <td class="number">${row ? format.number(row.censored) : ''}</td>
      </tr>
    `;
  }

  /** Brings the chosen line into the table's own window, without moving the page. */
  #showChosen() {
    const scroll = this.querySelector<HTMLElement>('.table-scroll');
    const line = this.querySelector<HTMLElement>('tr.chosen');
    if (!scroll || !line) return;
    const above = line.offsetTop < scroll.scrollTop + line.offsetHeight;
    const below = line.offsetTop + line.offsetHeight > scroll.scrollTop + scroll.clientHeight;
    if (above || below) scroll.scrollTop = line.offsetTop - scroll.clientHeight / 2;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'prefecture-table': PrefectureTable;
  }
}
