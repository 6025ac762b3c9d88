import { ascending } from 'd3';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Indicator, Origin } from '#domain/indicator.ts';
import { alertHref, alertSentence, byIndicator, meaningOf } from '../alert-sentences.ts';
import { fetchAlerts, type Alert, type Alerts, type Prefecture } from '../api.ts';
import { LiveTask } from '../live-task.ts';
import { locale } from '../locale.ts';
import { prefixed, titleOf } from '../sentences.ts';
import { pageHref, type PageState } from '../url-state.ts';
import { failed, pending, stateNote } from './states.ts';

const { words, format } = locale;

/** Up to so many places are named at once; more are one key away. */
const NAMED = 3;

/** A shape for each meaning: it is never told by colour alone. */
const MARKS = { concern: '▲', improvement: '●', neutral: '◆' } as const;

/** What the last whole month shows that is more than chance: in the country and everywhere, or in one place. */
@customElement('month-changes')
export class MonthChanges extends LitElement {
  @property({ attribute: false }) indicators: readonly Indicator[] = [];
  @property({ attribute: false }) prefectures: readonly Prefecture[] = [];
  @property({ attribute: false }) origin: Origin | null = null;
  @property({ attribute: false }) state!: PageState;
  /** Only this prefecture. */
  @property() place = '';

  readonly #alerts = new LiveTask(this, {
    args: () => [this.state.as_of] as const,
    task: ([as_of], { signal }) => fetchAlerts(as_of ? { as_of } : {}, signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { changes } = words;
    const month = this.#alerts.value?.month;
    return html`
      <section class="changes" aria-labelledby="changements">
        <h2 id="changements">${month ? changes.title(format.period(month)) : changes.untitled}</h2>
        ${this.#alerts.render({
          pending: () => html`<div class="changes-space">${pending()}</div>`,
          error: (error) =>
            html`<div class="changes-space">${failed(error, () => void this.#alerts.run())}</div>`,
          complete: (alerts) => (this.place ? this.#here(alerts) : this.#everywhere(alerts)),
        })}
      </section>
    `;
  }

  #here({ month, alerts }: Alerts) {
    const { changes } = words;
    if (month === null) return stateNote('empty', changes.notYet);
    const own = alerts.filter(({ prefecture }) => prefecture === this.place);
    if (own.length === 0) return html`<p>${changes.noneHere(format.period(month))}</p>`;
    return html`<ul class="signals">${own.map((alert) => this.#line(alert, this.#title(alert.indicator)))}</ul>`;
  }

  #everywhere({ month, watched, told, expected_by_chance, alerts }: Alerts) {
    const { changes } = words;
    if (month === null) return stateNote('empty', changes.notYet);
    const finding = changes.told(format.number(told), format.number(watched), format.period(month));
    return html`
      <p>${prefixed(locale, this.origin, `${finding}.`)} ${changes.chance(format.number(expected_by_chance))}</p>
      ${
        alerts.length === 0
          ? html`<p>${changes.none}</p>`
          : html`<div class="signal-groups">${byIndicator(alerts).map(([id, group]) => this.#group(id, group))}</div>`
      }
    `;
  }

  #group(id: string, alerts: readonly Alert[]) {
    const national = alerts.filter(({ prefecture }) => prefecture === null);
    const places = alerts
      .filter(({ prefecture }) => prefecture !== null)
      .sort((one, other) => ascending(one.prefecture ?? '', other.prefecture ?? ''));
    const named = places.length <= NAMED ? [...national, ...places] : national;
    const folded = places.length > NAMED ? places : [];
    return html`
      <div>
        <h3><a class="quiet-link" href=${pageHref(`/indicateurs/${id}`, this.state)}>${this.#title(id)}</a> <span class="code">${id}</span></h3>
        ${named.length > 0 ? html`<ul class="signals">${named.map((alert) => this.#line(alert, this.#placeOf(alert)))}</ul>` : nothing}
        ${
          folded.length > 0
            ? html`<details class="notes-fold">
                <summary>${words.changes.places(folded.length)}${words.colon}${tally(folded)}</summary>
                <ul class="signals">${folded.map((alert) => this.#line(alert, this.#placeOf(alert)))}</ul>
              </details>`
            : nothing
        }
      </div>
    `;
  }

  #line(alert: Alert, subject: string) {
    const indicator = this.indicators.find(({ id }) => id === alert.indicator);
    if (!indicator) return nothing;
    const meaning = meaningOf(alert);
    return html`<li>
      ${meaning ? html`<span class="meaning ${meaning}" aria-hidden="true">${MARKS[meaning]}</span>` : nothing}
      <span>
        <a href=${alertHref(alert, this.state)}>${alertSentence(locale, alert, indicator, subject)}</a>${meaning ? html`<span class="muted"> – ${words.changes.meanings[meaning]}</span>` : nothing}
      </span>
    </li>`;
  }

  #title(id: string): string {
    const indicator = this.indicators.find((known) => known.id === id);
    return indicator ? titleOf(locale, indicator) : id;
  }

  #placeOf({ prefecture }: Alert): string {
    if (prefecture === null) return words.place.national;
    const known = this.prefectures.find(({ code }) => code === prefecture);
    return known ? `${known.name} (${prefecture})` : prefecture;
  }
}

/** How many point each way: “12 dans un sens défavorable à l’usager, 3 dans un sens favorable”. */
function tally(alerts: readonly Alert[]): string {
  return (['concern', 'improvement', 'neutral'] as const)
    .map((meaning) => [meaning, alerts.filter((one) => meaningOf(one) === meaning).length] as const)
    .filter(([, count]) => count > 0)
    .map(([meaning, count]) => words.changes.tally[meaning](format.number(count)))
    .join(', ');
}

declare global {
  interface HTMLElementTagNameMap {
    'month-changes': MonthChanges;
  }
}
