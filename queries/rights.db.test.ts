/**
 * The rights engine in SQL against the same written as a loop over days (`reference/`), on thousands
 * of random applications, each in three versions: as it is, its events told in another order, and
 * with one document more.
 */
import { sample } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { LIVE, refreshDossiers } from './derive.ts';
import { migrate } from './migrate.ts';
import { readApplications } from './reference/application.ts';
import { dayOf } from './reference/calendar.ts';
import { eventsOf, inventedApplication, type Invented } from './reference/invented-applications.ts';
import { rightsOf, type Rights } from './reference/rights.ts';
import { deliver } from './testing.ts';
import { withWorkings } from './workings.ts';

const CUTOFF = '2026-09-15';
const CASES = 2500;

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));

/** A row of the working `held`, and of `renewal` where there is one. */
interface Row {
  subject: string;
  timeliness: string;
  from_day: number;
  to_day: number;
  ongoing: boolean;
  ruptures: [rupture: number, first: number, last: number][];
  gap_days: number;
  work_days: number;
  due: boolean;
}

const invented = sample(inventedApplication, { numRuns: CASES, seed: 20261122 });
const found = new Map<string, Row>();
const expected = new Map<string, Rights>();
const named = new Map<string, string>();

const more = (application: Invented): Invented => ({
  ...application,
  documents: [...application.documents, { kind: 'recepisse', from: 30, days: 40, work: true }],
});
const reordered = (rows: EventRow[]): EventRow[] =>
  rows.map((row, index) => ({ ...row, event_id: `z${1000 - index}${row.event_id}` })).toReversed();

beforeAll(async () => {
  const rows = invented.flatMap((application, index) => [
    ...eventsOf(`a${index}`, application),
    ...reordered(eventsOf(`b${index}`, application)),
    ...eventsOf(`c${index}`, more(application)),
  ]);
  await deliver(database.writer, rows, { coversTo: CUTOFF });
  const now = new Date('2027-01-01');
  await refreshDossiers(database.writer, now);
  const subject = { as_of: '2027-01-01 00:00:00.000', ...LIVE };
  await withWorkings(database.writer, subject, now, async (workings) => {
    const sql = `SELECT lower(leftPad(hex(subject), 32, '0')) AS subject, held.timeliness AS timeliness,
        from_day, to_day, ongoing, ruptures, days_in AS gap_days, work_days, due
      FROM {held:Identifier} AS held
      LEFT JOIN (SELECT *, arraySum(gap -> gap.2 - gap.1 + 1, gaps) AS days_in FROM {renewal:Identifier}) AS renewal
      USING subject
      SETTINGS output_format_json_quote_64bit_integers = 0`;
    const answer = await select<Row>(database.writer, sql, await workings.tablesFor(sql));
    for (const row of answer) found.set(row.subject, row);
  });
  const rules = loadReference();
  for (const application of readApplications(rows)) {
    const rights = rightsOf(application, rules, dayOf(CUTOFF));
    if (rights) expected.set(application.dossier, rights);
  }
  for (const { event, event_id, dossier } of rows) {
    if (event === 'depot') named.set(event_id.replace(/^z\d+?(?=[abc])|-0$/g, ''), dossier ?? '');
  }
}, 120_000);

const of = <T>(rows: ReadonlyMap<string, T>, name: string) => rows.get(named.get(name) ?? '');
const days = ({ ruptures }: Row) =>
  ruptures.flatMap(([rupture, first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => ({
      day: first + i,
      rupture: `R${rupture}`,
    })),
  );

/** What is compared of a case; the run of days as text, so that a difference reads well. */
const inWords = (
  from: number,
  to: number,
  flags: unknown[],
  uncovered: readonly { day: number; rupture: string }[],
) =>
  `${from}–${to} ${flags.map(Number).join(' ')}: ${uncovered.map(({ day, rupture }) => `${day} ${rupture}`).join(', ')}`;

describe('the rights engine', () => {
  test('finds the days and the classes that a loop over days finds', () => {
    const met = new Set<string>();
    const differences: object[] = [];
    for (const [subject, rights] of expected) {
      const row = found.get(subject);
      const { timeliness, exposed, from, to, ongoing, withoutWork, due, uncovered } = rights;
      const words = !exposed ? '' : inWords(from, to, [ongoing, withoutWork, due], uncovered);
      const told = row?.from_day
        ? inWords(row.from_day, row.to_day, [row.ongoing, row.work_days, row.due], days(row))
        : '';
      if (row?.timeliness !== timeliness || told !== words) {
        differences.push({ subject, timeliness: row?.timeliness, told, words });
      }
      for (const { rupture } of uncovered) met.add(rupture);
      met.add(timeliness);
      if (due) met.add('due');
      if (withoutWork > 0) met.add('RW');
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(found.size).toBe(expected.size);
    const all = 'R1 R2 R3 R4 R5 RW due on_time early late after_expiry exempt'.split(' ');
    expect([...met].sort()).toEqual(['', ...all].sort());
  });

  test('gives each uncovered day one class, and the classes sum to the total', () => {
    const wrong = [...found.values()].filter((row) => {
      const listed = days(row).map(({ day }) => day);
      return new Set(listed).size !== listed.length || listed.length !== row.gap_days;
    });
    expect(wrong).toEqual([]);
    const total = [...found.values()].reduce((sum, { gap_days }) => sum + gap_days, 0);
    expect(total).toBeGreaterThan(10_000);
  });

  test('does not depend on the order in which events came', () => {
    let compared = 0;
    for (let index = 0; index < CASES; index += 1) {
      const [one, other] = [of(found, `a${index}`), of(found, `b${index}`)];
      expect({ ...other, subject: '' }, `case ${index}`).toEqual({ ...one, subject: '' });
      if (one?.from_day) compared += 1;
    }
    expect(compared).toBeGreaterThan(CASES / 3);
  });

  test('never adds a day of rupture when a document is added', () => {
    let fewer = 0;
    for (let index = 0; index < CASES; index += 1) {
      const before = of(found, `a${index}`);
      const after = of(found, `c${index}`);
      const known = new Map((before ? days(before) : []).map(({ day, rupture }) => [day, rupture]));
      const added = (after ? days(after) : []).filter(
        ({ day, rupture }) => known.get(day) !== rupture,
      );
      expect(added, `case ${index}`).toEqual([]);
      if ((after?.gap_days ?? 0) < (before?.gap_days ?? 0)) fewer += 1;
    }
    expect(fewer).toBeGreaterThan(100);
  });
});
