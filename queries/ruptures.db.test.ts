/** F-01 to F-04 on cases small enough to be worked out by hand. */
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { computed, deliver, dossier, national, renewal, type DossierSpec } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
beforeEach(() => database.reset());

const catalogue = loadCatalogue();
const figures = async (id: string) =>
  national(await computed(database.writer, [findIndicator(catalogue, id)]));

const api = (debut: string, fin: string, work = true): Partial<EventRow> => ({
  event: 'api',
  occurred_on: debut,
  debut,
  fin,
  droit_travail: work,
});
const adf = (debut: string): Partial<EventRow> => ({
  event: 'adf',
  occurred_on: debut,
  debut,
  fin: null,
  droit_travail: true,
});
const handover = (occurred_on: string): Partial<EventRow> => ({
  event: 'titre_remis',
  occurred_on,
  titre: 'L421-9',
  type_titre: 'csp',
  debut: occurred_on,
  fin: '2030-01-01',
  droit_travail: true,
});
/** Five times the same case: two kinds make the ten that a figure needs. */
const five = (name: string, more: Partial<EventRow>[], spec: Partial<DossierSpec> = {}) =>
  Array.from({ length: 5 }, (_, i) => renewal(`${name}${i}`, more, spec)).flat();

test('F-02 looks at each end of an attestation, while the dossier is pending', async () => {
  await deliver(database.writer, [
    // Two ends before the cut-off: the first followed the next day, the second after a day; the third
    // attestation is still valid.
    ...five('gap', [
      api('2026-04-01', '2026-04-30'),
      api('2026-05-01', '2026-05-31'),
      api('2026-06-02', '2026-07-31'),
    ]),
    // Followed by a récépissé, which is not an attestation of prolongation; then decided.
    ...five(
      'other',
      [
        api('2026-04-01', '2026-04-30'),
        { ...api('2026-05-01', '2026-06-10'), event: 'recepisse' },
        api('2026-05-01', '2026-05-20'),
      ],
      { decision: '2026-05-20' },
    ),
    // Ends before the title does: nothing is due.
    ...five('early', [api('2026-01-01', '2026-02-15')]),
  ]);
  const all = await figures('F-02');
  // 30 April: 10 ends, of which 5 + 5 are followed (an attestation begins on 1 May in both).
  expect(all.get('period 2026-05 share')).toMatchObject({ value: 1, n: 10 });
  // 31 May: 5 ends, none followed; 20 May is the day of the decision.
  expect(all.get('period 2026-06 share')).toMatchObject({ n: 5, value: null, status: 'too_few' });
  expect(all.get('period 2026 share')).toMatchObject({ n: 15 });
  expect(all.get('period 2026 share')?.value).toBeCloseTo(10 / 15, 12);
});

test('F-03 and F-04 give each day to one class', async () => {
  await deliver(database.writer, [
    // 1 April … 9 May without a document, 10 May decided, 20 May handed over: 39 days R1, 10 days R2.
    ...five('both', [handover('2026-05-20')], { decision: '2026-05-10' }),
    // The attestation of the decision begins after two days: 2 days R2.
    ...five('late', [api('2026-04-01', '2026-05-09'), adf('2026-05-12'), handover('2026-05-20')], {
      decision: '2026-05-10',
    }),
    // Complete on 11 April only: 10 days R5, then R1 to 30 June: 81 days.
    ...five('unready', [], { complete: '2026-04-11' } as object),
    // Filed out of the window, refused on 3 April: 3 days R4.
    ...five('out', [], {
      depot: '2026-03-15',
      decision: '2026-04-03',
      event: 'decision_defavorable',
    }),
    // Filed on 6 April after a failure in March: 10 days R3.
    ...five(
      'blocked',
      [
        {
          event: 'depot_echec',
          occurred_on: '2026-03-20',
          reference: 'a'.repeat(32),
          issue: 'indisponible',
        },
      ],
      { depot: '2026-04-06', decision: '2026-04-15', event: 'decision_defavorable' },
    ),
    // Covered throughout, from 1 May by a document that forgets the right to work: 61 days RW.
    ...five('workless', [api('2026-04-01', '2026-04-30'), api('2026-05-01', '2026-07-31', false)]),
  ]);
  const [incidence, days] = [await figures('F-03'), await figures('F-04')];
  const share = (breakdown: string) => incidence.get(`period 2026 share ${breakdown}`.trim());
  expect(share('')).toMatchObject({ value: 15 / 30, n: 30, censored: 5 });
  expect(share('borne=haute')?.value).toBeCloseTo(25 / 30, 12);
  const count = (breakdown: string) => days.get(`period 2026 count ${breakdown}`.trim())?.value;
  expect(['R1', 'R2', 'R3', 'R4', 'R5'].map((each) => share(`classe=${each}`)?.value)).toEqual(
    [10, 10, 5, 5, 5].map((n) => n / 30),
  );
  const totals = [39 + 81, 10 + 2, 10, 3, 10].map((n) => 5 * n);
  expect(['R1', 'R2', 'R3', 'R4', 'R5'].map((each) => count(`classe=${each}`))).toEqual(totals);
  expect(count('')).toBe(5 * (39 + 81 + 10 + 2));
  expect(count('borne=haute')).toBe(totals.reduce((a, b) => a + b));
  expect(count('classe=RW')).toBe(5 * 61);
  expect(days.get('period 2026 mean')).toMatchObject({ value: 22, n: 30, censored: 10 });
  // Sorted: 15 × 0, 5 × 2, 5 × 49, 5 × 81; the 0.9 quantile lies at place 27.1 of 30, in the last five.
  expect(days.get('period 2026 p90')?.value).toBe(81);
  // Places 23 and 31: the upper limit lies beyond the largest.
  expect(days.get('period 2026 p90')).toMatchObject({ lower: 49, upper: null });
  // 30 … of R1 alone: 20 × 0, 5 × 39, 5 × 81; and of R4: 25 × 0, 5 × 3, of which 27.1 is the third.
  expect(days.get('period 2026 p90 classe=R4')?.value).toBe(3);
});

test('F-03 ties a failed attempt through the chain of help and through the person', async () => {
  const personne = 'e'.repeat(32);
  const late = { depot: '2026-04-06' };
  const failure = (name: string, row: Partial<EventRow>): EventRow => ({
    ...(dossier(name, { depot: '2026-03-20' })[0] as EventRow),
    dossier: null,
    ...row,
  });
  await deliver(database.writer, [
    ...five('person', [], { ...late, row: { personne } }),
    failure('f1', {
      source: 'ccc',
      event: 'ccc_signalement_dgef',
      personne,
      reference: 'b'.repeat(32),
    }),
    ...Array.from({ length: 5 }, (_, i) =>
      renewal(
        `chain${i}`,
        [{ event: 'substitution_depot', occurred_on: '2026-04-06', reference: 'c'.repeat(32) }],
        late,
      ),
    ).flat(),
    failure('f2', { source: 'pan', event: 'impossibilite_constatee', reference: 'c'.repeat(32) }),
    // A failure after the expiry, or before the window opened, explains nothing.
    ...five(
      'after',
      [{ event: 'depot_echec', occurred_on: '2026-04-02', reference: 'd'.repeat(32) }],
      late,
    ),
    ...five(
      'before',
      [{ event: 'depot_echec', occurred_on: '2025-11-01', reference: 'e'.repeat(32) }],
      late,
    ),
  ]);
  const incidence = await figures('F-03');
  expect(incidence.get('period 2026 share classe=R3')).toMatchObject({ value: 0.5, n: 20 });
  expect(incidence.get('period 2026 share classe=R4')).toMatchObject({ value: 0.5, n: 20 });
  expect(incidence.get('period 2026 share')).toMatchObject({ value: 0 });
});
