import { isUnavailable } from '#core/database.ts';

/** How waiting for the engine is done; the tests inject a clock that does not take its time. */
export interface Patience {
  now: () => Date;
  /** Waits; throws when the work is being given up. */
  sleep: (ms: number) => Promise<void>;
  log: (line: string) => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface Waiting {
  /**
   * Does something that needs the engine, as often as it takes until the engine is there: what is in
   * hand is kept, nothing else is fetched. Only for what may be done twice.
   */
  patiently<Result>(work: () => Promise<Result>): Promise<Result>;
  /** For how long, in seconds, nothing could be done. */
  readonly held_up_s: number;
}

export function waiting({ now, sleep, log }: Patience): Waiting {
  let held_up_ms = 0;
  return {
    get held_up_s() {
      return held_up_ms / 1000;
    },
    async patiently(work) {
      const before_ms = held_up_ms;
      for (let wait_ms = FIRST_WAIT_MS; ; wait_ms = Math.min(LONGEST_WAIT_MS, wait_ms * 2)) {
        const since_ms = now().getTime();
        try {
          const result = await work();
          if (held_up_ms > before_ms) {
            log(
              `The database answers again, after ${Math.round((held_up_ms - before_ms) / 1000)} s.`,
            );
          }
          return result;
        } catch (error) {
          if (!isUnavailable(error)) throw error;
          log(
            `The database does not take anything now. Waiting with what is in hand, ` +
              `${wait_ms / 1000} s until the next try.`,
          );
          await sleep(wait_ms);
          held_up_ms += now().getTime() - since_ms;
        }
      }
    },
  };
}
