import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import { fetchFewValues, type Freshness, type Prefecture } from '../api.ts';
import { FUNNELS, KEY_FIGURES } from '../compositions/prefecture.ts';
import { fetchReference, find, queryFor, type Context, type Reference } from '../context.ts';
import { figureSection } from '../elements/figure-section.ts';
import { searchField } from '../elements/search-field.ts';
import { failed, pending, stateNote } from '../elements/states.ts';
import { openCard } from '../events.ts';
import type { Shape } from '../format.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { lastCompleteMonth, narrow } from '../rows.ts';
import { prefecturePath } from '../routes.ts';
import { lineOf, rangeOf, readingOf, shapeOf, titleOf, unitLabel, whenOf } from '../sentences.ts';
import { matches } from '../sorting.ts';
import { pageHref, type PageState } from '../url-state.ts';

const { words, format } = locale;

/** A column of the list: a figure in one period, by prefecture. */
interface Column {
  title: string;
  unit: string;
  when: string;
  shape: Shape;
  rows: ReadonlyMap<string | null, Value>;
}

/** Every prefecture with its main figures, by code: a list to find one's own in, not a ranking. */
@customElement('prefectures-page')
export class PrefecturesPage extends LitElement {
  @property({ attribute: false }) state!: PageState;
  /** Undefined until it is known. */
  @property({ attribute: false }) freshness: Freshness | undefined;

  readonly #reference = new Task(this, {
    args: () => [],
    task: (_, { signal }) => fetchReference(signal),
  });

  readonly #columns = new LiveTask(this, {
    args: () => [this.#reference.value, this.freshness?.cutoff ?? null, this.state.as_of] as const,
    task: async ([reference, cutoff], { signal }) =>
      reference && cutoff
        ? columns(
            {
              ...reference,
              state: this.state,
              cutoff,
              origin: this.freshness?.origin ?? null,
              place: null,
            },
            signal,
          )
        : [],
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { prefectures } = words;
    const cutoff = this.freshness?.cutoff;
    return html`
      <h1 tabindex="-1">${prefectures.title}</h1>
      <p class="lede">${prefectures.lede} ${cutoff ? words.composed.cutoff(format.day(cutoff)) : ''}</p>
      ${
        this.freshness && !cutoff
          ? stateNote('empty', words.state.empty)
          : this.#reference.render({
              pending: () => html`<div class="page-space">${pending()}</div>`,
              error: (error) =>
                html`<div class="page-space">${failed(error, () => void this.#reference.run())}</div>`,
              complete: (reference) => this.#list(reference),
            })
      }
    `;
  }

  #list(reference: Reference) {
    const places = reference.prefectures.filter(
      ({ kind, code, name, region_name }) =>
        kind !== 'test' && matches(`${code} ${name} ${region_name}`, this.state.search),
    );
    return html`
      ${searchField(this.state, words.prefectures.search)}
      ${this.#columns.render({
        pending: () => html`<div class="page-space">${pending()}</div>`,
        error: (error) =>
          html`<div class="page-space">${failed(error, () => void this.#columns.run())}</div>`,
        complete: (shown) =>
          places.length === 0
            ? html`<p class="state">${words.prefectures.none(this.state.search)}</p>`
            : this.#table(places, shown),
      })}
      ${this.#funnels(reference)}
    `;
  }

  #funnels(reference: Reference) {
    const cutoff = this.freshness?.cutoff;
    if (!cutoff) return nothing;
    const context = {
      ...reference,
      state: this.state,
      cutoff,
      origin: this.freshness?.origin ?? null,
      place: this.state.prefecture,
    };
    return html`
      <section class="chapter" aria-labelledby="entonnoirs">
        <h2 id="entonnoirs">${words.prefectures.funnels}</h2>
        <p class="lede">${words.prefectures.funnelsLede}</p>
        <div class="sections">${FUNNELS.map((section) => html`<div>${figureSection(section, context)}</div>`)}</div>
      </section>
    `;
  }

  #table(places: readonly Prefecture[], shown: readonly Column[]) {
    return html`
      <div class="table-scroll" role="region" aria-label=${words.prefectures.title} tabindex="0">
        <table class="data">
          <caption class="visually-hidden">${words.prefectures.caption}</caption>
          <thead>
            <tr>
              <th scope="col">${words.table.prefecture}</th>
              ${shown.map(({ title, unit, when }) => html`<th scope="col" class="number">${title}<span class="under">${unit}, ${when}</span></th>`)}
            </tr>
          </thead>
          <tbody>
            ${places.map(
              ({ code, name }) => html`<tr>
                <th scope="row"><a href=${pageHref(prefecturePath(code), this.state)}><span class="code">${code}</span>&nbsp;${name}</a></th>
                ${shown.map((column) => this.#cell(column, code, name))}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="hint">${words.prefectures.note}</p>
    `;
  }

  #cell({ title, rows, shape }: Column, code: string, name: string) {
    const row = rows.get(code);
    if (!row) return html`<td class="number muted">${words.status.no_denominator}</td>`;
    const reading = readingOf(locale, row, shape);
    return html`<td class="number"><button
      type="button"
      class=${row.value === null ? 'plain muted' : 'plain'}
      title=${lineOf(locale, row, shape)}
      aria-label=${words.table.card(`${name}, ${title}${words.colon}${reading}`)}
      @click=${() => openCard(this, row)}
    >${row.value === null ? reading : format.figure(row.value, shape)}<span class="under">${row.value === null ? '' : rangeOf(locale, row, shape)}</span></button></td>`;
  }
}

/** The key figures by prefecture: in the year so far, or at the last complete month for what has no year yet. */
async function columns(context: Context, signal: AbortSignal): Promise<Column[]> {
  const { cutoff } = context;
  const year = cutoff.slice(0, 4);
  const month = lastCompleteMonth(cutoff);
  const asked = KEY_FIGURES.flatMap((figure) => {
    const found = find(context, figure);
    if (!found || !found.indicator.dimensions.includes('prefecture')) return [];
    return [{ figure, found, isStock: found.indicator.id.startsWith('S-') }];
  });
  return Promise.all(
    asked.map(async ({ figure, found, isStock }) => {
      const period = isStock ? month : year;
      const { level: _, ...query } = queryFor(context, found, {
        grain: isStock ? 'month' : 'year',
        from: isStock ? month : `${year}-01`,
        to: month,
      });
      const all = await fetchFewValues({ ...query, level: 'prefecture' }, signal);
      const { rows } = narrow(all, { view: figure.view ?? null, breakdown: null });
      const shape = shapeOf(locale, found.indicator, found.statistic, rows);
      return {
        title: titleOf(locale, found.indicator),
        unit: unitLabel(locale, shape),
        when: whenOf(locale, period, cutoff),
        shape,
        rows: new Map(rows.map((row) => [row.prefecture, row])),
      };
    }),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'prefectures-page': PrefecturesPage;
  }
}
