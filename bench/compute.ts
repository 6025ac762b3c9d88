import { setTimeout as sleep } from 'node:timers/promises';
import { selectOne, type Database } from '#core/database.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { compute } from '#queries/compute.ts';
import { refreshDossiers } from '#queries/derive.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { copyEvents } from './copies.ts';
import { EVENTS_PER_DOSSIER, withFreshDatabase } from './demonstration.ts';
import { benchPeers, type PeerFigures } from './peers.ts';

export interface ComputeFigures {
  events: number;
  dossiers: number;
  seed_s: number;
  derive_s: number;
  values: number;
  compute_s: number;
  by_indicator: Record<string, number>;
  /** Why, of each indicator that could not be computed. */
  failed: Record<string, string>;
  /** The most that the engine held while it computed. */
  memory_GB: number;
  peers: PeerFigures[];
}

const seconds = (since: number) => Math.round((performance.now() - since) / 10) / 100;

const MEMORY = `SELECT toFloat64(value) AS held FROM system.metrics WHERE metric = 'MemoryTracking'`;

/** A larger population is one of so many events and copies of it. */
const GENERATED_MOST = 30_000_000;
const COPIED = 10_000_000;

/** Waits until what was stored has been merged in the background, as it is when the hour of computing comes. */
async function settled(db: Database): Promise<void> {
  for (let quiet = 0; quiet < 4; await sleep(500)) {
    const { merging } = await selectOne<{ merging: number }>(
      db,
      'SELECT toUInt32(count()) AS merging FROM system.merges',
    );
    quiet = merging === 0 ? quiet + 1 : 0;
  }
}

/** How long it takes to compute every indicator from scratch, on a population of about `events`. */
export function benchCompute(events: number): Promise<ComputeFigures> {
  return withFreshDatabase(async ({ writer }) => {
    const times = events > GENERATED_MOST ? Math.round(events / COPIED) : 1;
    const dossiers = Math.round(events / times / EVENTS_PER_DOSSIER);
    const seeding = performance.now();
    const { inserted } = await seedDatabase(writer, { dossiers, seed: 1 }, new Date());
    if (times > 1) await copyEvents(writer, times - 1);
    const seed_s = seconds(seeding);
    const deriving = performance.now();
    await refreshDossiers(writer, new Date());
    const derive_s = seconds(deriving);
    await settled(writer);

    let bytes = 0;
    const watch = setInterval(async () => {
      const { held } = await selectOne<{ held: number }>(writer, MEMORY);
      bytes = Math.max(bytes, held);
    }, 250);
    const computing = performance.now();
    const reports = await compute({
      db: writer,
      indicators: loadCatalogue(),
      cause: 'command',
      now: () => new Date(),
    });
    const compute_s = seconds(computing);
    clearInterval(watch);
    const { values } = await selectOne<{ values: number }>(
      writer,
      'SELECT count() AS values FROM indicator_value',
    );
    return {
      events: inserted * times,
      dossiers: dossiers * times,
      seed_s,
      derive_s,
      values,
      compute_s,
      memory_GB: Math.round(bytes / 1e7) / 100,
      peers: await benchPeers(writer),
      by_indicator: Object.fromEntries(reports.map((report) => [report.indicator, report.seconds])),
      failed: Object.fromEntries(
        reports
          .filter(({ state }) => state === 'failed')
          .map(({ indicator, error }) => [indicator, error]),
      ),
    };
  });
}
