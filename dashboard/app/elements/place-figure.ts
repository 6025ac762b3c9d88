import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import type { Figure, Text } from '../compositions/section.ts';
import { textIn, type Context } from '../context.ts';
import { openCard } from '../events.ts';
import { LiveTask } from '../live-task.ts';
import { differenceInterval, holdsZero } from '../differences.ts';
import { locale } from '../locale.ts';
import { fetchCompared, type Compared } from '../place-figures.ts';
import { capitalised, intervalOf, readingOf, whenOf } from '../sentences.ts';
import { failed, pending, stateNote } from './states.ts';

const { words, format } = locale;

/** One question asked of a prefecture: its figure, and the country's beside it. */
@customElement('place-figure')
export class PlaceFigure extends LitElement {
  @property({ attribute: false }) figure!: Figure & { question: Text };
  @property({ attribute: false }) context!: Context;

  readonly #figures = new LiveTask(this, {
    args: () =>
      [this.figure, this.context.place, this.context.state.as_of, this.context.cutoff] as const,
    task: ([figure], { signal }) => fetchCompared(figure, this.context, signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return html`<article class="place-figure">
      <h3>${textIn(this.figure.question)}</h3>
      ${this.#figures.render({
        pending,
        error: (error) => failed(error, () => void this.#figures.run()),
        complete: (compared) =>
          compared
            ? this.#compared(compared)
            : stateNote('empty', words.frame.notComputed(this.figure.indicator)),
      })}
    </article>`;
  }

  #compared({ own, national, shape, period }: Compared) {
    const when = whenOf(locale, period, this.context.cutoff);
    if (!own) return stateNote('valueless', words.reasons.no_denominator);
    if (own.value === null) {
      return html`
        <p class="figure"><span class="word">${capitalised(words.status[own.status])}</span></p>
        <p class="muted">${words.reasons[own.status]}</p>
        ${this.#france(national, shape, when)}
      `;
    }
    return html`
      <p class="figure">
        <button type="button" class="number" aria-label=${words.table.card(readingOf(locale, own, shape))} @click=${() => openCard(this, own)}>
          <span class="big">${format.figure(own.value, shape)}</span> <span class="unit">${format.unit(own.value, shape)}</span>
        </button>
      </p>
      <p class="muted">${intervalOf(locale, own, shape)}</p>
      ${this.#france(national, shape, when)}
      <p class="change">${differenceOf(own, national)}</p>
    `;
  }

  #france = (national: Value | undefined, shape: Compared['shape'], when: string) => html`
    <p class="span"><span>${words.place.national}${words.colon}${national ? html`<button type="button" class="plain" @click=${() => openCard(this, national)}>${readingOf(locale, national, shape)}</button>` : nothing}</span><span>${when}</span></p>
  `;
}

/** What can be said of the difference with the country: nothing, where its interval holds zero. */
export function differenceOf(own: Value, national: Value | undefined): string {
  const { difference } = words.prefecture;
  if (own.statistic === 'count') return '';
  if (own.value === null || !national || national.value === null) return '';
  const interval = differenceInterval(own, national);
  if (!interval) return difference.unjudged;
  if (holdsZero(interval)) return difference.unsure;
  return own.value > national.value ? difference.above : difference.below;
}

declare global {
  interface HTMLElementTagNameMap {
    'place-figure': PlaceFigure;
  }
}
