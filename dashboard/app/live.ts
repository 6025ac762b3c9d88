/**
 * What the server says as it happens. One connection for the whole page; who shows figures asks to be
 * told when there are new ones. The runs of one computation come one after the other, so that the page
 * waits for a pause before it asks for everything again.
 */
const PAUSE_MS = 1200;

const watchers = new Set<() => void>();
const stale = new Set<object>();
const staleWatchers = new Set<(some: boolean) => void>();

/** Calls back at each arrival of new figures; gives what ends it. */
export function onFigures(call: () => void): () => void {
  watchers.add(call);
  return () => watchers.delete(call);
}

/** Calls back when what is on show becomes older than what the server has, and when it is fresh again. */
export function onStale(call: (some: boolean) => void): () => void {
  staleWatchers.add(call);
  return () => staleWatchers.delete(call);
}

/** Says of one part of the page whether its figures could not be brought up to date. */
export function markStale(part: object, isStale: boolean): void {
  const before = stale.size > 0;
  if (isStale) stale.add(part);
  else stale.delete(part);
  const after = stale.size > 0;
  if (before !== after) for (const call of staleWatchers) call(after);
}

/** Asks everyone who shows figures to bring them up to date. */
export function refreshFigures(): void {
  for (const call of watchers) call();
}

/** Listens to the server until the answer is called. The browser connects again by itself. */
export function listenToServer(): () => void {
  if (!('EventSource' in globalThis)) return () => {};
  const source = new EventSource('/api/v1/stream');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(refreshFigures, PAUSE_MS);
  };
  source.addEventListener('run-finished', later);
  source.addEventListener('batch-stored', later);
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
