import type { EventName, EventRow, Source } from '#domain/contract.ts';
import { extractedAt, extractionAfter, nameOf, type Day } from './calendar.ts';
import { RECORDING } from './invented.ts';
import type { Dossier } from './population.ts';
import { Rng, shortPseudonym } from './rng.ts';
import type { World } from './world.ts';

/** What a row says beyond who recorded what, and when. */
export type Fields = Omit<
  EventRow,
  'event_id' | 'source' | 'event' | 'occurred_on' | 'recorded_at' | 'rang'
>;

interface Entry {
  source: Source;
  event: EventName;
  day: Day;
  /** Does it bear the dossier's pseudonyms and prefecture. */
  own: boolean;
  fields: Fields;
}

const NOTHING: Fields = {};

/** Gathers what happened, dossier by dossier; how it came to be recorded is told afterwards. */
export class Journal {
  readonly entries: Entry[] = [];
  readonly dossier: Dossier | null;

  constructor(dossier: Dossier | null) {
    this.dossier = dossier;
  }

  /** Something about the dossier. */
  tell(source: Source, event: EventName, day: Day, fields = NOTHING): void {
    this.entries.push({ source, event, day, own: true, fields });
  }

  /** Something about another subject, with all that is known of it. */
  note(source: Source, event: EventName, day: Day, fields: Fields): void {
    this.entries.push({ source, event, day, own: false, fields });
  }
}

/** A transferred dossier is the other prefecture's from that day on. */
function prefectureOn({ transfer, prefecture }: Dossier, day: Day): string {
  return transfer !== null && day >= transfer.on ? transfer.to : prefecture;
}

/** A row, and the Monday whose extraction carries it. */
interface Version {
  row: EventRow;
  day: Day;
  extraction: Day;
}

/**
 * Turns the journal of dossier `index` into the rows of a delivery: late, wrong at first, repeated
 * or withdrawn as real ones are, and nothing beyond the cut-off. Every draw is made before anything
 * is left out, so that two cut-offs agree on what both of them know.
 */
export function settle(world: World, journal: Journal, { index }: Dossier): EventRow[] {
  const rng = new Rng(world.seed, 'journal', index);
  const prefix = `sim-${shortPseudonym(world.seed, 'dossier', index)}x`;
  const versions = record(rng, prefix, journal);
  disturb(rng, versions, prefix);
  return deliver(world, versions);
}

/** The same for what belongs to no dossier, and is never wrong. */
export function settlePlatform(world: World, journal: Journal): EventRow[] {
  const prefix = `sim-${shortPseudonym(world.seed, 'platform', world.dossiers)}p`;
  return deliver(world, record(new Rng(world.seed, 'journal', -1), prefix, journal));
}

function record(rng: Rng, prefix: string, { entries, dossier }: Journal): Version[] {
  const ordered = entries.toSorted((one, other) => one.day - other.day);
  const firstDelivery = dossier ? extractionAfter(dossier.filedOn) + lateness(rng) : 0;
  const versions: Version[] = [];
  let rang = 0;
  let previous = -1;
  for (const entry of ordered) {
    const { day, own, fields } = entry;
    rang = day === previous ? rang + 1 : 0;
    previous = day;
    const usual = extractionAfter(day) + lateness(rng);
    const about = own || Boolean(fields.dossier);
    // A dossier's first delivery includes its filing.
    const extraction =
      entry.event === 'depot' ? firstDelivery : about ? Math.max(usual, firstDelivery) : usual;
    const event_id = prefix + numeral(versions.length);
    const row = rowOf(entry, event_id, rang, own ? dossier : null, extraction);
    versions.push({ row, day, extraction });
  }
  return versions;
}

const NUMERALS = Array.from({ length: 64 }, (_, position) => position.toString(36));
const numeral = (position: number): string => NUMERALS[position] ?? position.toString(36);

/** Spelt out, in one shape: millions are made, and spreading costs ten times as much. */
function rowOf(
  { source, event, day, fields }: Entry,
  event_id: string,
  rang: number,
  owner: Dossier | null,
  extraction: Day,
): EventRow {
  return {
    event_id,
    source,
    event,
    occurred_on: nameOf(day),
    rang,
    recorded_at: extractedAt(extraction),
    dossier: fields.dossier ?? (owner && owner.pseudonym),
    personne: fields.personne ?? (owner && owner.personne),
    prefecture: fields.prefecture ?? (owner && prefectureOn(owner, day)),
    titre: fields.titre,
    motif: fields.motif,
    demande: fields.demande,
    canal: fields.canal,
    debut: fields.debut,
    fin: fields.fin,
    debut_at: fields.debut_at,
    fin_at: fields.fin_at,
    droit_travail: fields.droit_travail,
    type_titre: fields.type_titre,
    issue: fields.issue,
    gravite: fields.gravite,
    module: fields.module,
    reference: fields.reference,
    anomalie: fields.anomalie,
    origine: fields.origine,
    version: fields.version,
    duree_s: fields.duree_s,
    valeur: fields.valeur,
  };
}

function deliver(world: World, versions: readonly Version[]): EventRow[] {
  const rows: EventRow[] = [];
  for (const version of versions) if (isDelivered(world, version)) rows.push(version.row);
  return rows;
}

/** Days that an event waits beyond its own week. */
function lateness(rng: Rng): number {
  return rng.chance(RECORDING.late) ? 7 * (1 + rng.geometric(RECORDING.lateWeekEnds)) : 0;
}

function isDelivered({ coversTo, deliveredTo }: World, version: Version): boolean {
  if (deliveredTo !== null && isWithin(version, deliveredTo)) return false;
  return isWithin(version, coversTo);
}

const isWithin = ({ day, extraction }: Version, end: Day): boolean =>
  day <= end && extraction <= extractionAfter(end);

/** What goes wrong between the act and its record. */
function disturb(rng: Rng, versions: Version[], prefix: string): void {
  if (versions.length === 0) return;
  const draw = rng.next();
  const target = versions[rng.between(0, versions.length - 1)]!;
  const later = 7 * rng.between(2, 9);
  const { corrected, repeated, withdrawn } = RECORDING;
  if (draw < corrected) correct(rng, versions, target, later);
  else if (draw < corrected + repeated) versions.push({ ...target });
  else if (draw < corrected + repeated + withdrawn) withdraw(versions, later, prefix);
}

const MISTAKEN_MOTIFS = ['economique', 'familial', 'divers'] as const;

/** The row was wrong at first; weeks later an extraction carries it as it should be. */
function correct(rng: Rng, versions: Version[], drawn: Version, later: number): void {
  const filed = versions.find(({ row }) => row.event === 'depot');
  const target = filed && drawn.day === filed.day ? filed : drawn;
  const { row, day, extraction } = target;
  if (target === filed) {
    const motif = MISTAKEN_MOTIFS.find((other) => other !== row.motif)!;
    target.row = { ...row, motif };
  } else {
    const earliest = filed && day > filed.day ? filed.day : 0;
    target.row = { ...row, occurred_on: nameOf(Math.max(earliest, day - rng.between(1, 5))) };
  }
  versions.push({
    row: { ...row, recorded_at: extractedAt(extraction + later) },
    day,
    extraction: extraction + later,
  });
}

/** A closing entered by mistake, on the wrong file, and withdrawn. */
function withdraw(versions: Version[], later: number, prefix: string): void {
  const filed = versions.find(({ row }) => row.event === 'depot');
  if (!filed) return;
  const { source, dossier, personne, prefecture } = filed.row;
  const { day, extraction } = filed;
  const mistake: EventRow = {
    event_id: `${prefix}erreur`,
    source,
    event: 'desistement',
    occurred_on: nameOf(day),
    rang: 99,
    recorded_at: extractedAt(extraction),
    dossier,
    personne,
    prefecture,
  };
  const withdrawn = extraction + later;
  versions.push(
    { row: mistake, day, extraction },
    {
      row: {
        event_id: mistake.event_id,
        source,
        event: 'retractation',
        recorded_at: extractedAt(withdrawn),
      },
      day,
      extraction: withdrawn,
    },
  );
}
