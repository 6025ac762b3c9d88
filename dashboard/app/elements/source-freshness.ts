import { html, nothing } from 'lit';
import type { Freshness, SourceWatch } from '../api.ts';
import { locale } from '../locale.ts';
import { PATHS } from '../routes.ts';
import { capitalised } from '../sentences.ts';
import { pageHref, type PageState } from '../url-state.ts';

const { words, format } = locale;

/** How fresh each source is, those that are late first; what was delivered has its own page. */
export function sourceFreshness({ watch }: Freshness, state: PageState) {
  const { fresh } = words.changes;
  const days = watch.flatMap(({ last_event_on }) => last_event_on ?? []).sort();
  const newest = days.at(-1);
  const late = watch.filter(isLate);
  return html`
    <section class="freshness" aria-labelledby="fraicheur">
      <h2 id="fraicheur">${fresh.title}</h2>
      ${
        newest === undefined
          ? html`<p>${fresh.none}</p>`
          : html`
            <p>${fresh.newest(format.number(watch.length), format.day(newest))} ${late.length === 0 ? fresh.allInTime : `${fresh.late(late.length)}.`}</p>
            ${late.length > 0 ? html`<ul class="signals">${late.map(lateLine)}</ul>` : nothing}
            <details class="notes-fold"><summary>${fresh.every}</summary>${watchTable(watch)}</details>
          `
      }
      <p class="links"><a href=${pageHref(PATHS.data, state)}>${fresh.more}</a></p>
    </section>
  `;
}

/** What a reader calls it; a source newer than this page keeps its code. */
export const sourceName = (source: string): string =>
  (words.changes.fresh.sources as Record<string, string>)[source] ?? source;

export const sourceNames = (sources: readonly string[]): string =>
  capitalised(sources.map(sourceName).join(words.semicolon));

const isLate = ({ late, late_prefectures }: SourceWatch) =>
  late !== null || late_prefectures.length > 0;

const lateLine = (source: SourceWatch) => html`<li>
  <span class="meaning concern" aria-hidden="true">▲</span>
  <span><strong>${capitalised(sourceName(source.source))}</strong>${words.colon}${stateOf(source)}</span>
</li>`;

/** Late and why, or in time. */
function stateOf({ late, late_prefectures }: SourceWatch): string {
  const { fresh } = words.changes;
  if (late === null && late_prefectures.length === 0) return fresh.inTime;
  return [
    late && fresh.reasons[late],
    late_prefectures.length > 0 && fresh.inPlaces(late_prefectures.length),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Each source with its last event, as a table. */
export function watchTable(watch: readonly SourceWatch[]) {
  const { caption, columns } = words.changes.fresh;
  return html`
    <div class="table-wide" role="region" aria-label=${caption} tabindex="0">
      <table class="data watch">
        <caption class="visually-hidden">${caption}</caption>
        <thead><tr><th scope="col">${columns.source}</th><th scope="col">${columns.last}</th><th scope="col">${columns.state}</th></tr></thead>
        <tbody>
          ${watch.map(
            (source) => html`<tr>
              <th scope="row">${capitalised(sourceName(source.source))}</th>
              <td>${source.last_event_on ? format.day(source.last_event_on) : ''}</td>
              <td class="long">${isLate(source) ? html`<span class="meaning concern" aria-hidden="true">▲</span> ` : nothing}${stateOf(source)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
