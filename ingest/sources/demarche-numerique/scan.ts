import type { Parcel } from '../source.ts';
import { Deletion, Dossier, type Page } from './answers.ts';
import type { Checkpoint, Progress } from './checkpoint.ts';
import { writeCheckpoint } from './checkpoint.ts';
import { coverageOf } from './coverage.ts';
import { isMapped, type Demarche, type MappedDemarche } from './demarche.ts';
import { dayIn, eventOfDeletion, eventsOf, retractationOf, type Stage } from './events.ts';
import type { Identity } from './identity.ts';
import type { Load } from './load.ts';
import type { Pages } from './pages.ts';
import { DELETED, DOSSIERS, PENDING } from './queries.ts';
import type { Tally } from './tally.ts';

/** What reading one démarche needs. */
export interface Scan {
  demarche: Demarche;
  demarches: readonly Demarche[];
  pages: Pages;
  identity: Identity;
  load: Load;
  checkpoint: Checkpoint;
  progress: Progress;
  tally: Tally;
  now: () => Date;
}

/** The day in Paris, where schedules run. */
export const today = ({ now }: Pick<Scan, 'now'>) => dayIn('Europe/Paris', now());

/** Hands on what was read, with where to go on from it. */
export const unload = ({
  load,
  checkpoint,
  demarches,
}: Pick<Scan, 'load' | 'checkpoint' | 'demarches'>): Parcel =>
  load.take(writeCheckpoint(checkpoint), coverageOf(demarches, checkpoint));

/**
 * Reads the dossiers that have changed, in the order of their last change. One that changes meanwhile
 * moves to the end and is read twice, never missed; its events have the same ids. Only a page that
 * was read whole moves the cursor, and the end of the list, which has none, leaves it.
 */
export async function* readDossiers(scan: Scan): AsyncGenerator<Parcel> {
  const { demarche, pages, identity, load, progress, tally } = scan;
  const asked = {
    query: DOSSIERS,
    node: Dossier,
    since: progress.since,
    after: opened(identity, progress.dossiers),
  };
  for await (const page of pages.read(asked)) {
    for (const dossier of page.nodes) {
      const told = isMapped(demarche) ? eventsOf(dossier, { demarche, identity }) : undefined;
      tally.count(told);
      load.add(told?.rows ?? []);
    }
    progress.dossiers = moved('updated_at', identity, page, progress.dossiers);
    load.turnPage();
    if (!page.hasNextPage) progress.complete_on = today(scan);
    if (load.isFull()) yield unload(scan);
  }
}

/** The kinds of démarches of which a deletion says something. */
const ENDED_BY_DELETION = new Set(['DEMANDE_TITRE', 'PRE_DEMANDE_RDV', 'PAN_RDV']);

/**
 * Reads, once a day, which dossiers were put aside and which are gone. One that was put aside, is no
 * longer so and is not gone either has come back: what was said of it is withdrawn. Those put aside
 * are read first, or one that goes between the two readings would look as if it had come back.
 */
export async function* readDeletions(scan: Scan): AsyncGenerator<Parcel> {
  const { demarche, pages, identity, load, progress, tally } = scan;
  if (!isMapped(demarche) || !ENDED_BY_DELETION.has(demarche.kind)) return;
  const day = today(scan);
  const ask = (query: string, after: string | undefined) =>
    pages.read({ query, node: Deletion, since: progress.since, after });
  const take = (page: Page<Deletion>, stage: Stage) => {
    load.add(rowsOf(page, stage, demarche, identity));
    load.turnPage();
    for (const { reason } of page.nodes) tally.reason(reason);
  };
  let put: Set<string> | undefined;
  if (progress.pending_on !== day) {
    // Even a reading that fails counts: the API sorts all dossiers for it.
    progress.pending_on = day;
    const found = new Set<string>();
    for await (const page of ask(PENDING, undefined)) {
      for (const id of idsOf(page, identity)) found.add(id);
      take(page, 'pending');
      // Said before it is handed on: what was said of them may have to be withdrawn.
      progress.pending = [...new Set([...progress.pending, ...found])];
      if (load.isFull()) yield unload(scan);
    }
    put = found;
  }
  if (progress.deleted_on === day) return;
  for await (const page of ask(DELETED, opened(identity, progress.deleted))) {
    const gone = new Set(idsOf(page, identity));
    take(page, 'deleted');
    progress.pending = progress.pending.filter((id) => !gone.has(id));
    progress.deleted = moved('deleted_at', identity, page, progress.deleted);
    if (load.isFull()) yield unload(scan);
  }
  progress.deleted_on = day;
  if (!put) return;
  const stillThere = put;
  load.add(progress.pending.filter((id) => !stillThere.has(id)).map(retractationOf));
  progress.pending = progress.pending.filter((id) => stillThere.has(id));
}

const rowsOf = (page: Page<Deletion>, stage: Stage, demarche: MappedDemarche, identity: Identity) =>
  page.nodes.flatMap((node) => eventOfDeletion(node, stage, { demarche, identity }) ?? []);

/** The ids of the events of dossiers put aside. */
const idsOf = ({ nodes }: Page<Deletion>, identity: Identity) =>
  nodes.map(({ number }) => identity.eventId(number, 'pending'));

type Cursor<Mode extends string> = { mode: Mode; sealed: string } | undefined;

const opened = (identity: Identity, cursor: Cursor<string>) =>
  cursor && identity.unseal(cursor.sealed);

const moved = <Mode extends string>(
  mode: Mode,
  identity: Identity,
  { endCursor }: Page<unknown>,
  before: Cursor<Mode>,
): Cursor<Mode> => (endCursor === null ? before : { mode, sealed: identity.seal(endCursor) });
