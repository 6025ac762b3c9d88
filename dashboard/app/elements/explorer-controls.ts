import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Indicator, Statistic, View } from '#domain/indicator.ts';
import { navigate } from '../events.ts';
import { locale } from '../locale.ts';
import type { Facets, Periods } from '../rows.ts';
import { breakdownLabel, capitalised, titleOf } from '../sentences.ts';
import type { Subject } from '../subject.ts';
import {
  POPULATIONS,
  dimensionsOf,
  type PageState,
  type Population,
  type PopulationDimension,
} from '../url-state.ts';

const { words, format } = locale;

interface Option {
  value: string;
  label: string;
}

interface Field {
  name: string;
  label: string;
  chosen: string;
  /** Without a heading, or under one. */
  groups: readonly { heading?: string; options: readonly Option[] }[];
  /** What a choice changes. */
  patch(value: string): Partial<PageState>;
}

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

  /** A select shows its choice only once its options exist, hence after they are rendered. */
  protected override updated() {
    for (const select of this.querySelectorAll('select'))
      select.value = select.dataset.chosen ?? '';
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
    const choice: Field = {
      name: 'population',
      label: words.controls.population,
      chosen: population ? `${population.dimension}=${population.member}` : '',
      groups: [
        { options: [{ value: '', label: words.controls.everything }] },
        ...dimensions.map((dimension) => ({
          heading: words.dimensions[dimension],
          options: POPULATIONS[dimension].map((member) => ({
            value: `${dimension}=${member}`,
            label: capitalised(words.members[member] ?? member),
          })),
        })),
      ],
      patch: (value) => ({ population: populationOf(value) }),
    };
    return [choice];
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

function field({ name, label, chosen, groups, patch }: Field) {
  const change = (event: Event) => {
    const select = event.currentTarget as HTMLSelectElement;
    navigate(select, patch(select.value));
  };
  return html`
    <p>
      <label for=${`choose-${name}`}>${label}</label>
      <select id=${`choose-${name}`} data-chosen=${chosen} @change=${change}>
        ${groups.map(({ heading, options }) =>
          heading === undefined
            ? options.map(option)
            : html`<optgroup label=${heading}>${options.map(option)}</optgroup>`,
        )}
      </select>
    </p>
  `;
}

const option = ({ value, label }: Option) => html`<option value=${value}>${label}</option>`;

function populationOf(text: string): Population | null {
  const [dimension, member] = text.split('=');
  return dimension && member ? { dimension: dimension as PopulationDimension, member } : null;
}

declare global {
  interface HTMLElementTagNameMap {
    'explorer-controls': ExplorerControls;
  }
}
