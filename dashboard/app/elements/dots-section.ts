import { extent } from 'd3';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import type { Shape } from '../format.ts';
import { following, nameOf, textIn, type Context, type Found } from '../context.ts';
import { fetchDots, type Dots, type DotsKind, type Verdict } from '../dots.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { capitalised, populationLabel, shapeOf, unitLabel, whenOf } from '../sentences.ts';
import { measureWord } from '../subject.ts';
import './chart-frame.ts';
import './dots-chart.ts';
import { emptyFrame } from './empty-frame.ts';
import { valueFigures, type Figures } from './figure-table.ts';
import { absenceOf, failed, pending, stateNote } from './states.ts';

const { words, format } = locale;
const SHARE = { unit: 'share', decimals: 0, noun: '' } as const;

/** Figures beside each other in one period: parts of one, several of one unit, or members of a dimension. */
@customElement('dots-section')
export class DotsSection extends LitElement {
  @property({ attribute: false }) section!: DotsKind;
  /** The indicators it is about, as far as the catalogue has them; the first says the unit. */
  @property({ attribute: false }) found: readonly Found[] = [];
  @property({ attribute: false }) context!: Context;

  readonly #dots = new LiveTask(this, {
    args: () => {
      const { state, place, cutoff } = this.context;
      const { population, titre, period, as_of } = state;
      return [
        this.section,
        JSON.stringify({ population, titre, period, as_of, place, cutoff }),
      ] as const;
    },
    task: ([section], { signal }) => fetchDots(section, this.context, signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const question = html`<h3>${textIn(this.section.question)}</h3>`;
    return this.#dots.render({
      pending: () => html`${question}<div class="chart-space">${pending()}</div>`,
      error: (error) =>
        html`${question}<div class="chart-space">${failed(error, () => void this.#dots.run())}</div>`,
      complete: (dots) => this.#frame(dots),
    });
  }

  #frame(dots: Dots) {
    const { section, context } = this;
    const [found] = this.found;
    if (!found) return nothing;
    const { state } = context;
    const rows = dots.entries.flatMap(({ row }) => (row ? [row] : []));
    if (rows.length === 0) return emptyFrame(section, found, state);
    const shape = shapeOf(locale, found.indicator, rows[0]?.statistic ?? found.statistic, rows);
    const { place, isWhole } = following(context, found);
    const isAll = section.kind === 'members';
    const name = place === null ? words.place.national : nameOf(context, place);
    const subtitle = [
      unitLabel(locale, shape),
      section.kind === 'parts' && capitalised(measureWord(locale, rows[0]!.statistic)),
      dots.common,
      !isAll && state.titre === null && found.indicator.dimensions.includes('motif')
        ? populationLabel(locale, isWhole ? null : state.population)
        : !isAll && state.titre,
      name,
      dots.period === undefined ? '' : whenOf(locale, dots.period, context.cutoff),
    ];
    const [absent] = rows.some(({ value }) => value !== null) ? [] : rows;
    const question = textIn(section.question);
    const picture = absent
      ? absenceOf(absent.status)
      : html`<dots-chart
          .entries=${dots.entries}
          .shape=${shape}
          label=${words.dots.label(question, dots.entries.length)}
        ></dots-chart>`;
    return html`<chart-frame
      key=${section.key}
      nested
      heading=${question}
      subtitle=${subtitle.filter(Boolean).join(' · ')}
      .picture=${picture}
      .notes=${this.#notes(dots, isWhole && !isAll)}
      .figures=${this.#figures(dots, shape, question)}
      .source=${{ row: rows[0], counted: countedIn(rows), place: name, queries: dots.queries }}
      .state=${state}
    ></chart-frame>`;
  }

  #notes({ entries, notes, trial }: Dots, isWhole: boolean) {
    const { section } = this;
    const isLegal = entries.some(({ legal }) => legal !== undefined);
    // All are judged on the same months.
    const judged = trial?.verdicts.find((verdict) => verdict !== null);
    return html`
      ${
        section.kind === 'estimators' && notes
          ? html`<dl class="facts answers">${entries.map(({ label }, index) => html`<div><dt>${label}</dt><dd>${notes[index]} ${tested(trial?.verdicts[index])}</dd></div>`)}</dl>`
          : nothing
      }
      ${judged ? html`<p class="hint">${words.dots.trial(judged.origins, trial?.unreached ?? 0)}</p>` : nothing}
      ${section.note ? html`<p class="hint">${textIn(section.note)}</p>` : nothing}
      ${isLegal ? html`<p class="hint">${words.legal.note}</p>` : nothing}
      ${isWhole ? stateNote('partial', words.frame.notDivided) : nothing}
    `;
  }

  #figures({ entries, notes, trial }: Dots, shape: Shape, caption: string): Figures {
    const figures = valueFigures(
      caption,
      words.dots.line,
      entries.map(({ label, row }) => ({ label, row, shape })),
    );
    if (trial) {
      return withColumns(
        figures,
        [words.dots.error, words.dots.bias],
        trial.verdicts.map((verdict) =>
          verdict ? [shareOf(verdict.error), signed(verdict.bias)] : ['', ''],
        ),
      );
    }
    return notes && this.section.kind === 'members'
      ? withColumns(
          figures,
          [words.legal.column],
          notes.map((note) => [note]),
        )
      : figures;
  }
}

const withColumns = (
  figures: Figures,
  columns: readonly string[],
  cells: readonly (readonly string[])[],
): Figures => ({
  ...figures,
  columns: [...figures.columns, ...columns],
  lines: figures.lines.map((line, index) => ({
    ...line,
    cells: [...line.cells, ...(cells[index] ?? [])],
  })),
});

const shareOf = (value: number) => format.value(value, SHARE);
const signed = (value: number) => `${value < 0 ? '−' : '+'}${shareOf(Math.abs(value))}`;

/** How well a line foretold, in plain words. */
function tested(verdict: Verdict | null | undefined) {
  if (!verdict) return nothing;
  const { error, bias } = verdict;
  const { high, low, both } = words.dots.tendencies;
  // A bias of less than a third of the error: it errs on either side.
  const tendency = Math.abs(bias) < error / 3 ? both : bias > 0 ? high : low;
  return html`<span class="tested">${words.dots.verdict(shareOf(error), tendency)}</span>`;
}

/** Undefined where all lines count the same people. */
function countedIn(rows: readonly Value[]): [least: number, most: number] | undefined {
  const [least, most] = extent(rows, ({ n }) => n);
  return least === undefined || least === most ? undefined : [least, most];
}

declare global {
  interface HTMLElementTagNameMap {
    'dots-section': DotsSection;
  }
}
