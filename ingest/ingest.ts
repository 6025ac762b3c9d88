import { randomBytes } from 'node:crypto';
import { command, insert, select, selectOne, type Database } from '#core/database.ts';
import { DeliveryError } from '#core/errors.ts';
import { SOURCES } from '#domain/contract.ts';
import type { Reference } from '#seed/reference/reference.ts';
import { at, originOf, recordBatch, type Batch, type Origin } from './batches.ts';
import { commit, settle } from './commit.ts';
import { compareExtract } from './extracts.ts';
import { openDelivery, type DeliveredBody, type Delivery, type Item } from './delivery.ts';
import { atWork } from './holder.ts';
import type { Coverage } from './coverage.ts';
import { firstUnfixed, restamp } from './instant.ts';
import { readFile, readFileAgain, type FileRead } from './read.ts';
import { reconcile } from './reconcile.ts';
import { Refused } from './refused.ts';
import {
  createAgain,
  createStage,
  dropFile,
  dropStage,
  rejectedOf,
  stageOf,
  type Again,
  type Checking,
} from './stage.ts';
import { inTurn } from './turn.ts';
import { sortOut } from './versions.ts';

export interface IngestOptions {
  /** The writer's account. */
  db: Database;
  /** Paths, one manifest alone, or bytes from elsewhere. */
  files: readonly (string | DeliveredBody)[];
  /** The instant of arrival. */
  now: Date;
  reference: Reference;
  /** The delivery is history: its rows were known when they were recorded. */
  backfill?: boolean;
  /** Where the rows come from; otherwise the manifest says, or `event_id`. */
  origin?: Origin;
  /** What the delivery says of itself, where it has no manifest. */
  coverage?: Coverage;
  /** It says everything again that this configured source has to say: what it lacks has vanished. */
  fullExtractOf?: string;
  /** Checks and counts, and stores nothing. */
  dryRun?: boolean;
  /** Ends the waiting for others that store. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  file: string;
  bytes: number;
  bytes_total: number;
  rows: number;
}

/** What became of a delivery: the contract's answer, and what a person should be told besides. */
export interface IngestReport {
  batch: string;
  files: number;
  /** The sum of the next four. */
  rows: number;
  inserted: number;
  duplicates: number;
  corrected: number;
  /** Rows set aside alone, and one for each file set aside whole. */
  rejected: number;
  seconds: number;
  messages: string[];
}

/** 0 everything is in the log, 3 something was set aside, 1 nothing could be taken. */
export function exitStatus({
  inserted,
  duplicates,
  corrected,
  rejected,
}: Pick<IngestReport, 'inserted' | 'duplicates' | 'corrected' | 'rejected'>): 0 | 1 | 3 {
  if (rejected === 0) return 0;
  return inserted + duplicates + corrected > 0 ? 3 : 1;
}

/**
 * Takes a delivery into the log, exactly once: pull → parse → check → store. Its rows are staged and
 * checked beside the log, and appear in it in one atomic step, after they were compared with it; a
 * delivery that dies on the way is taken by running the command again.
 *
 * Throws DeliveryError when nothing of it may be taken at all.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const delivery = await openDelivery(options.files);
  const batch = `b${at(options.now).slice(0, 19).replace(/\D/g, '')}_${randomBytes(4).toString('hex')}`;
  return atWork(batch, async () => {
    try {
      return await takeDelivery(delivery, batch, options);
    } finally {
      // What cannot be dropped now, because the engine has gone, the next delivery drops.
      await Promise.allSettled([dropStage(options.db, batch), delivery.cleanUp()]);
    }
  });
}

async function takeDelivery(
  delivery: Delivery,
  batch: string,
  options: IngestOptions,
): Promise<IngestReport> {
  const started = performance.now();
  const { db } = options;
  await createStage(db, batch);
  const checking = checkingOf(batch, options);
  const { reads, messages } = await stageFiles(checking, delivery, options);
  const facts = await stageFacts(db, batch);
  const coverage = delivery.manifest ?? options.coverage;
  const origin = originOfDelivery(facts, options.origin ?? coverage?.origin ?? undefined);
  const work = { checking, delivery, reads, messages, facts, origin, started };
  if (options.dryRun) return store(work, options);
  return inTurn(
    db,
    batch,
    async (turn) => {
      await settle(db, batch);
      await refuseOtherOrigin(db, origin);
      return store(work, options, (row, clean) => commit(db, turn, row, clean));
    },
    options.signal,
  );
}

const checkingOf = (
  batch: string,
  { reference, now, backfill = false }: IngestOptions,
): Checking => ({
  batch,
  reference,
  arrivedAt: now,
  backfill,
});

/** Checks each file, and gathers the rows of those that are not set aside whole. */
async function stageFiles(checking: Checking, { items }: Delivery, options: IngestOptions) {
  const { db, onProgress = () => {} } = options;
  const { batch } = checking;
  const bytes_total = items.reduce((sum, { bytes }) => sum + bytes, 0);
  const progress = { bytes: 0, bytes_total, rows: 0 };
  const reads: FileRead[] = [];
  const messages: string[] = [];
  for (const [index, item] of items.entries()) {
    const onBytes = (bytes: number) => {
      progress.bytes += bytes;
      onProgress({ file: item.name, ...progress });
    };
    try {
      const file = { ...(await item.open()), index };
      const read = await readFile(db, checking, file, onBytes);
      await gather(db, batch, item, read);
      progress.rows += read.rows;
      reads.push(read);
      if (read.notice) messages.push(`${item.name} ${read.notice}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      messages.push(`${item.name} ${error.message}`);
      const { reason, column } = error;
      const row = { batch, file: item.name, reason, column, arrived_at: at(checking.arrivedAt) };
      await insert(db, rejectedOf(batch), [row]);
    }
    await dropFile(db, batch, index);
    onProgress({ file: item.name, ...progress });
  }
  return { reads, messages };
}

/** Moves the rows of a file that was read to the end to those of its batch. */
async function gather(db: Database, batch: string, item: Item, { good, bad, rows }: FileRead) {
  if (item.rows !== undefined && rows !== item.rows) {
    throw new Refused('manifeste_discordant', `has ${rows} rows; the manifest says ${item.rows}.`);
  }
  const move = (to: string, from: string) =>
    command(db, `ALTER TABLE ${to} ATTACH PARTITION tuple() FROM ${from}`);
  await move(stageOf(batch), good);
  await move(rejectedOf(batch), bad);
}

/** What the good rows of a delivery say together. */
interface Facts {
  rows: number;
  synthetic: number;
  sources: string[];
  /** The day of the newest `recorded_at`, in Europe/Paris. */
  newest: string;
}

const stageFacts = (db: Database, batch: string) =>
  selectOne<Facts>(
    db,
    `SELECT
      count() AS rows,
      countIf(startsWith(event_id, 'sim-')) AS synthetic,
      arraySort(groupUniqArray(source)) AS sources,
      toDate(max(recorded_at), 'Europe/Paris') AS newest
    FROM ${stageOf(batch)}`,
  );

/** Said, or seen: a delivery is synthetic when every row of it says so. */
const originOfDelivery = (
  { rows, synthetic }: Facts,
  said: Origin | undefined,
): Origin | undefined => {
  if (rows === 0) return said;
  return said ?? (synthetic === rows ? 'synthetic' : 'real');
};

/** A database holds one origin: figures of invented dossiers must not mix with real ones. */
async function refuseOtherOrigin(db: Database, origin: Origin | undefined): Promise<void> {
  const held = await originOf(db);
  if (!held || !origin || held === origin) return;
  const folder = origin === 'real' ? '.data-real' : '.data-synthetic';
  throw new DeliveryError(
    `This delivery is ${origin}, but the database holds ${held} events, and one database holds one ` +
      'origin. Nothing was stored. To start an empty database for it:\n' +
      `  OBS_DATA_DIR=${folder} OBS_DEMO=0 observatoire ingest …`,
  );
}

interface Work {
  checking: Checking;
  delivery: Delivery;
  reads: FileRead[];
  messages: string[];
  facts: Facts;
  origin: Origin | undefined;
  started: number;
}

/** Compares the staged rows with the log, and stores them by `put`; without it, only counts. */
async function store(
  { checking, delivery, reads, messages, facts: all, origin, started }: Work,
  { db, now, coverage, fullExtractOf, backfill = false }: IngestOptions,
  put?: (batch: Batch, clean: string | undefined) => Promise<void>,
): Promise<IngestReport> {
  const { batch } = checking;
  const readAgain = async (again: Again, expected: number) => {
    const tables = await createAgain(db, batch);
    for (const read of reads) await readFileAgain(db, checking, read, tables, again);
    const { found } = await selectOne<{ found: number }>(
      db,
      `SELECT count() AS found FROM ${tables.rows}`,
    );
    if (found === expected) return tables;
    throw new DeliveryError(
      'A file of this delivery was changed while it was read. Nothing was stored; run the command again.',
    );
  };
  const strange = origin === 'synthetic' ? all.rows - all.synthetic : all.synthetic;
  if (strange > 0 && origin) {
    await rejectOtherOrigin(db, batch, origin, (again) => readAgain(again, strange));
  }
  const facts = strange > 0 ? await stageFacts(db, batch) : all;
  const sorted = await sortOut(db, batch, facts.rows, (where, expected) =>
    readAgain({ where, reason: 'conflit', column: '' }, expected),
  );
  const rejects = await rejectsOf(db, batch);
  const rejected = rejects.reduce((sum, { rows }) => sum + rows, 0);
  const { inserted, corrected, duplicates } = sorted;
  // Counted while the files were read, not derived from what became of the rows.
  const readRows = reads.reduce((sum, { rows }) => sum + rows, 0);
  const refusedFiles = delivery.items.length - reads.length;
  const seconds = () => Math.round(performance.now() - started) / 1000;
  const report = {
    batch,
    files: delivery.items.length,
    rows: facts.rows - sorted.conflicts + rejected,
    inserted,
    duplicates,
    corrected,
    rejected,
  };
  if (put) {
    const arrival = await firstUnfixed(db, now);
    if (arrival > now) await restamp(db, { batch, backfill }, sorted.clean, arrival);
    const row: Batch = {
      ...report,
      files: delivery.items.map(({ name }) => name),
      origin: origin ?? 'real',
      backfill,
      seconds: seconds(),
      arrived_at: at(arrival),
      ...coverageOf(facts, delivery.manifest ?? coverage),
    };
    // What a back-fill says was known then: never later than it came.
    if (backfill && row.extracted_at && row.extracted_at > row.arrived_at) {
      row.extracted_at = row.arrived_at;
    }
    await put(row, sorted.clean);
    const refused = facts.rows === 0 && rejected > 0;
    await recordBatch(db, { ...row, seconds: seconds() }, refused ? 'refused' : 'stored');
    if (fullExtractOf) await compareExtract(db, fullExtractOf, row);
    await reconcile(db, row, readRows + refusedFiles);
  }
  return {
    ...report,
    seconds: seconds(),
    messages: [
      ...messages,
      ...rejects
        .filter(({ whole }) => !whole)
        .map(({ file, reason, column, rows }) => {
          const where = column ? ` (${column})` : '';
          return `${file}: ${rows} ${rows === 1 ? 'row' : 'rows'} set aside: ${reason}${where}.`;
        }),
    ],
  };
}

function coverageOf({ sources, newest }: Facts, said: Coverage | undefined) {
  // A delivery also covers a source that had nothing to say.
  const told = SOURCES.filter((source) => sources.includes(source) || said?.source === source);
  return {
    sources: told,
    covers: told.map((source) => (said?.part && said.source === source ? said.part : source)),
    extracted_at: said?.extracted_at ? at(new Date(said.extracted_at)) : null,
    covers_from: said?.covers_from ?? null,
    covers_to: said?.covers_to ?? newest,
    prefectures: said?.prefectures ?? [],
    key_id: said?.key_id ?? '',
  };
}

/** Sets aside the rows whose `event_id` says another origin than their delivery. */
async function rejectOtherOrigin(
  db: Database,
  batch: string,
  origin: Origin,
  readAgain: (again: Again) => Promise<{ rows: string; rejects: string }>,
): Promise<void> {
  const simulated = (table: string) => `startsWith(${table}event_id, 'sim-')`;
  const other = (table: string) =>
    origin === 'synthetic' ? `NOT ${simulated(table)}` : simulated(table);
  const { rejects } = await readAgain({
    where: other('checked.'),
    reason: 'valeur_invalide',
    column: 'event_id',
  });
  await command(
    db,
    `INSERT INTO ${rejectedOf(batch)} SELECT * EXCEPT (file_index) FROM ${rejects}`,
  );
  await command(
    db,
    `ALTER TABLE ${stageOf(batch)} DELETE WHERE ${other('')} SETTINGS mutations_sync = 2`,
  );
}

const rejectsOf = (db: Database, batch: string) =>
  select<{ file: string; reason: string; column: string; whole: boolean; rows: number }>(
    db,
    `SELECT file, reason, column, line = 0 AS whole, count() AS rows
    FROM ${rejectedOf(batch)}
    GROUP BY file, reason, column, whole
    ORDER BY file, rows DESC, reason, column`,
  );
