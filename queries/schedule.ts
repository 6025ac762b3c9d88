import { createTask } from 'node-cron';
import { select, type Database } from '#core/database.ts';
import type { Catalogue, Definition } from './catalogue.ts';
import type { Cause } from './compute.ts';

const TIME_ZONE = 'Europe/Paris';

export interface ScheduleOptions {
  catalogue: Catalogue;
  /** Computes indicators; must not throw for what it can record. */
  run: (indicators: Catalogue, cause: Cause) => Promise<unknown>;
  onError: (error: unknown) => void;
}

export interface Schedule {
  /** Computes now, after what is under way; resolves when done. */
  runNow(indicators: Catalogue, cause: Cause): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs indicators by the cadence of their heads, in Europe/Paris. Those of one cadence are computed
 * together: they speak of one instant and share what they rest on. Computations follow one another,
 * never side by side: they share two cores with the readers, and one refresh of the dossiers.
 */
export function schedule({ catalogue, run, onError }: ScheduleOptions): Schedule {
  let last: Promise<void> = Promise.resolve();
  function runNow(indicators: Catalogue, cause: Cause): Promise<void> {
    const before = last;
    last = (async () => {
      await before;
      try {
        await run(indicators, cause);
      } catch (error) {
        onError(error);
      }
    })();
    return last;
  }

  const cadences = new Set(catalogue.map(({ cadence }) => cadence));
  const tasks = [...cadences].map((cadence) => {
    const due = catalogue.filter((indicator) => indicator.cadence === cadence);
    return createTask(cadence, () => runNow(due, 'schedule'), {
      name: cadence,
      timezone: TIME_ZONE,
      noOverlap: true,
      suppressMissedWarning: true,
    });
  });
  for (const task of tasks) void task.start();

  return {
    runNow,
    async stop() {
      for (const task of tasks) await task.destroy();
      await last;
    },
  };
}

/** No cadence is rarer than this. */
const LONGEST_WAIT_MINUTES = 40 * 24 * 60;

/** Did the cadence come round after `since`, up to `now`? */
export function missed(cadence: string, since: Date, now: Date): boolean {
  const task = createTask(cadence, () => {}, { timezone: TIME_ZONE });
  const first = Math.floor(since.getTime() / 60_000) + 1;
  const end = Math.min(Math.floor(now.getTime() / 60_000), first + LONGEST_WAIT_MINUTES);
  for (let minute = first; minute <= end; minute += 1) {
    if (task.match(new Date(minute * 60_000))) return true;
  }
  return false;
}

/** What is known of the values of an indicator that are shown. */
interface Last {
  started: Date;
  /** Something was stored since, or a reference table filled: it may come out otherwise now. */
  touched: boolean;
}

/** The run that each indicator is shown by, by id; left out where there is none, or one of another version. */
async function lastOf(db: Database, catalogue: Catalogue): Promise<Map<string, Last>> {
  const rows = await select<{
    indicator: string;
    version: number;
    started: string;
    touched: boolean;
  }>(
    db,
    `WITH
    greatest(
        (SELECT max(arrived_at) FROM batch WHERE state = 'stored'),
        (SELECT max(at) FROM reference_fill)) AS changed_at
    SELECT
        indicator,
        version,
        formatDateTime(started_at, '%Y-%m-%dT%H:%i:%SZ') AS started,
        (as_of <= changed_at)::Bool AS touched
    FROM run WHERE state = 'done'
    ORDER BY as_of DESC, started_at = as_of DESC, at DESC
    LIMIT 1 BY indicator`,
  );
  const versions = new Map(catalogue.map(({ id, version }) => [id, version]));
  return new Map(
    rows
      .filter(({ indicator, version }) => versions.get(indicator) === version)
      .map(({ indicator, started, touched: isTouched }) => [
        indicator,
        { started: new Date(started), touched: isTouched },
      ]),
  );
}

/**
 * The indicators that may come out otherwise than what is shown: values are a function of the log, of
 * the reference tables and of the code alone, so that where none has changed there is nothing to compute.
 * Of the code, the version of the indicator is looked at.
 */
export async function touched(db: Database, catalogue: Catalogue): Promise<Definition[]> {
  const last = await lastOf(db, catalogue);
  return catalogue.filter(({ id }) => last.get(id)?.touched ?? true);
}

/**
 * What must be computed at start: indicators not shown at this version, and those touched whose
 * time came while nobody was there to run them.
 */
export async function overdue(
  db: Database,
  catalogue: Catalogue,
  now: Date,
): Promise<{ never: Definition[]; missed: Definition[] }> {
  const last = await lastOf(db, catalogue);
  return {
    never: catalogue.filter(({ id }) => !last.has(id)),
    missed: catalogue.filter(({ id, cadence }) => {
      const before = last.get(id);
      return before?.touched === true && missed(cadence, before.started, now);
    }),
  };
}
