/** Who waits, first come first. */
const waiting: (() => void)[] = [];

/**
 * Resolves in a task of its own, one asker after the other, so that the browser paints and answers
 * the reader between two of them. What stands first on the page asks first.
 */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setTimeout(next);
  });
}

function next() {
  waiting[0]?.();
  waiting.shift();
  if (waiting.length > 0) setTimeout(next);
}
