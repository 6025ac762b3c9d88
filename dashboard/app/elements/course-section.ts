import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import { fetchFewValues } from '../api.ts';
import type { CourseOf } from '../compositions/section.ts';
import { following, nameOf, queryFor, textIn, type Context, type Found } from '../context.ts';
import { unitOf } from '../format.ts';
import { legalLevels } from '../legal.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { monthly, narrow, settledMonth } from '../rows.ts';
import { shapeOf } from '../sentences.ts';
import { measuredTitle, subtitleOf } from '../subject.ts';
import { pageHref } from '../url-state.ts';
import './dots-section.ts';
import './series-section.ts';
import { emptyFrame } from './empty-frame.ts';
import { failed, pending, stateNote } from './states.ts';

const { words } = locale;

/** One figure month by month, at the place chosen and beside the whole country. */
@customElement('course-section')
export class CourseSection extends LitElement {
  @property({ attribute: false }) section!: CourseOf;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) context!: Context;

  readonly #rows = new LiveTask(this, {
    args: () => {
      const { found, context } = this;
      const query = queryFor(context, found, {});
      return [JSON.stringify(query), following(context, found).place !== null] as const;
    },
    task: async ([query, isLocal], { signal }) => {
      const own = JSON.parse(query);
      const { prefecture: _, ...everywhere } = own;
      const [rows, national] = await Promise.all([
        fetchFewValues(own, signal),
        isLocal ? fetchFewValues({ ...everywhere, level: 'national' }, signal) : [],
      ]);
      return { rows, national };
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return this.#rows.render({
      pending: () =>
        html`<h3>${textIn(this.section.question)}</h3><div class="chart-space">${pending()}</div>`,
      error: (error) =>
        html`<h3>${textIn(this.section.question)}</h3><div class="chart-space">${failed(error, () => void this.#rows.run())}</div>`,
      complete: ({ rows, national }) => this.#course(rows, national),
    });
  }

  #course(all: readonly Value[], national: readonly Value[]) {
    const { section, found, context } = this;
    const { indicator, statistic } = found;
    const { figure } = section;
    const facets = narrow(all, { view: figure.view ?? null, breakdown: figure.breakdown ?? null });
    const rows = monthly(facets.rows);
    const question = textIn(section.question);
    if (rows.length === 0) {
      return all.length === 0
        ? emptyFrame(section, found, context.state)
        : html`<dots-section .section=${{ ...section, kind: 'parts' as const }} .found=${[found]} .context=${context}></dots-section>`;
    }
    const { view = null, breakdown } = facets;
    const others = monthly(narrow(national, { view, breakdown }).rows);
    const { place, isWhole } = following(context, found);
    const france = words.place.national;
    const isDelay =
      unitOf(indicator.unit, statistic) === 'days' && /^P-0[1239]$/.test(indicator.id);
    return html`
      <p class="chart-question">${question}</p>
      <series-section
        key=${section.key}
        nested
        .course=${{ name: place === null ? france : nameOf(context, place), rows }}
        .compared=${others.length > 0 && statistic !== 'count' ? { name: france, rows: others } : undefined}
        .milestones=${section.wide ? context.milestones : context.milestones.filter(({ verified }) => verified)}
        .levels=${isDelay ? legalLevels(context.titres, context.state.titre) : []}
        .shape=${shapeOf(locale, indicator, statistic, [...rows, ...others])}
        .query=${queryFor(context, found, { grain: 'month' })}
        .state=${context.state}
        subject=${measuredTitle(locale, indicator, { statistic, breakdown })}
        subtitle=${subtitleOf(locale, { ...found, population: context.state.population, as_of: null }, facets)}
        month=${settledMonth(indicator, context.cutoff)}
        settles=${indicator.settles_after}
        .links=${this.#links()}
      ></series-section>
      ${section.note ? html`<p class="hint">${textIn(section.note)}</p>` : nothing}
      ${isWhole ? stateNote('partial', words.frame.notDivided) : nothing}
    `;
  }

  #links() {
    const { indicator } = this.found;
    const { state } = this.context;
    const card = html`<a href=${pageHref(`/indicateurs/${indicator.id}`, state)}>${words.frame.toIndicator(indicator.id)}</a>`;
    if (!indicator.dimensions.includes('prefecture')) return [card];
    const map = pageHref('/', state, { indicator: indicator.id, statistic: this.found.statistic });
    return [html`<a href="${map}#explorer">${words.composed.map}</a>`, card];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'course-section': CourseSection;
  }
}
