import type { EventName } from '#domain/contract.ts';
import { PAN, PRE_DEMANDE, type Appointment } from './appointment.ts';
import type { Kind } from './demarche.ts';

/** Words for a dossier that was put aside or deleted before it was decided. */
const APPOINTMENTS: Partial<Record<Kind, Appointment>> = {
  PRE_DEMANDE_RDV: PRE_DEMANDE,
  PAN_RDV: PAN,
};

/** Which reasons of a deletion we know, and what each means for an open application. */
const MEANING: ReadonlyMap<string, EventName> = new Map([
  ['expired', 'cloture'],
  ['user_expired', 'cloture'],
  ['user_request', 'desistement'],
  ['user_removed', 'desistement'],
  ['instructeur_request', 'cloture'],
  ['manager_request', 'cloture'],
  ['procedure_removed', 'cloture'],
]);
export const REASONS: readonly string[] = [...MEANING.keys()];

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
  if (kind === 'DEMANDE_TITRE') return purged ? 'purge' : MEANING.get(reason);
  return APPOINTMENTS[kind]?.lost;
}
