import { createTask } from 'node-cron';
import type { Connection } from './connect.ts';
import { pullWithProgress, tellPull } from './pull.ts';
import { now, type Session } from './session.ts';
import { select } from '#core/database.ts';
import { loadSources, type ConfiguredSource } from '#ingest/sources/configuration.ts';
import { missed } from '#queries/schedule.ts';
import { measureWatch, watchIsDue } from '#queries/watch/watch.ts';

const TIME_ZONE = 'Europe/Paris';
const WATCH_EVERY_MS = 10 * 60_000;

export interface Upkeep {
  stop(): Promise<void>;
}

/** The sources that the configuration names; none where it names no file. */
export const sourcesOf = ({ config: { OBS_SOURCES } }: Session): ConfiguredSource[] =>
  OBS_SOURCES ? loadSources(OBS_SOURCES) : [];

/** Measures what the freshness page tells of the log. */
export const measure = (session: Session, { writer }: Connection) =>
  measureWatch(writer, now(), sourcesOf(session));

/**
 * What goes on while the server runs: each source is pulled by its schedule, in Europe/Paris, one pull
 * of a source at a time, and once at the start where its time came while nobody was there; and the log
 * is measured again when something has arrived.
 */
export async function keepUp(
  session: Session,
  connection: Connection,
  sources: readonly ConfiguredSource[],
): Promise<Upkeep> {
  const { terminal } = session;
  const stopping = new AbortController();
  const work = new Set<Promise<void>>();
  const { signal } = stopping;

  function follow(promise: Promise<void>, what: string): Promise<void> {
    const followed = promise
      .catch((error: unknown) => {
        if (!signal.aborted) terminal.say(`${what}: ${messageOf(error)}`);
      })
      .finally(() => work.delete(followed));
    work.add(followed);
    return followed;
  }

  const measureNow = async () => {
    if (await watchIsDue(connection.writer, now())) await measure(session, connection);
  };
  async function pullAndMeasure(source: ConfiguredSource): Promise<void> {
    const asked = { cause: 'schedule', signal } as const;
    const report = await pullWithProgress(session, connection, source, asked);
    tellPull({ ...session, json: false }, report);
    if (report.deliveries > 0) await measureNow();
  }
  const pullNow = (source: ConfiguredSource) =>
    follow(pullAndMeasure(source), `${source.name} was not pulled`);

  const scheduled = sources.filter(({ schedule }) => schedule !== undefined);
  const tasks = scheduled.map((source) =>
    createTask(source.schedule ?? '', () => pullNow(source), {
      name: source.name,
      timezone: TIME_ZONE,
      noOverlap: true,
      suppressMissedWarning: true,
    }),
  );
  for (const source of await missedSources(connection, scheduled)) void pullNow(source);
  for (const task of tasks) void task.start();
  void follow(measureNow(), 'Measuring the log failed');
  const timer = setInterval(() => {
    void follow(measureNow(), 'Measuring the log failed');
  }, WATCH_EVERY_MS);

  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      for (const task of tasks) await task.destroy();
      await Promise.all(work);
    },
  };
}

/** The sources whose time came since their last pull, or that were never pulled. */
async function missedSources(
  { reader }: Connection,
  sources: readonly ConfiguredSource[],
): Promise<ConfiguredSource[]> {
  const rows = await select<{ source: string; started: string }>(
    reader,
    `SELECT source, formatDateTime(max(started_at), '%Y-%m-%dT%H:%i:%SZ') AS started
    FROM pull_run GROUP BY source`,
  );
  const lastOf = new Map(rows.map(({ source, started }) => [source, new Date(started)]));
  return sources.filter(({ name, schedule }) => {
    const last = lastOf.get(name);
    return last === undefined || missed(schedule ?? '', last, now());
  });
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
