import type { EventName, EventRow } from '#domain/contract.ts';
import type { Deletion, Dossier } from './answers.ts';
import { timeZoneOf, type MappedDemarche } from './demarche.ts';
import type { Identity } from './identity.ts';
import { meaningOfDeletion } from './deletion.ts';
import { momentsOf } from './moments.ts';

/** A row before it is known with which extraction it goes: all rows of one have its instant. */
export type Untimed = Omit<EventRow, 'recorded_at'>;

/** Whose events they are, and under which key. */
export interface Telling {
  demarche: MappedDemarche;
  identity: Identity;
}

/** A deletion comes last in its day: it has no other order. */
const LAST_RANG = 1000;

/** The rows of a dossier, and the names of acts that we do not know. */
export function eventsOf(
  dossier: Dossier,
  telling: Telling,
): { rows: Untimed[]; unknown: string[] } {
  const { demarche, identity } = telling;
  const { moments, unknown } = momentsOf(dossier, demarche.kind);
  let day = '';
  let rang = 0;
  const rows = moments.map(({ at, event, key }) => {
    const occurred_on = dayIn(timeZoneOf(demarche.prefecture), at);
    rang = occurred_on === day ? rang + 1 : 0;
    day = occurred_on;
    const event_id = identity.eventId(dossier.number, key);
    return { event_id, rang, occurred_on, ...rowOf(dossier.number, event, telling) };
  });
  return { rows, unknown };
}

/** Which of the two lists of the API a deletion was read from. */
export type Stage = 'pending' | 'deleted';

/** The row of a deletion; undefined when it means nothing for what we measure. */
export function eventOfDeletion(
  deletion: Deletion,
  stage: Stage,
  telling: Telling,
): Untimed | undefined {
  const { demarche, identity } = telling;
  const event = meaningOfDeletion(deletion, demarche.kind);
  if (!event) return undefined;
  return {
    event_id: identity.eventId(deletion.number, stage),
    rang: LAST_RANG,
    occurred_on: dayIn(timeZoneOf(demarche.prefecture), new Date(deletion.dateSupression)),
    ...rowOf(deletion.number, event, telling),
  };
}

/** Withdraws what was said of a dossier that has come back from those put aside. */
export const retractationOf = (event_id: string): Untimed => ({
  event_id,
  source: 'demarche_numerique',
  event: 'retractation',
});

/** Events of an appointment have a reference; the others are those of a dossier. */
const isAppointment = (event: EventName) => /^(pan_)?rdv_/.test(event);

/** What all rows of a dossier share, and what its filing or the asking has besides. */
function rowOf(
  number: number,
  event: EventName,
  { demarche, identity }: Telling,
): Omit<Untimed, 'event_id'> {
  const { prefecture, titre, motif, demande } = demarche;
  const subject = identity.pseudonym(number);
  const classified = event === 'depot' || isAppointment(event);
  return {
    source: 'demarche_numerique',
    event,
    prefecture,
    ...(isAppointment(event) ? { reference: subject } : { dossier: subject }),
    ...(classified && { titre, motif, demande }),
    ...(event === 'depot' && { canal: 'demarche_numerique' }),
    ...(event === 'rdv_recherche' && { origine: 'usager' }),
    ...(event === 'cloture' && { issue: 'autre' }),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone. */
export function dayIn(timeZone: string, at: Date): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    formats.set(timeZone, format);
  }
  return format.format(at);
}
