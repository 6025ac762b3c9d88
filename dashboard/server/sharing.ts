import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Work that several askers share. `start` is called once for all who ask for a key while it is under
 * way; its signal is aborted once the last of them has gone.
 */
export function sharing<Result>() {
  interface Flight {
    result: Promise<Result>;
    waiting: number;
    controller: AbortController;
  }
  const flights = new Map<string, Flight>();

  return (
    key: string,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> => {
    const flight = flights.get(key) ?? take(key, start);
    flight.waiting += 1;
    const leave = () => {
      flight.waiting -= 1;
      if (flight.waiting > 0) return;
      if (flights.get(key) === flight) flights.delete(key);
      flight.controller.abort();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return flight.result.finally(() => signal.removeEventListener('abort', leave));
  };

  function take(key: string, start: (signal: AbortSignal) => Promise<Result>): Flight {
    const controller = new AbortController();
    const flight: Flight = {
      waiting: 0,
      controller,
      result: start(controller.signal).finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      }),
    };
    flights.set(key, flight);
    return flight;
  }
}

/** Between two times that the same question is asked: many askers must not keep the database busy. */
const PAUSE_MS = 25;

/**
 * Questions whose answer must not be older than the asking. Who asks while the same question is
 * under way, or has just been, waits for the next and shares it: any number of askers cost at most
 * one question each `pause_ms`.
 */
export function sharingNext<Result>(pause_ms = PAUSE_MS) {
  const running = new Map<string, Promise<void>>();
  const next = new Map<string, Promise<Result>>();

  function start(key: string, ask: () => Promise<Result>): Promise<Result> {
    const answer = ask();
    running.set(
      key,
      Promise.allSettled([answer, sleep(pause_ms)]).then(() => void running.delete(key)),
    );
    return answer;
  }

  return (key: string, ask: () => Promise<Result>): Promise<Result> => {
    const current = running.get(key);
    if (!current) return start(key, ask);
    const waiting =
      next.get(key) ??
      current.then(() => {
        next.delete(key);
        return start(key, ask);
      });
    next.set(key, waiting);
    return waiting;
  };
}
