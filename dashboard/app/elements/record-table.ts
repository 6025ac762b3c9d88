import { html } from 'lit';
import type { Row } from '../api.ts';
import { locale } from '../locale.ts';
import { capitalised } from '../sentences.ts';
import { sourceName, sourceNames } from './source-freshness.ts';

const { words, format } = locale;

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** More rows than one reads; the rest is in the API. */
const SHOWN = 20;

/** Operational rows as a table: the columns named here that the rows do have. */
export function recordTable(caption: string, columns: readonly string[], rows: readonly Row[]) {
  const present = columns.filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
  const numeric = (column: string) => rows.some((row) => typeof row[column] === 'number');
  const listed = (column: string) => rows.some((row) => Array.isArray(row[column]));
  const isLong = (column: string) => column === 'source' || listed(column);
  const classOf = (column: string) => (numeric(column) ? 'number' : isLong(column) ? 'long' : '');
  return html`
    <div class="table-wide" role="region" aria-label=${caption} tabindex="0">
      <table class="data">
        <caption class="visually-hidden">${caption}</caption>
        <thead>
          <tr>
            ${present.map(
              (column) =>
                html`<th scope="col" class=${numeric(column) ? 'number' : ''}>${words.data.columns[column] ?? column}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, SHOWN).map(
            (row) => html`<tr>
              ${present.map((column) => html`<td class=${classOf(column)}>${cellOf(column, row[column])}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${rows.length > SHOWN ? html`<p class="hint">${words.data.more(format.number(rows.length - SHOWN))}</p>` : ''}
  `;
}

/** A cell; sources and reasons have names of their own. */
function cellOf(column: string, value: unknown): string {
  if (column === 'source' && typeof value === 'string') return capitalised(sourceName(value));
  if (column === 'reason' && typeof value === 'string') return words.data.refusals[value] ?? value;
  if (column === 'sources' && Array.isArray(value)) return sourceNames(value);
  return textOf(value);
}

/** A value as a reader expects it, whatever the server's type. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return format.number(value, Number.isInteger(value) ? 0 : 1);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  const text = String(value);
  if (INSTANT.test(text)) return format.instant(text);
  return DAY.test(text) ? format.day(text) : (words.data.terms[text] ?? text);
}
