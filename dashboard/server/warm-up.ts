import type { Happenings } from './stream.ts';

/** What takes seconds to work out of the whole database, and stands on the first page. */
const SLOW = '/api/v1/alerts';

/** The runs of one computation come one after the other: the answer is of use after the last. */
const PAUSE_MS = 2000;

/**
 * Asks ahead of the readers, at start and after each run, for what the server then keeps: the first of
 * them would wait for it otherwise. What fails is asked again by who needs it.
 */
export function warmUp(
  url: string,
  happenings: Happenings,
  pause_ms = PAUSE_MS,
): { stop(): Promise<void> } {
  const gone = new AbortController();
  let asking: Promise<unknown> = Promise.resolve();
  const timer = setTimeout(() => {
    asking = fetch(url + SLOW, { signal: gone.signal })
      .then((answer) => answer.arrayBuffer())
      .catch(() => {});
  }, pause_ms);
  const later = () => void timer.refresh();
  happenings.on('run-finished', later);
  return {
    async stop() {
      happenings.off('run-finished', later);
      clearTimeout(timer);
      gone.abort();
      await asking;
    },
  };
}
