import { initialState } from '@lit/task';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Indicator, Value } from '#domain/indicator.ts';
import { fetchValues, type Milestone, type Prefecture } from '../api.ts';
import { announce } from '../events.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import {
  defaultPeriod,
  monthly,
  narrow,
  periodsOf,
  type Facets,
  type Periods,
  settledMonth,
} from '../rows.ts';
import { shapeOf } from '../sentences.ts';
import {
  isByPrefecture,
  measuredTitle,
  queryOf,
  subjectOf,
  subtitleOf,
  type Subject,
} from '../subject.ts';
import type { PageState } from '../url-state.ts';
import './explorer-controls.ts';
import './map-section.ts';
import './series-section.ts';
import { failed, pending } from './states.ts';

const { words } = locale;

/** What is on show, once the national rows have said what can be. */
interface Showing {
  facets: Facets;
  periods: Periods;
  /** Undefined when nothing is computed yet. */
  period: string | undefined;
}

/** One indicator across the country and month by month, as the address chooses it. */
@customElement('indicator-explorer')
export class IndicatorExplorer extends LitElement {
  @property({ attribute: false }) indicators: readonly Indicator[] = [];
  @property({ attribute: false }) prefectures: readonly Prefecture[] = [];
  @property({ attribute: false }) milestones: readonly Milestone[] = [];
  @property() cutoff = '';
  @property({ attribute: false }) state!: PageState;

  /** Kept the same object while it says the same, since what depends on it is fetched again. */
  #subject: Subject | undefined;

  readonly #national = new LiveTask(this, {
    args: () => [this.#subject] as const,
    task: ([subject], { signal }) =>
      subject ? fetchValues(queryOf(subject, { level: 'national' }), signal) : initialState,
  });

  readonly #chosen = new LiveTask(this, {
    args: () => [this.#subject, this.state.prefecture] as const,
    task: ([subject, prefecture], { signal }) =>
      subject && prefecture !== null && isByPrefecture(subject)
        ? fetchValues(queryOf(subject, { prefecture, grain: 'month' }), signal)
        : initialState,
    onComplete: () => announce(this, words.state.series(this.#nameOf(this.state.prefecture))),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (!changed.has('state') && !changed.has('indicators')) return;
    const subject = subjectOf(this.indicators, this.state);
    if (JSON.stringify(subject) !== JSON.stringify(this.#subject)) this.#subject = subject;
  }

  override render() {
    const subject = this.#subject;
    if (!subject)
      return html`<p class="state">${words.indicator.unknown(this.state.indicator)}</p>`;
    const showing = this.#showing();
    return html`
      <explorer-controls
        .indicators=${this.indicators}
        .subject=${subject}
        .facets=${showing?.facets}
        .periods=${showing?.periods}
        .period=${showing?.period}
      ></explorer-controls>
      ${this.#national.render({
        initial: () => nothing,
        pending: () => html`<div class="explorer-space">${pending()}</div>`,
        error: (error) =>
          html`<div class="explorer-space">${failed(error, () => void this.#national.run())}</div>`,
        complete: () => (showing ? this.#sections(subject, showing) : nothing),
      })}
    `;
  }

  #sections(subject: Subject, { facets, period }: Showing) {
    if (period === undefined) return html`<p class="state">${words.state.empty}</p>`;
    return html`
      <map-section
        .subject=${subject}
        .facets=${facets}
        .prefectures=${this.prefectures}
        .state=${this.state}
        period=${period}
        cutoff=${this.cutoff}
      ></map-section>
      ${this.#series(subject, facets)}
    `;
  }

  #series(subject: Subject, facets: Facets) {
    const { indicator, statistic } = subject;
    const { view = null, breakdown } = facets;
    const { prefecture } = this.state;
    const france = { name: words.place.national, rows: monthly(facets.rows) };
    const all: readonly Value[] | undefined = prefecture === null ? undefined : this.#chosen.value;
    const own = all && {
      name: this.#nameOf(prefecture),
      rows: monthly(narrow(all, { view, breakdown }).rows),
    };
    const course = own ?? france;
    const place = own && prefecture ? { prefecture } : ({ level: 'national' } as const);
    return html`
      <series-section
        .course=${course}
        .compared=${own && statistic !== 'count' ? france : undefined}
        .milestones=${this.milestones}
        .shape=${shapeOf(locale, indicator, statistic, course.rows)}
        .query=${queryOf(subject, { ...place, grain: 'month' })}
        .state=${this.state}
        subject=${measuredTitle(locale, indicator, { statistic, breakdown })}
        subtitle=${subtitleOf(locale, subject, facets)}
        month=${settledMonth(indicator, this.cutoff)}
        settles=${indicator.settles_after}
        ?resettable=${prefecture !== null}
      ></series-section>
    `;
  }

  #nameOf = (prefecture: string | null): string =>
    this.prefectures.find(({ code }) => code === prefecture)?.name ?? prefecture ?? '';

  #showing(): Showing | undefined {
    const rows = this.#national.value;
    if (!rows) return undefined;
    const facets = narrow(rows, this.state);
    const periods = periodsOf(facets.rows);
    const { period: asked } = this.state;
    const offered = asked !== null && [...periods.months, ...periods.years].includes(asked);
    return {
      facets,
      periods,
      period: offered ? asked : defaultPeriod(periods, this.cutoff),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'indicator-explorer': IndicatorExplorer;
  }
}
