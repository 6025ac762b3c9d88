import { TERMINAL_EVENTS, type EventRow } from '#domain/contract.ts';
import { attemptsByDossier } from './attempts.ts';
import { dayOf } from './calendar.ts';

/** A document, valid on both days named; without an end until `Infinity`. */
interface Document {
  kind: string;
  from: number;
  until: number;
  work: boolean;
}

interface Title {
  from: number;
  until: number;
  type: string;
  work: boolean;
}

/** One dossier as its events tell it, days as numbers. */
export interface Application {
  dossier: string;
  prefecture: string;
  titre: string;
  demande: string;
  depot: number;
  complete: number | undefined;
  /** Complete, or where that is not dated the first API, récépissé or taking in charge. */
  started: number | undefined;
  decided: number | undefined;
  decision: string | undefined;
  favourable: number | undefined;
  handedOver: number | undefined;
  /** Days on which it was closed and opened again, as told. */
  turns: { day: number; opens: boolean }[];
  /** The day of the refusal, closing or withdrawal that stands. */
  refused: number | undefined;
  held: Title | undefined;
  documents: Document[];
  /** Days on which the applicant is known to have tried to file and failed. */
  attempts: number[];
}

/** What the log says in the end: the last version of each event, withdrawn ones left out. */
export function standing(rows: readonly EventRow[]): EventRow[] {
  const latest = new Map<string, EventRow>();
  for (const row of rows) {
    const key = `${row.source} ${row.event_id}`;
    const held = latest.get(key);
    if (!held || Date.parse(row.recorded_at) > Date.parse(held.recorded_at)) latest.set(key, row);
  }
  return [...latest.values()].filter(({ event }) => event !== 'retractation');
}

/**
 * Reads dossiers from events as they stand (corrections applied, withdrawals left out): the slow and
 * obvious way, one dossier after the other, in plain loops.
 */
export function readApplications(rows: readonly EventRow[]): Application[] {
  const histories = historiesOf(rows);
  const attempts = attemptsByDossier(rows, histories);
  const personal = titlesOfPersons(rows);
  const applications: Application[] = [];
  for (const [dossier, history] of histories) {
    const read = readOne(history, personal);
    if (read) applications.push({ dossier, ...read, attempts: attempts.get(dossier) ?? [] });
  }
  return applications;
}

/** Events by dossier; a pseudonym tied to a dossier is that dossier. */
function historiesOf(rows: readonly EventRow[]): Map<string, EventRow[]> {
  const ties = new Map<string, string>();
  for (const { event, reference, dossier } of rows) {
    if (event === 'rattachement' && reference && dossier) ties.set(reference, dossier);
  }
  const histories = new Map<string, EventRow[]>();
  for (const row of rows) {
    if (!row.dossier) continue;
    const owner = ties.get(row.dossier) ?? row.dossier;
    histories.set(owner, [...(histories.get(owner) ?? []), row]);
  }
  return histories;
}

const dayIn = ({ occurred_on }: EventRow) => dayOf(occurred_on ?? '');
const compare = (a: EventRow, b: EventRow) => dayIn(a) - dayIn(b) || (a.rang ?? 0) - (b.rang ?? 0);

const CLOSING = new Set<string>(TERMINAL_EVENTS.filter((event) => event !== 'transfert'));
const COVERING = new Set(['api', 'recepisse', 'aps', 'adf']);

function readOne(
  history: readonly EventRow[],
  personal: ReadonlyMap<string, EventRow[]>,
): Omit<Application, 'dossier' | 'attempts'> | undefined {
  const rows = [...history].sort(compare);
  const filing = rows.find(({ event }) => event === 'depot');
  if (!filing) return undefined;
  const first = (...events: string[]) => {
    const row = rows.find(({ event }) => events.includes(event));
    return row && dayIn(row);
  };
  const decision = rows.find(({ event }) => CLOSING.has(event));
  const complete = first('completude');
  return {
    prefecture: filing.prefecture ?? '',
    titre: rows.findLast(({ titre }) => titre)?.titre ?? '',
    demande: rows.findLast(({ demande }) => demande)?.demande ?? '',
    depot: dayIn(filing),
    complete,
    started: complete ?? first('api', 'recepisse', 'prise_en_charge'),
    decided: decision && dayIn(decision),
    decision: decision?.event,
    favourable: first('decision_favorable'),
    handedOver: first('titre_remis'),
    turns: rows
      .filter(({ event }) => event === 'reouverture' || CLOSING.has(event))
      .map((row) => ({ day: dayIn(row), opens: row.event === 'reouverture' })),
    refused: refusalThatStands(rows),
    held: titleHeld(rows, dayIn(filing), personal),
    documents: rows.filter(({ event }) => COVERING.has(event)).map(documentOf),
  };
}

function documentOf({ event, debut, fin, droit_travail }: EventRow): Document {
  return {
    kind: event,
    from: dayOf(debut ?? ''),
    until: fin ? dayOf(fin) : Infinity,
    work: droit_travail !== false,
  };
}

function refusalThatStands(rows: readonly EventRow[]): number | undefined {
  let closing: EventRow | undefined;
  for (const row of rows) {
    if (row.event === 'reouverture') closing = undefined;
    else if (CLOSING.has(row.event)) closing ??= row;
  }
  return closing && closing.event !== 'decision_favorable' ? dayIn(closing) : undefined;
}

/** The title held with the latest end: the dossier's own, or else one of the person, begun by the filing. */
function titleHeld(
  rows: readonly EventRow[],
  depot: number,
  personal: ReadonlyMap<string, EventRow[]>,
): Title | undefined {
  const own = rows.filter(({ event }) => event === 'titre_detenu');
  const persons = rows.map(({ personne }) => personne ?? '').sort();
  const others = personal.get(persons.at(-1) ?? '') ?? [];
  const titles = (own.length > 0 ? own : others.filter(({ debut }) => dayOf(debut ?? '') <= depot))
    .map((row) => ({
      ...documentOf(row),
      type: row.type_titre ?? '',
      work: row.droit_travail === true,
    }))
    .sort((a, b) => a.until - b.until || a.from - b.from || (a.type < b.type ? -1 : 1));
  return titles.at(-1);
}

/** Titles that are known of a person only. */
function titlesOfPersons(rows: readonly EventRow[]): Map<string, EventRow[]> {
  const titles = new Map<string, EventRow[]>();
  for (const row of rows) {
    if (row.event !== 'titre_detenu' || row.dossier || !row.personne) continue;
    titles.set(row.personne, [...(titles.get(row.personne) ?? []), row]);
  }
  return titles;
}
