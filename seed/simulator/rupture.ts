import { addMonths, type Day } from './calendar.ts';
import type { Dossier } from './population.ts';
import type { HeldTitle, Rights } from './rights.ts';
import type { World } from './world.ts';

/** Days without a document proving regular stay, by who answers for them. */
export interface Rupture {
  /** Filed on time and complete, not decided: the duty to prolong was not met. */
  R1: number;
  /** Decided favourably, card not handed over. */
  R2: number;
  /** A failure to file is documented before the expiry, and the filing came after it. */
  R3: number;
  /** Filed outside the window, without such a trace. */
  R4: number;
  /** Filed on time; whether it was complete is not known. */
  R5: number;
}

/**
 * The rupture of one renewal over its whole life, or null when its title did not expire before the
 * end of the application. Written apart from the indicators, in another manner, so that each can
 * check the other.
 */
export function ruptureOf(world: World, dossier: Dossier, rights: Rights): Rupture | null {
  const { held, card } = rights;
  if (dossier.demande !== 'renouvellement' || !held) return null;
  const { grantedOn } = rights;
  const lastClosing = dossier.reopening?.closedOn ?? dossier.closedOn;
  const end = grantedOn !== null && card ? card.handedOn - 1 : lastClosing;
  if (end <= held.fin) return null;

  const covers = coversOf(world, dossier, rights, held);
  const rupture: Rupture = { R1: 0, R2: 0, R3: 0, R4: 0, R5: 0 };
  for (let day = Math.max(held.fin + 1, dossier.filedOn); day <= end; day++) {
    if (covers.some(([debut, fin]) => day >= debut && day <= fin)) continue;
    const decided = grantedOn !== null && day >= grantedOn;
    rupture[decided ? 'R2' : classBefore(dossier, rights, held, day)]++;
  }
  return rupture;
}

function classBefore(
  dossier: Dossier,
  rights: Rights,
  held: HeldTitle,
  day: Day,
): Exclude<keyof Rupture, 'R2'> {
  if (rights.timeliness === 'on_time' || rights.timeliness === 'not_applicable') {
    const { completeOn, completenessRecorded } = rights;
    return completenessRecorded && completeOn !== null && completeOn <= day ? 'R1' : 'R5';
  }
  const { attempt, filedOn } = dossier;
  return attempt && attempt.on <= held.fin && filedOn > held.fin ? 'R3' : 'R4';
}

function coversOf(
  world: World,
  { filedOn }: Dossier,
  { attestations, adfOn, card }: Rights,
  held: HeldTitle,
): [debut: Day, fin: Day][] {
  const covers = attestations.map(({ debut, fin }): [Day, Day] => [debut, fin]);
  if (adfOn !== null && card) covers.push([adfOn, card.handedOn - 1]);
  const months = graceMonths(world, held, filedOn);
  if (months > 0) covers.push([Math.max(held.fin + 1, filedOn), addMonths(held.fin, months)]);
  return covers;
}

/** L. 433-3, where it holds in the whole country. */
function graceMonths({ grace }: World, { type, months, fin }: HeldTitle, filedOn: Day): number {
  const row = grace.find(
    (rule) =>
      rule.scope === 'national' &&
      rule.type_titre === type &&
      months >= (rule.at_least_months ?? 0) &&
      months > (rule.more_than_months ?? 0) &&
      !(rule.filed_before_expiry && filedOn > fin),
  );
  return row?.months ?? 0;
}
