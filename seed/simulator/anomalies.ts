import { firstDayOf, lengthOf, nextOpenDay, weekday, type Day } from './calendar.ts';
import { ANOMALIES } from './calibration.ts';
import { MODULES } from './invented.ts';
import { choice, Rng } from './rng.ts';
import { MONTHS } from './volumes.ts';

/** The tracker of the platform's anomalies. It has its true size whatever the number of dossiers. */
export interface Tracker {
  anomalies: readonly Anomaly[];
  moves: readonly Move[];
  /** References of what is open on a day. */
  openOn: (day: Day) => readonly string[];
}

interface Anomaly {
  reference: string;
  module: string;
  gravite: 'bloquante' | 'majeure' | 'mineure';
}

interface Move {
  event: 'anomalie_ouverte' | 'anomalie_rouverte' | 'anomalie_corrigee' | 'anomalie_rejetee';
  day: Day;
  anomaly: Anomaly;
}

/** There must be something to close before anything is. */
const FIRST_TRACKED = 2022;
const HEAD_START_MONTHS = 2;

const GRAVITES = choice({ bloquante: 12, majeure: 38, mineure: 50 });

/** The first Tuesday of the month: what was corrected goes into service. */
export function releaseDay(month: number): Day {
  const first = firstDayOf(month);
  return first + ((9 - weekday(first)) % 7);
}

/** Plays the years one after the other: who may be closed depends on what is open on that day. */
export function buildTracker(seed: number): Tracker {
  const anomalies: Anomaly[] = [];
  const moves: Move[] = [];
  const open: Anomaly[] = [];
  const corrected: Anomaly[] = [];
  const rng = new Rng(seed, 'platform', 0);

  /** Takes one away, most often an old one. */
  const take = (pool: Anomaly[]): Anomaly =>
    pool.splice(Math.floor(pool.length * rng.next() ** 1.6), 1)[0]!;

  const play: Record<Move['event'], () => Anomaly> = {
    anomalie_ouverte: () => {
      const anomaly = {
        reference: `ANEF-${String(anomalies.length + 1).padStart(5, '0')}`,
        module: rng.pick(MODULES),
        gravite: rng.pick(GRAVITES),
      };
      anomalies.push(anomaly);
      open.push(anomaly);
      return anomaly;
    },
    anomalie_rouverte: () => {
      const anomaly = take(corrected);
      open.push(anomaly);
      return anomaly;
    },
    anomalie_corrigee: () => {
      const anomaly = take(open);
      corrected.push(anomaly);
      return anomaly;
    },
    anomalie_rejetee: () => take(open),
  };

  for (const [year, plan] of Object.entries(ANOMALIES)) {
    const calendar = planYear(rng, Number(year), plan);
    for (const { event, day } of calendar) moves.push({ event, day, anomaly: play[event]() });
  }
  return { anomalies, moves, openOn: openings(moves) };
}

/** The days of a year's moves, in order; openings come first within a day. */
function planYear(
  rng: Rng,
  year: number,
  plan: (typeof ANOMALIES)[number],
): { event: Move['event']; day: Day }[] {
  const months = MONTHS.filter((volume) => volume.year === year).map(({ month }) => month);
  const closing = year === FIRST_TRACKED ? months.slice(HEAD_START_MONTHS) : months;
  const openDay = (among: readonly number[]) => {
    const month = among[rng.between(0, among.length - 1)]!;
    return nextOpenDay(firstDayOf(month) + rng.between(0, lengthOf(month) - 3));
  };
  const release = () => releaseDay(closing[rng.between(0, closing.length - 1)]!);
  const repeat = (count: number, event: Move['event'], draw: () => Day) =>
    Array.from({ length: count }, () => ({ event, day: draw() }));
  return [
    ...repeat(plan.opened, 'anomalie_ouverte', () => openDay(months)),
    ...repeat(plan.reopened, 'anomalie_rouverte', () => openDay(months)),
    ...repeat(plan.corrected, 'anomalie_corrigee', release),
    ...repeat(plan.rejected, 'anomalie_rejetee', () => openDay(closing)),
  ].sort((one, other) => one.day - other.day);
}

const STEP: Record<Move['event'], 1 | -1> = {
  anomalie_ouverte: 1,
  anomalie_rouverte: 1,
  anomalie_corrigee: -1,
  anomalie_rejetee: -1,
};

/** What is open after the moves of each day that has some. */
function openings(moves: readonly Move[]): Tracker['openOn'] {
  const open = new Set<string>();
  const byDay = new Map<Day, readonly string[]>();
  for (const { event, day, anomaly } of moves) {
    if (STEP[event] > 0) open.add(anomaly.reference);
    else open.delete(anomaly.reference);
    byDay.set(day, [...open]);
  }
  const first = moves[0]?.day ?? 0;
  return (day) => {
    for (let at = day; at >= first; at--) {
      const found = byDay.get(at);
      if (found) return found;
    }
    return [];
  };
}

/** How many are open at the end of a month. */
export const stockAfter = ({ moves }: Tracker, month: number): number =>
  moves
    .filter(({ day }) => day < firstDayOf(month + 1))
    .reduce((stock, { event }) => stock + STEP[event], 0);
