import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './connect.ts';
import { now, type Session } from './session.ts';
import type { Config } from '#core/config.ts';
import { ConfigError } from '#core/errors.ts';
import { pull, type PullReport } from '#ingest/pull.ts';
import type { PullCause } from '#ingest/pull-run.ts';
import { findSource, loadSources, type ConfiguredSource } from '#ingest/sources/configuration.ts';
import { loadReference } from '#seed/reference/reference.ts';

/** The configured source of that name. Throws ConfigError. */
export function configuredSource({ OBS_SOURCES }: Config, name: string): ConfiguredSource {
  if (!OBS_SOURCES) {
    throw new ConfigError('OBS_SOURCES is not set: it names the file that says what is pulled.');
  }
  return findSource(loadSources(OBS_SOURCES), name);
}

export interface PullAsked {
  cause: PullCause;
  since?: string;
  dryRun?: boolean;
  /** Ends the waiting of the pull. */
  signal?: AbortSignal;
}

/** Pulls a source, showing how far it is. */
export async function pullWithProgress(
  { config, terminal }: Session,
  { writer }: Connection,
  source: ConfiguredSource,
  { cause, since, dryRun, signal }: PullAsked,
): Promise<PullReport> {
  let bar: { file: string; to: (bytes: number) => void; end: () => void } | undefined;
  const report = await pull({
    db: writer,
    source,
    reference: loadReference(),
    keys: { linkage: config.OBS_LINKAGE_KEY, sources: config.sourceKeys },
    secrets: config.secrets,
    folder: join(config.OBS_DATA_DIR, 'pull', source.name),
    cause,
    since,
    dryRun,
    now,
    sleep: (ms) => sleep(ms, undefined, { signal }),
    signal,
    log: (line) => terminal.say(`${source.name}: ${line}`),
    onProgress({ file, bytes, bytes_total }) {
      if (bar?.file !== file) {
        bar?.end();
        bar = { file, ...terminal.progress(file, bytes_total) };
      }
      bar.to(bytes);
    },
  });
  bar?.end();
  return report;
}

/** Says what became of a pull; with `--json`, the contract’s line. */
export function tellPull({ terminal, json }: Session, report: PullReport): void {
  const { batch, files, rows, inserted, duplicates, corrected, rejected, seconds } = report;
  if (json) {
    return terminal.json({
      ...{ batch, files, rows, inserted, duplicates, corrected, rejected, seconds },
    });
  }
  const waiting = report.waiting > 0 ? ` ${report.waiting} not whole yet.` : '';
  terminal.say(
    report.deliveries === 0
      ? `${report.source}: nothing new.${waiting}`
      : `${report.source}: ${report.deliveries} deliveries, ${rows} rows in ${seconds} s: ${inserted} inserted, ` +
          `${duplicates} already there, ${corrected} corrected, ${rejected} set aside.${waiting}`,
  );
}
