import { html, nothing } from 'lit';
import type { Milestone } from '../api.ts';
import { layoutMilestones } from '../charts/milestones.ts';
import { navigate } from '../events.ts';
import { dateOf } from '../format.ts';
import { inLang, locale } from '../locale.ts';
import type { PageState } from '../url-state.ts';

const { words, format, lang } = locale;

/** The milestones that the page shows: those that a source confirms, and the others when asked for. */
export const shownMilestones = (milestones: readonly Milestone[], { unverified }: PageState) =>
  milestones.filter(({ verified }) => verified || unverified);

/** The notes to the numbers over the rules: the same numbering, since it comes from one function. */
export function milestoneNotes(
  milestones: readonly Milestone[],
  [since, until]: readonly [string, string],
  state: PageState,
  folded = false,
) {
  const shown = shownMilestones(milestones, state);
  const span = [dateOf(since), dateOf(until)] as const;
  const { notes } = layoutMilestones(shown, span, (date) => date.getTime());
  const toggle = (event: Event) =>
    navigate(event.currentTarget as Element, { unverified: !state.unverified });
  const list = html`
    ${
      notes.length === 0
        ? html`<p class="hint">${words.series.noMilestone}</p>`
        : html`<ol class="notes">${notes.map(({ milestone }) => note(milestone))}</ol>`
    }
    <button type="button" class="quiet small" aria-pressed=${state.unverified ? 'true' : 'false'} @click=${toggle}>
      ${words.series.unverified}
    </button>
  `;
  if (folded) {
    return html`<details class="notes-fold"><summary>${words.series.milestones} (${notes.length})</summary>${list}</details>`;
  }
  return html`<h3 class="notes-title">${words.series.milestones}</h3>${list}`;
}

const note = (milestone: Milestone) => html`
  <li>
    <span class="muted">${dateText(milestone)}</span>
    ${inLang(lang, milestone.label_fr, milestone.label_en)}
    ${milestone.verified ? nothing : html`<em>(${words.series.toVerify})</em>`}
  </li>
`;

/** No more than is known of the date. */
function dateText({ date, precision }: Milestone): string {
  if (precision === 'year') return date.slice(0, 4);
  return precision === 'month' ? format.period(date.slice(0, 7)) : format.day(date);
}
