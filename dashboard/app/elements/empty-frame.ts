import { html } from 'lit';
import type { Section } from '../compositions/section.ts';
import { textIn, type Found } from '../context.ts';
import { locale } from '../locale.ts';
import { definitionOf, titleOf } from '../sentences.ts';
import { PATHS } from '../routes.ts';
import { pageHref, type PageState } from '../url-state.ts';
import { stateNote } from './states.ts';

const { words } = locale;

/** The place of a chart whose figures do not exist yet: the question stands, and why it has no answer. */
export const emptyFrame = (section: Section, found: Found, state: PageState) => html`
  <section class="frame" id=${section.key} aria-labelledby="${section.key}-title">
    <p class="chart-question">${titleOf(locale, found.indicator)}</p>
    <h3 id="${section.key}-title">${textIn(section.question)}</h3>
    <div class="chart-space">
      ${stateNote(
        'empty',
        words.frame.notComputed(found.indicator.id),
        html`
          <p class="hint">${definitionOf(locale, found.indicator)}</p>
          <ul class="actions">
            <li><a href=${pageHref(`/indicateurs/${found.indicator.id}`, state)}>${words.frame.toIndicator(found.indicator.id)}</a></li>
            <li><a href=${pageHref(PATHS.data, state)}>${words.frame.toData}</a></li>
          </ul>
        `,
      )}
    </div>
  </section>
`;

/** The same for an indicator that the catalogue does not hold. */
export const unknownFrame = (section: Section, id: string, state: PageState) => html`
  <section class="frame" id=${section.key} aria-labelledby="${section.key}-title">
    <h3 id="${section.key}-title">${textIn(section.question)}</h3>
    <div class="chart-space">
      ${stateNote(
        'empty',
        words.frame.notInCatalogue(id),
        html`<ul class="actions"><li><a href=${pageHref(PATHS.catalogue, state)}>${words.frame.toCatalogue}</a></li></ul>`,
      )}
    </div>
  </section>
`;
