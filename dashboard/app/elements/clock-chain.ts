import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CLOCKS, type Clock } from '../compositions/prefecture.ts';
import type { Figure } from '../compositions/section.ts';
import { find, textIn, type Context } from '../context.ts';
import { openCard } from '../events.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { fetchCompared, type Compared } from '../place-figures.ts';
import { rangeOf, readingOf } from '../sentences.ts';
import { failed, pending } from './states.ts';

const { words } = locale;

/** The clocks of the procedure as one line, each with its median here and in the country. */
@customElement('clock-chain')
export class ClockChain extends LitElement {
  @property({ attribute: false }) context!: Context;

  readonly #clocks = new LiveTask(this, {
    args: () => [this.context.place, this.context.state.as_of, this.context.cutoff] as const,
    task: (_, { signal }) =>
      Promise.all(CLOCKS.map(({ figure }) => fetchCompared(figure, this.context, signal))),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return html`
      <section class="chain" aria-labelledby="chaine-titre">
        <h2 id="chaine-titre">${words.prefecture.chain}</h2>
        ${this.#clocks.render({
          pending: () => html`<div class="chain-space">${pending()}</div>`,
          error: (error) =>
            html`<div class="chain-space">${failed(error, () => void this.#clocks.run())}</div>`,
          complete: (compared) => html`
            <ol class="clocks">${CLOCKS.map((clock, index) => this.#clock(clock, compared[index]))}</ol>
            <p class="hint">${words.prefecture.chainNote}</p>
          `,
        })}
      </section>
    `;
  }

  #clock({ figure, from, to }: Clock, compared: Compared | undefined) {
    const own = compared?.own;
    return html`<li>
      <p class="clock-from">${textIn(from)}</p>
      <p class="clock-value">
        ${
          compared && own
            ? html`<button type="button" class="number" title=${own.value === null ? words.reasons[own.status] : nothing} @click=${() => openCard(this, own)}>${own.value === null ? html`<span class="muted">○ ${readingOf(locale, own, compared.shape)}</span>` : readingOf(locale, own, compared.shape)}</button>`
            : html`<span class="muted">○ ${this.#whyNot(figure, compared)}</span>`
        }
      </p>
      <p class="clock-range">${compared && own ? rangeOf(locale, own, compared.shape) : ''}</p>
      <p class="clock-to">→ ${textIn(to)}</p>
      <p class="clock-france">
        ${compared?.national ? html`${words.prefecture.france}${words.colon}${readingOf(locale, compared.national, compared.shape)}` : nothing}
        <span class="code">${figure.indicator}</span>
      </p>
    </li>`;
  }

  /** A clock without a figure: nobody measures it yet, it has not been computed, or not by place. */
  #whyNot(figure: Figure, compared: Compared | undefined): string {
    const found = find(this.context, figure);
    if (!found) return words.prefecture.noClock(figure.indicator);
    if (!found.indicator.dimensions.includes('prefecture')) return words.prefecture.notHere;
    return compared ? words.status.no_denominator : words.absent;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'clock-chain': ClockChain;
  }
}
