/** C-03 to C-05 and: contacts, blocks, appointments and staff, worked out by hand. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { aside, computed, deliver, dossier, named, national, several } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const INDICATORS = ['C-03', 'C-04', 'C-05', 'A-01', 'A-02', 'A-05', 'A-06', 'A-09'];
let values: Value[] = [];
const of = (id: string, prefecture: string | null = null) =>
  national(
    values
      .filter((row) => row.indicator === id && row.prefecture === prefecture)
      .filter((row) => prefecture !== null || row.region === null)
      .map((row) => ({ ...row, region: null, prefecture: null })),
  );

/** What is known of a user before there is a dossier. */
const user = (name: string, more: Partial<EventRow> = {}): Partial<EventRow> => ({
  reference: named(name),
  personne: named(`person ${name}`),
  prefecture: '75',
  ...more,
});
const search = (name: string, issue: EventRow['issue'], origine: 'sonde' | 'usager') =>
  aside('rendez_vous', 'rdv_recherche', '2026-02-03', {
    reference: named(name),
    prefecture: '75',
    issue,
    origine,
  });

beforeAll(async () => {
  await deliver(database.writer, [
    // Contacts: six resolved after two days, four never, in one of two channels.
    ...several(10, (i) => [
      aside('ccc', 'ccc_contact', '2026-01-10', {
        ...user(`call${i}`),
        issue: i < 5 ? 'telephone' : 'formulaire',
      }),
      ...(i < 6 ? [aside('ccc', 'ccc_resolu', '2026-01-12', user(`call${i}`))] : []),
    ]),
    // Twelve blocked with a report; eight file ten days later under the same person.
    ...several(12, (i) => [
      aside('anef', 'depot_echec', '2026-02-01', {
        ...user(`block${i}`),
        issue: 'anomalie',
      }),
      // The chain knows the person, even where this row does not.
      aside('ccc', 'ccc_signalement_dgef', '2026-02-02', {
        ...user(`block${i}`, { personne: null }),
      }),
      ...(i < 8
        ? dossier(`filed${i}`, {
            depot: '2026-02-12',
            row: { personne: named(`person block${i}`) },
          })
        : []),
      // A filing before the report solves nothing.
      ...(i === 11
        ? dossier('before', { depot: '2026-01-20', row: { personne: named('person block11') } })
        : []),
    ]),
    // Noted impossibilities: ten convoked after five days, seven of them filed after nine.
    ...several(12, (i) => [
      aside('pan', 'impossibilite_constatee', '2026-03-02', user(`pan${i}`)),
      ...(i < 10 ? [aside('pan', 'substitution_convocation', '2026-03-07', user(`pan${i}`))] : []),
      ...(i < 7
        ? [
            aside('pan', 'substitution_depot', '2026-03-11', {
              ...user(`pan${i}`),
              dossier: named(`substitute${i}`),
            }),
            ...dossier(`substitute${i}`, { depot: '2026-03-11', row: { canal: 'substitution' } }),
          ]
        : []),
    ]),
    ...several(93, (i) => dossier(`usual${i}`, { depot: '2026-03-20', decision: '2026-04-10' })),
    // Appointments: eight visits after 14 days, one no-show, one cancellation, two still waiting.
    ...several(12, (i) => [
      aside('pan', 'pan_rdv_demande', '2026-04-01', user(`visit${i}`)),
      ...(i < 8
        ? [aside('pan', 'pan_visite', '2026-04-15', { ...user(`visit${i}`), issue: 'information' })]
        : []),
      ...(i === 8
        ? [aside('pan', 'pan_visite', '2026-04-10', { ...user(`visit${i}`), issue: 'absence' })]
        : []),
      ...(i === 9 ? [aside('pan', 'pan_rdv_annule', '2026-04-12', user(`visit${i}`))] : []),
    ]),
    ...several(15, (i) => [search(`s${i}`, i < 9 ? 'aucune_date' : 'une_date_mois', 'sonde')]),
    ...several(10, (i) => [search(`u${i}`, i < 1 ? 'aucune_date' : 'un_a_deux_mois', 'usager')]),
    ...(['permanent', 'vacataire'] as const).map((issue, i) =>
      aside('pilotage', 'effectif', '2026-04-01', {
        prefecture: '75',
        module: 'etrangers',
        issue,
        valeur: i === 0 ? 4 : 2,
      }),
    ),
    // Nobody says where.
    aside('pilotage', 'effectif', '2026-05-01', {
      module: 'etrangers',
      issue: 'permanent',
      valeur: 8,
    }),
    aside('pilotage', 'effectif', '2026-04-01', {
      prefecture: '75',
      module: 'pan',
      issue: 'permanent',
      valeur: 9,
    }),
  ]);
  values = await computed(
    database.writer,
    loadCatalogue().filter(({ id }) => INDICATORS.includes(id)),
  );
});

test('C-03 follows a contact to its resolution', () => {
  const all = of('C-03');
  expect(all.get('period 2026-01 share')).toMatchObject({ value: 0.6, n: 10, censored: 4 });
  expect(all.get('cohort 2026-01 median')).toMatchObject({ value: 2, n: 10, censored: 4 });
  expect(all.get('cohort 2026-01 p90')?.status).toBe('not_reached');
  expect(all.get('period 2026 share canal=telephone')).toMatchObject({ status: 'too_few', n: 5 });
});

test('C-04 counts a person once, and who filed in the period only among the filings', () => {
  const all = of('C-04');
  // 12 persons; 8 filings in February, 4 blocked who did not file then.
  expect(all.get('period 2026-02 share')).toMatchObject({ value: 1, n: 12 });
  expect(all.get('period 2026-02 share motif=signalement')).toMatchObject({ value: 1, n: 12 });
  // Over the year: 12 reported and 12 noted; 1 + 8 + 7 + 93 filings, 3 + 5 blocked without one.
  expect(all.get('period 2026 share')).toMatchObject({ value: 24 / 117, n: 117 });
  expect(all.get('period 2026 share motif=constat')?.value).toBe(12 / 117);
  // A reason that concerns nobody in March is zero of those who filed.
  expect(all.get('period 2026-03 share motif=signalement')).toMatchObject({ value: 0, n: 105 });
});

test('C-05 ends with the filing of the same person, after the report', () => {
  expect(of('C-05').get('cohort 2026-02 median')).toMatchObject({ value: 10, n: 12, censored: 4 });
});

test('A-01 waits for the visit; a cancellation and a no-show end the wait', () => {
  const all = of('A-01');
  // At 14 days ten are at risk and eight visit.
  expect(all.get('cohort 2026-04 median')).toMatchObject({ value: 14, n: 12, censored: 4 });
  expect(all.get('cohort 2026-04 p90')?.status).toBe('not_reached');
  expect(all.get('period 2026 share issue=absence')).toMatchObject({ n: 9, status: 'too_few' });
});

test('A-02 keeps robots and users apart', () => {
  const all = of('A-02', '75');
  expect(all.get('period 2026-02 share')).toMatchObject({ value: 10 / 25, n: 25 });
  expect(all.get('period 2026-02 share origine=sonde')).toMatchObject({ value: 9 / 15, n: 15 });
  expect(all.get('period 2026-02 share classe=un_a_deux_mois;origine=usager')?.value).toBe(0.9);
  expect(all.get('period 2026-02 share classe=plus_deux_mois')).toMatchObject({ value: 0, n: 25 });
});

test('A-05 and A-06 follow the substitution to the filing', () => {
  const all = of('A-05');
  expect(all.get('period 2026-03 count')?.value).toBe(12);
  expect(all.get('period 2026-03 share etape=convocation')?.value).toBe(10 / 12);
  expect(all.get('period 2026-03 share etape=depot')).toMatchObject({ value: 7 / 12, censored: 5 });
  expect(all.get('cohort 2026-03 median etape=convocation')?.value).toBe(5);
  expect(all.get('cohort 2026-03 median etape=depot')?.value).toBe(9);
  expect(of('A-06').get('period 2026-03 share')).toMatchObject({ value: 7 / 100, n: 100 });
});

test('A-09 relates the staff of the foreigners’ services to the stock and the outflow', () => {
  const all = of('A-09', '75');
  // 109 filed, 93 closed in April.
  expect(all.get('period 2026-04 ratio')).toMatchObject({ value: (6 / 16) * 1000, n: 16 });
  expect(all.get('period 2026-04 ratio mesure=sorties_par_etpt')?.value).toBe(93 / 6);
  expect(all.get('period 2026 count mesure=etpt')?.value).toBe(6);
  expect(all.has('period 2026-03 ratio')).toBe(false);
  // Declared for no prefecture: that of the country, over all that waits.
  expect(of('A-09').get('period 2026-04 ratio')).toMatchObject({ value: (6 / 16) * 1000, n: 16 });
  expect(of('A-09').get('period 2026-05 ratio')).toMatchObject({ value: (8 / 16) * 1000, n: 16 });
  expect(all.get('period 2026-05 ratio')?.status).toBe('missing_source');
  expect(of('A-09', 'inconnu').size).toBe(0);
  // Nobody declares the staff of Marseille: unknown, not zero.
  for (const figure of ['count mesure=etpt', 'ratio', 'ratio mesure=sorties_par_etpt']) {
    expect(of('A-09', '13').get(`period 2026-04 ${figure}`), figure).toMatchObject({
      value: null,
      status: 'missing_source',
    });
  }
});
