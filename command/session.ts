import { connect, type Connection } from './connect.ts';
import { seedDatabase } from './demonstration.ts';
import { basename } from 'node:path';
import type { Config } from '#core/config.ts';
import type { Progress, Terminal } from '#core/terminal.ts';
import { exportCoverage } from '#ingest/coverage.ts';
import { ingest, type IngestReport } from '#ingest/ingest.ts';
import { mapFile, readMapping, sourceOf } from '#ingest/mapping.ts';
import type { Catalogue } from '#queries/catalogue.ts';
import { compute, type Cause, type RunReport } from '#queries/compute.ts';
import { migrate } from '#queries/migrate.ts';
import { loadReference } from '#seed/reference/reference.ts';

/** What a command ends with. */
export const EXIT = { done: 0, failed: 1, usage: 2, rejects: 3 } as const;

/** What every command is given. */
export interface Session {
  config: Config;
  terminal: Terminal;
  json: boolean;
}

/** The clock: read here and nowhere else. */
export const now = () => new Date();

/** Opens the database for one command, and closes it whatever happens. */
export async function withDatabase<Result>(
  { config, terminal }: Session,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await connect(config, terminal.say);
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

/** As `withDatabase`, on a schema that is up to date. */
export const withSchema = <Result>(
  session: Session,
  use: (connection: Connection) => Promise<Result>,
) =>
  withDatabase(session, async (connection) => {
    await migrate(connection.migrator, now(), (name) => session.terminal.say(`Applied ${name}.`));
    return use(connection);
  });

export function tellRun(
  terminal: Terminal,
  { indicator, state, rows, seconds, error }: RunReport,
): void {
  terminal.say(
    state === 'done'
      ? `${indicator}: ${rows} values in ${seconds} s`
      : `${indicator} failed: ${error.split('\n')[0]}`,
  );
}

/** Computes indicators, showing how far it is. */
export async function computeWithProgress(
  session: Session,
  connection: Connection,
  indicators: Catalogue,
  { cause, asOf, signal }: { cause: Cause; asOf?: Date; signal?: AbortSignal },
): Promise<RunReport[]> {
  const progress = session.terminal.progress('Computing', indicators.length);
  const done = new Set<string>();
  const reports = await compute({
    db: connection.writer,
    indicators,
    cause,
    now,
    asOf,
    signal,
    onRun: ({ indicator }) => progress.to(done.add(indicator).size),
  });
  progress.end();
  return reports;
}

/** Generates the population into the log, showing how far it is. */
export async function seedWithProgress(
  { terminal }: Session,
  { writer }: Connection,
  options: { dossiers: number; seed: number },
): Promise<IngestReport> {
  const progress = terminal.progress('Generating', options.dossiers);
  const report = await seedDatabase(writer, options, now(), progress.to);
  progress.end();
  return report;
}

/** Says what became of a delivery; with `--json`, exactly the contract’s line. */
export function tellIngest({ terminal, json }: Session, report: IngestReport): void {
  const { messages, ...answer } = report;
  for (const message of messages) terminal.say(message);
  if (json) return terminal.json(answer);
  const { rows, inserted, duplicates, corrected, rejected, seconds, batch } = answer;
  terminal.say(
    `Batch ${batch}: ${rows} rows in ${seconds} s: ${inserted} inserted, ${duplicates} already ` +
      `there, ${corrected} corrected, ${rejected} set aside.`,
  );
}

/** Takes a delivery, through its mapping where it has one, showing how far it is. */
export async function ingestWithProgress(
  { config, terminal }: Session,
  { writer }: Connection,
  paths: readonly string[],
  options: { mapping?: string; backfill?: boolean; dryRun?: boolean },
): Promise<IngestReport> {
  const { mapping: path, ...rest } = options;
  const keys = { linkage: config.OBS_LINKAGE_KEY, sources: config.sourceKeys };
  const mapping = path ? readMapping(path) : undefined;
  const bars = new Map<string, Progress>();
  const report = await ingest({
    db: writer,
    files: mapping ? paths.map((file) => mapFile(file, mapping, keys)) : paths,
    coverage: mapping && {
      ...sourceOf(mapping),
      ...exportCoverage(paths.map((path_) => basename(path_))),
    },
    backfill: rest.backfill,
    dryRun: rest.dryRun,
    reference: loadReference(),
    now: now(),
    onProgress({ file, bytes, bytes_total }) {
      const bar = bars.get(file) ?? terminal.progress(file, bytes_total);
      bars.set(file, bar);
      bar.to(bytes);
    },
  });
  for (const bar of bars.values()) bar.end();
  return report;
}
