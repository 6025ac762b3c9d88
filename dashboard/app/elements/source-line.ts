import { html, nothing, type TemplateResult } from 'lit';
import type { Value } from '#domain/indicator.ts';
import { valuesUrl, type ValuesQuery } from '../api.ts';
import { openCard } from '../events.ts';
import { locale } from '../locale.ts';
import { pageHref, type PageState } from '../url-state.ts';

const { words, format } = locale;

export interface Source {
  /** The figure that the picture's title rests on. */
  row: Value | undefined;
  /** Where that figure is about. */
  place: string;
  /** What gives the rows of the picture. */
  query: ValuesQuery;
  state: PageState;
  /** What the address leaves to the page's choice, for a link that shows the same next year. */
  fixed: Partial<PageState>;
}

/** What every picture ends with: where its figures come from, and how to take them away. */
export function sourceLine(
  { row, place, query, state, fixed }: Source,
  more: readonly TemplateResult[] = [],
) {
  const { source } = words;
  const parts = row && [
    source.origin[row.origin],
    source.cutoff(format.day(row.cutoff)),
    source.n(format.number(row.n)),
    row.censored > 0 && source.censored(format.number(row.censored)),
    source.snapshot(format.instant(row.as_of)),
  ];
  const actions = [
    ...more,
    html`<a href=${valuesUrl(query, 'csv')} download>${source.csv}</a>`,
    html`<a href=${valuesUrl(query, 'parquet')} download>${source.parquet}</a>`,
  ];
  if (row) {
    const open = (event: Event) => openCard(event.currentTarget as Element, row);
    const link = pageHref('/', state, { ...state, ...fixed, fiche: null, as_of: row.as_of });
    actions.push(
      html`<button type="button" class="link" @click=${open}>${source.card(place)}</button>`,
      html`<a href="${link}#explorer">${source.link}</a>`,
    );
  }
  return html`
    <p class="source">${parts ? `${source.label}${words.colon}${parts.filter(Boolean).join(' · ')}` : nothing}</p>
    <ul class="actions" aria-label=${source.actions}>${actions.map((action) => html`<li>${action}</li>`)}</ul>
  `;
}
