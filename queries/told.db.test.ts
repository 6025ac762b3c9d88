/** Where a source tells nothing, nothing is zero: figures that divide its events by filings, worked out by hand. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { aside, computed, deliver, dossier, named, several } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const INDICATORS = [
  ...['C-01', 'C-02', 'C-04', 'L-01', 'L-02', 'A-06', 'A-07'],
  ...['V-04', 'IA-01', 'IA-09', 'Q-07'],
];
let values: Value[] = [];
const opinion = (day: string, index: number) =>
  aside('satisfaction', 'avis_usager', day, {
    reference: named(`opinion ${day} ${index}`),
    prefecture: '75',
    valeur: 8,
  });
const of = (id: string, period: string, prefecture: string | null = null) =>
  values.find(
    (row) =>
      row.indicator === id &&
      row.period === period &&
      row.prefecture === prefecture &&
      (prefecture !== null || row.region === null) &&
      row.breakdown === null,
  );

beforeAll(async () => {
  const months = ['02', '03', '04', '05'];
  // Every month twenty filings in Paris, refused after ten days, and ten in Marseille.
  await deliver(
    database.writer,
    months.flatMap((month) => [
      ...several(20, (i) =>
        dossier(`paris ${month} ${i}`, {
          depot: `2026-${month}-10`,
          decision: `2026-${month}-20`,
          event: 'decision_defavorable',
        }),
      ),
      ...several(10, (i) =>
        dossier(`marseille ${month} ${i}`, { depot: `2026-${month}-10`, prefecture: '13' }),
      ),
    ]),
    { batch: 'filings', coversTo: '2026-05-31' },
  );
  const user = { reference: named('call'), prefecture: '75' };
  // The contact centre, until the middle of April.
  await deliver(
    database.writer,
    [
      aside('ccc', 'ccc_contact', '2026-02-15', { ...user, issue: 'telephone' }),
      aside('ccc', 'ccc_signalement_dgef', '2026-02-16', user),
      aside('ccc', 'ccc_signalement_dgef', '2026-04-10', { ...user, reference: named('late') }),
    ],
    { batch: 'centre', coversTo: '2026-04-15' },
  );
  // The reception point of Paris alone.
  await deliver(
    database.writer,
    [aside('pan', 'substitution_depot', '2026-05-04', { ...user, reference: named('desk') })],
    { batch: 'reception', coversTo: '2026-05-31', prefectures: ['75'] },
  );
  // Appeals, since March.
  await deliver(
    database.writer,
    [aside('recours', 'refere_mesures_utiles', '2026-05-12', { ...user, issue: 'rdv' })],
    { batch: 'appeals', coversFrom: '2026-03-01', coversTo: '2026-05-31' },
  );
  // Opinions, until the middle of April.
  await deliver(
    database.writer,
    [
      ...several(12, (i) => [opinion('2026-03-10', i)]),
      ...several(12, (i) => [opinion('2026-04-10', i)]),
    ],
    { batch: 'opinions', coversTo: '2026-04-15' },
  );
  // FranceConnect, until the middle of April; the pilot in Paris, from a filing of March to the end of that month.
  await deliver(
    database.writer,
    [
      aside('franceconnect', 'connexion_fc', '2026-03-31', { valeur: 15 }),
      aside('franceconnect', 'connexion_fc', '2026-04-15', { valeur: 9 }),
    ],
    { batch: 'connections', coversTo: '2026-04-15' },
  );
  await deliver(
    database.writer,
    several(10, (i) => [
      aside('pilote_ia', 'ia_traite', '2026-03-12', {
        dossier: named(`paris 03 ${i}`),
        prefecture: '75',
        version: 'v1',
        issue: 'tri',
      }),
    ]),
    { batch: 'pilot', coversTo: '2026-04-15' },
  );
  values = await computed(
    database.writer,
    loadCatalogue().filter(({ id }) => INDICATORS.includes(id)),
  );
});

const UNKNOWN = { value: null, lower: null, upper: null, n: 0, status: 'missing_source' };

test.each(['C-01', 'C-02'])('%s says nothing of a month that is not covered whole', (id) => {
  expect(of(id, '2026-02')).toMatchObject({ value: 1 / 30, n: 30, missing: 0, status: 'ok' });
  expect(of(id, '2026-03')).toMatchObject({ value: 0, n: 30, status: 'ok' });
  expect(of(id, '2026-04')).toMatchObject({ ...UNKNOWN, missing: 30 });
  expect(of(id, '2026')).toMatchObject({ value: 1 / 60, n: 60, missing: 60, status: 'ok' });
});

test.each(['A-06', 'A-07'])('%s says nothing of a prefecture that is not covered', (id) => {
  const scale = id === 'A-07' ? 0 : 1;
  expect(of(id, '2026-05', '75')).toMatchObject({ value: scale / 20, n: 20, status: 'ok' });
  expect(of(id, '2026-05', '13')).toMatchObject({ ...UNKNOWN, missing: 10 });
  expect(of(id, '2026-05')).toMatchObject({ value: scale / 20, n: 20, missing: 10 });
});

test('L-01 and L-02 say nothing of the months before appeals are passed on', () => {
  expect(of('L-01', '2026-02')).toMatchObject({ ...UNKNOWN, missing: 30 });
  expect(of('L-01', '2026-03')).toMatchObject({ value: 0, n: 30, status: 'ok' });
  expect(of('L-01', '2026-05')).toMatchObject({ value: 1000 / 30, n: 30 });
  expect(of('L-01', '2026')).toMatchObject({ value: 1000 / 90, n: 90, missing: 30 });
  expect(of('L-02', '2026-02')).toMatchObject({ ...UNKNOWN, missing: 20 });
  expect(of('L-02', '2026-03')).toMatchObject({ value: 0, n: 20, status: 'ok' });
});

test('C-04 unites only where and when all its sources tell', () => {
  // The contact centre tells of February and March, appeals from March on, the reception point of Paris.
  for (const month of ['2026-02', '2026-04', '2026-05']) {
    expect(of('C-04', month), month).toMatchObject({ ...UNKNOWN, missing: 30 });
  }
  expect(of('C-04', '2026-03')).toMatchObject({ value: 0, n: 20, missing: 10, status: 'ok' });
  expect(of('C-04', '2026-03', '13')).toMatchObject({ ...UNKNOWN, missing: 10 });
});

test('V-04 counts the filings and the connections of the months that its source covers', () => {
  expect(of('V-04', '2026-03')).toMatchObject({ value: (100 * 15) / 30, n: 30, missing: 0 });
  expect(of('V-04', '2026-04')).toMatchObject({ ...UNKNOWN, missing: 30 });
  expect(of('V-04', '2026')).toMatchObject({ value: (100 * 15) / 60, n: 60, missing: 60 });
});

test('Q-07 relates opinions to the filings of the months that their source covers', () => {
  const related = (period: string) =>
    values.find(
      ({ indicator, breakdown, prefecture, ...row }) =>
        indicator === 'Q-07' &&
        breakdown === 'mesure=avis_par_demande' &&
        row.period === period &&
        prefecture === '75',
    );
  expect(of('Q-07', '2026-04', '75')).toMatchObject({ value: 8, n: 12, missing: 0 });
  expect(related('2026-03')).toMatchObject({ value: 12 / 20, n: 12, missing: 0, status: 'ok' });
  expect(related('2026-04')).toMatchObject({ ...UNKNOWN, missing: 20 });
  expect(related('2026')).toMatchObject({ value: 12 / 40, n: 12, missing: 40 });
});

test('IA-01 and IA-09 say nothing of months that the pilot does not cover', () => {
  // Filed from the day on which the application first treated a file: none of March, all since.
  expect(of('IA-01', '2026-04')).toMatchObject({ ...UNKNOWN, missing: 20 });
  expect(of('IA-09', '2026-03')).toMatchObject({ value: 0, n: 10, missing: 0, status: 'ok' });
});
