import { html } from 'lit';
import { navigate } from '../events.ts';
import { locale } from '../locale.ts';
import { capitalised } from '../sentences.ts';
import {
  POPULATIONS,
  type PageState,
  type Population,
  type PopulationDimension,
} from '../url-state.ts';

const { words } = locale;

interface Option {
  value: string;
  label: string;
}

/** A choice that the address keeps. */
export interface Field {
  name: string;
  label: string;
  chosen: string;
  /** Without a heading, or under one. */
  groups: readonly { heading?: string; options: readonly Option[] }[];
  /** What a choice changes. */
  patch(value: string): Partial<PageState>;
}

export function field({ name, label, chosen, groups, patch }: Field) {
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

/** A select shows its choice only once its options exist, hence after they are rendered. */
export function showChoices(form: Element): void {
  for (const select of form.querySelectorAll('select')) select.value = select.dataset.chosen ?? '';
}

/** Which dossiers, by one dimension at a time: no finer cell is published. */
export const populationField = (
  population: Population | null,
  dimensions: readonly PopulationDimension[],
): Field => ({
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
  patch: (value) => ({ population: populationOf(value), titre: null }),
});

function populationOf(text: string): Population | null {
  const [dimension, member] = text.split('=');
  return dimension && member ? { dimension: dimension as PopulationDimension, member } : null;
}
