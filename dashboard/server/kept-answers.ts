import { selectOne, type Database } from '#core/database.ts';

/** Questions about many instants would otherwise be kept for ever. */
const KEPT_MAX = 16;

/**
 * Keeps answers that are made of published values alone until a run is done: only that can change
 * them. What failed is not kept.
 */
export function keepUntilRun<Result>(reader: Database) {
  let latest = '';
  const kept = new Map<string, Promise<Result>>();

  return async (key: string, work: () => Promise<Result>): Promise<Result> => {
    const { run } = await selectOne<{ run: string }>(
      reader,
      `SELECT concat(toString(max(at)), ' ', toString(count())) AS run FROM run WHERE state = 'done'`,
    );
    if (run !== latest) kept.clear();
    latest = run;
    const known = kept.get(key);
    if (known) return known;
    const answer = work();
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(key, answer);
    answer.catch(() => kept.get(key) === answer && kept.delete(key));
    return answer;
  };
}
