import type { Titre } from '../reference/reference.ts';
import {
  addMonths,
  firstDayOf,
  lengthOf,
  monthOf,
  nextOpenDay,
  previousOpenDay,
  yearOf,
  type Day,
} from './calendar.ts';
import * as calibration from './calibration.ts';
import { inYear, type Canal, type Demande, type Motif, type Outcome } from './calibration.ts';
import { isOpen, otherCanaux } from './mix.ts';
import { pseudonym, Rng } from './rng.ts';
import type { World } from './world.ts';

/** What is asked, by whom, where. */
interface Request {
  /** Whose application it is: the index of the person's first dossier. */
  person: number;
  filedOn: Day;
  prefecture: string;
  demande: Demande;
  motif: Motif;
  titre: Titre;
}

/** An application with its whole future, known whatever the cut-off: the truth of the population. */
export interface Dossier extends Request {
  index: number;
  pseudonym: string;
  /** The foreigner's pseudonym where the source can give it. */
  personne: string | null;
  canal: Canal;
  outcome: Outcome;
  /** First closing: a transfer to another prefecture is not one. */
  closedOn: Day;
  /** The closing had the AI application not existed. */
  closedWithoutPilotOn: Day;
  treated: boolean;
  /** Is this the second application of somebody who was refused or closed. */
  refiled: boolean;
  transfer: { on: Day; to: string } | null;
  reopening: { on: Day; outcome: Outcome; closedOn: Day } | null;
  attempt: Attempt | null;
}

/** The first documented failure to file. */
interface Attempt {
  on: Day;
  kind: 'signalement' | 'echec' | 'substitution' | 'rdv_introuvable';
}

/** Dossier `index` of the population, a function of the seed and the index alone. */
export function drawDossier(world: World, index: number): Dossier {
  const rng = new Rng(world.seed, 'population', index);
  const request = drawRequest(world, rng, index);
  const second = index % 2 === 1 ? drawRefiling(world, rng, index) : null;
  return follow(world, rng, index, second ?? request, second !== null);
}

function drawRequest(world: World, rng: Rng, index: number): Request {
  const month = rng.pick(world.months);
  const year = Math.floor(month / 12);
  const earliest = Math.max(firstDayOf(month), world.from);
  const latest = Math.min(firstDayOf(month) + lengthOf(month) - 1, world.until);
  const filedOn = rng.between(earliest, latest);
  const demande = rng.pick(world.demandes(year));
  const motif = rng.pick(world.motifs(demande, year));
  const titre = rng.pick(world.titres(motif, demande));
  return { person: index, filedOn, prefecture: rng.pick(world.prefectures), demande, motif, titre };
}

const CLOSED_WITHOUT_TITLE: readonly Outcome[] = [
  'decision_defavorable',
  'classement_sans_suite',
  'cloture',
  'refus_enregistrement',
];

/** Every other dossier may be the second application of the one before it. */
function drawRefiling(world: World, rng: Rng, index: number): Request | null {
  if (!rng.chance(calibration.REFILING_RATE)) return null;
  const first = drawDossier(world, index - 1);
  if (!CLOSED_WITHOUT_TITLE.includes(first.outcome)) return null;
  const filedOn = first.closedOn + rng.between(8, 60) + rng.geometric(0.015);
  if (filedOn > world.until) return null;
  const { person, prefecture, demande, motif, titre } = first;
  return { person, filedOn, prefecture, demande, motif, titre };
}

/**
 * Draws what becomes of a request. The record is spelt out: spreading the request into it costs more
 * than all the draws together.
 */
function follow(
  world: World,
  rng: Rng,
  index: number,
  request: Request,
  refiled: boolean,
): Dossier {
  const { person, prefecture, demande, motif, titre } = request;
  const canal = drawCanal(world, rng, request);
  const filedOn = canal === 'anef' ? request.filedOn : openDayWithin(world, request.filedOn);
  const outcome = rng.pick(world.outcomes(demande, motif));
  const treated = isTreated(world, prefecture, demande, filedOn);
  const days = drawDelay(world, rng, request, canal, outcome);
  const closedWithoutPilotOn = closingDay(filedOn, days);
  const closedOn = treated ? closingDay(filedOn, days * world.pilot.effect) : closedWithoutPilotOn;
  return {
    index,
    pseudonym: pseudonym(world.seed, 'dossier', index),
    person,
    personne: rng.chance(canal === 'demarche_numerique' ? 0.3 : 0.93)
      ? pseudonym(world.seed, 'personne', person)
      : null,
    filedOn,
    prefecture,
    demande,
    motif,
    titre,
    canal,
    outcome,
    closedOn,
    closedWithoutPilotOn,
    treated,
    refiled,
    transfer: drawTransfer(world, rng, prefecture, filedOn, closedOn),
    reopening: drawReopening(rng, outcome, closedOn),
    attempt: drawAttempt(rng, canal, filedOn),
  };
}

function openDayWithin(world: World, day: Day): Day {
  const open = previousOpenDay(day);
  return open < world.from ? nextOpenDay(day) : open;
}

function drawCanal(world: World, rng: Rng, { titre, filedOn }: Request): Canal {
  const open = isOpen(titre, filedOn);
  if (open && rng.chance(world.anefTakeUp(yearOf(filedOn)))) return 'anef';
  return rng.pick(otherCanaux(open, filedOn));
}

const ELIGIBLE: readonly Demande[] = ['premiere', 'renouvellement', 'changement_statut'];

/** Intention to treat: filed there, from that day on, whatever the tool then did. */
function isTreated(world: World, prefecture: string, demande: Demande, filedOn: Day): boolean {
  const { pilot } = world;
  return filedOn >= pilot.from && pilot.prefectures.has(prefecture) && ELIGIBLE.includes(demande);
}

function drawDelay(
  { delays }: World,
  rng: Rng,
  { filedOn, demande, prefecture, motif }: Request,
  canal: Canal,
  outcome: Outcome,
): number {
  const expected =
    delays.scale(demande, monthOf(filedOn)) *
    delays.prefecture(prefecture, yearOf(filedOn)) *
    calibration.MOTIF_DELAY[motif] *
    calibration.CANAL_DELAY[canal] *
    calibration.OUTCOME_DELAY[outcome];
  const sigma = calibration.DELAY_SIGMA;
  const spread = Math.exp(sigma * rng.normal() - (sigma * sigma) / 2);
  return Math.min(expected * spread, calibration.LONGEST_DELAY_DAYS);
}

const closingDay = (filedOn: Day, days: number): Day => nextOpenDay(filedOn + Math.floor(days));

function drawTransfer(
  { prefectures }: World,
  rng: Rng,
  from: string,
  filedOn: Day,
  closedOn: Day,
): Dossier['transfer'] {
  if (!rng.chance(calibration.TRANSFER_RATE)) return null;
  const on = filedOn + Math.floor((closedOn - filedOn) * (0.1 + 0.5 * rng.next()));
  const to = rng.pick(prefectures);
  return to === from || to === 'ZZ' || from === 'ZZ' || on >= closedOn ? null : { on, to };
}

const REOPENED: readonly Outcome[] = ['decision_defavorable', 'classement_sans_suite', 'cloture'];

function drawReopening(rng: Rng, outcome: Outcome, closedOn: Day): Dossier['reopening'] {
  if (!REOPENED.includes(outcome) || !rng.chance(calibration.REOPENED_RATE)) return null;
  const on = nextOpenDay(closedOn + rng.between(5, 120));
  return {
    on,
    outcome: rng.chance(0.65) ? 'decision_favorable' : outcome,
    closedOn: nextOpenDay(on + rng.between(10, 180)),
  };
}

function drawAttempt(rng: Rng, canal: Canal, filedOn: Day): Attempt | null {
  const on = filedOn - rng.between(4, 45);
  const draw = rng.next();
  if (canal === 'substitution') return { on, kind: 'substitution' };
  if (canal === 'postal') return null;
  if (canal !== 'anef')
    return draw < calibration.NO_APPOINTMENT_RATE ? { on, kind: 'rdv_introuvable' } : null;
  const reported = inYear(calibration.SIGNALEMENT_RATE, yearOf(filedOn));
  if (draw < reported) return { on, kind: 'signalement' };
  return draw < reported + calibration.FAILED_ATTEMPT_RATE ? { on, kind: 'echec' } : null;
}

/** How long the law lets the administration be silent, as a day. */
export function silenceOn(titre: Titre, complete: Day): Day {
  if (titre.legal_days !== null) return complete + titre.legal_days;
  return addMonths(complete, titre.legal_months ?? 4);
}
