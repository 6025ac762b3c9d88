import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fetchClaims, fetchEvaluation, type Claim, type Evaluation } from '../api.ts';
import { textOf } from '../elements/record-table.ts';
import { searchField } from '../elements/search-field.ts';
import { failed, pending, stateNote } from '../elements/states.ts';
import { inLang, lang, locale, typeset } from '../locale.ts';
import { matches } from '../sorting.ts';
import { pageHref, type PageState } from '../url-state.ts';

const { words, format } = locale;

/** What was published by others, to be held against what is recomputed here. */
@customElement('evaluation-page')
export class EvaluationPage extends LitElement {
  @property({ attribute: false }) state!: PageState;

  readonly #register = new Task(this, {
    args: () => [],
    task: async (_, { signal }) => {
      const [claims, evaluation] = await Promise.all([
        fetchClaims(signal),
        fetchEvaluation(signal),
      ]);
      return { claims, evaluation };
    },
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { evaluation } = words;
    return html`
      <h1 tabindex="-1">${evaluation.title}</h1>
      <p class="lede">${evaluation.lede}</p>
      <dl class="facts wide">
        ${Object.entries(words.indicator.demands).map(([demand, text]) => html`<div><dt>${demand}</dt><dd>${text.replace(`${demand}, `, '')}</dd></div>`)}
      </dl>
      ${this.#register.render({
        pending: () => html`<div class="page-space">${pending()}</div>`,
        error: (error) =>
          html`<div class="page-space">${failed(error, () => void this.#register.run())}</div>`,
        complete: ({ claims, evaluation: report }) => html`
          ${reportOf(report)}
          ${this.#claims(claims)}
        `,
      })}
    `;
  }

  #claims(all: readonly Claim[]) {
    const { evaluation } = words;
    const claims = all.filter((claim) =>
      matches(
        [labelOf(claim), claim.issuer, claim.period, claim.indicator].join(' '),
        this.state.search,
      ),
    );
    return html`
      <section class="chapter" aria-labelledby="chiffres-publies">
        <h2 id="chiffres-publies">${evaluation.claims}</h2>
        <p class="lede">${evaluation.claimsLede}</p>
        ${searchField(this.state, evaluation.search)}
        ${claims.length === 0 ? html`<p class="state">${evaluation.none(this.state.search)}</p>` : this.#table(claims)}
      </section>
    `;
  }

  #table(claims: readonly Claim[]) {
    const { columns } = words.evaluation;
    return html`
      <div class="table-scroll" role="region" aria-label=${words.evaluation.caption} tabindex="0">
        <table class="data catalogue stacked">
          <caption class="visually-hidden">${words.evaluation.caption}</caption>
          <thead>
            <tr>
              <th scope="col">${columns.figure}</th>
              <th scope="col" class="number">${columns.value}</th>
              <th scope="col">${columns.period}</th>
              <th scope="col">${columns.issuer}</th>
              <th scope="col">${columns.status}</th>
              <th scope="col">${columns.indicator}</th>
              <th scope="col">${columns.source}</th>
            </tr>
          </thead>
          <tbody>${claims.map(this.#claim)}</tbody>
        </table>
      </div>
    `;
  }

  #claim = (claim: Claim) => {
    const { evaluation } = words;
    const { columns } = evaluation;
    const note = inLang(lang, claim.note_fr ?? '', claim.note_en ?? '');
    const perimeter = inLang(lang, claim.perimeter_fr, claim.perimeter_en);
    return html`<tr>
      <th scope="row" class="long">${labelOf(claim)}<span class="under">${[perimeter, note].filter(Boolean).join('. ')}</span></th>
      <td class="number name">${valueOf(claim)}</td>
      <td data-label=${columns.period + words.colon}>${datedOf(claim.period)}</td>
      <td data-label=${columns.issuer + words.colon}>${claim.issuer}${claim.published_on ? html`<span class="under">${datedOf(claim.published_on)}</span>` : nothing}</td>
      <td data-label=${columns.status + words.colon}>${evaluation.statuses[claim.status] ?? claim.status}</td>
      <td data-label=${columns.indicator + words.colon}>${claim.indicator ? html`<a href=${pageHref(`/indicateurs/${claim.indicator}`, this.state)}>${claim.indicator}</a>` : evaluation.noIndicator}</td>
      <td class="long" data-label=${columns.source + words.colon}><span lang="fr">${typeset(claim.source)}</span>${claim.verified ? nothing : html` <em>(${words.series.toVerify})</em>`}</td>
    </tr>`;
  };
}

/** The report itself, as soon as the server has one. */
const reportOf = (evaluation: Evaluation) =>
  stateNote('empty', inLang(lang, evaluation.detail_fr, evaluation.detail_en));

/** A day or a month in words; a year or a span as the register writes it. */
const datedOf = (period: string | null) => textOf(period && format.period(period));

const labelOf = (claim: Claim) => inLang(lang, claim.label_fr, claim.label_en);

function valueOf({ value, value_high, unit, qualifier }: Claim): string {
  const { evaluation } = words;
  const write = (figure: number) => {
    if (unit === 'share')
      return `${format.number(figure * 100, decimalsOf(figure * 100))}${format.percent}`;
    if (unit === 'change')
      return `${figure > 0 ? '+' : '−'}${format.number(Math.abs(figure) * 100, decimalsOf(figure * 100))}${format.percent}`;
    return `${format.number(figure, decimalsOf(figure))}${evaluation.units[unit]}`;
  };
  const text =
    value_high === null
      ? write(value)
      : `${format.number(value, decimalsOf(value))}–${write(value_high)}`;
  return `${evaluation.qualifiers[qualifier]}${text}`;
}

/** As many as the source gave, two at most. */
const decimalsOf = (value: number) =>
  [0, 1].find((count) => Math.abs(Number(value.toFixed(count)) - value) < 1e-6) ?? 2;

declare global {
  interface HTMLElementTagNameMap {
    'evaluation-page': EvaluationPage;
  }
}
