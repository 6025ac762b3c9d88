import type { EventName } from '#domain/contract.ts';
import type { Dossier } from './answers.ts';
import type { Kind } from './demarche.ts';

/** Something that happened to a dossier: what, when, and what makes its id. */
export interface Moment {
  at: Date;
  event: EventName;
  /** Which act of the dossier it is: with the number it makes the event's id. */
  key: string;
}

/** What a dossier came to, and what of it could not be told. */
export interface Told {
  moments: Moment[];
  /** Acts whose names we do not know. */
  unknown: string[];
}

type Traitement = Dossier['traitements'][number];

/** The acts that close a dossier. */
const CLOSING: Record<string, EventName> = {
  accepte: 'decision_favorable',
  accepte_automatiquement: 'decision_favorable',
  refuse: 'decision_defavorable',
  refuse_automatiquement: 'decision_defavorable',
  classe_sans_suite: 'classement_sans_suite',
};

/** Every act that we know. Each is either said by `demande` and its like, or means nothing to them. */
export const ACTS: readonly string[] = [
  'depose',
  'depose_correction_usager',
  'depose_correction_instructeur',
  'passe_en_instruction',
  'passe_en_instruction_automatiquement',
  ...Object.keys(CLOSING),
  'repasse_en_construction',
  'repasse_en_instruction',
];

/** How far apart the clocks of one act's two records may be. */
const SLACK_MS = 60_000;

const isReply = ({ event }: Traitement) =>
  event === 'depose_correction_usager' || event === 'depose_correction_instructeur';

/**
 * An application. Its days come from its acts, never from the dates of the dossier itself: those
 * keep the last of each kind only, and a reopened dossier keeps the date of a decision that fell.
 */
function demande({ traitements, messages }: Dossier): Moment[] {
  const corrections = messages.flatMap(({ id, createdAt, correction }) =>
    correction ? [{ id, from: new Date(createdAt), to: resolved(correction.dateResolution) }] : [],
  );
  const answers = (at: Date) =>
    corrections.some(
      ({ from, to }) => at >= from && (!to || at.getTime() <= to.getTime() + SLACK_MS),
    );
  const moments: Moment[] = [];
  let closed = false;
  for (const act of traitements) {
    const at = new Date(act.dateTraitement);
    const event = CLOSING[act.event] ?? opening(act, closed) ?? reply(act, answers(at));
    if (event) moments.push({ at, event, key: act.id });
    if (CLOSING[act.event]) closed = true;
    else if (opening(act, closed)) closed = false;
  }
  for (const { id, from, to } of corrections) {
    moments.push({ at: from, event: 'complement_demande', key: `${id}:demande` });
    // The reply is an act of its own, when the user made one; else the request was settled without.
    const replied = traitements.some((act) => {
      const at = new Date(act.dateTraitement);
      return isReply(act) && at >= from && to && at.getTime() <= to.getTime() + SLACK_MS;
    });
    if (to && !replied) moments.push({ at: to, event: 'complement_recu', key: `${id}:recu` });
  }
  return moments;
}

const resolved = (date: string | null) => (date === null ? undefined : new Date(date));

function opening({ event }: Traitement, closed: boolean): EventName | undefined {
  switch (event) {
    case 'depose':
      return 'depot';
    case 'passe_en_instruction':
    case 'passe_en_instruction_automatiquement':
      return 'en_instruction';
    case 'repasse_en_construction':
      return 'retour_construction';
    case 'repasse_en_instruction':
      return closed ? 'reouverture' : 'en_instruction';
    default:
      return undefined;
  }
}

/** A user may always send changes; an agent's are a reply only when one was asked for. */
function reply(act: Traitement, asked: boolean): EventName | undefined {
  if (!isReply(act)) return undefined;
  return asked || act.event === 'depose_correction_usager' ? 'complement_recu' : undefined;
}

/** Words for an appointment that is asked for by a form, and granted by accepting it. */
interface Appointment {
  asked: EventName;
  granted: EventName;
  lost: EventName;
}

const rdv = ({ asked, granted, lost }: Appointment) =>
  function* appointment({ traitements }: Dossier): Generator<Moment> {
    let held = false;
    for (const { id, event, dateTraitement } of traitements) {
      const at = new Date(dateTraitement);
      if (event === 'depose') yield { at, event: asked, key: id };
      const outcome = CLOSING[event];
      if (outcome) {
        held = outcome === 'decision_favorable';
        yield { at, event: held ? granted : lost, key: id };
      } else if (event === 'repasse_en_instruction' && held) {
        held = false;
        yield { at, event: lost, key: id };
      }
    }
  };

/** Documents sent after the filing, for an application that another system holds. */
function* complement({ traitements }: Dossier): Generator<Moment> {
  for (const { id, event, dateTraitement } of traitements) {
    if (event === 'depose' || event === 'depose_correction_usager') {
      yield { at: new Date(dateTraitement), event: 'complement_recu', key: id };
    }
  }
}

const nothing = (): Moment[] => [];

const PRE_DEMANDE: Appointment = {
  asked: 'rdv_recherche',
  granted: 'rdv_pris',
  lost: 'rdv_annule',
};
const PAN: Appointment = {
  asked: 'pan_rdv_demande',
  granted: 'pan_rdv_pris',
  lost: 'pan_rdv_annule',
};

/**
 * What the acts of a dossier mean, by what its démarche serves for. A request to renew a receipt says
 * nothing that the contract can hold: a document needs its dates, which only the form has.
 */
const MEANING: Record<Kind, (dossier: Dossier) => Iterable<Moment>> = {
  DEMANDE_TITRE: demande,
  PRE_DEMANDE_RDV: rdv(PRE_DEMANDE),
  PAN_RDV: rdv(PAN),
  COMPLEMENT: complement,
  RENOUV_RECEPISSE_API: nothing,
  INFO: nothing,
};

/** What happened to a dossier, in order. */
export function momentsOf(dossier: Dossier, kind: Kind): Told {
  const traitements = inOrder(
    dossier.traitements,
    ({ dateTraitement }) => new Date(dateTraitement),
  );
  const moments = [...MEANING[kind]({ ...dossier, traitements })];
  const unknown = traitements.map(({ event }) => event).filter((event) => !ACTS.includes(event));
  return { moments: inOrder(moments, ({ at }) => at), unknown };
}

/** Sorted by instant; what has the same instant keeps its order. */
const inOrder = <Item>(items: readonly Item[], at: (item: Item) => Date): Item[] =>
  items.toSorted((one, other) => at(one).getTime() - at(other).getTime());

/** Words for a dossier that was put aside or deleted before it was decided. */
const APPOINTMENTS: Partial<Record<Kind, Appointment>> = {
  PRE_DEMANDE_RDV: PRE_DEMANDE,
  PAN_RDV: PAN,
};

/** Which reasons of a deletion we know, and what each means for an open application. */
export const REASONS: Record<string, EventName> = {
  expired: 'cloture',
  user_expired: 'cloture',
  user_request: 'desistement',
  user_removed: 'desistement',
  instructeur_request: 'cloture',
  manager_request: 'cloture',
  procedure_removed: 'cloture',
};

const OPEN = ['en_construction', 'en_instruction'];

/**
 * What a deletion means: the end of a dossier that was open, whoever ended it; nothing for one that
 * was decided, of which the log keeps all it had.
 */
export function meaningOfDeletion(
  { state, reason }: { state: string; reason: string },
  kind: Kind,
): EventName | undefined {
  if (!OPEN.includes(state)) return undefined;
  // Never taken up, and gone because its time was over: counted for itself.
  const purged = reason === 'expired' && state === 'en_construction';
  if (kind === 'DEMANDE_TITRE') return purged ? 'purge' : REASONS[reason];
  return APPOINTMENTS[kind]?.lost;
}
