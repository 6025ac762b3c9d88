import { releaseDay } from './anomalies.ts';
import {
  dayOf,
  firstDayOf,
  lengthOf,
  monthName,
  monthNumberOf,
  monthOf,
  nameOf,
  weekday,
  type Day,
} from './calendar.ts';
import { PLATFORM } from './invented.ts';
import { Journal, type Fields } from './journal.ts';
import { choice, pseudonym, Rng } from './rng.ts';
import { volumesBetween, type Volume } from './volumes.ts';
import type { World } from './world.ts';

/** What belongs to no dossier: the tracker, releases, outages, staff, steering, aggregated counts. */
export function tellPlatform(world: World): Journal {
  const journal = new Journal(null);
  const rng = new Rng(world.seed, 'platform', 1);
  const months = volumesBetween(nameOf(world.from), nameOf(world.until));
  tellTracker(world, journal);
  for (const volume of months) {
    tellReleases(rng, journal, volume.month);
    tellCounts(world, rng, journal, volume);
    tellStaff(world, journal, volume.month);
    tellVisits(world, rng, journal, volume.month);
    tellProbes(world, rng, journal, volume.month);
    tellPilotOutages(world, rng, journal, volume.month);
  }
  return journal;
}

function tellTracker({ tracker, from, until }: World, journal: Journal): void {
  for (const { event, day, anomaly } of tracker.moves) {
    if (day >= from && day <= until) journal.note('anomalies', event, day, anomaly);
  }
}

const isSince = (month: number, from: string): boolean => month >= monthOf(dayOf(from));
const lastDayOf = (month: number): Day => firstDayOf(month + 1) - 1;

const KINDS = choice({ programmee: 70, non_programmee: 30 });

/** One release a month, its night of maintenance, and an outage now and then. */
function tellReleases(rng: Rng, journal: Journal, month: number): void {
  if (!isSince(month, PLATFORM.releasesFrom)) return;
  const day = releaseDay(month);
  const version = monthName(month).replace('-', '.');
  journal.note('anomalies', 'mise_en_service', day, { module: 'anef', version });
  const outages = [{ day, kind: 'programmee' }];
  while (rng.chance(PLATFORM.outageChance)) {
    outages.push({ day: firstDayOf(month) + rng.between(0, 27), kind: rng.pick(KINDS) });
  }
  for (const outage of outages) {
    const hour = outage.kind === 'programmee' ? 20 : rng.between(6, 18);
    const minutes = 20 + rng.geometric(0.012);
    const start = Date.parse(`${nameOf(outage.day)}T00:00:00Z`) + hour * 3_600_000;
    journal.note('anomalies', 'indisponibilite', outage.day, {
      module: 'anef',
      debut_at: instant(start),
      fin_at: instant(start + minutes * 60_000),
      issue: outage.kind,
    });
  }
}

const instant = (ms: number): string => new Date(ms).toISOString().replace('.000', '');

/** Rows that stand for many: each carries the number it stands for, at the scale of the population. */
function tellCounts(world: World, rng: Rng, journal: Journal, { month, filings }: Volume): void {
  const add = (
    source: 'franceconnect' | 'france_services' | 'pilotage' | 'recours',
    event: 'connexion_fc' | 'fs_accompagnement' | 'filtre_avance_utilise' | 'ddd_saisine',
    expected: number,
    fields: Fields = {},
  ) => {
    const valeur = Math.floor(expected * world.scale * (0.9 + 0.2 * rng.next()) + rng.next());
    if (valeur > 0) journal.note(source, event, lastDayOf(month), { ...fields, valeur });
  };
  const quarterEnds = monthNumberOf(firstDayOf(month)) % 3 === 0;
  add('franceconnect', 'connexion_fc', filings * PLATFORM.franceConnect);
  if (quarterEnds) add('recours', 'ddd_saisine', filings * PLATFORM.ombudsman);
  world.prefectures.values.forEach((prefecture, rank) => {
    const own = filings * world.prefectures.shares[rank]!;
    if (quarterEnds)
      add('france_services', 'fs_accompagnement', own * PLATFORM.helped, { prefecture });
    if (isSince(month, PLATFORM.filtersFrom)) {
      add('pilotage', 'filtre_avance_utilise', own * PLATFORM.filtered, { prefecture });
    }
  });
}

/** Full-time equivalents, in the proportion of the sample. */
function tellStaff(world: World, journal: Journal, month: number): void {
  if (!isSince(month, PLATFORM.staffFrom)) return;
  world.prefectures.values.forEach((prefecture, rank) => {
    for (const { module, issue, fullTime } of PLATFORM.staff) {
      const valeur =
        Math.round(fullTime * world.scale * world.prefectures.shares[rank]! * 100) / 100;
      if (valeur === 0) continue;
      journal.note('pilotage', 'effectif', firstDayOf(month), {
        prefecture,
        module,
        issue,
        valeur,
      });
    }
  });
}

function tellVisits(world: World, rng: Rng, journal: Journal, month: number): void {
  if (!isSince(month, PLATFORM.visitsFrom)) return;
  for (let visit = 0; visit < PLATFORM.visitsPerMonth; visit++) {
    const day = openDay(rng, month);
    journal.note('pilotage', 'visite_appui', day, { prefecture: rng.pick(world.prefectures) });
  }
}

function openDay(rng: Rng, month: number): Day {
  const day = firstDayOf(month) + rng.between(0, lengthOf(month) - 3);
  return weekday(day) === 0 ? day + 1 : day;
}

/** A robot looks for an appointment in the largest prefectures, as associations did. */
function tellProbes(world: World, rng: Rng, journal: Journal, month: number): void {
  if (!isSince(month, PLATFORM.probesFrom)) return;
  world.prefectures.values.forEach((prefecture, rank) => {
    if (world.prefectures.shares[rank]! < PLATFORM.probedShare) return;
    journal.note('rendez_vous', 'rdv_recherche', openDay(rng, month), {
      reference: pseudonym(world.seed, 'platform', month * 1000 + rank),
      prefecture,
      issue: rng.pick(PLATFORM.probes),
      origine: 'sonde',
    });
  });
}

function tellPilotOutages(world: World, rng: Rng, journal: Journal, month: number): void {
  for (const prefecture of world.pilot.prefectures) {
    const day = openDay(rng, month);
    const down = rng.chance(PLATFORM.pilotOutage);
    if (day < world.pilot.from || !down) continue;
    journal.note('pilote_ia', 'ia_indisponible', day, { prefecture });
  }
}
