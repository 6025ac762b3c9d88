import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Freshness } from '../api.ts';
import { access } from '../compositions/access.ts';
import { decisions } from '../compositions/decisions.ts';
import { defects } from '../compositions/defects.ts';
import { delays } from '../compositions/delays.ts';
import { pilots } from '../compositions/pilots.ts';
import { rights } from '../compositions/rights.ts';
import type { Chapter, Composition, Section } from '../compositions/section.ts';
import { fetchReference, textIn, type Context, type Reference } from '../context.ts';
import { figureSection } from '../elements/figure-section.ts';
import '../elements/page-choices.ts';
import '../elements/pilot-list.ts';
import { failed, pending, stateNote } from '../elements/states.ts';
import { locale } from '../locale.ts';
import type { PageName } from '../routes.ts';
import type { PageState } from '../url-state.ts';

const { words, format } = locale;

const COMPOSITIONS: Partial<Record<PageName, Composition>> = {
  delays,
  access,
  decisions,
  rights,
  defects,
  pilots,
};

/** A page that is a list of questions, each with the picture that answers it. */
@customElement('composed-page')
export class ComposedPage extends LitElement {
  @property({ attribute: false }) state!: PageState;
  /** Undefined until it is known. */
  @property({ attribute: false }) freshness: Freshness | undefined;
  @property() page: PageName = 'delays';

  readonly #reference = new Task(this, {
    args: () => [],
    task: (_, { signal }) => fetchReference(signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const composition = COMPOSITIONS[this.page];
    if (!composition) return nothing;
    const cutoff = this.freshness?.cutoff;
    return html`
      <h1 tabindex="-1">${textIn(composition.title)}</h1>
      <p class="lede">${textIn(composition.lede)} ${cutoff ? words.composed.cutoff(format.day(cutoff)) : nothing}</p>
      ${
        this.freshness && !cutoff
          ? stateNote('empty', words.state.empty)
          : this.#reference.render({
              pending: () => html`<div class="page-space">${pending()}</div>`,
              error: (error) =>
                html`<div class="page-space">${failed(error, () => void this.#reference.run())}</div>`,
              complete: (reference) =>
                cutoff
                  ? this.#chapters(composition, reference, cutoff)
                  : html`<div class="page-space">${pending()}</div>`,
            })
      }
    `;
  }

  #chapters({ chapters }: Composition, reference: Reference, cutoff: string) {
    const { state } = this;
    const origin = this.freshness?.origin ?? null;
    const context: Context = { ...reference, state, cutoff, origin, place: state.prefecture };
    return html`
      <page-choices .context=${context} ?titres=${this.page === 'delays'}></page-choices>
      ${chapters.length > 1 ? contents(chapters) : nothing}
      ${this.page === 'pilots' ? html`<pilot-list .context=${context}></pilot-list>` : nothing}
      ${chapters.map((chapter) => chapterOf(chapter, context))}
    `;
  }
}

/** Where each chapter of a long page is. */
const contents = (chapters: readonly Chapter[]) => html`
  <nav class="contents" aria-label=${words.choices.chapters}>
    <ul>${chapters.map(({ key, title }) => html`<li><a href="#chapitre-${key}">${textIn(title)}</a></li>`)}</ul>
  </nav>
`;

const chapterOf = ({ key, title, lede, sections }: Chapter, context: Context) => html`
  <section class="chapter" id="chapitre-${key}" aria-labelledby="chapitre-${key}-titre">
    <h2 id="chapitre-${key}-titre">${textIn(title)}</h2>
    ${lede ? html`<p class="lede">${textIn(lede)}</p>` : nothing}
    <div class="sections">
      ${sections.map((section, index) => html`<div class=${section.wide || isAlone(sections, index) ? 'wide' : ''}>${figureSection(section, context)}</div>`)}
    </div>
  </section>
`;

/** Is a section the last of its chapter, with nothing beside it? */
function isAlone(sections: readonly Section[], index: number): boolean {
  if (index < sections.length - 1) return false;
  const narrow = sections.slice(sections.findLastIndex(({ wide }) => wide) + 1).length;
  return narrow % 2 === 1;
}

declare global {
  interface HTMLElementTagNameMap {
    'composed-page': ComposedPage;
  }
}
