import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { Indicator } from '#domain/indicator.ts';
import {
  fetchIndicators,
  fetchMilestones,
  fetchPrefectures,
  type Freshness,
  type Milestone,
  type Prefecture,
} from '../api.ts';
import '../elements/headline-figure.ts';
import '../elements/indicator-explorer.ts';
import '../elements/month-changes.ts';
import { sourceFreshness } from '../elements/source-freshness.ts';
import { failed, pending } from '../elements/states.ts';
import { HEADLINES, type Headline } from '../headlines.ts';
import { locale } from '../locale.ts';
import { lastCompleteMonth, settledMonth } from '../rows.ts';
import type { PageState } from '../url-state.ts';

const { words, format } = locale;

interface Reference {
  indicators: readonly Indicator[];
  prefectures: readonly Prefecture[];
  milestones: readonly Milestone[];
}

/** The first page: where things stand, then the same by prefecture and month by month. */
@customElement('overview-page')
export class OverviewPage extends LitElement {
  @property({ attribute: false }) state!: PageState;
  /** Undefined until it is known. */
  @property({ attribute: false }) freshness: Freshness | undefined;
  /** The server did not say; the frame says so and offers to try again. */
  @property({ type: Boolean }) unreachable = false;

  readonly #reference = new Task(this, {
    args: () => [],
    task: async (_, { signal }) => {
      const [indicators, prefectures, milestones] = await Promise.all([
        fetchIndicators(signal),
        fetchPrefectures(signal),
        fetchMilestones(signal),
      ]);
      return { indicators, prefectures, milestones };
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { freshness } = this;
    return html`
      <h1 tabindex="-1">${words.overview.title}</h1>
      ${
        freshness
          ? this.#dated(freshness)
          : html`<div class="page-space">${this.unreachable ? nothing : pending()}</div>`
      }
    `;
  }

  #dated(freshness: Freshness) {
    const { cutoff } = freshness;
    if (!cutoff) return html`<p class="state">${words.state.empty}</p>`;
    return html`
      ${this.state.as_of ? nothing : html`<p class="lede">${lede(cutoff, freshness)}</p>`}
      ${this.#reference.render({
        pending: () => html`<div class="page-space">${pending()}</div>`,
        error: (error) =>
          html`<div class="page-space">${failed(error, () => void this.#reference.run())}</div>`,
        complete: (reference) => this.#figures(reference, cutoff, freshness),
      })}
    `;
  }

  /** What stands above the explorer follows no choice but the instant: it is not written anew for others. */
  #figures(
    { indicators, prefectures, milestones }: Reference,
    cutoff: string,
    freshness: Freshness,
  ) {
    const news = () => html`
      <section aria-labelledby="headlines-title">
        <h2 id="headlines-title" class="visually-hidden">${words.overview.headlines}</h2>
        <div class="headlines">${HEADLINES.map((headline) => {
          const indicator = indicators.find(({ id }) => id === headline.indicator);
          return indicator ? this.#headline(headline, indicator, milestones, cutoff) : nothing;
        })}</div>
      </section>
      <div class="news">
        <month-changes
          .indicators=${indicators}
          .prefectures=${prefectures}
          .origin=${freshness.origin}
          .state=${this.state}
        ></month-changes>
        ${this.state.as_of ? nothing : sourceFreshness(freshness, this.state)}
      </div>
    `;
    return html`
      ${guard([indicators, freshness, this.state.as_of], news)}
      <div id="explorer">
        <p class="chapter">${words.overview.explore}</p>
        <indicator-explorer
          .indicators=${indicators}
          .prefectures=${prefectures}
          .milestones=${milestones}
          .state=${this.state}
          cutoff=${cutoff}
        ></indicator-explorer>
      </div>
    `;
  }

  #headline(
    headline: Headline,
    indicator: Indicator,
    milestones: readonly Milestone[],
    cutoff: string,
  ) {
    return html`<headline-figure
      class=${headline.compact ? 'compact' : ''}
      .headline=${headline}
      .indicator=${indicator}
      .milestones=${milestones.filter(({ verified }) => verified)}
      .state=${this.state}
      month=${settledMonth(indicator, cutoff)}
    ></headline-figure>`;
  }
}

function lede(cutoff: string, { last_run }: Freshness): string {
  const { overview } = words;
  const computed = last_run?.finished_at;
  return [
    overview.lede(format.period(lastCompleteMonth(cutoff))),
    `${overview.cutoff(format.day(cutoff))}.`,
    typeof computed === 'string' && `${overview.computed(format.instant(computed))}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

declare global {
  interface HTMLElementTagNameMap {
    'overview-page': OverviewPage;
  }
}
