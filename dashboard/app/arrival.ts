/** Charts are drawn once their figures are there; who waits longer than this has moved on. */
const PATIENCE_MS = 60_000;
const MOVES = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;

let stopLast = () => {};

/**
 * Brings an anchor into view as soon as it exists, unless the reader does something first. The page
 * is made of parts that load by themselves, so the browser's own jump comes too early.
 */
export function arriveAt(anchor: string): void {
  stopLast();
  const jump = () => {
    const target = document.getElementById(anchor);
    if (!target) return;
    stop();
    target.scrollIntoView();
  };
  const watch = new MutationObserver(jump);
  const timer = setTimeout(() => stop(), PATIENCE_MS);
  const stop = () => {
    watch.disconnect();
    clearTimeout(timer);
    for (const move of MOVES) window.removeEventListener(move, stop);
  };
  stopLast = stop;
  watch.observe(document.body, { childList: true, subtree: true });
  for (const move of MOVES) window.addEventListener(move, stop, { passive: true });
  jump();
}
