import { referenceOf } from './access.ts';
import { nextOpenDay, type Day } from './calendar.ts';
import { RECOURS } from './invented.ts';
import type { Journal } from './journal.ts';
import { silenceOn, type Dossier } from './population.ts';
import type { Rights } from './rights.ts';
import { Rng, type Choice } from './rng.ts';
import type { World } from './world.ts';

/** Appeals against refusals, spoken or born of silence, and what judges make of them. */
export function tellRecours(
  world: World,
  journal: Journal,
  dossier: Dossier,
  { completeOn }: Rights,
): void {
  const rng = new Rng(world.seed, 'recours', dossier.index);
  const reference = referenceOf(world, dossier, 'justice');
  if (dossier.outcome === 'decision_defavorable') {
    tellAgainstRefusal(rng, journal, dossier, reference);
    return;
  }
  const silence = completeOn === null ? null : silenceOn(dossier.titre, completeOn);
  if (silence !== null && silence < dossier.closedOn) {
    tellAgainstSilence(rng, journal, dossier, reference, silence);
  }
}

/** One way at most is tried against a refusal. */
function tellAgainstRefusal(
  rng: Rng,
  journal: Journal,
  { closedOn }: Dossier,
  reference: string,
): void {
  const way = rng.pick(RECOURS.againstRefusal);
  if (way === 'aucun') return;
  const filed = closedOn + rng.between(3, 58);
  journal.tell('recours', way, filed, { reference });
  if (way === 'refere_suspension') {
    tellJudgment(rng, journal, reference, filed + rng.between(12, 35), RECOURS.suspended);
  } else if (way === 'recours_ta') {
    tellJudgment(rng, journal, reference, filed + rng.between(100, 480), RECOURS.judged);
  }
}

function tellJudgment(
  rng: Rng,
  journal: Journal,
  reference: string,
  day: Day,
  outcomes: Choice<string>,
): void {
  const judged = nextOpenDay(day);
  const issue = rng.pick(outcomes);
  journal.tell('recours', 'decision_justice', judged, { reference, issue });
  if (!RECOURS.won.includes(issue) || !rng.chance(RECOURS.injunction)) return;
  journal.tell('recours', 'injonction', judged, { reference });
  if (rng.chance(RECOURS.executed)) {
    journal.tell('recours', 'execution', judged + rng.between(10, 150), { reference });
  }
}

/** Silence is a refusal: its grounds may be asked for, and the Défenseur des droits called on. */
function tellAgainstSilence(
  rng: Rng,
  journal: Journal,
  { prefecture }: Dossier,
  reference: string,
  silence: Day,
): void {
  const day = silence + rng.between(1, 50);
  if (rng.chance(RECOURS.groundsAsked)) {
    journal.tell('recours', 'demande_motifs', day, { reference });
  }
  if (rng.chance(RECOURS.suspensionAsked)) {
    journal.tell('recours', 'refere_suspension', day, { reference });
    tellJudgment(rng, journal, reference, day + rng.between(12, 35), RECOURS.suspended);
  }
  if (rng.chance(RECOURS.ombudsman)) {
    journal.note('recours', 'ddd_saisine', day, { reference, prefecture });
  }
}
