import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Context } from '../context.ts';
import { inLang, lang, locale } from '../locale.ts';
import { PATHS } from '../routes.ts';
import { POPULATIONS, type PopulationDimension } from '../url-state.ts';
import { field, populationField, showChoices, type Field } from './select-field.ts';

const { words } = locale;

/** Years before these are not in the data of the demonstration, and hardly in any other. */
const FIRST_YEAR = 2020;

/** What a whole page is narrowed by: place, dossiers, title and year, as far as its figures follow. */
@customElement('page-choices')
export class PageChoices extends LitElement {
  @property({ attribute: false }) context!: Context;
  /** Titles can be chosen here. */
  @property({ type: Boolean }) titres = false;

  protected override createRenderRoot() {
    return this;
  }

  protected override updated() {
    showChoices(this);
  }

  override render() {
    const fields = [
      this.#place(),
      this.#population(),
      ...(this.titres ? [this.#titre()] : []),
      this.#period(),
    ];
    return html`
      <form class="controls" action=${PATHS.overview} aria-label=${words.choices.legend} @submit=${(event: Event) => event.preventDefault()}>
        ${fields.map(field)}
      </form>
    `;
  }

  #place(): Field {
    const { prefectures, state } = this.context;
    return {
      name: 'place',
      label: words.choices.place,
      chosen: state.prefecture ?? '',
      groups: [
        { options: [{ value: '', label: words.place.national }] },
        {
          heading: words.pages.prefectures,
          options: prefectures
            .filter(({ kind }) => kind !== 'test')
            .map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
        },
      ],
      patch: (value) => ({ prefecture: value || null }),
    };
  }

  #population(): Field {
    const { population } = this.context.state;
    return populationField(population, Object.keys(POPULATIONS) as PopulationDimension[]);
  }

  #titre(): Field {
    const { titres, state } = this.context;
    return {
      name: 'titre',
      label: words.choices.titre,
      chosen: state.titre ?? '',
      groups: [
        {
          options: [
            { value: '', label: words.choices.anyTitre },
            ...titres.map(({ code, label_fr, label_en }) => ({
              value: code,
              label: `${code} ${inLang(lang, label_fr, label_en)}`,
            })),
          ],
        },
      ],
      patch: (value) => ({ titre: value || null, population: null }),
    };
  }

  #period(): Field {
    const last = Number(this.context.cutoff.slice(0, 4));
    const years = Array.from({ length: last - FIRST_YEAR + 1 }, (_, index) => `${last - index}`);
    return {
      name: 'period',
      label: words.choices.period,
      chosen: this.context.state.period?.slice(0, 4) ?? '',
      groups: [
        {
          options: [
            { value: '', label: words.choices.lastYear },
            ...years.map((value) => ({ value, label: value })),
          ],
        },
      ],
      patch: (value) => ({ period: value || null }),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'page-choices': PageChoices;
  }
}
