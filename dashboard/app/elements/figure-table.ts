import { html, nothing } from 'lit';
import type { Value } from '#domain/indicator.ts';
import { openCard } from '../events.ts';
import type { Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { rangeOf, readingOf } from '../sentences.ts';

const { words, format } = locale;

/** The numbers of a chart as a table: the head of each line, then figures. */
export interface Figures {
  caption: string;
  /** Over the heads of the lines. */
  head: string;
  columns: readonly string[];
  lines: readonly { label: unknown; cells: readonly unknown[] }[];
}

/** A line of a table of values. */
export interface ValueLine {
  label: string;
  row: Value | undefined;
  shape: Shape;
  compared?: Value | undefined;
}

/** Value, interval, number and what is still open, line by line; with a comparison where there is one. */
export function valueFigures(
  caption: string,
  head: string,
  lines: readonly ValueLine[],
  compared?: { name: string; with: string },
): Figures {
  const { table } = words;
  return {
    caption,
    head,
    columns: [
      compared?.name ?? table.value,
      table.interval,
      table.n,
      table.censored,
      ...(compared ? [compared.with] : []),
    ],
    lines: lines.map(({ label, row, shape, compared: other }) => ({
      label,
      cells: [
        valueButton(label, row, shape),
        row ? rangeOf(locale, row, shape) : '',
        row ? format.number(row.n) : '',
        row ? format.number(row.censored) : '',
        ...(compared ? [valueButton(label, other, shape)] : []),
      ],
    })),
  };
}

/** A figure of a table: the way to its identity card. */
function valueButton(label: string, row: Value | undefined, shape: Shape) {
  if (!row) return words.status.no_denominator;
  const reading = readingOf(locale, row, shape);
  const open = (event: Event) => openCard(event.currentTarget as Element, row);
  return html`<button
    type="button"
    class=${row.value === null ? 'plain muted' : 'plain'}
    title=${row.value === null ? words.reasons[row.status] : nothing}
    aria-label=${words.table.card(`${label}${words.colon}${reading}`)}
    @click=${open}
  >${row.value === null ? reading : format.figure(row.value, shape)}</button>`;
}

export const figureTable = ({ caption, head, columns, lines }: Figures) => html`
  <div class="table-scroll" role="region" aria-label=${caption} tabindex="0">
    <table class="data">
      <caption class="visually-hidden">${caption}</caption>
      <thead>
        <tr>
          <th scope="col">${head}</th>
          ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ label, cells }) => html`<tr>
            <th scope="row">${label}</th>
            ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>
`;
