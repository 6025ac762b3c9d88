import {
  array,
  boolean,
  constantFrom,
  integer,
  oneof,
  option,
  record,
  type Arbitrary,
} from 'fast-check';
import { TYPES_TITRE, type EventName, type EventRow } from '#domain/contract.ts';
import { nameOf, plusMonths, dayOf } from './calendar.ts';

/** An application with every circumstance that the rights engine looks at, all close together. */
export interface Invented {
  held: {
    until: number;
    months: number;
    jitter: number;
    type: string;
    work: boolean;
    personal: boolean;
  };
  titre: string;
  demande: string;
  /** Days before the expiry of the title held; negative after it. */
  depot: number;
  complete: number | null;
  taken: number | null;
  documents: { kind: EventName; from: number; days: number; work: boolean }[];
  outcome: { event: EventName; after: number } | null;
  reopened: { after: number; event: EventName | null; again: number } | null;
  handedOver: number | null;
  attempts: { by: 'dossier' | 'chain' | 'person'; before: number; event: EventName }[];
}

const BASE = dayOf('2025-10-01');
/** Beside the reigning rules, a filing before the first dated one. */
const EARLY = dayOf('2021-04-01');

const maybe = <T>(arbitrary: Arbitrary<T>) => option(arbitrary, { freq: 3, nil: null });
const day = (min: number, max: number) => integer({ min, max });

export const inventedApplication: Arbitrary<Invented> = record({
  held: record({
    until: oneof(
      { weight: 9, arbitrary: day(BASE, BASE + 300) },
      { weight: 1, arbitrary: day(EARLY, EARLY + 90) },
    ),
    months: constantFrom(3, 12, 13, 24, 48, 120),
    jitter: day(-1, 1),
    type: constantFrom(...TYPES_TITRE),
    work: boolean(),
    personal: boolean(),
  }),
  titre: constantFrom('L421-9', 'L422-1', 'L421-12', 'L421-14', 'L421-1', 'L423-22', 'ACC-DZ'),
  demande: constantFrom('renouvellement', 'changement_statut', 'premiere'),
  depot: oneof(day(-40, 150), constantFrom(120, 121, 60, 59, 0, -1)),
  complete: maybe(day(0, 90)),
  taken: maybe(day(0, 60)),
  documents: array(
    record({
      kind: constantFrom<EventName>('api', 'api', 'api', 'recepisse', 'aps', 'adf'),
      from: day(-40, 220),
      days: oneof(day(0, 130), day(0, 2)),
      work: boolean(),
    }),
    { maxLength: 5 },
  ),
  outcome: maybe(
    record({
      event: constantFrom<EventName>(
        'decision_favorable',
        'decision_favorable',
        'decision_defavorable',
        'classement_sans_suite',
        'desistement',
      ),
      after: day(0, 300),
    }),
  ),
  reopened: maybe(
    record({
      after: day(1, 40),
      event: maybe(constantFrom<EventName>('decision_favorable', 'cloture')),
      again: day(1, 60),
    }),
  ),
  handedOver: maybe(day(0, 60)),
  attempts: array(
    record({
      by: constantFrom('dossier', 'chain', 'person'),
      before: day(-10, 150),
      event: constantFrom<EventName>(
        'depot_echec',
        'ccc_signalement_dgef',
        'ccc_contact',
        'pan_visite',
      ),
    }),
    { maxLength: 2 },
  ),
});

const pseudonym = (text: string) => Buffer.from(text.padEnd(16, '.')).toString('hex');

/** Its events, under a name of its own. */
export function eventsOf(name: string, invented: Invented): EventRow[] {
  const { held, demande, titre } = invented;
  const filed = held.until - invented.depot;
  const dossier = pseudonym(name);
  const personne = pseudonym(`p${name}`);
  const rows: Partial<EventRow>[] = [];
  const tell = (event: EventName, on: number, more: Partial<EventRow> = {}) =>
    rows.push({
      event,
      occurred_on: nameOf(on),
      source: 'anef',
      dossier,
      prefecture: '75',
      ...more,
    });

  tell('depot', filed, {
    titre,
    demande,
    motif: 'economique',
    canal: 'anef',
    personne,
  } as Partial<EventRow>);
  tell('titre_detenu', filed, {
    type_titre: held.type as EventRow['type_titre'],
    debut: nameOf(plusMonths(held.until + 1, -held.months) + held.jitter),
    fin: nameOf(held.until),
    droit_travail: held.work,
    ...(held.personal && { dossier: null, personne }),
  });
  if (invented.complete !== null) tell('completude', filed + invented.complete);
  if (invented.taken !== null) tell('prise_en_charge', filed + invented.taken);
  for (const { kind, from, days, work } of invented.documents) {
    const debut = held.until + from;
    tell(kind, Math.max(filed, debut - 3), {
      debut: nameOf(debut),
      fin: nameOf(debut + days),
      droit_travail: work,
    });
  }
  tellOutcome(invented, filed, tell);
  for (const [index, { by, before, event }] of invented.attempts.entries()) {
    const reference = pseudonym(`r${index}${name}`);
    const named = by === 'dossier' ? {} : { dossier: null, ...(by === 'person' && { personne }) };
    const issue = event === 'pan_visite' ? 'bloque' : null;
    tell(event, held.until - before, { reference, issue, anomalie: 'A-1', ...named });
    if (by === 'chain') tell('substitution_depot', filed, { reference });
  }
  return rows.map(
    (row, rang) =>
      ({
        event_id: `${name}-${rang}`,
        rang,
        recorded_at: '2026-12-31T00:00:00Z',
        ...row,
      }) as EventRow,
  );
}

function tellOutcome(
  { outcome, reopened, handedOver }: Invented,
  filed: number,
  tell: (event: EventName, on: number, more?: Partial<EventRow>) => unknown,
): void {
  if (!outcome) return;
  const closed = filed + outcome.after;
  tell(outcome.event, closed);
  let granted = outcome.event === 'decision_favorable' ? closed : null;
  if (reopened) {
    tell('reouverture', closed + reopened.after);
    if (reopened.event) tell(reopened.event, closed + reopened.after + reopened.again);
    if (reopened.event === 'decision_favorable')
      granted ??= closed + reopened.after + reopened.again;
  }
  if (granted !== null && handedOver !== null) tell('titre_remis', granted + handedOver);
}
