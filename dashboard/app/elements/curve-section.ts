import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import { fetchFewValues } from '../api.ts';
import { stepsOf, type Step } from '../charts/curve.ts';
import type { CurveOf } from '../compositions/section.ts';
import { following, nameOf, queryFor, textIn, type Context, type Found } from '../context.ts';
import { LiveTask } from '../live-task.ts';
import { legalLevels } from '../legal.ts';
import { locale } from '../locale.ts';
import { lineOf, populationLabel, prefixed, readingOf, shapeOf, unitLabel } from '../sentences.ts';
import './chart-frame.ts';
import './curve-chart.ts';
import { emptyFrame } from './empty-frame.ts';
import { valueFigures } from './figure-table.ts';
import { failed, pending } from './states.ts';

const { words, format } = locale;

/** Four months in days: where the title's sentence reads the curve. */
const READ_AT = 120;

/** The share decided within so many days of filing, for the filings of one year beside those of the year before. */
@customElement('curve-section')
export class CurveSection extends LitElement {
  @property({ attribute: false }) section!: CurveOf;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) context!: Context;

  readonly #rows = new LiveTask(this, {
    args: () => {
      const { found, context } = this;
      const year = this.#year();
      const query = queryFor(context, found, {
        view: 'cohort',
        grain: 'year',
        from: `${year - 1}-01`,
        to: `${year}-12`,
      });
      return [JSON.stringify(query)] as const;
    },
    task: ([query], { signal }) => fetchFewValues(JSON.parse(query), signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const question = html`<h3>${textIn(this.section.question)}</h3>`;
    return this.#rows.render({
      pending: () => html`${question}<div class="chart-space tall">${pending()}</div>`,
      error: (error) =>
        html`${question}<div class="chart-space tall">${failed(error, () => void this.#rows.run())}</div>`,
      complete: (rows) => this.#frame(rows),
    });
  }

  /** The year asked for, else the last one that was followed for a year. */
  #year(): number {
    const { state, cutoff } = this.context;
    return Number(state.period?.slice(0, 4) ?? Number(cutoff.slice(0, 4)) - 1);
  }

  #frame(rows: readonly Value[]) {
    const { section, found, context } = this;
    const year = this.#year();
    const of = (period: number) => stepsOf(rows.filter((row) => row.period === `${period}`));
    const steps = of(year);
    const compared = of(year - 1);
    if (steps.length === 0) return emptyFrame(section, found, context.state);
    const shape = shapeOf(locale, found.indicator, 'share', rows);
    const { place } = following(context, found);
    const name = place === null ? words.place.national : nameOf(context, place);
    const read = steps.findLast(({ day, row }) => day <= READ_AT && row.value !== null);
    const { state } = context;
    const question = textIn(section.question);
    const heading = read
      ? prefixed(
          locale,
          read.row.origin,
          words.curve.finding(readingOf(locale, read.row, shape), read.day, `${year}`),
        )
      : question;
    return html`
      <p class="chart-question">${question}</p>
      <chart-frame
        key=${section.key}
        nested
        heading=${heading}
        subtitle=${[unitLabel(locale, shape), state.titre ?? populationLabel(locale, state.population), name].join(' · ')}
        .picture=${this.#chart(steps, compared, `${year}`, shape)}
        .notes=${html`<p class="hint">${words.curve.atRisk}</p>`}
        .figures=${this.#figures(steps, compared, year, shape, question)}
        .source=${{
          row: read?.row ?? steps[0]?.row,
          place: name,
          queries: [
            queryFor(context, found, {
              view: 'cohort',
              grain: 'year',
              from: `${year}-01`,
              to: `${year}-12`,
            }),
          ],
          fixed: { period: `${year}` },
        }}
        .state=${state}
      ></chart-frame>
    `;
  }

  #chart(
    steps: readonly Step[],
    compared: readonly Step[],
    year: string,
    shape: ReturnType<typeof shapeOf>,
  ) {
    const { titres, state } = this.context;
    const say = (step: Step | undefined) =>
      step ? `${words.curve.within(step.day)}${words.colon}${lineOf(locale, step.row, shape)}` : '';
    return html`<curve-chart
      .steps=${steps}
      .compared=${compared}
      .levels=${legalLevels(titres, state.titre)}
      .shape=${shape}
      name=${words.curve.cohort(year)}
      comparedName=${words.curve.cohort(`${Number(year) - 1}`)}
      label=${words.curve.label(textIn(this.section.question), say(steps[0]), say(steps.at(-1)))}
    ></curve-chart>`;
  }

  #figures(
    steps: readonly Step[],
    compared: readonly Step[],
    year: number,
    shape: ReturnType<typeof shapeOf>,
    caption: string,
  ) {
    const other = new Map(compared.map(({ day, row }) => [day, row]));
    return valueFigures(
      caption,
      words.curve.column,
      steps.map(({ day, row }) => ({
        label: format.value(day, { unit: 'days', decimals: 0, noun: '' }),
        row,
        shape,
        compared: other.get(day),
      })),
      compared.length > 0
        ? { name: words.curve.cohort(`${year}`), with: words.curve.cohort(`${year - 1}`) }
        : undefined,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'curve-section': CurveSection;
  }
}
