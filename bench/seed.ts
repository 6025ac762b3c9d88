import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePopulation } from '#seed/simulator/delivery.ts';
import { EVENTS_PER_DOSSIER } from './demonstration.ts';

export interface SeedFigures {
  events: number;
  seconds: number;
  events_s: number;
  /** Of the whole process, threads included. */
  memory_MB: number;
}

/** How fast a population is generated and written, as CSV with its manifest, hashes included. */
export async function benchSeed(events: number): Promise<SeedFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'observatoire-bench-seed-'));
  const dossiers = Math.round(events / EVENTS_PER_DOSSIER);
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 50);
  try {
    const since = performance.now();
    const { rows } = await writePopulation(
      folder,
      { dossiers, seed: 1 },
      { withTruth: false, onProgress: () => {} },
    );
    const seconds = (performance.now() - since) / 1000;
    return {
      events: rows,
      seconds: Math.round(seconds * 100) / 100,
      events_s: Math.round(rows / seconds),
      memory_MB: Math.round(memory / 1e6),
    };
  } finally {
    clearInterval(watch);
    await rm(folder, { recursive: true, force: true });
  }
}
