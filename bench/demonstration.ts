import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Connection } from '../command/connect.ts';
import { loadConfig } from '#core/config.ts';
import { migrate } from '#queries/migrate.ts';

/** Events of a dossier of the demonstration population, on average. */
export const EVENTS_PER_DOSSIER = 9.35;

/** A fresh database on an engine of its own, which goes when `use` is done. */
export async function withFreshDatabase<Result>(
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'observatoire-bench-'));
  const connection = await connect(loadConfig({ OBS_DATA_DIR: directory }), () => {});
  await migrate(connection.migrator, new Date());
  try {
    return await use(connection);
  } finally {
    await connection.close();
    await rm(directory, { recursive: true, force: true });
  }
}
