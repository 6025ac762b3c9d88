import type { Value } from '#domain/indicator.ts';
import type { PageState } from './url-state.ts';
import { writeKey } from './value-key.ts';

/** Asks the page's owner to change what the address says; nothing else changes it. */
export const navigate = (from: EventTarget, patch: Partial<PageState>) =>
  from.dispatchEvent(
    new CustomEvent<Partial<PageState>>('navigate', {
      detail: patch,
      bubbles: true,
      composed: true,
    }),
  );

/** Opens the identity card of a value. */
export const openCard = (from: EventTarget, row: Value) => navigate(from, { fiche: writeKey(row) });

/** Says something in the page's one live region. */
export const announce = (from: EventTarget, text: string) =>
  from.dispatchEvent(
    new CustomEvent<string>('announce', { detail: text, bubbles: true, composed: true }),
  );

declare global {
  interface HTMLElementEventMap {
    navigate: CustomEvent<Partial<PageState>>;
    announce: CustomEvent<string>;
  }
}
