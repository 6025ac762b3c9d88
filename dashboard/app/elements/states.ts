import { html } from 'lit';
import { ApiError } from '../api.ts';
import { locale } from '../locale.ts';

const { words } = locale;

/** What stands in a part's place while it loads; the part's own class keeps its height. */
export const pending = () => html`<p class="state">${words.state.loading}</p>`;

/** Why a part could not be shown, and what to do. */
export const failed = (error: unknown, retry: () => void) => html`
  <div class="state" role="alert">
    <p>${failureOf(error)}</p>
    <button type="button" class="quiet" @click=${retry}>${words.state.retry}</button>
  </div>
`;

export const failureOf = (error: unknown): string => {
  const said = error instanceof ApiError ? (error.detail ?? `HTTP ${error.status}.`) : undefined;
  return words.state.failed(said ?? words.state.offline);
};
