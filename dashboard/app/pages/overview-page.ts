import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Indicator } from '#domain/indicator.ts';
import { fetchIndicators, fetchMilestones, fetchPrefectures, type Freshness } from '../api.ts';
import '../elements/headline-figure.ts';
import '../elements/indicator-explorer.ts';
import { failed, pending } from '../elements/states.ts';
import { HEADLINES, type Headline } from '../headlines.ts';
import { locale } from '../locale.ts';
import { lastCompleteMonth } from '../rows.ts';
import type { PageState } from '../url-state.ts';

const { words, format } = locale;

/** The first page: where things stand, then the same by prefecture and month by month. */
@customElement('overview-page')
export class OverviewPage extends LitElement {
  @property({ attribute: false }) state!: PageState;
  /** Undefined until it is known. */
  @property({ attribute: false }) freshness: Freshness | undefined;

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
    const cutoff = this.freshness?.cutoff;
    return html`
      <h1 tabindex="-1">${words.overview.title}</h1>
      ${this.freshness ? html`<p class="lede">${lede(this.freshness)}</p>` : html`<p class="lede">${words.state.loading}</p>`}
      ${this.freshness && !cutoff ? html`<p class="state">${words.state.empty}</p>` : nothing}
      ${
        cutoff
          ? this.#reference.render({
              pending: () => html`<div class="page-space">${pending()}</div>`,
              error: (error) => failed(error, () => void this.#reference.run()),
              complete: ({ indicators, prefectures, milestones }) => html`
              <section aria-labelledby="headlines-title">
                <h2 id="headlines-title" class="visually-hidden">${words.overview.headlines}</h2>
                <div class="headlines">
                  ${HEADLINES.map((headline) => {
                    const indicator = indicators.find(({ id }) => id === headline.indicator);
                    return indicator && this.#headline(headline, indicator, milestones, cutoff);
                  })}
                </div>
              </section>
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
            `,
            })
          : nothing
      }
    `;
  }

  #headline(
    headline: Headline,
    indicator: Indicator,
    milestones: Awaited<ReturnType<typeof fetchMilestones>>,
    cutoff: string,
  ) {
    return html`<headline-figure
      class=${headline.compact ? 'compact' : ''}
      .headline=${headline}
      .indicator=${indicator}
      .milestones=${milestones.filter(({ verified }) => verified)}
      .state=${this.state}
      month=${lastCompleteMonth(cutoff)}
    ></headline-figure>`;
  }
}

function lede({ cutoff, last_run }: Freshness): string {
  if (!cutoff) return '';
  const { overview } = words;
  const computed = last_run?.as_of;
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
