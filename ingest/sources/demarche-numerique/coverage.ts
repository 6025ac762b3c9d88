import type { Coverage } from '../../coverage.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isMapped, type Demarche } from './demarche.ts';

/** Months that a closed dossier is kept where the démarche does not say: the platform's default. */
const USUAL_RETENTION_MONTHS = 12;

/**
 * The first day that a first pull can know whole. Closed dossiers are deleted after some months, so
 * that of those decided earlier only the ones still there would be seen.
 */
export function firstDay(today: string, months: number | undefined, since: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  const date = day.getUTCDate();
  day.setUTCMonth(day.getUTCMonth() - (months ?? USUAL_RETENTION_MONTHS));
  // 31 August less six months is the last day of February, not the third of March.
  if (day.getUTCDate() !== date) day.setUTCDate(0);
  day.setUTCDate(day.getUTCDate() + 1);
  return [day.toISOString().slice(0, 10), since.slice(0, 10)].toSorted().at(-1) ?? today;
}

/** The démarches whose applications are followed. */
export const followed = (demarches: readonly Demarche[]) =>
  demarches.filter(({ kind }) => kind === 'DEMANDE_TITRE');

/**
 * What a delivery covers. The source is followed until the day on which the démarche that is furthest
 * behind was last read to its end: beyond it, an open dossier may be one that we have not read again.
 */
export function coverageOf(
  demarches: readonly Demarche[],
  { key_id, demarches: progress }: Checkpoint,
): Coverage {
  const applications = followed(demarches).flatMap(({ number }) => progress[number] ?? []);
  const firsts = applications.flatMap(({ covers_from }) => covers_from ?? []);
  const lasts = applications.map(
    ({ complete_on, covers_from, since }) => complete_on ?? covers_from ?? since.slice(0, 10),
  );
  return {
    source: 'demarche_numerique',
    covers_from: firsts.toSorted().at(-1) ?? null,
    covers_to: lasts.toSorted()[0] ?? null,
    prefectures: [
      ...new Set(demarches.filter(isMapped).map(({ prefecture }) => prefecture)),
    ].toSorted(),
    key_id,
    origin: 'real',
  };
}
