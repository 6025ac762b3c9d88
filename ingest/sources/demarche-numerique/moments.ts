import { ACTS, type Moment } from './acts.ts';
import type { Dossier } from './answers.ts';
import { application } from './application.ts';
import { appointment, PAN, PRE_DEMANDE } from './appointment.ts';
import type { Kind } from './demarche.ts';

/** What a dossier came to, and what of it could not be told. */
export interface Told {
  moments: Moment[];
  /** Acts whose names we do not know. */
  unknown: string[];
}

/** Documents sent after the filing, for an application that another system holds. */
function* complement({ traitements }: Dossier): Generator<Moment> {
  for (const { id, event, dateTraitement } of traitements) {
    if (event === 'depose' || event === 'depose_correction_usager') {
      yield { at: new Date(dateTraitement), event: 'complement_recu', key: id };
    }
  }
}

const nothing = (): Moment[] => [];

/**
 * What the acts of a dossier mean, by what its démarche serves for. A request to renew a receipt says
 * nothing that the contract can hold: a document needs its dates, which only the form has.
 */
const MEANING: Record<Kind, (dossier: Dossier) => Iterable<Moment>> = {
  DEMANDE_TITRE: application,
  PRE_DEMANDE_RDV: appointment(PRE_DEMANDE),
  PAN_RDV: appointment(PAN),
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
