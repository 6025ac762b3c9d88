import { select, type Database } from '#core/database.ts';
import type { Happenings } from './stream.ts';

export interface BatchWatch {
  stop(): Promise<void>;
}

const EVERY_MS = 5000;

/**
 * Tells of each batch that is stored, whoever stores it: a pull of ours, the event endpoint, or a
 * command in another process. One small question now and then is all that it costs.
 */
export async function watchBatches(
  db: Database,
  happenings: Happenings,
  every_ms = EVERY_MS,
): Promise<BatchWatch> {
  let since = await latest(db);
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    // The database is away: the next look finds what came meanwhile.
    looking ??= look()
      .catch(() => {})
      .finally(() => (looking = undefined));
  }, every_ms);
  timer.unref();

  async function look(): Promise<void> {
    const rows = await select<{ batch: string; inserted: number; at: string }>(
      db,
      `SELECT batch, inserted, toString(at) AS at FROM batch
      WHERE state = 'stored' AND batch.at > {since:DateTime64(3, 'UTC')} ORDER BY batch.at`,
      { since },
    );
    for (const { batch, inserted, at } of rows) {
      since = at;
      happenings.emit('batch-stored', { batch, inserted });
    }
  }

  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

async function latest(db: Database): Promise<string> {
  const [row] = await select<{ at: string }>(
    db,
    `SELECT toString(max(batch.at)) AS at FROM batch WHERE state = 'stored'`,
  );
  return row?.at ?? '1970-01-01 00:00:00.000';
}
