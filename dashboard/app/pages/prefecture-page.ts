import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { WATCHED } from '#domain/watched.ts';
import type { Freshness } from '../api.ts';
import { CHAPTERS, CONTROL, KEY_FIGURES, URGENT } from '../compositions/prefecture.ts';
import type { Chapter, ControlOf } from '../compositions/section.ts';
import { fetchReference, textIn, type Context, type Reference } from '../context.ts';
import '../elements/clock-chain.ts';
import { figureSection } from '../elements/figure-section.ts';
import '../elements/month-changes.ts';
import '../elements/place-figure.ts';
import { field, showChoices } from '../elements/select-field.ts';
import { failed, pending, stateNote } from '../elements/states.ts';
import { locale } from '../locale.ts';
import { PATHS } from '../routes.ts';
import { titleOf } from '../sentences.ts';
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

  protected override updated() {
    showChoices(this);
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
      <div class="sheet">
        <clock-chain .context=${context}></clock-chain>
        <section class="place-figures" aria-label=${words.overview.headlines}>
          ${KEY_FIGURES.map((figure) => html`<place-figure .figure=${figure} .context=${context}></place-figure>`)}
        </section>
        <month-changes
          .indicators=${context.indicators}
          .prefectures=${context.prefectures}
          .origin=${context.origin}
          .state=${context.state}
          place=${this.code}
        ></month-changes>
        ${chapterOf(URGENT, context)}
      </div>
      <div class="sheet">${CHAPTERS.map((chapter) => chapterOf(chapter, context))}</div>
    `;
  }
}

const chapterOf = ({ key, title, sections }: Chapter, context: Context) => html`
  <section class="chapter" id="chapitre-${key}" aria-labelledby="chapitre-${key}-titre">
    <h2 id="chapitre-${key}-titre">${textIn(title)}</h2>
    ${key === 'hasard' ? watchedField(context) : nothing}
    <div class="sections">
      ${sections.map((section) => html`<div class=${section.sheet ? 'on-sheet' : ''}>${figureSection(section === CONTROL ? chosenControl(context) : section, context)}</div>`)}
    </div>
  </section>
`;

/** The watched series that the address asks for; of an indicator that is not watched, the first. */
function chosenControl({ state }: Context): ControlOf {
  const chosen = WATCHED.find(({ id }) => id === state.indicator);
  if (!chosen) return CONTROL;
  return {
    ...CONTROL,
    figure: { indicator: chosen.id, statistic: chosen.statistic, view: 'period' },
  };
}

/** Which of the watched series is held against its limits. */
function watchedField(context: Context) {
  const options = WATCHED.flatMap(({ id }) => {
    const found = context.indicators.find((known) => known.id === id);
    return found ? [{ value: id, label: `${id} ${titleOf(locale, found)}` }] : [];
  });
  return html`<form class="controls" action=${PATHS.overview} aria-label=${words.changes.choose} @submit=${(event: Event) => event.preventDefault()}>
    ${field({
      name: 'watched',
      label: words.changes.choose,
      chosen: chosenControl(context).figure.indicator,
      groups: [{ options }],
      patch: (value) => ({ indicator: value, statistic: null }),
    })}
  </form>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'prefecture-page': PrefecturePage;
  }
}
