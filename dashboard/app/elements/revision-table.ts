import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Statistic } from '#domain/indicator.ts';
import { ApiError, fetchRevisions, type Revisions } from '../api.ts';
import { find, following, nameOf, type Context } from '../context.ts';
import { decimalsFor, type Shape } from '../format.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { monthBefore } from '../rows.ts';
import { rangeOf, shapeOf } from '../sentences.ts';
import { figureTable } from './figure-table.ts';
import { failed, pending, stateNote } from './states.ts';

const { words, format } = locale;

/** The latest months are the ones that are still revised; the rest is in the API. */
const MONTHS = 6;
const VINTAGES = 4;

/** What was said of the latest months at each time: how much a first figure is to be trusted. */
@customElement('revision-table')
export class RevisionTable extends LitElement {
  @property({ attribute: false }) context!: Context;
  @property() indicator = '';
  @property() statistic: Statistic = 'count';

  readonly #revisions = new LiveTask(this, {
    args: () => {
      const { place, cutoff, state } = this.context;
      return [this.indicator, this.statistic, place, cutoff, state.as_of] as const;
    },
    task: async ([indicator, statistic, place, cutoff, as_of], { signal }) => {
      const from = monthBefore(cutoff.slice(0, 7), MONTHS - 1);
      const local = this.#isLocal() && place ? { prefecture: place } : {};
      try {
        return await fetchRevisions(
          { indicator, statistic, from, ...local, ...(as_of && { as_of }) },
          signal,
        );
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return undefined;
        throw error;
      }
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return html`
      <h2>${words.revisions.title}</h2>
      ${this.#revisions.render({
        pending,
        error: (error) => failed(error, () => void this.#revisions.run()),
        complete: (revisions) => this.#table(revisions),
      })}
    `;
  }

  #isLocal(): boolean {
    const found = find(this.context, { indicator: this.indicator, statistic: this.statistic });
    return found !== undefined && following(this.context, found).place !== null;
  }

  #table(revisions: Revisions | undefined) {
    const found = find(this.context, { indicator: this.indicator, statistic: this.statistic });
    const months = revisions?.periods.filter(({ period }) => period?.length === 7) ?? [];
    if (!revisions || !found || months.length === 0) {
      return stateNote('empty', words.revisions.none);
    }
    const { vintages } = revisions;
    const [only] = vintages;
    if (vintages.length === 1 && only) {
      return html`<p>${words.revisions.once(format.instant(only.as_of))}</p>`;
    }
    const first = Math.max(0, vintages.length - VINTAGES);
    const { place } = this.context;
    const name = this.#isLocal() && place ? nameOf(this.context, place) : words.place.national;
    const bare = shapeOf(locale, found.indicator, this.statistic, []);
    const values = months.flatMap(({ figures }) =>
      figures.flatMap((figure) => figure?.value ?? []),
    );
    const shape = { ...bare, decimals: decimalsFor(bare.unit, this.statistic, values) };
    return html`
      <p class="lede">${words.revisions.lede(name)}</p>
      ${figureTable({
        caption: words.revisions.caption,
        head: words.table.period,
        columns: vintages
          .slice(first)
          .map(
            ({ as_of, version }) => `${format.instant(as_of)}, ${words.revisions.version(version)}`,
          ),
        lines: months
          .slice(-MONTHS)
          .toReversed()
          .map(({ period, figures }) => ({
            label: format.period(period ?? ''),
            cells: figures.slice(first).map((figure) => cellOf(figure, shape)),
          })),
      })}
    `;
  }
}

/** A figure as it was published, with the reason where it had no value. */
function cellOf(figure: Revisions['periods'][number]['figures'][number], shape: Shape) {
  if (!figure) return '';
  if (figure.value === null) return words.status[figure.status];
  const range = rangeOf(locale, figure, shape);
  return html`${format.figure(figure.value, shape)}${range ? html` <span class="muted">(${range})</span>` : ''}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'revision-table': RevisionTable;
  }
}
