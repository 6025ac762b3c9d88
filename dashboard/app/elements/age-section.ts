import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import { fetchFewValues } from '../api.ts';
import { agesOf, waitingSince } from '../charts/ages.ts';
import type { AgesOf } from '../compositions/section.ts';
import { following, nameOf, queryFor, textIn, type Context, type Found } from '../context.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { lastCompleteMonth } from '../rows.ts';
import { prefixed, shapeOf, unitLabel } from '../sentences.ts';
import './age-chart.ts';
import './chart-frame.ts';
import { emptyFrame } from './empty-frame.ts';
import { valueFigures } from './figure-table.ts';
import { failed, pending, stateNote } from './states.ts';

const { words, format } = locale;

/** R. 432-2 gives four months; who was filed five months of the calendar before is beyond them. */
const LIMIT_MONTHS = 5;

/** How long those who wait have waited, at the end of the last whole month. */
@customElement('age-section')
export class AgeSection extends LitElement {
  @property({ attribute: false }) section!: AgesOf;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) context!: Context;

  readonly #rows = new LiveTask(this, {
    args: () => [JSON.stringify(this.#query())] as const,
    task: ([query], { signal }) => fetchFewValues(JSON.parse(query), signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const question = html`<h3>${textIn(this.section.question)}</h3>`;
    return this.#rows.render({
      pending: () => html`${question}<div class="chart-space">${pending()}</div>`,
      error: (error) =>
        html`${question}<div class="chart-space">${failed(error, () => void this.#rows.run())}</div>`,
      complete: (rows) => this.#frame(rows),
    });
  }

  #month = () => lastCompleteMonth(this.context.cutoff);

  #query() {
    const month = this.#month();
    return queryFor(this.context, this.found, { grain: 'month', from: month, to: month });
  }

  #frame(rows: readonly Value[]) {
    const { section, found, context } = this;
    const ages = agesOf(rows);
    const [first] = ages;
    if (!first) return emptyFrame(section, found, context.state);
    const question = textIn(section.question);
    const shape = shapeOf(locale, found.indicator, found.statistic, rows);
    const { place } = following(context, found);
    const name = place === null ? words.place.national : nameOf(context, place);
    const { older, all } = waitingSince(ages, LIMIT_MONTHS);
    const counted: [number, number] = [all, all];
    const known = ages.every(({ row }) => row.value !== null);
    const told = known && all > 0;
    const finding = words.ages.finding(
      format.number(older),
      format.number(all),
      LIMIT_MONTHS,
      format.period(this.#month()),
    );
    return html`
      ${told ? html`<p class="chart-question">${question}</p>` : nothing}
      <chart-frame
        key=${section.key}
        nested
        heading=${told ? prefixed(locale, first.row.origin, finding) : question}
        subtitle=${[unitLabel(locale, shape), name, words.ages.at(format.period(this.#month()))].join(' · ')}
        .picture=${
          known && all === 0
            ? stateNote('valueless', words.reasons.no_denominator)
            : ages.every(({ row }) => row.status === 'suppressed')
              ? stateNote('suppressed', words.frame.suppressedSeries)
              : html`<age-chart .ages=${ages} .shape=${shape} limit=${LIMIT_MONTHS} label=${words.ages.label(question, ages.length)}></age-chart>`
        }
        .notes=${html`<p class="hint">${words.ages.note}</p>`}
        .figures=${valueFigures(
          question,
          words.ages.head,
          ages.map(({ months, isOpen, row }) => ({
            label: words.ages.age(months, isOpen),
            row,
            shape,
          })),
        )}
        .source=${{ row: first.row, counted, place: name, queries: [this.#query()] }}
        .state=${context.state}
      ></chart-frame>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'age-section': AgeSection;
  }
}
