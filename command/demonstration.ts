import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#core/database.ts';
import { ingest, type IngestReport } from '#ingest/ingest.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { writePopulation } from '#seed/simulator/delivery.ts';
import type { SimulatorOptions } from '#seed/simulator/options.ts';
import type { OnProgress } from '#seed/simulator/simulator.ts';

/** Writes a population as a delivery, and the truth that only a simulator knows beside it. */
export async function seedFolder(
  folder: string,
  options: SimulatorOptions,
  onProgress: OnProgress = () => {},
): Promise<{ folder: string; files: string[]; rows: number }> {
  return {
    folder,
    ...(await writePopulation(folder, options, { withTruth: true, onProgress })),
  };
}

/** Generates a population into the log: a delivery like any other, with the same checks. */
export async function seedDatabase(
  db: Database,
  options: SimulatorOptions,
  now: Date,
  onProgress: OnProgress = () => {},
): Promise<IngestReport> {
  const folder = await mkdtemp(join(tmpdir(), 'observatoire-seed-'));
  try {
    await writePopulation(folder, options, { withTruth: false, onProgress });
    const files = [join(folder, 'manifest.json')];
    return await ingest({ db, files, reference: loadReference(), now });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
