import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fetchFreshness, fetchQuarantine, fetchRuns, type Freshness, type Row } from '../api.ts';
import { QUALITY } from '../compositions/data.ts';
import { fetchReference, type Context, type Reference } from '../context.ts';
import { figureSection } from '../elements/figure-section.ts';
import { recordTable, textOf } from '../elements/record-table.ts';
import { watchTable } from '../elements/source-freshness.ts';
import { failed, pending } from '../elements/states.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import type { PageState } from '../url-state.ts';

const { words, format } = locale;

const BATCH_COLUMNS = [
  'arrived_at',
  'sources',
  'covers_to',
  'rows',
  'inserted',
  'duplicates',
  'corrected',
  'rejected',
  'state',
  'batch',
];
const SOURCE_COLUMNS = ['source', 'covers_from', 'covers_to', 'batches', 'last_arrival_at'];
const RUN_COLUMNS = [
  'started_at',
  'indicator',
  'version',
  'state',
  'cause',
  'cutoff',
  'as_of',
  'rows',
  'seconds',
  'run',
];
const QUARANTINE_COLUMNS = ['reason', 'source', 'column', 'rows', 'batches', 'last_arrival_at'];

/** What arrived, what was computed, what was refused. */
@customElement('data-page')
export class DataPage extends LitElement {
  @property({ attribute: false }) state!: PageState;

  readonly #data = new LiveTask(this, {
    args: () => [],
    task: async (_, { signal }) => {
      const [freshness, runs, quarantine, reference] = await Promise.all([
        fetchFreshness(signal),
        fetchRuns(signal),
        fetchQuarantine(signal),
        fetchReference(signal),
      ]);
      return { freshness, runs, quarantine, reference };
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { data } = words;
    return html`
      <h1 tabindex="-1">${data.title}</h1>
      <p class="lede">${data.lede}</p>
      ${this.#data.render({
        pending: () => html`<div class="page-space">${pending()}</div>`,
        error: (error) => failed(error, () => void this.#data.run()),
        complete: ({ freshness, runs, quarantine, reference }) => html`
          <h2>${data.freshness}</h2>
          ${freshnessFacts(freshness)}
          ${freshness.watch.length > 0 ? watchTable(freshness.watch) : html`<p class="state">${words.changes.fresh.none}</p>`}
          <h2>${data.quality}</h2>
          ${quality(reference, freshness, this.state)}
          ${part(data.sources, data.sourcesCaption, data.noBatch, SOURCE_COLUMNS, freshness.sources)}
          ${part(data.batches, data.batchesCaption, data.noBatch, BATCH_COLUMNS, freshness.batches)}
          ${part(data.runs, data.runsCaption, data.noRun, RUN_COLUMNS, runs)}
          ${part(data.quarantine, data.quarantineCaption, data.noQuarantine, QUARANTINE_COLUMNS, quarantine)}
          <p class="hint">${data.quarantineNote}</p>
        `,
      })}
    `;
  }
}

/** Of the whole country, or of the prefecture that the address names. */
function quality(reference: Reference, { cutoff, origin }: Freshness, state: PageState) {
  if (!cutoff) return html`<p class="state">${words.data.noBatch}</p>`;
  const context: Context = { ...reference, state, cutoff, origin, place: state.prefecture };
  return html`<div class="sections">${QUALITY.map((section) => html`<div>${figureSection(section, context)}</div>`)}</div>`;
}

function freshnessFacts({ origin, cutoff, last_run }: Freshness) {
  const { data, source } = words;
  const last = last_run?.finished_at;
  return html`
    <dl class="facts narrow">
      <div><dt>${data.origin}</dt><dd>${origin ? source.origin[origin] : data.noBatch}</dd></div>
      <div><dt>${data.cutoff}</dt><dd>${cutoff ? format.day(cutoff) : data.noBatch}</dd></div>
      <div><dt>${data.lastRun}</dt><dd>${last ? textOf(last) : data.never}</dd></div>
    </dl>
  `;
}

function part(
  title: string,
  caption: string,
  empty: string,
  columns: readonly string[],
  rows: readonly Row[],
) {
  return html`
    <h2>${title}</h2>
    ${rows.length === 0 ? html`<p class="state">${empty}</p>` : recordTable(caption, columns, rows)}
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'data-page': DataPage;
  }
}
