import { selectOne } from '#core/database.ts';
import { loadCatalogue } from '#queries/catalogue.ts';
import { compute } from '#queries/compute.ts';
import { refreshDossiers } from '#queries/derive.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { EVENTS_PER_DOSSIER, withFreshDatabase } from './demonstration.ts';

export interface ComputeFigures {
  events: number;
  dossiers: number;
  seed_s: number;
  derive_s: number;
  values: number;
  compute_s: number;
  by_indicator: Record<string, number>;
}

const seconds = (since: number) => Math.round((performance.now() - since) / 10) / 100;

/** How long it takes to compute every indicator from scratch, on a population of about `events`. */
export function benchCompute(events: number): Promise<ComputeFigures> {
  return withFreshDatabase(async ({ writer }) => {
    const dossiers = Math.round(events / EVENTS_PER_DOSSIER);
    const seeding = performance.now();
    const { inserted } = await seedDatabase(writer, { dossiers, seed: 1 }, new Date());
    const seed_s = seconds(seeding);
    const deriving = performance.now();
    await refreshDossiers(writer, new Date());
    const derive_s = seconds(deriving);

    const computing = performance.now();
    const reports = await compute({
      db: writer,
      indicators: loadCatalogue(),
      cause: 'command',
      now: () => new Date(),
    });
    const compute_s = seconds(computing);
    const { values } = await selectOne<{ values: number }>(
      writer,
      'SELECT count() AS values FROM indicator_value',
    );
    return {
      events: inserted,
      dossiers,
      seed_s,
      derive_s,
      values,
      compute_s,
      by_indicator: Object.fromEntries(reports.map((report) => [report.indicator, report.seconds])),
    };
  });
}
