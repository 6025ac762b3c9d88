import { dayOf, nameOf, nextOpenDay, type Day } from './calendar.ts';
import { ACCESS } from './invented.ts';
import type { Fields, Journal } from './journal.ts';
import type { Dossier } from './population.ts';
import type { Rights } from './rights.ts';
import { choice, pseudonym, Rng } from './rng.ts';
import type { World } from './world.ts';

/** What a user goes through before filing, and for help: alerts, failures, call centre, appointments. */
export function tellAccess(world: World, journal: Journal, dossier: Dossier, rights: Rights): void {
  const rng = new Rng(world.seed, 'access', dossier.index);
  tellAlert(rng, journal, dossier, rights);
  tellAttempt(world, rng, journal, dossier);
  tellAppointment(world, rng, journal, dossier);
  tellDigitalReception(world, rng, journal, dossier);
  tellQuestion(world, rng, journal, dossier);
  tellOpinion(rng, journal, dossier);
}

const ALERT_CHANNELS = choice({ mel: 70, sms: 30 });

function tellAlert(rng: Rng, journal: Journal, dossier: Dossier, { alertedOn }: Rights): void {
  if (alertedOn === null) return;
  const { personne, prefecture, titre, demande } = dossier;
  journal.note('alertes', 'alerte_expiration', alertedOn, {
    personne,
    prefecture,
    titre: titre.code,
    demande,
    issue: rng.pick(ALERT_CHANNELS),
  });
}

/** Several chains may belong to one dossier: each has its own reference. */
const CHAINS = { attempt: 0, appointment: 1, reception: 2, question: 3, justice: 4 };
export const referenceOf = (world: World, { index }: Dossier, chain: keyof typeof CHAINS): string =>
  pseudonym(world.seed, 'reference', index, CHAINS[chain]);

/** A failure to file, and the way out of it. */
function tellAttempt(world: World, rng: Rng, journal: Journal, dossier: Dossier): void {
  const { attempt } = dossier;
  if (attempt === null || attempt.kind === 'rdv_introuvable') return;
  const reference = referenceOf(world, dossier, 'attempt');
  const user = userOf(dossier, reference);
  const failure = rng.pick(ACCESS.failures);
  const anomalie = failure === 'anomalie' ? openAnomaly(world, rng, attempt.on) : null;
  journal.note('anef', 'depot_echec', attempt.on, { ...user, anomalie, issue: failure });
  if (attempt.kind === 'signalement') tellSignalement(rng, journal, dossier, user, anomalie);
  if (attempt.kind === 'substitution') tellSubstitution(rng, journal, dossier, user);
}

/** Before filing there is no dossier yet: the reference, and the person where known, make the link. */
const userOf = ({ personne, prefecture, titre, demande }: Dossier, reference: string): Fields => ({
  reference,
  personne,
  prefecture,
  titre: titre.code,
  demande,
});

/** An anomaly of the tracker that was open on a day. */
function openAnomaly({ tracker }: World, rng: Rng, day: Day): string | null {
  const open = tracker.openOn(day);
  return open.length === 0 ? null : open[rng.between(0, open.length - 1)]!;
}

/** The call centre could not help and passed the case on to the DGEF. */
function tellSignalement(
  rng: Rng,
  journal: Journal,
  { filedOn, attempt }: Dossier,
  user: Fields,
  anomalie: string | null,
): void {
  const never = rng.chance(ACCESS.neverFiled);
  const caller = never ? { ...user, personne: null } : user;
  const between = (share: number) =>
    attempt!.on + Math.floor((filedOn - attempt!.on) * share * rng.next());
  const called = between(0.4);
  const reported = called + Math.floor((filedOn - called) * 0.5 * rng.next());
  journal.note('ccc', 'ccc_contact', called, {
    ...caller,
    anomalie,
    issue: rng.pick(ACCESS.contacts),
  });
  journal.note('ccc', 'ccc_signalement_dgef', reported, { ...caller, anomalie });
}

/** The physical reception of R. 431-2, in its four steps. */
function tellSubstitution(rng: Rng, journal: Journal, dossier: Dossier, user: Fields): void {
  const { filedOn, attempt } = dossier;
  const start = attempt!.on;
  const span = filedOn - start;
  const visited = start + Math.floor(span * 0.5 * rng.next());
  const noted = visited + Math.floor((filedOn - visited) * 0.4 * rng.next());
  const called = noted + Math.floor((filedOn - noted) * 0.6 * rng.next());
  const issue = rng.chance(0.7) ? 'oriente_substitution' : 'bloque';
  journal.note('pan', 'pan_visite', visited, { ...user, issue });
  journal.note('pan', 'impossibilite_constatee', noted, user);
  journal.note('pan', 'substitution_convocation', called, user);
  journal.note('pan', 'substitution_depot', filedOn, { ...user, dossier: dossier.pseudonym });
}

/** The search for an appointment at the counter, or through a form. */
function tellAppointment(world: World, rng: Rng, journal: Journal, dossier: Dossier): void {
  const { canal, filedOn, attempt, personne, prefecture } = dossier;
  const desperate = attempt?.kind === 'rdv_introuvable';
  if (canal !== 'guichet' && canal !== 'demarche_numerique') return;
  if (!desperate && !rng.chance(ACCESS.rdvLookedFor)) return;
  const source = canal === 'guichet' ? 'rendez_vous' : 'demarche_numerique';
  const reference = referenceOf(world, dossier, 'appointment');
  const user: Fields = { reference, personne, prefecture };
  const searched = desperate ? attempt.on : filedOn - rng.between(6, 60);
  const found = desperate ? 'aucune_date' : rng.pick(ACCESS.rdvFound);
  journal.note(source, 'rdv_recherche', searched, { ...user, issue: found, origine: 'usager' });
  const booked = searched + Math.floor((filedOn - searched) * 0.7 * rng.next());
  if (found === 'aucune_date') {
    const issue = 'un_a_deux_mois';
    journal.note(source, 'rdv_recherche', booked, { ...user, issue, origine: 'usager' });
    if (rng.chance(ACCESS.rdvReferred)) tellReferral(world, rng, journal, dossier, searched);
  }
  journal.note(source, 'rdv_pris', booked, user);
  if (rng.chance(ACCESS.rdvCancelled)) {
    journal.note(source, 'rdv_annule', booked + Math.floor((filedOn - booked) / 2), user);
  }
  journal.note(source, 'rdv_honore', filedOn, { ...user, dossier: dossier.pseudonym });
}

/** A judge is asked to order an appointment. */
function tellReferral(
  world: World,
  rng: Rng,
  journal: Journal,
  dossier: Dossier,
  searched: Day,
): void {
  const { prefecture, personne } = dossier;
  const appeal: Fields = {
    reference: referenceOf(world, dossier, 'justice'),
    prefecture,
    personne,
  };
  const filed = searched + rng.between(5, 30);
  const judged = nextOpenDay(filed + rng.between(10, 30));
  const granted = rng.chance(0.55);
  journal.note('recours', 'refere_mesures_utiles', filed, { ...appeal, issue: 'rdv' });
  journal.note('recours', 'decision_justice', judged, {
    ...appeal,
    issue: granted ? 'injonction' : rng.chance(0.5) ? 'rejet' : 'non_lieu',
  });
  if (!granted) return;
  const fin = judged + 30;
  journal.note('recours', 'injonction', judged, { ...appeal, fin: nameOf(fin) });
  if (rng.chance(0.85)) journal.note('recours', 'execution', judged + rng.between(5, 60), appeal);
}

const panFrom = dayOf(ACCESS.panFrom);

/** The digital reception point: by appointment, before filing on the ANEF. */
function tellDigitalReception(world: World, rng: Rng, journal: Journal, dossier: Dossier): void {
  const { canal, filedOn } = dossier;
  if (canal !== 'anef' || filedOn < panFrom || !rng.chance(ACCESS.panVisited)) return;
  const user = userOf(dossier, referenceOf(world, dossier, 'reception'));
  const source = rng.chance(0.3) ? 'demarche_numerique' : 'pan';
  const asked = filedOn - rng.between(5, 40);
  const visited = asked + Math.floor((filedOn - asked) * (0.3 + 0.7 * rng.next()));
  journal.note(source, 'pan_rdv_demande', asked, user);
  journal.note(source, 'pan_rdv_pris', Math.min(asked + rng.between(0, 4), visited), user);
  if (rng.chance(ACCESS.panCancelled)) journal.note(source, 'pan_rdv_annule', visited, user);
  else journal.note('pan', 'pan_visite', visited, { ...user, issue: rng.pick(ACCESS.panIssues) });
}

/** A call about an application that is being examined. */
function tellQuestion(world: World, rng: Rng, journal: Journal, dossier: Dossier): void {
  const { canal, filedOn, closedOn } = dossier;
  if (canal !== 'anef' || !rng.chance(ACCESS.contacted)) return;
  const reference = referenceOf(world, dossier, 'question');
  const called = filedOn + Math.floor((closedOn - filedOn) * rng.next());
  journal.tell('ccc', 'ccc_contact', called, { reference, issue: rng.pick(ACCESS.contacts) });
  if (rng.chance(ACCESS.resolved)) {
    journal.tell('ccc', 'ccc_resolu', called + rng.geometric(0.2), { reference });
  }
}

/** A mark out of ten, without the dossier: opinions are anonymous. */
function tellOpinion(rng: Rng, journal: Journal, dossier: Dossier): void {
  const { canal, filedOn, closedOn, prefecture, demande } = dossier;
  if (!rng.chance(ACCESS.opinion)) return;
  const patience = Math.min((closedOn - filedOn) / 60, 5);
  const mark = Math.round(Math.min(10, Math.max(0, 8 - patience + 2 * rng.normal())));
  journal.note('satisfaction', 'avis_usager', Math.min(closedOn, filedOn + rng.between(0, 90)), {
    prefecture,
    demande,
    canal,
    valeur: mark,
  });
}
