import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Indicator } from '#domain/indicator.ts';
import { fetchIndicators } from '../api.ts';
import { searchField } from '../elements/search-field.ts';
import { failed, pending } from '../elements/states.ts';
import { locale } from '../locale.ts';
import { definitionOf, titleOf } from '../sentences.ts';
import { matches } from '../sorting.ts';
import { pageHref, type PageState } from '../url-state.ts';

const { words, format } = locale;

/** Every indicator in a line. */
@customElement('catalogue-page')
export class CataloguePage extends LitElement {
  @property({ attribute: false }) state!: PageState;

  readonly #indicators = new Task(this, {
    args: () => [],
    task: (_, { signal }) => fetchIndicators(signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return html`
      <h1 tabindex="-1">${words.catalogue.title}</h1>
      ${this.#indicators.render({
        pending: () => html`<div class="page-space">${pending()}</div>`,
        error: (error) => failed(error, () => void this.#indicators.run()),
        complete: (indicators) =>
          indicators.length === 0
            ? html`<p class="state">${words.catalogue.empty}</p>`
            : this.#table(indicators),
      })}
    `;
  }

  #table(all: readonly Indicator[]) {
    const { catalogue, indicator: labels } = words;
    const indicators = all.filter((indicator) =>
      matches(
        [
          indicator.id,
          titleOf(locale, indicator),
          definitionOf(locale, indicator),
          ...indicator.demand,
        ].join(' '),
        this.state.search,
      ),
    );
    return html`
      <p class="lede">${catalogue.lede(format.number(all.length))}</p>
      ${searchField(this.state, catalogue.search)}
      ${indicators.length === 0 ? html`<p class="state">${catalogue.none(this.state.search)}</p>` : nothing}
      <div class="table-wide" role="region" aria-label=${catalogue.title} tabindex="0">
        <table class="data catalogue stacked">
          <caption class="visually-hidden">${catalogue.title}</caption>
          <thead>
            <tr>
              <th scope="col">${catalogue.id}</th>
              <th scope="col">${catalogue.name}</th>
              <th scope="col">${catalogue.definition}</th>
              <th scope="col">${catalogue.unit}</th>
              <th scope="col">${catalogue.demand}</th>
              <th scope="col" class="number">${catalogue.version}</th>
            </tr>
          </thead>
          <tbody>
            ${indicators.map(
              (indicator) => html`<tr>
                <th scope="row"><a href=${pageHref(`/indicateurs/${indicator.id}`, this.state)}>${indicator.id}</a></th>
                <td class="name">${titleOf(locale, indicator)}</td>
                <td class="long">${definitionOf(locale, indicator)}</td>
                <td class="short" data-label=${catalogue.unit + words.colon}>${labels.unitNames[indicator.unit]}</td>
                <td class="short" data-label=${catalogue.demand + words.colon}>${indicator.demand.join(', ')}</td>
                <td class="number short" data-label=${catalogue.version + words.colon}>${indicator.version}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'catalogue-page': CataloguePage;
  }
}
