/** L-01 to L-05 on cases small enough to be worked out by hand. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { computed, deliver, dossier, national } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();
const figures = new Map<string, ReadonlyMap<string, Value>>();

const hex = (number: number) => number.toString(16).padStart(32, '0');

/** Rows of one appeal; without a dossier where it attacks no decision. */
function appeal(number: number, attacked: EventRow | null, rows: Partial<EventRow>[]): EventRow[] {
  const common = {
    source: 'recours',
    prefecture: '75',
    dossier: attacked?.dossier ?? null,
    reference: hex(number),
    recorded_at: '2026-06-30T00:00:00Z',
  } as const;
  return rows.map(
    (row, index) => ({ event_id: `r${number}-${index}`, ...common, ...row }) as EventRow,
  );
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
/** A renewal filed on 1 September 2023, complete, refused on 10 October. */
const refused = (number: number) =>
  dossier(`refused${number}`, {
    depot: '2023-09-01',
    decision: '2023-10-10',
    event: 'decision_defavorable',
    more: [{ event: 'completude', occurred_on: '2023-09-01' }],
  });
/** Complete on 1 September 2023, L421-9: silence refuses on 1 January 2024. */
const silent = (number: number) =>
  dossier(`silent${number}`, {
    depot: '2023-09-01',
    more: [{ event: 'completude', occurred_on: '2023-09-01' }],
  });

beforeAll(async () => {
  const referral = { event: 'refere_mesures_utiles', issue: 'rdv' } as const;
  const judgment = (occurred_on: string, issue: string): Partial<EventRow> => ({
    event: 'decision_justice',
    occurred_on,
    issue,
  });
  const annulled = [3, 4, 5];
  await deliver(database.writer, [
    ...range(0, 20).flatMap(refused),
    ...range(0, 20).flatMap(silent),
    // Filed and decided before anything was declared to the ombudsman.
    ...range(0, 10).flatMap((number) =>
      dossier(`early${number}`, { depot: '2022-05-10', decision: '2022-06-10' }),
    ),
    // Filed after the last declaration to the ombudsman.
    ...range(0, 10).flatMap((number) => dossier(`late${number}`, { depot: '2023-11-06' })),
    // Twelve référés for an appointment in 2023: nine granted, two refused, one not judged.
    ...range(100, 112).flatMap((number) =>
      appeal(number, null, [
        { ...referral, occurred_on: '2023-05-02' },
        ...(number < 111 ? [judgment('2023-05-20', number < 109 ? 'injonction' : 'rejet')] : []),
        // Ordered on 20 May, to be done by 19 June: done on 5 June, but twice on 1 July and once never.
        ...(number < 109
          ? [{ event: 'injonction', occurred_on: '2023-05-20', fin: '2023-06-19' } as const]
          : []),
        ...(number < 108
          ? [
              {
                event: 'execution',
                occurred_on: number < 106 ? '2023-06-05' : '2023-07-01',
              } as const,
            ]
          : []),
      ]),
    ),
    // A tenth injunction, carried out on its last day.
    ...appeal(120, null, [
      { ...referral, occurred_on: '2024-02-01' },
      judgment('2024-02-20', 'injonction'),
      { event: 'injonction', occurred_on: '2023-05-20', fin: '2023-06-19' },
      { event: 'execution', occurred_on: '2023-06-19' },
    ]),
    // Of twenty refusals twelve are attacked; ten are judged within 24 months, three of them annulled; one
    // is annulled after 25 months, one waits.
    ...range(0, 12).flatMap((number) =>
      appeal(200 + number, refused(number)[0] ?? null, [
        { event: 'recours_ta', occurred_on: '2023-11-02' },
        ...(number < 10
          ? [judgment('2024-06-01', annulled.includes(number) ? 'annulation' : 'rejet')]
          : []),
        ...(number === 10 ? [judgment('2025-11-20', 'annulation_partielle')] : []),
      ]),
    ),
    // Against the silence, before the refusal that is annulled later.
    ...appeal(250, refused(3)[0] ?? null, [{ event: 'recours_ta', occurred_on: '2023-10-01' }]),
    // Three référés-suspension: two about renewals refused by silence, one that names no dossier.
    ...[0, 1].flatMap((number) =>
      appeal(300 + number, silent(number)[0] ?? null, [
        { event: 'refere_suspension', occurred_on: '2024-02-01' },
      ]),
    ),
    ...appeal(302, null, [{ event: 'refere_suspension', occurred_on: '2024-02-01' }]),
    // One referral, and a row that stands for four.
    ...appeal(400, null, [{ event: 'ddd_saisine', occurred_on: '2023-09-10' }]),
    ...appeal(401, null, [
      {
        event: 'ddd_saisine',
        occurred_on: '2023-09-30',
        valeur: 4,
        reference: null,
        prefecture: null,
      },
    ]),
  ]);
  for (const id of ['L-01', 'L-02', 'L-03', 'L-04', 'L-05']) {
    figures.set(id, national(await computed(database.writer, [findIndicator(catalogue, id)])));
  }
}, 120_000);

const of = (id: string, key: string) => figures.get(id)?.get(key);

test('L-01 counts référés per 1 000 filings, and those granted among those judged', () => {
  expect(of('L-01', 'period 2023 ratio')).toMatchObject({ value: (1000 * 12) / 50, n: 50 });
  // Byar for 12 events: 6.194 to 20.96; exact Poisson gives 6.201 to 20.96.
  expect((of('L-01', 'period 2023 ratio')?.lower ?? 0) / 20).toBeCloseTo(6.2, 1);
  expect((of('L-01', 'period 2023 ratio')?.upper ?? 0) / 20).toBeCloseTo(20.96, 1);
  expect(of('L-01', 'period 2023 share issue=accorde')).toMatchObject({
    value: 9 / 11,
    n: 11,
    censored: 1,
  });
  expect(of('L-01', 'period 2024 ratio')?.status).toBe('no_denominator');
});

test('L-02 divides by refusals of renewals, spoken or born of silence', () => {
  expect(of('L-02', 'period 2024 ratio')).toMatchObject({ value: (1000 * 2) / 20, n: 20 });
  expect(of('L-02', 'period 2023 ratio')).toMatchObject({ value: 0, n: 20, lower: 0 });
});

test('L-03 dates annulments by the refusal, and lets other judgments compete', () => {
  expect(of('L-03', 'period 2023-10 share')).toMatchObject({ value: 4 / 11, n: 11, censored: 1 });
  // Nobody leaves before 24 months but by a judgment: the incidence is the plain share.
  const incidence = of('L-03', 'cohort 2023 share issue=annulation;horizon=24m');
  expect(incidence).toMatchObject({ n: 20, status: 'ok' });
  expect(incidence?.value).toBeCloseTo(3 / 20, 12);
});

test('L-04 waits for the execution, and looks at the day that the judge set', () => {
  // Ten injunctions of 20 May: six executed after 16 days, one after 30, two after 42, one never.
  expect(of('L-04', 'cohort 2023 median')).toMatchObject({ value: 16, n: 10, censored: 1 });
  expect(of('L-04', 'period 2023 share delai=fixe')).toMatchObject({ value: 7 / 10, n: 10 });
});

test('L-05 adds what a row stands for, wherever it comes from, up to the last declaration', () => {
  expect(of('L-05', 'period 2023 ratio')).toMatchObject({ value: (1000 * 5) / 40, n: 40 });
});

test('L-05 has no value in a month of which nothing is declared, not zero', () => {
  const silence = { value: null, lower: null, upper: null, status: 'missing_source', n: 10 };
  expect(of('L-05', 'period 2022-05 ratio')).toMatchObject(silence);
});
