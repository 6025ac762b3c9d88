import { addMonths, dayOf, lastDayAfter, nextOpenDay, type Day } from './calendar.ts';
import { ALERTS, type Demande, type TypeTitre } from './calibration.ts';
import { FIRST_MULTI_YEAR, RIGHTS, TITLE_MONTHS, VISA_HELD } from './invented.ts';
import { isOpen } from './mix.ts';
import type { Dossier } from './population.ts';
import { Rng } from './rng.ts';
import type { World } from './world.ts';

export interface HeldTitle {
  type: TypeTitre;
  debut: Day;
  fin: Day;
  months: number;
  work: boolean;
}

/** A document given while the application is examined. */
export interface Attestation {
  kind: 'recepisse' | 'api' | 'aps';
  issuedOn: Day;
  debut: Day;
  fin: Day;
  work: boolean;
}

export interface Card {
  type: TypeTitre;
  debut: Day;
  fin: Day;
  work: boolean;
  availableOn: Day;
  handedOn: Day;
  /** Some handovers are never entered. */
  recorded: boolean;
}

type Timeliness = 'on_time' | 'early' | 'late' | 'after_expiry' | 'not_applicable';

/** The documents of one application, those after the cut-off too. */
export interface Rights {
  held: HeldTitle | null;
  timeliness: Timeliness;
  alertedOn: Day | null;
  /** Null: the file never was complete. */
  completeOn: Day | null;
  completenessRecorded: boolean;
  attestations: readonly Attestation[];
  /** The favourable decision, after a reopening perhaps. */
  grantedOn: Day | null;
  /** First day of the attestation of that decision, which is valid until the handover. */
  adfOn: Day | null;
  card: Card | null;
}

export const isOnline = ({ canal }: Dossier): boolean =>
  canal === 'anef' || canal === 'substitution';

export function drawRights(world: World, dossier: Dossier): Rights {
  const rng = new Rng(world.seed, 'rights', dossier.index);
  const alerted = isAlerted(rng, dossier);
  const timeliness = drawTimeliness(rng, dossier, alerted);
  const held = drawHeldTitle(rng, dossier, timeliness);
  const completeOn = drawCompleteDay(rng, dossier, held);
  const grantedOn = grantDay(dossier);
  const card = grantedOn === null ? null : drawCard(rng, dossier, held, grantedOn);
  const adfOn = card && drawAdfDay(rng, dossier, grantedOn!, card);
  // Without an attestation of the decision, a handover that is not entered would never end.
  if (card && adfOn !== null) card.recorded = rng.chance(RIGHTS.handoverRecorded);
  return {
    held,
    timeliness,
    alertedOn: alerted && held ? held.fin - ALERTS.daysBefore : null,
    completeOn,
    completenessRecorded: rng.chance(RIGHTS.completenessRecorded),
    attestations: drawAttestations(rng, dossier, { held, timeliness, completeOn, card }),
    grantedOn,
    adfOn,
    card,
  };
}

const alertsFrom = dayOf(ALERTS.from);

function isAlerted(rng: Rng, { demande, titre, filedOn }: Dossier): boolean {
  const inScope = demande === 'renouvellement' && isOpen(titre, filedOn);
  return inScope && filedOn - ALERTS.daysBefore >= alertsFrom && rng.chance(ALERTS.reach);
}

function drawTimeliness(rng: Rng, dossier: Dossier, alerted: boolean): Timeliness {
  const { demande, titre, attempt } = dossier;
  if (demande === 'duplicata' || titre.type_titre === 'resident_ldue') return 'not_applicable';
  const { timeliness, timelinessAlerted, timelinessBlocked } = RIGHTS;
  const drawn = rng.pick(attempt ? timelinessBlocked : alerted ? timelinessAlerted : timeliness);
  // Where the window lasts until the expiry, nobody is late before it.
  return drawn === 'late' && !hasAnefWindow(dossier) ? 'on_time' : drawn;
}

/** From 120 to 60 days before the expiry, rather than the last two months. */
const hasAnefWindow = ({ titre, filedOn }: Dossier): boolean =>
  titre.filing_window === 'anef_120_60' && isOpen(titre, filedOn);

function drawHeldTitle(rng: Rng, dossier: Dossier, timeliness: Timeliness): HeldTitle | null {
  const type = drawHeldType(rng, dossier);
  if (type === null) return null;
  const months = rng.pick(TITLE_MONTHS[type]);
  const fin = dossier.filedOn + drawDaysBeforeExpiry(rng, dossier, timeliness);
  return { type, months, fin, debut: addMonths(fin + 1, -months), work: carriesWork(dossier) };
}

function drawHeldType(rng: Rng, { demande, motif, titre }: Dossier): TypeTitre | null {
  if (demande === 'premiere') {
    return rng.chance(motif === 'etudiant' ? VISA_HELD.etudiant : VISA_HELD.other) ? 'visa' : null;
  }
  if (demande === 'changement_statut') return 'cst';
  if (demande === 'renouvellement' && titre.type_titre === 'csp' && rng.chance(FIRST_MULTI_YEAR)) {
    return 'cst';
  }
  return titre.type_titre;
}

/** Negative once the title has expired. The edges of the windows are left empty on purpose. */
function drawDaysBeforeExpiry(rng: Rng, dossier: Dossier, timeliness: Timeliness): number {
  if (dossier.demande === 'duplicata') return rng.between(180, 700);
  const listed = hasAnefWindow(dossier);
  switch (timeliness) {
    case 'on_time':
      return listed ? rng.between(61, 119) : rng.between(3, 58);
    case 'early':
      return listed ? rng.between(122, 160) : rng.between(64, 120);
    case 'late':
      return rng.between(2, 58);
    case 'after_expiry':
      return -1 - rng.geometric(0.03);
    case 'not_applicable':
      return rng.between(1, 150);
  }
}

/** Visitors alone give up working. */
const carriesWork = ({ titre }: Dossier): boolean => titre.code !== 'L426-20';

const NEVER_COMPLETE = { refus_enregistrement: 1, classement_sans_suite: 0.4, cloture: 0.4 };

function drawCompleteDay(rng: Rng, dossier: Dossier, held: HeldTitle | null): Day | null {
  const { outcome, filedOn, closedOn, canal } = dossier;
  const chance = NEVER_COMPLETE[outcome as keyof typeof NEVER_COMPLETE] ?? 0;
  if (rng.chance(chance)) return null;
  if (canal === 'guichet' || canal === 'postal') return filedOn;
  const beforeExpiry = held && held.fin > filedOn ? (held.fin - filedOn) / 2 : 25;
  const latest = Math.min((closedOn - filedOn) / 4, beforeExpiry, canal === 'anef' ? 25 : 10);
  return filedOn + Math.floor(rng.next() * (latest + 1));
}

function grantDay({ outcome, closedOn, reopening }: Dossier): Day | null {
  if (outcome === 'decision_favorable') return closedOn;
  return reopening?.outcome === 'decision_favorable' ? reopening.closedOn : null;
}

function drawCard(rng: Rng, dossier: Dossier, held: HeldTitle | null, grantedOn: Day): Card | null {
  const type = dossier.titre.type_titre;
  if (type === null) return null;
  const { least, mean, pickUp } = RIGHTS.cardDays;
  const availableOn = nextOpenDay(grantedOn + least + rng.geometric(1 / (mean + 1)));
  const months = rng.pick(TITLE_MONTHS[type]);
  const lost = dossier.demande === 'duplicata' ? held : null;
  return {
    type,
    debut: lost?.debut ?? grantedOn,
    fin: lost?.fin ?? lastDayAfter(grantedOn, months),
    work: carriesWork(dossier),
    availableOn,
    handedOn: nextOpenDay(availableOn + rng.between(0, pickUp)),
    recorded: true,
  };
}

function drawAdfDay(rng: Rng, dossier: Dossier, grantedOn: Day, { handedOn }: Card): Day | null {
  if (!isOnline(dossier) || !rng.chance(RIGHTS.adfIssued)) return null;
  const adfOn = grantedOn + (rng.chance(RIGHTS.adfPunctual) ? 0 : rng.between(1, 14));
  return adfOn < handedOn ? adfOn : null;
}

type Known = Pick<Rights, 'held' | 'timeliness' | 'completeOn' | 'card'>;

/** The applications during which the right to stay is at stake. */
const PROLONGED: readonly Demande[] = ['premiere', 'renouvellement', 'changement_statut'];

function drawAttestations(rng: Rng, dossier: Dossier, known: Known): Attestation[] {
  if (!PROLONGED.includes(dossier.demande)) return [];
  const chain = isOnline(dossier)
    ? drawApiChain(rng, dossier, known)
    : drawRecepisseChain(rng, dossier, known);
  if (rng.chance(RIGHTS.aps)) {
    const debut = dossier.filedOn + Math.floor((dossier.closedOn - dossier.filedOn) / 2);
    chain.push({ kind: 'aps', issuedOn: debut, debut, fin: lastDayAfter(debut, 3), work: false });
  }
  return chain;
}

const filtersFrom = dayOf(RIGHTS.filtersFrom);

/** On the ANEF: from the expiry of the title held, for as long as there is no decision. */
function drawApiChain(rng: Rng, dossier: Dossier, known: Known): Attestation[] {
  const { held, timeliness, completeOn } = known;
  const { filedOn, closedOn } = dossier;
  const owed = completeOn === null ? RIGHTS.apiIssuedIncomplete : RIGHTS.apiIssued[timeliness];
  if (!rng.chance(held ? owed : RIGHTS.firstApi)) return [];
  const due = held ? held.fin + 1 : filedOn + rng.between(30, 90);
  const wait = due <= filedOn ? filedOn - due + rng.between(5, 40) : 0;
  const punctual = rng.chance(RIGHTS.apiPunctual);
  const start = due + wait + (punctual ? 0 : 1 + rng.geometric(0.06));
  const chain = drawChain(rng, 'api', start, closedOn, held?.work ?? true);
  for (const api of chain) api.issuedOn = Math.max(filedOn, api.debut - rng.between(0, 5));
  return chain;
}

/** Elsewhere: from the registration, until the card is handed over. */
function drawRecepisseChain(rng: Rng, dossier: Dossier, { held, card }: Known): Attestation[] {
  const { filedOn, closedOn, outcome } = dossier;
  if (!rng.chance(held ? RIGHTS.recepisseIssued : RIGHTS.firstRecepisse)) return [];
  const start = filedOn + (rng.chance(0.75) ? 0 : rng.between(1, 20));
  const until = card && outcome === 'decision_favorable' ? card.handedOn : closedOn;
  return drawChain(rng, 'recepisse', start, until, held?.work ?? false);
}

/** One attestation after the other until a day, with the gaps that lapses leave. */
function drawChain(
  rng: Rng,
  kind: 'api' | 'recepisse',
  start: Day,
  until: Day,
  work: boolean,
): Attestation[] {
  const chain: Attestation[] = [];
  let debut = start;
  while (debut < until) {
    const fin = lastDayAfter(debut, kind === 'recepisse' && rng.chance(0.5) ? 6 : 3);
    const works = work && !rng.chance(RIGHTS.workForgotten);
    chain.push({ kind, issuedOn: debut, debut, fin, work: works });
    debut = fin + 1;
    if (rng.chance(chanceOfSuccession(kind, debut))) continue;
    if (!rng.chance(RIGHTS.renewedLate)) break;
    debut += 1 + rng.geometric(0.08);
  }
  return chain;
}

function chanceOfSuccession(kind: 'api' | 'recepisse', day: Day): number {
  if (kind === 'recepisse') return RIGHTS.recepisseRenewedInTime;
  const { before, since } = RIGHTS.apiRenewedInTime;
  return day < filtersFrom ? before : since;
}
