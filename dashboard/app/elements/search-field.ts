import { html } from 'lit';
import { navigate } from '../events.ts';
import type { PageState } from '../url-state.ts';

/** A list is narrowed as one types; the address keeps what was typed. */
export function searchField({ search }: PageState, label: string) {
  const change = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    navigate(input, { search: input.value });
  };
  return html`
    <p class="search">
      <label for="recherche">${label}</label>
      <input id="recherche" type="search" .value=${search} autocomplete="off" @input=${change} />
    </p>
  `;
}
