/** V-04, S-04, N-04, C-02, A-04, A-07, A-08, A-10 and Q-07 on a few cases, worked out by hand. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { aside, computed, deliver, dossier, named, national, several } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const INDICATORS = ['V-04', 'S-04', 'N-04', 'C-02', 'A-04', 'A-07', 'A-08', 'A-10', 'Q-07'];
let values: Value[] = [];
const of = (id: string) => national(values.filter(({ indicator }) => indicator === id));
const user = (name: string, more: Partial<EventRow> = {}): Partial<EventRow> => ({
  reference: named(name),
  personne: named(`person ${name}`),
  prefecture: '75',
  ...more,
});

beforeAll(async () => {
  await deliver(database.writer, [
    // Twelve people whose title expires in March: ten known, six of them warned, four filed on time.
    ...several(12, (i) => [
      ...dossier(`holder${i}`, {
        depot: i < 4 ? '2026-01-10' : '2026-03-10',
        row: { personne: i < 10 ? named(`person holder${i}`) : null },
        more: [
          {
            event: 'titre_detenu',
            occurred_on: '2026-01-10',
            type_titre: 'cst',
            debut: '2025-04-01',
            fin: '2026-03-31',
            droit_travail: true,
          },
        ],
      }),
      ...(i < 6
        ? [
            aside('alertes', 'alerte_expiration', '2025-12-01', {
              personne: named(`person holder${i}`),
              prefecture: '75',
              issue: 'mel',
            }),
          ]
        : []),
    ]),
    // Too long before the expiry to be this title's.
    aside('alertes', 'alerte_expiration', '2025-06-01', {
      personne: named('person holder9'),
      prefecture: '75',
    }),
    // Forms: two of twelve purged unopened, one purged after an agent took it up.
    ...several(12, (i) =>
      dossier(`form${i}`, {
        depot: '2026-02-05',
        decision: i < 3 ? '2026-05-05' : undefined,
        event: 'purge',
        row: { source: 'demarche_numerique', canal: 'demarche_numerique' },
        more: i === 2 ? [{ event: 'en_instruction', occurred_on: '2026-03-01' }] : [],
      }),
    ),
    // Failures in January, where four filed: one user twice on a day and once on another.
    ...['2026-01-05', '2026-01-05', '2026-01-06'].map((day, i) =>
      aside('anef', 'depot_echec', day, {
        ...user('again'),
        rang: i,
        issue: i === 2 ? 'compte' : 'anomalie',
      }),
    ),
    ...several(6, (i) => [
      aside('anef', 'depot_echec', '2026-01-07', { ...user(`fail${i}`), issue: 'autre' }),
    ]),
    // Of another platform, which the filings of the ANEF know nothing of.
    aside('demarche_numerique', 'depot_echec', '2026-01-08', { ...user('form'), issue: 'autre' }),
    // Another affair of a caller, whom only its end names.
    aside('ccc', 'ccc_contact', '2026-02-10', {
      ...user('second affair', { personne: null }),
      issue: 'telephone',
    }),
    aside(
      'ccc',
      'ccc_resolu',
      '2026-02-11',
      user('second affair', { personne: named('person caller') }),
    ),
    // Contacts: counted on days 1 and 32; day 20 is the same affair.
    ...['2026-02-01', '2026-02-20', '2026-03-04'].map((day) =>
      aside('ccc', 'ccc_contact', day, { ...user('caller'), issue: 'telephone' }),
    ),
    ...several(2, (i) => [
      aside('ccc', 'ccc_contact', '2026-02-02', { ...user(`caller${i}`), issue: 'formulaire' }),
    ]),
    ...several(10, (i) => [
      aside('pan', 'pan_visite', '2026-02-10', {
        ...user(`visit${i}`),
        issue: i < 5 ? 'depose' : i < 8 ? 'echec' : 'absence',
      }),
    ]),
    aside('pilotage', 'effectif', '2026-02-01', {
      prefecture: '75',
      module: 'pan',
      issue: 'permanent',
      valeur: 3,
    }),
    // For the whole country: nobody says where.
    aside('france_services', 'fs_accompagnement', '2026-02-20', { valeur: 6 }),
    aside('franceconnect', 'connexion_fc', '2026-02-28', { valeur: 6 }),
    // Searches: ten booked after a week, two never; five kept after three more days, one cancelled.
    ...several(12, (i) => [
      aside('rendez_vous', 'rdv_recherche', '2026-04-01', {
        ...user(`rdv${i}`),
        issue: 'une_date_mois',
        origine: 'usager',
      }),
      ...(i < 10 ? [aside('rendez_vous', 'rdv_pris', '2026-04-08', user(`rdv${i}`))] : []),
      ...(i < 6 ? [aside('rendez_vous', 'rdv_honore', '2026-04-11', user(`rdv${i}`))] : []),
      ...(i === 6 ? [aside('rendez_vous', 'rdv_annule', '2026-04-10', user(`rdv${i}`))] : []),
    ]),
    aside('rendez_vous', 'rdv_recherche', '2026-04-01', {
      reference: named('robot'),
      prefecture: '75',
      issue: 'aucune_date',
      origine: 'sonde',
    }),
    ...several(10, (i) => [
      aside('satisfaction', 'avis_usager', '2026-02-15', { prefecture: '75', valeur: i, rang: i }),
    ]),
  ]);
  values = await computed(
    database.writer,
    loadCatalogue().filter(({ id }) => INDICATORS.includes(id)),
  );
});

test('A-08 matches alerts and holders by the person, and compares filings on time', () => {
  const all = of('A-08');
  expect(all.get('period 2026-03 share')).toMatchObject({ value: 0.6, n: 10, missing: 2 });
  expect(all.get('period 2026-03 share alerte=oui')).toMatchObject({ n: 6, status: 'too_few' });
  expect(all.has('period 2026-02 share')).toBe(false);
});

test('S-04 counts the forms that nobody opened', () => {
  expect(of('S-04').get('period 2026-02 share')).toMatchObject({ value: 2 / 12, n: 12 });
});

test('N-04 counts a user once a day, over the attempts', () => {
  const all = of('N-04');
  expect(all.get('period 2026-01 share')).toMatchObject({ value: 8 / 12, n: 12 });
  expect(all.get('period 2026-01 share cause=anomalie')).toMatchObject({ value: 1 / 12, n: 12 });
  // Every cause has its row in every period that has attempts.
  expect(all.size).toBe(3 * 4);
});

test('C-02 and V-04 relate contacts and connections to filings', () => {
  expect(of('C-02').get('period 2026-02 ratio')).toMatchObject({ value: 3 / 12, n: 12 });
  // Byar's limits of 3: 0.603 and 8.767.
  expect(of('C-02').get('period 2026-02 ratio')?.lower).toBeCloseTo(0.603 / 12, 4);
  expect(of('C-02').get('period 2026-02 ratio')?.upper).toBeCloseTo(8.767 / 12, 3);
  expect(of('C-02').get('period 2026 ratio')?.value).toBe(4 / 24);
  expect(of('V-04').get('period 2026-02 ratio')).toMatchObject({ value: 50, n: 12 });
  expect(of('V-04').get('period 2026-03 ratio')?.value).toBeNull();
});

test('A-04 and A-07 count visits, and staff only where it is declared', () => {
  const all = of('A-04');
  expect(all.get('period 2026-02 count')?.value).toBe(10);
  expect(all.get('period 2026-02 share issue=echec')?.value).toBe(0.3);
  const equity = of('A-07');
  expect(equity.get('period 2026-02 ratio')).toMatchObject({ value: (8 / 12) * 1000, n: 12 });
  expect(equity.get('period 2026 ratio mesure=etpt')?.value).toBe((3 / 12) * 1000);
  // What is declared for no prefecture is that of the country, and unknown of each prefecture.
  expect(equity.get('period 2026 ratio mesure=france_services')).toMatchObject({
    value: (6 / 12) * 1000,
    n: 12,
  });
  const here = values.find(
    ({ indicator, prefecture, period, breakdown }) =>
      indicator === 'A-07' &&
      prefecture === '75' &&
      period === '2026' &&
      breakdown === 'mesure=france_services',
  );
  expect(here).toMatchObject({ value: null, status: 'missing_source' });
});

test('A-10 waits for the booking, then for the appointment', () => {
  const all = of('A-10');
  expect(all.get('cohort 2026-04 median etape=recherche')).toMatchObject({
    value: 7,
    n: 12,
    censored: 2,
  });
  expect(all.get('cohort 2026-04 median etape=rendez_vous')).toMatchObject({
    value: 3,
    n: 10,
    censored: 4,
  });
  expect(all.get('cohort 2026-04 p90 etape=recherche')?.status).toBe('not_reached');
});

test('Q-07 is the mean mark', () => {
  const row = of('Q-07').get('period 2026-02 mean');
  expect(row).toMatchObject({ value: 4.5, n: 10 });
  expect(row?.upper).toBeCloseTo(
    4.5 + (1.959963984540054 * Math.sqrt(82.5 / 9)) / Math.sqrt(10),
    9,
  );
  expect(of('Q-07').get('period 2026 ratio mesure=avis_par_demande')?.value).toBe(10 / 24);
});
