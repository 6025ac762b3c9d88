import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Indicator, Statistic, View } from '#domain/indicator.ts';
import { locale } from '../locale.ts';
import type { Facets, Periods } from '../rows.ts';
import { breakdownLabel, capitalised, titleOf } from '../sentences.ts';
import type { Subject } from '../subject.ts';
import { dimensionsOf } from '../url-state.ts';
import { field, populationField, showChoices, type Field } from './select-field.ts';

const { words, format } = locale;

/** What the reader chooses by: only what the rows at hand offer. */
@customElement('explorer-controls')
export class ExplorerControls extends LitElement {
  @property({ attribute: false }) indicators: readonly Indicator[] = [];
  @property({ attribute: false }) subject!: Subject;
  /** Undefined while they load. */
  @property({ attribute: false }) facets: Facets | undefined;
  @property({ attribute: false }) periods: Periods | undefined;
  @property() period: string | undefined;

  protected override createRenderRoot() {
    return this;
  }

  protected override updated() {
    showChoices(this);
  }

  override render() {
    return html`
      <form class="controls" aria-label=${words.controls.legend} @submit=${(event: Event) => event.preventDefault()}>
        ${[this.#indicators(), ...this.#measures(), ...this.#populations(), ...this.#time()].map(field)}
      </form>
    `;
  }

  #indicators(): Field {
    const options = this.indicators.map((indicator) => ({
      value: indicator.id,
      label: `${indicator.id} ${titleOf(locale, indicator)}`,
    }));
    return {
      name: 'indicator',
      label: words.controls.indicator,
      chosen: this.subject.indicator.id,
      groups: [{ options }],
      patch: (indicator) => ({
        indicator,
        statistic: null,
        view: null,
        breakdown: null,
        period: null,
      }),
    };
  }

  /** Statistic, breakdown and view, where there is a choice. */
  #measures(): Field[] {
    const { controls } = words;
    const fields: Field[] = [
      {
        name: 'statistic',
        label: controls.statistic,
        chosen: this.subject.statistic,
        groups: [
          {
            options: this.subject.indicator.statistics.map((value) => ({
              value,
              label: capitalised(words.statistics[value]),
            })),
          },
        ],
        patch: (value) => ({ statistic: value as Statistic, breakdown: null, period: null }),
      },
    ];
    if (!this.facets) return fields;
    const { breakdowns, breakdown, views, view } = this.facets;
    if (breakdowns.length > 0) {
      const whole = this.facets.hasWhole ? [{ value: '', label: controls.whole }] : [];
      const parts = breakdowns.map((value) => ({
        value,
        label: capitalised(breakdownLabel(locale, value)),
      }));
      fields.push({
        name: 'breakdown',
        label: controls.breakdown,
        chosen: breakdown ?? '',
        groups: [{ options: [...whole, ...parts] }],
        patch: (value) => ({ breakdown: value || null }),
      });
    }
    if (views.length > 1) {
      fields.push({
        name: 'view',
        label: controls.view,
        chosen: view ?? '',
        groups: [{ options: views.map((value) => ({ value, label: words.views[value] })) }],
        patch: (value) => ({ view: value as View }),
      });
    }
    return fields;
  }

  #populations(): Field[] {
    const { indicator, population } = this.subject;
    const dimensions = dimensionsOf(indicator);
    if (dimensions.length === 0) return [];
    return [populationField(population, dimensions)];
  }

  #time(): Field[] {
    if (!this.periods || this.period === undefined) return [];
    const { months, years } = this.periods;
    const options = (periods: readonly string[]) =>
      periods.map((value) => ({ value, label: capitalised(format.period(value)) }));
    const groups = [
      { heading: words.controls.years, options: options(years) },
      { heading: words.controls.months, options: options(months) },
    ];
    return [
      {
        name: 'period',
        label: words.controls.period,
        chosen: this.period,
        groups: groups.filter((group) => group.options.length > 0),
        patch: (period) => ({ period }),
      },
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'explorer-controls': ExplorerControls;
  }
}
