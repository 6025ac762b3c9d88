import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { computed, deliver, dossier, national } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();
const only = (id: string) => [findIndicator(catalogue, id)];
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
    const values = await computed(database.writer, only('V-01'));
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
    let values = await computed(database.writer, only('V-01'));
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
    values = await computed(database.writer, only('V-01'), { now: '2026-07-06T00:00:00Z' });
    expect(national(values).get('period 2026 count')?.value).toBe(1);
    const before = await computed(database.writer, only('V-01'), {
      now: '2026-07-07T00:00:00Z',
      asOf: new Date('2026-07-02T00:00:00Z'),
    });
    expect(national(before).get('period 2026 count')?.value).toBe(2);
  });
});

/** Twelve dossiers, so that `min_n` is passed; `days` null: still open at the cut-off. */
const cohort = (depot: string, days: (number | null)[], more: object = {}) =>
  days.flatMap((wait, index) =>
    dossier(`${depot}-${index}`, {
      depot,
      decision: wait === null ? undefined : plus(depot, wait),
      ...more,
    }),
  );
const plus = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

describe('P-01', () => {
  test('lets open dossiers count: half decided late is not half decided', async () => {
    await deliver(
      database.writer,
      cohort('2026-01-10', [0, 5, 6, 7, 8, 9, null, null, null, null, null, null, null]),
    );
    const all = national(await computed(database.writer, only('P-01')));
    expect(all.get('cohort 2026-01 median')).toMatchObject({
      value: null,
      status: 'not_reached',
      n: 13,
      censored: 7,
    });
    expect(all.get('cohort 2026-01 p10')).toMatchObject({ value: 5, status: 'ok' });
    expect(all.get('cohort 2026-01 p10')?.lower).toBe(0);
  });

  test('counts every terminal event but a transfer, the first one only', async () => {
    const wait = (day: number, event: 'desistement' | 'transfert') =>
      Array.from({ length: 6 }, (_, i) =>
        dossier(`${event}${i}`, {
          depot: '2026-01-01',
          decision: plus('2026-01-01', day),
          event,
          more: [{ event: 'decision_favorable', occurred_on: plus('2026-01-01', 30) }],
        }),
      ).flat();
    await deliver(database.writer, [...wait(10, 'desistement'), ...wait(11, 'transfert')]);
    const all = national(await computed(database.writer, only('P-01')));
    expect(all.get('cohort 2026-01 median')?.value).toBe(20);
    expect(all.get('cohort 2026-01 p90')?.value).toBe(30);
  });

  test('gives in the period view what was met during the period, whoever filed when', async () => {
    await deliver(database.writer, [
      ...cohort('2026-01-01', [40, 40, 40, 40, 40, 40, 40, 40, 40, 40]),
      ...cohort('2026-02-01', [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]),
    ]);
    const all = national(await computed(database.writer, only('P-01')));
    expect(all.get('period 2026-02 median')).toMatchObject({ value: 3, n: 20, censored: 0 });
    expect(all.get('period 2026-01 median')).toMatchObject({ value: null, n: 10, censored: 10 });
    expect(all.get('cohort 2026-01 median')?.value).toBe(40);
  });

  test('counts a decision on the first day of a month in that month', async () => {
    await deliver(
      database.writer,
      cohort(
        '2026-01-12',
        Array.from({ length: 10 }, () => 20),
      ),
    );
    const all = national(await computed(database.writer, only('P-01')));
    expect(all.get('period 2026-02 median')).toMatchObject({ value: 20, n: 10, censored: 0 });
    expect(all.get('period 2026-01 median')?.censored).toBe(10);
  });

  test('enters those filed before the source was covered on the first day covered', async () => {
    await deliver(
      database.writer,
      [
        ...cohort('2026-01-01', [5, 5, 5]),
        ...cohort(
          '2026-01-02',
          Array.from({ length: 12 }, () => 60),
        ),
      ],
      { coversFrom: '2026-02-01' },
    );
    const all = national(await computed(database.writer, only('P-01')));
    expect(all.get('cohort 2026-01 median')).toMatchObject({ value: 60, n: 12, missing: 3 });
  });

  test('gives no figure on fewer dossiers than its threshold', async () => {
    await deliver(database.writer, cohort('2026-01-10', [5, 6, 7]));
    const all = national(await computed(database.writer, only('P-01')));
    expect(all.get('cohort 2026-01 median')).toMatchObject({
      value: null,
      lower: null,
      status: 'too_few',
      n: 3,
    });
  });
});

describe('P-02', () => {
  test('is the area under the curve, and not given beyond what was followed', async () => {
    await deliver(
      database.writer,
      cohort('2026-01-01', [10, 10, 10, 10, 10, 130, 130, 130, null, null]),
    );
    const all = national(await computed(database.writer, only('P-02')));
    expect(all.get('cohort 2026-01 rmst120')?.value).toBeCloseTo(0.5 * 10 + 0.5 * 120, 9);
    expect(all.get('cohort 2026-01 rmst365')).toMatchObject({
      value: null,
      lower: null,
      status: 'not_reached',
    });
  });
});

describe('P-03', () => {
  test('forgets the open dossiers, as its label says', async () => {
    await deliver(
      database.writer,
      cohort('2026-01-10', [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 24, null, null]),
    );
    const all = national(await computed(database.writer, only('P-03')));
    expect(all.get('cohort 2026-01 mean')).toMatchObject({ value: 64 / 11, n: 11 });
    expect(all.get('period 2026-01 mean')?.value).toBe(4);
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
    const all = national(await computed(database.writer, [...only('S-01'), ...only('S-02')]));
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
    const all = national(await computed(database.writer, only('S-02')));
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
    const values = await computed(database.writer, only('C-01'));
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
    const all = national(await computed(database.writer, only('N-02')));
    const stock = (period: string) => all.get(`period ${period} count`)?.value;
    expect(
      ['2025-11', '2025-12', '2025', '2026-01', '2026-02', '2026-03', 'now'].map(stock),
    ).toEqual([4, 4, 4, 3, 2, 4, 4]);
    expect(all.get('period 2026-02 ratio reference=2025-12')?.value).toBe(0.5);
    expect(all.get('period 2025-12 ratio reference=2024-12')?.status).toBe('no_denominator');
  });
});

/** A renewal whose title (one year) expires on 2026-03-31; filed 100 days before, complete. */
const renewal = (name: string, more: object[], spec: object = {}) =>
  dossier(name, {
    depot: '2025-12-21',
    ...spec,
    more: [
      { event: 'completude', occurred_on: '2026-01-10' },
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
const api = (debut: string, fin: string) => ({
  event: 'api',
  occurred_on: debut,
  debut,
  fin,
  droit_travail: true,
});

describe('F-01 and F-03', () => {
  const ten = (name: string, more: object[], spec: object = {}) =>
    Array.from({ length: 10 }, (_, i) => renewal(`${name}${i}`, more, spec)).flat();

  test('see the day without a document, and only that', async () => {
    await deliver(database.writer, [
      // Covered from the first day to the cut-off, by two attestations that touch.
      ...ten('covered', [api('2026-03-20', '2026-05-15'), api('2026-05-16', '2026-08-15')]),
      // One day between two attestations.
      ...ten('gap', [api('2026-04-01', '2026-05-15'), api('2026-05-17', '2026-08-15')]),
      // Decided favourably and handed over before the expiry: not at risk.
      ...ten(
        'early',
        [
          {
            event: 'titre_remis',
            occurred_on: '2026-03-30',
            titre: 'L421-9',
            type_titre: 'cst',
            debut: '2026-03-30',
            fin: '2027-03-29',
            droit_travail: true,
          },
        ],
        { decision: '2026-03-01' },
      ),
      // Refused before the expiry: not at risk either.
      ...ten('refused', [], { decision: '2026-02-01', event: 'decision_defavorable' }),
    ]);
    const values = await computed(database.writer, [...only('F-01'), ...only('F-03')]);
    const of = (id: string) => national(values.filter(({ indicator }) => indicator === id));
    expect(of('F-01').get('period 2026-04 share')).toMatchObject({ value: 1, n: 20, missing: 0 });
    expect(of('F-03').get('period 2026-04 share')).toMatchObject({
      value: 0.5,
      n: 20,
      censored: 10,
    });
    expect(of('F-03').get('period 2026-04 share borne=haute')?.value).toBe(0.5);
  });

  test('put a late filing in the upper bound only', async () => {
    await deliver(database.writer, ten('late', [], { depot: '2026-03-15' }));
    const values = await computed(database.writer, [...only('F-01'), ...only('F-03')]);
    const of = (id: string) => national(values.filter(({ indicator }) => indicator === id));
    expect(of('F-01').size).toBe(0);
    expect(of('F-03').get('period 2026-04 share')).toMatchObject({ value: 0, n: 10 });
    expect(of('F-03').get('period 2026-04 share borne=haute')?.value).toBe(1);
  });

  test('let a long title prolong itself three calendar months (L. 433-3)', async () => {
    const long: Partial<EventRow> = {
      event: 'titre_detenu',
      occurred_on: '2025-12-21',
      type_titre: 'resident',
      debut: '2016-04-01',
      fin: '2026-03-31',
      droit_travail: true,
    };
    const resident = (cutoff: string) =>
      Array.from({ length: 10 }, (_, i) =>
        dossier(`${cutoff}${i}`, {
          depot: '2025-12-21',
          more: [{ event: 'completude', occurred_on: '2026-01-10' }, long],
        }),
      ).flat();
    await deliver(database.writer, resident('a'), { coversTo: '2026-06-30' });
    expect(
      national(await computed(database.writer, only('F-03'))).get('period 2026-04 share')?.value,
    ).toBe(0);
    await database.reset();
    await deliver(database.writer, resident('b'), { coversTo: '2026-07-01' });
    expect(
      national(await computed(database.writer, only('F-03'))).get('period 2026-04 share')?.value,
    ).toBe(1);
  });

  test('know a title that was given for the person, not for the dossier', async () => {
    const personne = 'f'.repeat(32);
    await deliver(database.writer, [
      ...Array.from({ length: 10 }, (_, i) =>
        dossier(`p${i}`, {
          depot: '2025-12-21',
          row: { personne },
          more: [{ event: 'completude', occurred_on: '2026-01-10' }],
        }),
      ).flat(),
      {
        ...dossier('held', { depot: '2025-12-21' })[0]!,
        event: 'titre_detenu',
        dossier: null,
        personne,
        type_titre: 'cst',
        debut: '2025-04-01',
        fin: '2026-03-31',
        droit_travail: true,
      },
    ]);
    const all = national(await computed(database.writer, only('F-01')));
    expect(all.get('period 2026-04 share')).toMatchObject({ value: 0, n: 10 });
  });
});
