import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { insert, select, streamIn, type Database } from '#core/database.ts';
import type { EventName, EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { toClickHouse } from './as-of.ts';
import { findIndicator, loadCatalogue, type Catalogue } from './catalogue.ts';
import { compute } from './compute.ts';

/** What a test says of one dossier: days of its events, and what it departs from. */
export interface DossierSpec {
  depot: string;
  decision?: string;
  event?: EventName;
  prefecture?: string;
  more?: Partial<EventRow>[];
  row?: Partial<EventRow>;
}

export interface Delivery {
  /** Last day covered. */
  coversTo?: string;
  coversFrom?: string;
  batch?: string;
  /** When it arrived. */
  at?: string;
  prefectures?: string[];
}

const pseudonym = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Events of a dossier named `name`: a filing, perhaps a decision, and `more`. */
export function dossier(name: string, spec: DossierSpec): EventRow[] {
  const common = {
    source: 'anef',
    recorded_at: '2026-06-30T00:00:00Z',
    dossier: pseudonym(name),
    prefecture: spec.prefecture ?? '75',
  } as const;
  const filing = {
    titre: 'L421-9',
    motif: 'economique',
    demande: 'renouvellement',
    canal: 'anef',
  } as const;
  const rows: Partial<EventRow>[] = [{ event: 'depot', occurred_on: spec.depot, ...filing }];
  if (spec.decision) {
    rows.push({ event: spec.event ?? 'decision_favorable', occurred_on: spec.decision });
  }
  return [...rows, ...(spec.more ?? [])].map(
    (row, index) => ({ event_id: `${name}-${index}`, ...common, ...row, ...spec.row }) as EventRow,
  );
}

/** Filed in the window, complete; the title expires on 31 March 2026 and the cut-off is 30 June. */
export function renewal(
  name: string,
  more: readonly Partial<EventRow>[],
  { complete = '2026-01-10', ...rest }: Partial<DossierSpec> & { complete?: string } = {},
) {
  return dossier(name, {
    depot: '2025-12-21',
    ...rest,
    more: [
      { event: 'completude', occurred_on: complete },
      {
        event: 'titre_detenu',
        occurred_on: '2025-12-21',
        type_titre: 'cst',
        debut: '2025-04-01',
        fin: '2026-03-31',
        droit_travail: true,
      },
      ...more,
    ],
  });
}

/** Puts events into the log as one batch, as the ingest would, without its checks. */
export async function deliver(
  db: Database,
  events: readonly EventRow[],
  delivery: Delivery = {},
): Promise<void> {
  const {
    coversTo = '2026-06-30',
    coversFrom,
    batch = 'b1',
    at = '2026-07-01T00:00:00Z',
  } = delivery;
  const arrival = toClickHouse(new Date(at));
  const sources = [...new Set(events.map(({ source }) => source))];
  const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  const hex = (column: string) => `reinterpretAsUInt128(reverse(unhex(ifNull(${column}, ''))))`;
  await streamIn(
    db,
    `INSERT INTO event
    SELECT event_id, source, event, ifNull(occurred_on, toDate(recorded_at)), rang, recorded_at,
        ${hex('dossier')}, ${hex('personne')}, ifNull(prefecture, ''), ifNull(titre, ''),
        ifNull(motif, ''), ifNull(demande, ''), ifNull(canal, ''), debut, fin, debut_at, fin_at,
        droit_travail, ifNull(type_titre, ''), ifNull(issue, ''), ifNull(gravite, ''),
        ifNull(module, ''), ifNull(reference, ''), ifNull(anomalie, ''), ifNull(origine, ''),
        ifNull(version, ''), duree_s, valeur, sipHash64(source, event_id) AS key, {batch:String},
        {at:DateTime64(3)},
        toUInt16(key IN (SELECT event_key FROM event WHERE batch != {batch:String}))
    FROM input('event_id String, source String, event String, occurred_on Nullable(Date),
        rang Nullable(UInt32), recorded_at DateTime64(6, \\'UTC\\'), dossier Nullable(String),
        personne Nullable(String), prefecture Nullable(String), titre Nullable(String),
        motif Nullable(String), demande Nullable(String), canal Nullable(String),
        debut Nullable(Date), fin Nullable(Date), debut_at Nullable(DateTime64(3, \\'UTC\\')),
        fin_at Nullable(DateTime64(3, \\'UTC\\')), droit_travail Nullable(Bool),
        type_titre Nullable(String), issue Nullable(String), gravite Nullable(String),
        module Nullable(String), reference Nullable(String), anomalie Nullable(String),
        origine Nullable(String), version Nullable(String), duree_s Nullable(UInt32),
        valeur Nullable(Float64)')
    FORMAT JSONEachRow`,
    Readable.from([lines]),
    { batch, at: arrival },
  );
  await insert(db, 'batch', [
    {
      batch,
      state: 'stored',
      at: arrival,
      sources,
      origin: 'synthetic',
      covers_from: coversFrom ?? null,
      covers_to: coversTo,
      prefectures: delivery.prefectures ?? [],
      arrived_at: arrival,
    },
  ]);
}

/** Computes indicators over what was delivered, and gives the rows of the latest run. */
export async function computed(
  db: Database,
  indicators: Catalogue,
  { now = '2026-07-02T00:00:00Z', asOf }: { now?: string; asOf?: Date } = {},
): Promise<Value[]> {
  const reports = await compute({
    db,
    indicators,
    cause: 'command',
    now: () => new Date(now),
    asOf,
  });
  const failed = reports.find(({ state }) => state === 'failed');
  if (failed) throw new Error(failed.error);
  return select<Value>(
    db,
    `SELECT * FROM indicator_value WHERE has({runs:Array(String)}, run)
    ORDER BY indicator, view, period, region, prefecture, titre, motif, demande, canal, breakdown, statistic`,
    { runs: reports.map(({ run }) => run) },
  );
}

/** The national rows over all strata, by `view period statistic breakdown`. */
export function national(values: readonly Value[]): Map<string, Value> {
  const rows = values.filter(({ region, prefecture, titre, motif, demande, canal }) =>
    [region, prefecture, titre, motif, demande, canal].every((dimension) => dimension === null),
  );
  return new Map(
    rows.map((row) => [
      [row.view, row.period ?? 'now', row.statistic, row.breakdown].filter(Boolean).join(' '),
      row,
    ]),
  );
}

/**
 * Computes indicators of the catalogue, and gives their national figures: by the indicator, and what
 * `national` calls the figure.
 */
export async function figuresOf(
  db: Database,
  ids: readonly string[],
  now: string,
): Promise<(indicator: string, figure: string) => Value | undefined> {
  const catalogue = loadCatalogue();
  const values = await computed(
    db,
    [...new Set(ids)].map((id) => findIndicator(catalogue, id)),
    { now },
  );
  return (id, figure) => national(values.filter(({ indicator }) => indicator === id)).get(figure);
}

/** An event that is no step of a dossier, named so that its id is its own. */
export const aside = (
  source: EventRow['source'],
  event: EventName,
  occurred_on: string,
  row: Partial<EventRow> = {},
): EventRow => ({
  event_id: `${source}-${event}-${occurred_on}-${pseudonym(JSON.stringify(row))}`,
  source,
  event,
  occurred_on,
  recorded_at: '2026-06-30T00:00:00Z',
  ...row,
});

/** The reference of a chain, or the pseudonym of a person or a dossier, by a name. */
export const named = pseudonym;

/** As many as asked, each told apart by its number. */
export const several = <Item>(count: number, make: (index: number) => Item[]): Item[] =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

export const plus = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Twelve dossiers, so that `min_n` is passed; `days` null: still open at the cut-off. */
export const cohort = (depot: string, days: (number | null)[], more: object = {}) =>
  days.flatMap((wait, index) =>
    dossier(`${depot}-${index}`, {
      depot,
      decision: wait === null ? undefined : plus(depot, wait),
      ...more,
    }),
  );
