import { html, nothing } from 'lit';
import type { Value } from '#domain/indicator.ts';
import { openCard } from '../events.ts';
import type { Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { rangeOf, readingOf } from '../sentences.ts';
import type { Course } from './series-section.ts';

const { words, format } = locale;

/** The numbers of the curve, newest month first. */
export function seriesTable(
  subject: string,
  { name, rows }: Course,
  compared: Course | undefined,
  shape: Shape,
) {
  const { table } = words;
  const caption = words.series.caption(subject, name);
  const other = new Map(compared?.rows.map((row) => [row.period, row]));
  return html`
    <div class="table-scroll" role="region" aria-label=${caption} tabindex="0">
      <table class="data">
        <caption class="visually-hidden">${caption}</caption>
        <thead>
          <tr>
            <th scope="col">${table.period}</th>
            <th scope="col" class="number">${compared ? name : table.value}</th>
            <th scope="col" class="number">${table.interval}</th>
            <th scope="col" class="number">${table.n}</th>
            <th scope="col" class="number">${table.censored}</th>
            ${compared ? html`<th scope="col" class="number">${compared.name}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${rows.toReversed().map(
            (row) => html`<tr>
              <th scope="row">${format.period(row.period ?? '')}</th>
              <td class="number">${valueButton(row, shape)}</td>
              <td class="number muted">${rangeOf(locale, row, shape)}</td>
              <td class="number">${format.number(row.n)}</td>
              <td class="number">${format.number(row.censored)}</td>
              ${compared ? html`<td class="number">${valueButton(other.get(row.period), shape)}</td>` : nothing}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

/** A figure of a table: the way to its identity card. */
function valueButton(row: Value | undefined, shape: Shape) {
  if (!row) return nothing;
  const reading = readingOf(locale, row, shape);
  const label = words.table.card(`${format.period(row.period ?? '')}${words.colon}${reading}`);
  const open = (event: Event) => openCard(event.currentTarget as Element, row);
  return html`<button type="button" class=${row.value === null ? 'plain muted' : 'plain'} aria-label=${label} @click=${open}>${row.value === null ? reading : format.figure(row.value, shape)}</button>`;
}
