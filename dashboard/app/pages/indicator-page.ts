import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  ApiError,
  fetchIndicator,
  valuesUrl,
  type Freshness,
  type IndicatorDetail,
} from '../api.ts';
import { CONTROL } from '../compositions/prefecture.ts';
import type { ControlOf } from '../compositions/section.ts';
import { fetchReference, nameOf, type Context } from '../context.ts';
import { figureSection } from '../elements/figure-section.ts';
import { recordTable } from '../elements/record-table.ts';
import '../elements/revision-table.ts';
import { sourceNames } from '../elements/source-freshness.ts';
import { failed, pending } from '../elements/states.ts';
import { locale, partIn } from '../locale.ts';
import { capitalised, definitionOf, titleOf } from '../sentences.ts';
import { pageHref, type PageState } from '../url-state.ts';

const { words, format } = locale;

const VERSION_COLUMNS = ['version', 'runs', 'first_computed_at', 'last_computed_at'];

/**
 * All that defines one indicator, down to its query and the history of its versions.
 */
@customElement('indicator-page')
export class IndicatorPage extends LitElement {
  @property({ attribute: false }) state!: PageState;
  /** Its id, in capitals. */
  @property() indicator = '';
  /** Undefined until it is known. */
  @property({ attribute: false }) freshness: Freshness | undefined;

  readonly #reference = new Task(this, {
    args: () => [],
    task: (_, { signal }) => fetchReference(signal),
  });

  readonly #detail = new Task(this, {
    args: () => [this.indicator] as const,
    task: ([id], { signal }) => fetchIndicator(id, signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return html`
      <p class="back"><a href=${pageHref('/indicateurs', this.state)}>${words.indicator.back}</a></p>
      ${this.#detail.render({
        pending: () =>
          html`<h1 tabindex="-1">${this.indicator}</h1><div class="page-space">${pending()}</div>`,
        error: (error) => html`
          <h1 tabindex="-1">${this.indicator}</h1>
          ${
            error instanceof ApiError && error.status === 404
              ? html`<p class="state">${words.indicator.unknown(this.indicator)}</p>`
              : failed(error, () => void this.#detail.run())
          }
        `,
        complete: (detail) => this.#page(detail),
      })}
    `;
  }

  #page(detail: IndicatorDetail) {
    const labels = words.indicator;
    const better = { lower: labels.lower, higher: labels.higher, none: labels.neutral };
    const line = (label: string, text: string) =>
      html`<div><dt>${label}</dt><dd>${text || labels.none}</dd></div>`;
    return html`
      <h1 tabindex="-1"><span class="code">${detail.id}</span> ${titleOf(locale, detail)}</h1>
      <p class="lede">${definitionOf(locale, detail)}</p>
      <ul class="actions">
        <li><a href="${pageHref('/', this.state, { indicator: detail.id })}#explorer">${labels.see}</a></li>
        <li><a href=${valuesUrl({ indicator: detail.id }, 'csv')} download>${labels.values}</a></li>
      </ul>
      <dl class="facts wide">
        ${line(labels.formula, partIn(locale.lang, detail.formula))}
        ${line(labels.population, partIn(locale.lang, detail.population))}
        ${line(labels.exclusions, partIn(locale.lang, detail.exclusions))}
        ${line(labels.censoring, partIn(locale.lang, detail.censoring))}
        ${line(labels.legal_basis, partIn(locale.lang, detail.legal_basis))}
        ${line(labels.demand, detail.demand.map((demand) => labels.demands[demand] ?? demand).join(words.semicolon))}
        ${line(labels.sources, sourceNames(detail.sources))}
        ${line(labels.dimensions, capitalised(detail.dimensions.map(dimensionName).join(', ')))}
        ${line(labels.statistics, detail.statistics.map((statistic) => words.statistics[statistic]).join(', '))}
        ${line(labels.better, capitalised(better[detail.better]))}
        ${line(labels.min_n, format.number(detail.min_n))}
        <div><dt>${labels.cadence}</dt><dd title=${detail.cadence}>${cadenceOf(detail.cadence)}</dd></div>
        ${line(labels.version, format.number(detail.version))}
      </dl>
      ${this.#published(detail)}
      <h2>${labels.sql}</h2>
      ${query(labels.sql, detail.sql)}
      ${detail.rests_on.length === 0 ? nothing : this.#restsOn(detail.rests_on)}
      <h2>${labels.versions}</h2>
      ${
        detail.versions.length === 0
          ? html`<p>${words.data.never}</p>`
          : recordTable(labels.versions, VERSION_COLUMNS, detail.versions)
      }
      <h2>${labels.changelog}</h2>
      ${
        detail.changelog.length === 0
          ? html`<p>${labels.none}</p>`
          : html`<ul class="changelog">${detail.changelog.map(changeOf)}</ul>`
      }
    `;
  }

  /** The queries of the tables that its query names: each in a fold, since they are long. */
  #restsOn(queries: IndicatorDetail['rests_on']) {
    return html`
      <details class="rests-on">
        <summary>${words.indicator.restsOn(format.number(queries.length))}</summary>
        ${queries.map(
          ({ name, sql }) =>
            html`<details><summary><code>${name}</code></summary>${query(name, sql)}</details>`,
        )}
      </details>
    `;
  }

  /** Its months against their limits, and what was published of them before. */
  #published({ id, statistics }: IndicatorDetail) {
    const cutoff = this.freshness?.cutoff;
    if (!cutoff) return nothing;
    return this.#reference.render({
      pending: () => html`<div class="chart-space">${pending()}</div>`,
      error: (error) => failed(error, () => void this.#reference.run()),
      complete: (reference) => {
        const { state } = this;
        const context: Context = {
          ...{ ...reference, state, cutoff, place: state.prefecture },
          origin: this.freshness?.origin ?? null,
        };
        const statistic = statistics.find((known) => known === state.statistic) ?? statistics[0];
        if (!statistic) return nothing;
        const control: ControlOf = {
          ...{ key: 'maitrise', kind: 'control', question: CONTROL.question },
          figure: { indicator: id, statistic, view: 'period' },
        };
        return html`
          <h2>${words.revisions.chart(context.place === null ? words.place.national : nameOf(context, context.place))}</h2>
          <div class="one-chart">${figureSection(control, context)}</div>
          <revision-table .context=${context} indicator=${id} statistic=${statistic}></revision-table>
        `;
      },
    });
  }
}

const query = (label: string, sql: string) =>
  html`<pre class="sql" tabindex="0" role="region" aria-label=${label}><code>${sql}</code></pre>`;

function dimensionName(dimension: string): string {
  const known: Record<string, string> = { ...words.dimensions, prefecture: words.table.prefecture };
  return (known[dimension] ?? dimension).toLowerCase();
}

/** When it is computed: a time of every day, or the cron expression where it is anything else. */
function cadenceOf(expression: string): string {
  const [, minute, hour] = /^(\d+) (\d+) \* \* \*$/.exec(expression) ?? [];
  return minute && hour
    ? words.indicator.daily(Number(hour), Number(minute))
    : words.indicator.cron(expression);
}

/** A line of the history, in the reader's language; every author writes the first the same way. */
function changeOf(change: string) {
  const [, version = '', why = ''] = /^(\d+): (.*)$/.exec(change) ?? [];
  return html`<li>${why === 'first version.' ? words.indicator.first(version) : words.indicator.change(version, partIn(locale.lang, why))}</li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'indicator-page': IndicatorPage;
  }
}
