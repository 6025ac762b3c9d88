import type { Source } from '#domain/contract.ts';
import { nameOf, nextOpenDay, type Day } from './calendar.ts';
import type { Canal, Outcome } from './calibration.ts';
import { JOURNEY } from './invented.ts';
import type { Journal } from './journal.ts';
import type { Dossier } from './population.ts';
import { isOnline, type Rights } from './rights.ts';
import { pseudonym, Rng } from './rng.ts';
import type { World } from './world.ts';

const SOURCE_OF_CANAL: Record<Canal, Source> = {
  anef: 'anef',
  substitution: 'anef',
  demarche_numerique: 'demarche_numerique',
  guichet: 'agdref',
  postal: 'agdref',
};
const sourceOf = ({ canal }: Dossier): Source => SOURCE_OF_CANAL[canal];

/** The main course of an application: filing, examination, documents, closing, card. */
export function tellJourney(
  world: World,
  journal: Journal,
  dossier: Dossier,
  rights: Rights,
): void {
  const rng = new Rng(world.seed, 'journey', dossier.index);
  tellFiling(journal, dossier, rights);
  tellExamination(rng, journal, dossier, rights);
  tellDocuments(journal, dossier, rights);
  tellClosing(rng, journal, dossier);
  tellCard(rng, world, journal, dossier, rights);
}

function tellFiling(journal: Journal, dossier: Dossier, { held }: Rights): void {
  const { filedOn, motif, demande, canal } = dossier;
  const source = sourceOf(dossier);
  const titre = dossier.titre.code;
  journal.tell(source, 'depot', filedOn, { titre, motif, demande, canal });
  if (isOnline(dossier)) journal.tell(source, 'attestation_depot', filedOn);
  if (held) {
    journal.tell('agdref', 'titre_detenu', filedOn, {
      type_titre: held.type,
      debut: nameOf(held.debut),
      fin: nameOf(held.fin),
      droit_travail: held.work,
    });
  }
}

function tellExamination(rng: Rng, journal: Journal, dossier: Dossier, rights: Rights): void {
  const { filedOn, closedOn, canal, transfer } = dossier;
  const source = sourceOf(dossier);
  if (rights.completeOn !== null && rights.completenessRecorded) {
    journal.tell(source, 'completude', rights.completeOn);
  }
  const taken = filedOn + Math.floor((closedOn - filedOn) * 0.45 * rng.next());
  const opened = taken + Math.floor((closedOn - taken) * 0.5 * rng.next());
  if (rng.chance(JOURNEY.taken)) journal.tell(source, 'prise_en_charge', taken);
  if (rng.chance(JOURNEY.examined)) journal.tell(source, 'en_instruction', opened);
  if (transfer) {
    journal.tell(source, 'transfert', transfer.on, { prefecture: dossier.prefecture });
    journal.tell(source, 'prise_en_charge', transfer.on);
  }
  tellRequests(rng, journal, dossier, taken);
  tellAdvice(rng, journal, dossier, opened);
  if (canal === 'demarche_numerique' && opened < closedOn && rng.chance(JOURNEY.sentBack)) {
    journal.tell(source, 'retour_construction', opened);
  }
}

/** Requests for documents, each answered or left without an answer. */
function tellRequests(rng: Rng, journal: Journal, dossier: Dossier, from: Day): void {
  const { closedOn, outcome, demande } = dossier;
  const source = sourceOf(dossier);
  const often = demande === 'premiere' ? JOURNEY.requestFirst : JOURNEY.requestLater;
  let day = from + Math.floor((closedOn - from) * 0.5 * rng.next());
  if (outcome === 'classement_sans_suite' && rng.chance(JOURNEY.unanswered)) {
    journal.tell(source, 'complement_demande', day);
    return;
  }
  while (day < closedOn && rng.chance(often)) {
    journal.tell(source, 'complement_demande', day);
    const answered = day + 1 + rng.geometric(0.07);
    if (answered >= closedOn) return;
    journal.tell(source, 'complement_recu', answered);
    day = answered + rng.between(5, 60);
  }
}

function tellAdvice(rng: Rng, journal: Journal, dossier: Dossier, opened: Day): void {
  const { closedOn, motif } = dossier;
  if (!rng.chance(JOURNEY.advice[motif])) return;
  const asked = opened + Math.floor((closedOn - opened) * 0.5 * rng.next());
  const given = asked + rng.between(5, 60);
  journal.tell(sourceOf(dossier), 'avis_demande', asked);
  if (given < closedOn) journal.tell(sourceOf(dossier), 'avis_rendu', given);
}

function tellDocuments(journal: Journal, dossier: Dossier, { attestations, adfOn }: Rights): void {
  const source = sourceOf(dossier);
  for (const { kind, issuedOn, debut, fin, work } of attestations) {
    journal.tell(kind === 'api' ? source : 'agdref', kind, issuedOn, {
      debut: nameOf(debut),
      fin: nameOf(fin),
      droit_travail: work,
    });
  }
  if (adfOn !== null) {
    journal.tell(source, 'adf', adfOn, { debut: nameOf(adfOn), droit_travail: true });
  }
}

function tellClosing(rng: Rng, journal: Journal, dossier: Dossier): void {
  const { outcome, closedOn, canal, reopening } = dossier;
  const source = sourceOf(dossier);
  const neverOpened = outcome === 'cloture' && canal === 'demarche_numerique' && !reopening;
  if (neverOpened && rng.chance(JOURNEY.purged)) journal.tell(source, 'purge', closedOn);
  else journal.tell(source, outcome, closedOn, { issue: issueOf(rng, outcome) });
  if (reopening) {
    journal.tell(source, 'reouverture', reopening.on);
    const issue = issueOf(rng, reopening.outcome);
    journal.tell(source, reopening.outcome, reopening.closedOn, { issue });
  }
}

function issueOf(rng: Rng, outcome: Outcome): string | null {
  if (outcome === 'decision_favorable' || outcome === 'desistement') return null;
  return rng.pick<string>(JOURNEY.issues[outcome]);
}

function tellCard(
  rng: Rng,
  world: World,
  journal: Journal,
  dossier: Dossier,
  { grantedOn, card }: Rights,
): void {
  if (grantedOn === null || card === null) return;
  const number = tellLink(rng, world, journal, dossier, grantedOn);
  if (rng.chance(JOURNEY.ordered)) {
    journal.tell('agdref', 'titre_commande', nextOpenDay(grantedOn + 1), { dossier: number });
  }
  if (rng.chance(JOURNEY.available)) {
    journal.tell('agdref', 'titre_disponible', card.availableOn, { dossier: number });
  }
  if (!card.recorded) return;
  journal.tell('agdref', 'titre_remis', card.handedOn, {
    dossier: number,
    titre: dossier.titre.code,
    type_titre: card.type,
    debut: nameOf(card.debut),
    fin: nameOf(card.fin),
    droit_travail: card.work,
  });
}

/**
 * Some applications filed on Démarche numérique bear another number in AGDREF, whose card events
 * then come under another pseudonym: a `rattachement` ties the two.
 */
function tellLink(rng: Rng, world: World, journal: Journal, dossier: Dossier, day: Day): string {
  if (dossier.canal !== 'demarche_numerique' || !rng.chance(JOURNEY.otherNumber)) {
    return dossier.pseudonym;
  }
  const other = pseudonym(world.seed, 'dossier', dossier.index, 1);
  journal.tell('agdref', 'rattachement', day, { dossier: other, reference: dossier.pseudonym });
  return other;
}
