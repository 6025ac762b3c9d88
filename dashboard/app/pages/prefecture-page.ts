import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Freshness } from '../api.ts';
import { CHAPTERS, KEY_FIGURES } from '../compositions/prefecture.ts';
import { fetchReference, textIn, type Context, type Reference } from '../context.ts';
import '../elements/clock-chain.ts';
import { figureSection } from '../elements/figure-section.ts';
import '../elements/place-figure.ts';
import { failed, pending, stateNote } from '../elements/states.ts';
import { locale } from '../locale.ts';
import { PATHS } from '../routes.ts';
import { pageHref, type PageState } from '../url-state.ts';

const { words, format } = locale;

/** One prefecture on two printed pages: where it stands, its clocks, what waits and what is coming. */
@customElement('prefecture-page')
export class PrefecturePage extends LitElement {
  @property({ attribute: false }) state!: PageState;
  /** Undefined until it is known. */
  @property({ attribute: false }) freshness: Freshness | undefined;
  @property() code = '';

  readonly #reference = new Task(this, {
    args: () => [],
    task: (_, { signal }) => fetchReference(signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const back = html`<p class="back"><a href=${pageHref(PATHS.prefectures, this.state)}>${words.prefecture.back}</a></p>`;
    return html`
      ${back}
      ${this.#reference.render({
        pending: () =>
          html`<h1 tabindex="-1">${words.pages.prefecture} ${this.code}</h1><div class="page-space">${pending()}</div>`,
        error: (error) =>
          html`<h1 tabindex="-1">${words.pages.prefecture} ${this.code}</h1>${failed(error, () => void this.#reference.run())}`,
        complete: (reference) => this.#page(reference),
      })}
    `;
  }

  #page(reference: Reference) {
    const known = reference.prefectures.find(
      ({ code, kind }) => code === this.code && kind !== 'test',
    );
    if (!known) {
      return html`<h1 tabindex="-1">${words.site.unknownPage}</h1><p>${words.prefecture.unknown(this.code)}</p>`;
    }
    const cutoff = this.freshness?.cutoff;
    return html`
      <h1 tabindex="-1">${known.name} <span class="code">${known.code}</span></h1>
      <p class="lede">${known.region_name}. ${cutoff ? words.composed.cutoff(format.day(cutoff)) : nothing} ${words.prefecture.lede}</p>
      ${
        cutoff
          ? this.#sections({
              ...reference,
              state: this.state,
              cutoff,
              origin: this.freshness?.origin ?? null,
              place: this.code,
            })
          : this.freshness
            ? stateNote('empty', words.state.empty)
            : html`<div class="page-space">${pending()}</div>`
      }
    `;
  }

  #sections(context: Context) {
    return html`
      <clock-chain .context=${context}></clock-chain>
      <section class="place-figures" aria-label=${words.overview.headlines}>
        ${KEY_FIGURES.map((figure) => html`<place-figure .figure=${figure} .context=${context}></place-figure>`)}
      </section>
      ${CHAPTERS.map(
        ({ key, title, sections }) => html`
          <section class="chapter" id="chapitre-${key}" aria-labelledby="chapitre-${key}-titre">
            <h2 id="chapitre-${key}-titre">${textIn(title)}</h2>
            <div class="sections">${sections.map((section) => html`<div class=${section.wide ? 'wide' : ''}>${figureSection(section, context)}</div>`)}</div>
          </section>
        `,
      )}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'prefecture-page': PrefecturePage;
  }
}
