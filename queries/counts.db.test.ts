import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventName } from '#domain/contract.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { aside, cohort, computed, deliver, dossier, national } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();
const picked = (...ids: string[]) => ids.map((id) => findIndicator(catalogue, id));
beforeEach(() => database.reset());

describe('V-01', () => {
  test('counts a dossier once, by its earliest filing, in every cell it belongs to', async () => {
    await deliver(database.writer, [
      ...dossier('a', {
        depot: '2026-01-31',
        more: [
          {
            event: 'depot',
            occurred_on: '2026-02-03',
            titre: 'L421-9',
            motif: 'economique',
            demande: 'renouvellement',
            canal: 'anef',
          },
        ],
      }),
      ...dossier('b', { depot: '2026-01-02', prefecture: '2A' }),
      ...dossier('c', { depot: '2026-02-28', prefecture: 'ZZ' }),
    ]);
    const values = await computed(database.writer, picked('V-01'));
    const all = national(values);
    expect(all.get('period 2026-01 count')?.value).toBe(2);
    expect(all.get('period 2026 count')?.value).toBe(2);
    expect(all.has('period 2026-02 count')).toBe(false);
    const corse = values.filter(({ region, period }) => region === '94' && period === '2026-01');
    expect(
      corse.map(({ prefecture, motif, demande, canal }) => [prefecture, motif, demande, canal]),
    ).toEqual([
      ['2A', 'economique', null, null],
      ['2A', null, 'renouvellement', null],
      ['2A', null, null, 'anef'],
      ['2A', null, null, null],
      [null, 'economique', null, null],
      [null, null, 'renouvellement', null],
      [null, null, null, 'anef'],
      [null, null, null, null],
    ]);
    const outside = values.filter(
      ({ prefecture, period }) => prefecture === 'ZZ' && period === '2026',
    );
    expect(outside.map(({ value }) => value)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(
      values.filter(({ region, prefecture }) => region === 'ZZ' && prefecture === null),
    ).toEqual([]);
  });

  test('says “inconnu” of what no row gives, and drops a filing that was withdrawn', async () => {
    const [filing] = dossier('a', { depot: '2026-01-05', row: { motif: null } });
    await deliver(database.writer, [...dossier('b', { depot: '2026-01-05' }), filing!]);
    let values = await computed(database.writer, picked('V-01'));
    expect(
      values.find(
        ({ motif, period, region }) => motif === 'inconnu' && period === '2026' && region === null,
      )?.value,
    ).toBe(1);

    await deliver(
      database.writer,
      [{ ...filing!, event: 'retractation', recorded_at: '2026-07-05T00:00:00Z' }],
      { batch: 'b2', at: '2026-07-05T01:00:00Z' },
    );
    values = await computed(database.writer, picked('V-01'), { now: '2026-07-06T00:00:00Z' });
    expect(national(values).get('period 2026 count')?.value).toBe(1);
    const before = await computed(database.writer, picked('V-01'), {
      now: '2026-07-07T00:00:00Z',
      asOf: new Date('2026-07-02T00:00:00Z'),
    });
    expect(national(before).get('period 2026 count')?.value).toBe(2);
  });
});

describe('S-01 and S-02', () => {
  test('follow closings and reopenings, at the end of each complete month and at the cut-off', async () => {
    await deliver(
      database.writer,
      [
        ...dossier('a', {
          depot: '2026-01-15',
          decision: '2026-03-10',
          more: [{ event: 'reouverture', occurred_on: '2026-04-02' }],
        }),
        ...dossier('b', { depot: '2026-02-01', decision: '2026-02-28' }),
        ...dossier('c', { depot: '2026-06-15' }),
      ],
      { coversTo: '2026-06-20' },
    );
    const all = national(await computed(database.writer, picked('S-01', 'S-02')));
    const stock = (period: string) => all.get(`period ${period} count`)?.value;
    expect(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', 'now'].map(stock)).toEqual([
      1,
      1,
      undefined,
      1,
      1,
      2,
    ]);
    expect(all.has('period 2026-06 count')).toBe(false);
    expect(all.has('period 2026 count')).toBe(false);
  });

  test('age in days and in calendar months', async () => {
    await deliver(database.writer, [
      ...cohort(
        '2026-02-28',
        Array.from({ length: 6 }, () => null),
      ),
      ...cohort(
        '2025-12-31',
        Array.from({ length: 6 }, () => null),
      ),
    ]);
    const all = national(await computed(database.writer, picked('S-02')));
    expect(all.get('period now median')?.value).toBe((122 + 181) / 2);
    expect(all.get('period now share seuil=4m')?.value).toBe(1);
    expect(all.get('period now share seuil=6m')?.value).toBe(0);
    expect(all.get('period 2025 median')?.status).toBe('too_few');
  });
});

describe('C-01', () => {
  test('divides the reports by the filings through the ANEF only', async () => {
    const report = (index: number, prefecture: string | null) => ({
      event_id: `s${index}`,
      source: 'ccc' as const,
      event: 'ccc_signalement_dgef' as const,
      occurred_on: '2026-01-20',
      recorded_at: '2026-06-30T00:00:00Z',
      reference: index.toString(16).padStart(32, '0'),
      prefecture,
    });
    await deliver(database.writer, [
      ...cohort(
        '2026-01-10',
        Array.from({ length: 40 }, () => 5),
      ),
      ...dossier('desk', { depot: '2026-01-11', row: { canal: 'guichet' } }),
      report(1, '75'),
      report(2, null),
      report(3, '2A'),
    ]);
    const values = await computed(database.writer, picked('C-01'));
    const all = national(values);
    expect(all.get('period 2026 share')).toMatchObject({ value: 3 / 40, n: 40 });
    // prop.test(3, 40, correct = FALSE) of R.
    expect(all.get('period 2026 share')?.lower).toBeCloseTo(0.02583602577, 10);
    expect(all.get('period 2026 share')?.upper).toBeCloseTo(0.19864233524, 10);
    const corse = values.find(({ prefecture, period }) => prefecture === '2A' && period === '2026');
    expect(corse).toMatchObject({ value: null, n: 0, status: 'no_denominator' });
    expect(values.find(({ prefecture }) => prefecture === 'inconnu')?.status).toBe(
      'no_denominator',
    );
  });
});

describe('Q-03', () => {
  test('counts requests since the filing, also of files that nobody else opened', async () => {
    const asked = (...days: string[]) =>
      days.map((day) => ({ event: 'complement_demande' as const, occurred_on: day }));
    const taken = { event: 'en_instruction' as const, occurred_on: '2026-02-01' };
    await deliver(database.writer, [
      ...cohort(
        '2026-01-10',
        Array.from({ length: 10 }, () => null),
        { more: [taken] },
      ),
      ...cohort(
        '2026-01-11',
        Array.from({ length: 10 }, () => 40),
        {
          more: asked('2026-01-20', '2026-01-25'),
        },
      ),
      // Before it was filed, as the form was prepared.
      ...cohort(
        '2026-01-12',
        Array.from({ length: 5 }, () => null),
        {
          more: [taken, ...asked('2026-01-02')],
        },
      ),
      ...cohort(
        '2026-01-13',
        Array.from({ length: 5 }, () => null),
      ),
    ]);
    const all = national(await computed(database.writer, picked('Q-03')));
    expect(all.get('cohort 2026-01 share')).toMatchObject({ value: 10 / 25, n: 25 });
    expect(all.get('cohort 2026-01 share demandes=2')).toMatchObject({ value: 10 / 25, n: 25 });
  });
});

describe('P-05 and P-06', () => {
  test('leave a request before the filing aside, and take the one after it', async () => {
    const events = [
      ['complement_demande', '2026-01-02'],
      ['complement_demande', '2026-01-20'],
      ['complement_recu', '2026-02-20'],
    ] as const;
    await deliver(
      database.writer,
      cohort(
        '2026-01-12',
        Array.from({ length: 12 }, () => 60),
        { more: events.map(([event, occurred_on]) => ({ event, occurred_on })) },
      ),
    );
    const values = await computed(database.writer, picked('P-05', 'P-06'));
    const of = (id: string) => national(values.filter(({ indicator }) => indicator === id));
    expect(of('P-05').get('cohort 2026-01 median')).toMatchObject({ value: 31, n: 12 });
    expect(of('P-06').get('cohort 2026-01 median')).toMatchObject({ value: 29, n: 12 });
  });
});

describe('Q-05', () => {
  test('finds decisions that were changed, reopened or not', async () => {
    const more = (event: EventName, occurred_on: string) => ({ more: [{ event, occurred_on }] });
    const decided = (depot: string, count: number, spec: object = {}) =>
      cohort(
        depot,
        Array.from({ length: count }, () => 10),
        spec,
      );
    await deliver(database.writer, [
      ...decided('2024-01-02', 10),
      ...decided('2024-01-03', 4, more('reouverture', '2024-06-01')),
      ...decided('2024-01-04', 3, {
        event: 'decision_defavorable',
        ...more('decision_favorable', '2024-07-01'),
      }),
      // The same again, a purge or a closing change nothing.
      ...decided('2024-01-05', 3, more('decision_favorable', '2024-03-01')),
      ...decided('2024-01-06', 3, more('purge', '2024-03-01')),
      // Whoever withdraws has had no decision.
      ...decided('2024-01-07', 5, {
        event: 'desistement',
        ...more('reouverture', '2024-03-01'),
      }),
    ]);
    const all = national(await computed(database.writer, picked('Q-05')));
    expect(all.get('cohort 2024 share')).toMatchObject({ n: 23, censored: 16 });
    expect(all.get('cohort 2024 share')?.value).toBeCloseTo(7 / 23, 12);
  });
});

describe('N-02', () => {
  test('follows the tracker, with the December before as reference', async () => {
    const anomaly = (
      reference: string,
      event: 'anomalie_ouverte' | 'anomalie_corrigee' | 'anomalie_rejetee' | 'anomalie_rouverte',
      occurred_on: string,
    ) => ({
      event_id: `${reference}-${event}-${occurred_on}`,
      source: 'anomalies' as const,
      event,
      occurred_on,
      recorded_at: '2026-06-30T00:00:00Z',
      reference,
      module: 'depot',
      gravite: 'majeure' as const,
    });
    await deliver(database.writer, [
      ...['A-1', 'A-2', 'A-3', 'A-4'].map((reference) =>
        anomaly(reference, 'anomalie_ouverte', '2025-11-03'),
      ),
      anomaly('A-1', 'anomalie_corrigee', '2026-01-05'),
      anomaly('A-1', 'anomalie_corrigee', '2026-01-06'),
      anomaly('A-2', 'anomalie_rejetee', '2026-02-05'),
      anomaly('A-1', 'anomalie_rouverte', '2026-03-05'),
      anomaly('A-5', 'anomalie_ouverte', '2026-03-06'),
    ]);
    const all = national(await computed(database.writer, picked('N-02')));
    const stock = (period: string) => all.get(`period ${period} count`)?.value;
    expect(
      ['2025-11', '2025-12', '2025', '2026-01', '2026-02', '2026-03', 'now'].map(stock),
    ).toEqual([4, 4, 4, 3, 2, 4, 4]);
    expect(all.get('period 2026-02 ratio reference=2025-12')?.value).toBe(0.5);
    expect(all.get('period 2025-12 ratio reference=2024-12')?.status).toBe('no_denominator');
  });
});

test('Q-06 knows the person through any event of the file', async () => {
  const someone = (index: number) => '7'.repeat(30) + String(10 + index);
  const rejected = (index: number) =>
    dossier(`rejected${index}`, {
      depot: '2025-10-01',
      decision: '2025-11-03',
      event: 'decision_defavorable',
      more: [
        {
          event: 'prise_en_charge',
          occurred_on: '2025-10-08',
          personne: someone(index),
        },
      ],
    });
  const again = dossier('again', {
    depot: '2026-01-15',
    row: { personne: someone(0) },
  });
  await deliver(database.writer, [
    ...Array.from({ length: 10 }, (_, i) => rejected(i)).flat(),
    ...again,
  ]);
  const values = national(await computed(database.writer, picked('Q-06')));
  expect(values.get('period 2025-11 share')).toMatchObject({ n: 10, value: 0.1, missing: 0 });
});

test('A-09 gives no month that the data does not cover to its end', async () => {
  const staff = (day: string) =>
    aside('pilotage', 'effectif', day, { prefecture: '75', module: 'etrangers', valeur: 4 });
  await deliver(
    database.writer,
    [...dossier('open', { depot: '2026-01-05' }), staff('2026-04-01'), staff('2026-05-01')],
    { coversTo: '2026-05-20' },
  );
  const periods = (await computed(database.writer, picked('A-09'))).map(({ period }) => period);
  expect([...new Set(periods)].sort()).toEqual(['2026', '2026-04']);
});
