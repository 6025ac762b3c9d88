import { Task } from '@lit/task';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import {
  ApiError,
  fetchFewValues,
  fetchIndicator,
  valuesUrl,
  type IndicatorDetail,
  type Prefecture,
  type ValuesQuery,
  fetchPrefectures,
} from '../api.ts';
import { navigate } from '../events.ts';
import { isYear } from '../format.ts';
import { locale, partIn } from '../locale.ts';
import { boundsOf } from '../rows.ts';
import {
  capitalised,
  definitionOf,
  intervalOf,
  prefixed,
  shapeOf,
  titleOf,
  whenOf,
} from '../sentences.ts';
import { pageHref, type PageState } from '../url-state.ts';
import { measureOf } from '../subject.ts';
import { isAt, readKey, writeKey, type ValueAddress } from '../value-key.ts';
import { failureOf } from './states.ts';

const { words, format } = locale;

interface Identity {
  row: Value;
  indicator: IndicatorDetail;
  /** The place in words. */
  place: string;
}

/**
 * The identity card of one value: everything needed to check it, cite it and find it again. The
 * address says which; the card is open exactly while the address names a value.
 */
@customElement('identity-card')
export class IdentityCard extends LitElement {
  @property({ attribute: false }) state!: PageState;
  /** Key of the value that it is about; null: it is closed. */
  @property() fiche: string | null = null;

  #opener: Element | null = null;

  readonly #identity = new Task(this, {
    args: () => [this.fiche, this.state.as_of] as const,
    task: ([fiche, as_of], { signal }) => identify(fiche, as_of, signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('fiche') && this.fiche && !changed.get('fiche'))
      this.#opener = deepActiveElement();
  }

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
    document.addEventListener('pointerdown', this.#onPress);
  }

  override disconnectedCallback() {
    document.removeEventListener('keydown', this.#onKey);
    document.removeEventListener('pointerdown', this.#onPress);
    super.disconnectedCallback();
  }

  /**
   * Not modal: to make the rest of the page inert, and alive again, takes longer than all else that opens
   * a card. It closes when the reader turns to anything else, so that it never hides what has the focus.
   */
  protected override updated() {
    const dialog = this.#dialog;
    if (!dialog || dialog.open === (this.fiche !== null)) return;
    if (this.fiche !== null) {
      dialog.show();
      return;
    }
    const hadFocus = dialog.contains(document.activeElement);
    dialog.close();
    if (hadFocus && (this.#opener instanceof HTMLElement || this.#opener instanceof SVGElement))
      this.#opener.focus();
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  override render() {
    return html`
      <dialog class="card" aria-labelledby="card-title" @focusout=${this.#onFocusOut}>
        <div class="card-body">
          <header>
            <h2 id="card-title">${words.card.title}</h2>
            <button type="button" class="quiet" autofocus @click=${this.#close}>${words.card.close}</button>
          </header>
          ${
            this.fiche === null
              ? nothing
              : this.#identity.render({
                  pending: () => html`<p class="state" role="status">${words.state.loading}</p>`,
                  error: (error) => html`<p class="state" role="alert">${failureOf(error)}</p>`,
                  complete: (identity) =>
                    identity
                      ? this.#card(identity)
                      : html`<p class="state" role="status">${words.card.unknown}</p>`,
                })
          }
        </div>
      </dialog>
    `;
  }

  #card({ row, indicator, place }: Identity) {
    const { card } = words;
    const shape = shapeOf(locale, indicator, row.statistic, [row]);
    const permalink = pageHref(location.pathname, this.state, {
      fiche: writeKey(row),
      as_of: row.as_of,
    });
    const line = (label: string, content: unknown) =>
      html`<div><dt>${label}</dt><dd>${content}</dd></div>`;
    return html`
      <p class="card-title">${prefixed(locale, row.origin, titleOf(locale, indicator))}</p>
      <p class="figure">
        ${
          row.value === null
            ? html`<span class="word">${capitalised(words.status[row.status])}</span>`
            : html`<span class="big">${format.figure(row.value, shape)}</span> <span class="unit">${format.unit(row.value, shape)}</span>`
        }
      </p>
      <p class="muted">${row.value === null ? words.reasons[row.status] : intervalOf(locale, row, shape)}</p>
      <p>${definitionOf(locale, indicator)}</p>
      <dl class="facts">
        ${line(card.place, place)}
        ${line(card.period, capitalised(whenOf(locale, row.period, row.cutoff)))}
        ${line(card.strata, strataLabel(row))}
        ${line(card.statistic, capitalised(measureOf(locale, row)))}
        ${line(card.view, words.views[row.view])}
        ${line(card.n, format.number(row.n))}
        ${line(card.censored, format.number(row.censored))}
        ${line(card.missing, format.number(row.missing))}
        ${line(card.interval, row.lower === null && row.upper === null ? words.interval[shape.unit === 'count' ? 'exact' : 'none'] : intervalOf(locale, row, shape))}
        ${line(card.status, words.reasons[row.status])}
        ${line(card.suppression, row.suppressed ? card.suppressed : card.notSuppressed)}
        ${line(card.formula, partIn(locale.lang, indicator.formula))}
        ${line(card.population, partIn(locale.lang, indicator.population))}
        ${line(card.censoring, partIn(locale.lang, indicator.censoring))}
        ${line(card.origin, words.source.origin[row.origin])}
        ${line(card.cutoff, format.day(row.cutoff))}
        ${line(card.asOf, format.instant(row.as_of))}
        ${line(card.run, html`<code>${row.run}</code>`)}
        ${line(card.version, `${row.indicator}, ${row.version}`)}
      </dl>
      <details>
        <summary>${card.sql}</summary>
        <pre tabindex="0" role="region" aria-label=${card.sql}><code>${indicator.sql}</code></pre>
      </details>
      <ul class="actions">
        <li><a href=${permalink}>${card.permalink}</a></li>
        <li><a href=${pageHref(`/indicateurs/${row.indicator}`, this.state)}>${card.more}</a></li>
        <li><a href=${valuesUrl(queryOf(row, row.as_of), 'json')}>${card.json}</a></li>
      </ul>
    `;
  }

  #close = () => navigate(this, { fiche: null });

  #onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape' && this.fiche !== null) this.#close();
  };

  #onPress = ({ target }: Event) => {
    if (this.fiche !== null && target instanceof Node && !this.#dialog?.contains(target))
      this.#close();
  };

  #onFocusOut = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !this.#dialog?.contains(relatedTarget)) this.#close();
  };
}

async function identify(
  fiche: string | null,
  as_of: string | null,
  signal: AbortSignal,
): Promise<Identity | undefined> {
  const address = fiche === null ? undefined : readKey(fiche);
  if (!address) return undefined;
  const [rows, indicator, prefectures] = await Promise.all([
    fetchFewValues(queryOf(address, as_of), signal),
    fetchIndicator(address.indicator, signal).catch(absent),
    fetchPrefectures(signal),
  ]);
  const row = rows.find((candidate) => isAt(candidate, address));
  return row && indicator && { row, indicator, place: placeLabel(address, prefectures) };
}

/** An indicator that the catalogue does not hold is an unknown figure, not a failure of the server. */
function absent(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404) return undefined;
  throw error;
}

/** Asks for the cell, or for the few cells that it is one of: regions and breakdowns are told apart here. */
function queryOf(address: ValueAddress, as_of: string | null): ValuesQuery {
  const { indicator, view, statistic, period, prefecture, region, titre, motif, demande, canal } =
    address;
  return {
    indicator,
    view,
    statistic,
    ...(prefecture === null ? { level: region === null ? 'national' : 'region' } : { prefecture }),
    titre: titre ?? 'all',
    motif: motif ?? 'all',
    demande: demande ?? 'all',
    canal: canal ?? 'all',
    ...(period === null
      ? { grain: 'none' }
      : { grain: isYear(period) ? 'year' : 'month', ...boundsOf(period) }),
    ...(as_of && { as_of }),
  };
}

function placeLabel(
  { prefecture, region }: ValueAddress,
  prefectures: readonly Prefecture[],
): string {
  if (prefecture !== null) {
    const name = prefectures.find(({ code }) => code === prefecture)?.name;
    return name ? `${name} (${prefecture})` : prefecture;
  }
  if (region === null) return words.place.national;
  return (
    prefectures.find((known) => known.region === region)?.region_name ?? words.place.region(region)
  );
}

function strataLabel(row: Value): string {
  const parts = (['demande', 'motif', 'canal'] as const).flatMap((dimension) => {
    const member = row[dimension];
    return member === null
      ? []
      : [`${words.dimensions[dimension]}${words.colon}${words.members[member] ?? member}`];
  });
  if (row.titre !== null) parts.push(row.titre);
  return parts.length === 0 ? words.controls.everything : parts.join(', ');
}

/** The element with the focus, inside shadow roots too: what the focus must come back to. */
function deepActiveElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

declare global {
  interface HTMLElementTagNameMap {
    'identity-card': IdentityCard;
  }
}
