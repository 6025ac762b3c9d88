import { dayOf, type Day } from './calendar.ts';
import { PILOT, PRIORITY } from './invented.ts';
import type { Journal } from './journal.ts';
import type { Dossier } from './population.ts';
import type { Rights } from './rights.ts';
import { pseudonym, Rng } from './rng.ts';
import type { World } from './world.ts';

/** What the AI application does with a treated dossier, and what the agent makes of it. */
export function tellPilot(world: World, journal: Journal, dossier: Dossier): void {
  if (!dossier.treated) return;
  const rng = new Rng(world.seed, 'pilot', dossier.index);
  if (!rng.chance(PILOT.exposed)) return;
  const { filedOn, closedOn } = dossier;
  const sorted = filedOn + Math.floor((closedOn - filedOn) * 0.2 * rng.next());
  journal.tell('pilote_ia', 'ia_traite', sorted, {
    version: versionOn(world, sorted),
    issue: rng.pick(PILOT.tasks),
  });
  if (!rng.chance(PILOT.suggested)) return;
  const day = sorted + Math.floor((closedOn - sorted) * 0.8 * rng.next());
  tellSuggestion(world, rng, journal, dossier, day);
  if (rng.chance(PILOT.mentioned)) journal.tell('pilote_ia', 'mention_algo_notifiee', closedOn);
}

function tellSuggestion(
  world: World,
  rng: Rng,
  journal: Journal,
  { index, outcome, closedOn }: Dossier,
  day: Day,
): void {
  const reference = pseudonym(world.seed, 'reference', index, SUGGESTION);
  const version = versionOn(world, day);
  const granted = outcome === 'decision_favorable';
  const issue = rng.pick(granted ? PILOT.whenGranted : PILOT.whenNot);
  journal.tell('pilote_ia', 'ia_suggestion', day, { reference, version, issue });
  const reviewed = day + rng.geometric(0.4);
  if (reviewed > closedOn) return;
  const duree_s = Math.round(Math.exp(PILOT.reviewLogSeconds + 0.9 * rng.normal()));
  const review = rng.pick(PILOT.reviews[issue]);
  journal.tell('pilote_ia', review, reviewed, { reference, version, duree_s });
}

const SUGGESTION = 5;

/** A new version of the model every two months. */
const versionOn = ({ pilot }: World, day: Day): string =>
  `v1.${Math.max(0, Math.floor((day - pilot.from) / 61))}`;

const filtersFrom = dayOf(PRIORITY.from);

/** Agents who see that an attestation is about to expire put the application first. */
export function tellPriority(
  world: World,
  journal: Journal,
  dossier: Dossier,
  { attestations }: Rights,
): void {
  const expiring = attestations.find(({ kind, fin }) => kind === 'api' && fin < dossier.closedOn);
  if (!expiring || expiring.fin - 30 < filtersFrom) return;
  const rng = new Rng(world.seed, 'pilotage', dossier.index);
  if (!rng.chance(PRIORITY.share)) return;
  const day = Math.max(expiring.fin - rng.between(3, 30), dossier.filedOn);
  journal.tell('pilotage', 'priorisation', day);
}
