import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import { fetchControlChart, fetchFewValues, type ControlChart } from '../api.ts';
import type { ControlOf } from '../compositions/section.ts';
import { following, nameOf, queryFor, textIn, type Context, type Found } from '../context.ts';
import { decimalsFor } from '../format.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { prefixed, shapeOf, titleOf, unitLabel } from '../sentences.ts';
import './chart-frame.ts';
import './control-chart.ts';
import { milestoneNotes, shownMilestones } from './milestone-notes.ts';
import { failed, pending, stateNote } from './states.ts';

const { words, format } = locale;

/** Milestones from which other limits are to be expected: the process itself changed then. */
const REBASE = 'decret-2023-191';

/** Is what moves more than chance? The months of one place against their own limits. */
@customElement('control-section')
export class ControlSection extends LitElement {
  @property({ attribute: false }) section!: ControlOf;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) context!: Context;

  readonly #chart = new LiveTask(this, {
    args: () => {
      const { found, context, section } = this;
      const {
        level: _l,
        grain: _g,
        ...query
      } = queryFor(context, found, {
        ...(section.figure.view && { view: section.figure.view }),
      });
      const known = context.milestones.some(({ id }) => id === REBASE);
      return [JSON.stringify({ ...query, ...(known && { rebase: REBASE }) })] as const;
    },
    task: async ([query], { signal }) => {
      const chart = await fetchControlChart(JSON.parse(query), signal);
      const last = chart.points.at(-1);
      if (!last) return { chart, row: undefined };
      const rows = await fetchFewValues(this.#query(last.period), signal);
      return { chart, row: rows.find(({ breakdown }) => breakdown === null) };
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const question = html`<h3>${textIn(this.section.question)}</h3>`;
    return this.#chart.render({
      pending: () => html`${question}<div class="chart-space">${pending()}</div>`,
      error: (error) =>
        html`${question}<div class="chart-space">${failed(error, () => void this.#chart.run())}</div>`,
      complete: ({ chart, row }) => this.#frame(chart, row),
    });
  }

  /** The months of the chart, or one of them. */
  #query(month?: string) {
    const { found, context, section } = this;
    const { view } = section.figure;
    return queryFor(context, found, {
      ...(view && { view }),
      grain: 'month',
      ...(month && { from: month, to: month }),
    });
  }

  #frame({ points, kind, status, rebased }: ControlChart, row: Value | undefined) {
    const { section, found, context } = this;
    if (points.length === 0) {
      return html`<section class="frame" id=${section.key}><h3>${textIn(section.question)}</h3>${stateNote('empty', words.control.none)}</section>`;
    }
    const values = points.map(({ value }) => value);
    const bare = shapeOf(locale, found.indicator, found.statistic, []);
    const shape = { ...bare, decimals: decimalsFor(bare.unit, found.statistic, values) };
    const [flat] = new Set(values).size === 1 ? values : [];
    const broken = points.filter(({ rule }) => rule !== null);
    const { place } = following(context, found);
    const name = place === null ? words.place.national : nameOf(context, place);
    const question = textIn(section.question);
    const milestones = shownMilestones(context.milestones, context.state);
    const span = [points[0]?.period ?? '', points.at(-1)?.period ?? ''] as const;
    return html`
      <p class="chart-question">${question}</p>
      <chart-frame
        key=${section.key}
        nested
        heading=${flat === undefined ? prefixed(locale, context.origin, words.control.finding(titleOf(locale, found.indicator), points.length, broken.length)) : titleOf(locale, found.indicator)}
        subtitle=${[unitLabel(locale, shape), name, words.control.kinds[kind]].join(' · ')}
        .picture=${
          flat !== undefined
            ? html`<p class="state">${words.control.flat(format.figure(flat, shape))}</p>`
            : status === 'too_few'
              ? stateNote('partial', words.control.tooFew)
              : html`<control-chart
                .points=${points}
                .rebased=${rebased.filter((each) => each.status === 'applied').map(({ month }) => month)}
                .milestones=${milestones}
                .shape=${shape}
                label=${words.control.label(question, points.length, broken.length)}
              ></control-chart>`
        }
        .notes=${flat === undefined ? html`<p class="hint">${words.control.note}</p>${milestoneNotes(context.milestones, span, context.state, true)}` : undefined}
        .figures=${{
          caption: question,
          head: words.table.period,
          columns: words.control.columns,
          lines: points.toReversed().map(({ period, value, n, lower, upper, rule }) => ({
            label: format.period(period),
            cells: [
              format.figure(value, shape),
              lower === null || upper === null
                ? ''
                : words.interval.range(format.figure(lower, shape), format.figure(upper, shape)),
              format.number(n),
              rule ? (words.control.rules[rule] ?? rule) : '',
            ],
          })),
        }}
        .source=${{ row, place: name, queries: [this.#query()] }}
        .state=${context.state}
      ></chart-frame>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'control-section': ControlSection;
  }
}
