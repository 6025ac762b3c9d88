import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { connect, type Connection } from './connect.ts';
import {
  computeWithProgress,
  now,
  seedWithProgress,
  tellIngest,
  tellRun,
  type Session,
} from './session.ts';
import { keepUp, sourcesOf } from './upkeep.ts';
import { select } from '#core/database.ts';
import { createApp } from '#dashboard/server/app.ts';
import { watchBatches } from '#dashboard/server/batch-watch.ts';
import { listen } from '#dashboard/server/listen.ts';
import type { Happenings } from '#dashboard/server/stream.ts';
import { warmUp } from '#dashboard/server/warm-up.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { migrate } from '#queries/migrate.ts';
import { overdue, schedule, touched } from '#queries/schedule.ts';
import { loadReference } from '#seed/reference/reference.ts';

/** What was opened, and must be closed again, the last first. */
type Opened = (() => Promise<unknown>)[];

/**
 * Everything, on one port: the engine, the demonstration, the first figures, the schedule, the page.
 * Ends when it is told to, or when a part of it cannot be opened: then nothing stays behind that would
 * keep the process alive.
 */
export async function start(session: Session): Promise<void> {
  const { terminal } = session;
  const opened: Opened = [];
  try {
    await openAll(session, opened);
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    terminal.say('Stopping…');
  } finally {
    for (const close of opened.toReversed()) {
      await close().catch((error: unknown) => terminal.say(`Stopping: ${messageOf(error)}`));
    }
  }
}

async function openAll(session: Session, opened: Opened): Promise<void> {
  const { config, terminal } = session;
  const catalogue = loadCatalogue();
  const sources = sourcesOf(session);
  const connection = await connect(config, terminal.say);
  opened.push(connection.close);
  const happenings: Happenings = new EventEmitter();
  // Made first: a page that was not built is told before anything is generated.
  const app = createApp({
    reader: connection.reader,
    catalogue,
    reference: loadReference(),
    now,
    happenings,
    intake: {
      writer: connection.writer,
      token: config.secrets.get('OBS_TOKEN_EVENTS'),
      max_bytes: config.OBS_EVENTS_MAX_MB * 1024 * 1024,
    },
    staticDir: join(import.meta.dirname, '..', 'dist', 'dashboard'),
    themeDir: config.OBS_THEME,
    log: terminal.say,
  });
  await migrate(connection.migrator, now(), (name) => terminal.say(`Applied ${name}.`));
  if (config.OBS_DEMO && (await isEmpty(connection))) {
    terminal.say(
      'The database is empty: generating the demonstration population (OBS_DEMO=0: none).',
    );
    tellIngest(
      { ...session, json: false },
      await seedWithProgress(session, connection, { dossiers: config.OBS_DEMO_DOSSIERS, seed: 1 }),
    );
  }

  const stopping = new AbortController();
  const { signal } = stopping;
  const tasks = schedule({
    catalogue,
    run: async (due, cause) => {
      const indicators = cause === 'schedule' ? await touched(connection.writer, due) : due;
      if (indicators.length === 0) {
        terminal.say('Nothing has arrived since the last computation: nothing to compute.');
        return;
      }
      const reports = await computeWithProgress(session, connection, indicators, { cause, signal });
      for (const report of reports) {
        if (report.state === 'failed') tellRun(terminal, report);
        happenings.emit('run-finished', report);
      }
    },
    onError: (error) => terminal.say(`Computing failed: ${messageOf(error)}`),
  });
  opened.push(() => {
    stopping.abort();
    return tasks.stop();
  });
  const due = await overdue(connection.writer, catalogue, now());
  if (due.never.length > 0) await tasks.runNow(due.never, 'start');
  if (due.missed.length > 0) {
    terminal.say(`Making up ${due.missed.length} missed computation(s).`);
    await tasks.runNow(due.missed, 'missed');
  }

  const server = await listen(app, config.OBS_HOST, config.PORT);
  opened.push(server.close);
  if (session.json) terminal.json({ url: server.url });
  else terminal.say(`\nThe observatory is at ${server.url}   (Ctrl-C stops it)\n`);

  opened.push(warmUp(server.url, happenings).stop);
  opened.push((await watchBatches(connection.reader, happenings)).stop);
  opened.push((await keepUp(session, connection, sources)).stop);
}

async function isEmpty({ writer }: Connection): Promise<boolean> {
  const [row] = await select<{ empty: number }>(writer, 'SELECT count() = 0 AS empty FROM event');
  return row?.empty === 1;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
