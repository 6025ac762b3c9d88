import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Status } from '#domain/indicator.ts';
import { ApiError } from '../api.ts';
import { locale } from '../locale.ts';

const { words } = locale;

export type StateKind = keyof typeof words.frame.states;

/** A shape for each, since a state is never told by colour alone. */
const SHAPES: Record<StateKind, string> = {
  loading: '…',
  empty: '○',
  valueless: '○',
  partial: '◐',
  stale: '▲',
  suppressed: '▨',
  failed: '✕',
  forbidden: '⊘',
};

/** Why a part shows no figure, or not all of them, and what to do. */
export const stateNote = (kind: StateKind, sentence: string, action: unknown = nothing) => html`
  <div class="state state-${kind}" role=${ifDefined(kind === 'failed' ? 'alert' : undefined)}>
    <p class="state-word"><span aria-hidden="true">${SHAPES[kind]}</span> ${words.frame.states[kind]}</p>
    <p>${sentence}</p>
    ${action}
  </div>
`;

/** What stands for a picture that has no figure to draw, by what its rows say. */
export const absenceOf = (status: Status) =>
  status === 'suppressed'
    ? stateNote('suppressed', words.frame.suppressedSeries)
    : stateNote('valueless', words.reasons[status]);

/** What stands in a part's place while it loads; the part's own class keeps its height. */
export const pending = () => html`<p class="state state-loading">${words.state.loading}</p>`;

/** Why a part could not be shown, and what to do. What the reader may not see is not a failure. */
export const failed = (error: unknown, retry: () => void) =>
  isForbidden(error)
    ? stateNote('forbidden', words.frame.forbidden)
    : stateNote(
        'failed',
        failureOf(error),
        html`<button type="button" class="quiet" @click=${retry}>${words.state.retry}</button>`,
      );

export const failureOf = (error: unknown): string => {
  const said = error instanceof ApiError ? (error.detail ?? `HTTP ${error.status}.`) : undefined;
  return words.state.failed(said ?? words.state.offline);
};

const isForbidden = (error: unknown) =>
  error instanceof ApiError && (error.status === 401 || error.status === 403);
