/** What each source covers, day by day and place by place: figures that rest on two of them, worked out by hand. */
import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import {
  aside,
  computed,
  deliver,
  dossier,
  named,
  renewal,
  several,
  type Delivery,
  type DossierSpec,
} from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();
beforeEach(() => database.reset());

const put = (batch: string, events: EventRow[], delivery: Delivery = {}) =>
  deliver(database.writer, events, { batch, coversTo: '2026-06-30', ...delivery });
const filed = (count: number, depot: string, spec: Partial<DossierSpec> = {}) =>
  several(count, (i) => dossier(`${depot} ${spec.prefecture ?? '75'} ${i}`, { depot, ...spec }));
const reports = (count: number, day: string, row: Partial<EventRow> = {}) =>
  several(count, (i) => [
    aside('ccc', 'ccc_signalement_dgef', day, {
      reference: named(`report ${day} ${i}`),
      prefecture: '75',
      ...row,
    }),
  ]);

/** The figure of an indicator in a place (a prefecture, or the country), all strata together. */
async function figures(id: string): Promise<(figure: string, place?: string) => Value | undefined> {
  const values = await computed(database.writer, [findIndicator(catalogue, id)]);
  return (figure, place) =>
    values.find(
      (row) =>
        [row.view, row.period ?? 'now', row.statistic, row.breakdown].filter(Boolean).join(' ') ===
          figure &&
        row.prefecture === (place ?? null) &&
        (place !== undefined || row.region === null) &&
        [row.titre, row.motif, row.demande, row.canal].every((stratum) => stratum === null),
    );
}

const UNKNOWN = { value: null, n: 0, status: 'missing_source' };

describe('a month is told', () => {
  test('only where filings are covered too', async () => {
    // Of those filed before the first day covered only the ones still open are known.
    await put('filings', [...filed(12, '2025-11-10'), ...filed(20, '2026-02-10')], {
      coversFrom: '2026-02-01',
      coversTo: '2026-03-31',
    });
    await put('centre', [...reports(30, '2025-11-16'), ...reports(5, '2026-02-16')], {
      coversFrom: '2025-01-01',
    });
    await put('late', reports(15, '2026-05-16'));
    const share = await figures('C-01');
    expect(share('period 2025-11 share')).toMatchObject({ ...UNKNOWN, missing: 12 });
    expect(share('period 2026-02 share')).toMatchObject({ value: 5 / 20, n: 20 });
    expect(share('period 2026 share')).toMatchObject({ value: 5 / 20, n: 20 });
    const blocked = await figures('C-04');
    expect(blocked('period 2026-05 share')?.value ?? null).toBeNull();
    expect(blocked('period 2026 share')).toMatchObject({ value: 5 / 25, n: 25 });
  });

  test('only where no delivery of the source is wanting', async () => {
    const days = ['2026-01-10', '2026-02-10', '2026-03-10'];
    await put(
      'filings',
      days.flatMap((day) => filed(12, day)),
      { coversTo: '2026-03-31' },
    );
    await put('one', reports(3, '2026-01-15'), { coversTo: '2026-01-31' });
    await put('three', reports(3, '2026-03-15'), {
      coversFrom: '2026-03-01',
      coversTo: '2026-03-31',
    });
    const share = await figures('C-01');
    expect(share('period 2026-01 share')).toMatchObject({ value: 3 / 12 });
    expect(share('period 2026-02 share')).toMatchObject({ ...UNKNOWN, missing: 12 });
    expect(share('period 2026 share')).toMatchObject({ value: 6 / 24, missing: 12 });
  });

  test('only in prefectures that filings speak of', async () => {
    await put('filings', filed(20, '2026-03-10'), { prefectures: ['75'] });
    await put('centre', reports(30, '2026-03-16', { prefecture: '13' }));
    expect((await figures('C-01'))('period 2026-03 share')).toMatchObject({ value: 0, n: 20 });
  });
});

describe('C-04', () => {
  const blocked = several(20, (i) =>
    reports(1, '2026-03-16', { reference: named(`r${i}`), personne: named(`p${i}`) }),
  );
  const theirs = (depot: string, prefecture: string) =>
    several(20, (i) =>
      dossier(`theirs ${i}`, { depot, prefecture, row: { personne: named(`p${i}`) } }),
    );

  test('takes who filed in a month that is not told for one who did not file', async () => {
    await put('filings', [...filed(10, '2026-03-10'), ...theirs('2026-04-20', '75')]);
    await put('centre', blocked, { coversFrom: '2026-03-01', coversTo: '2026-03-31' });
    const share = await figures('C-04');
    expect(share('period 2026 share')).toMatchObject({ value: 20 / 30, n: 30, missing: 20 });
  });

  test('takes who filed elsewhere for one who did not file there', async () => {
    await put('filings', [...filed(10, '2026-03-10'), ...theirs('2026-03-20', '13')]);
    await put('centre', blocked);
    const share = await figures('C-04');
    expect(share('period 2026-03 share', '75')).toMatchObject({ value: 20 / 30, n: 30 });
    expect(share('period 2026-03 share')).toMatchObject({ value: 20 / 30, n: 30 });
  });

  test('has failures to file alone where no other source is delivered', async () => {
    const failure = (i: number) =>
      aside('anef', 'depot_echec', '2026-03-12', {
        reference: named(`failure ${i}`),
        prefecture: '75',
        issue: 'anomalie',
      });
    await put('filings', [...filed(20, '2026-03-10'), ...several(5, (i) => [failure(i)])]);
    const share = await figures('C-04');
    expect(share('period 2026-03 share')).toMatchObject({ value: 5 / 25, n: 25, status: 'ok' });
  });
});

describe('where nobody tells what came of it, it is missing', () => {
  const appeal = (attacked: string, day: string) => {
    const row = { reference: named(`a ${attacked}`), dossier: named(attacked), prefecture: '75' };
    return [
      aside('recours', 'recours_ta', day, row),
      aside('recours', 'decision_justice', day, { ...row, issue: 'annulation' }),
    ];
  };

  test('L-03: refusals of prefectures whose appeals nobody passes on, or judged before', async () => {
    const refused = { decision: '2023-02-10', event: 'decision_defavorable' } as const;
    await put('filings', [
      ...filed(30, '2023-01-10', refused),
      ...filed(20, '2023-01-10', { ...refused, prefecture: '13' }),
    ]);
    const annulled = (from: number, day: string) =>
      several(10, (i) => appeal(`2023-01-10 75 ${from + i}`, day));
    await put('appeals', [...annulled(0, '2023-03-01'), ...annulled(10, '2023-09-01')], {
      coversFrom: '2023-06-01',
      prefectures: ['75'],
    });
    const share = await figures('L-03');
    const incidence = 'cohort 2023 share issue=annulation;horizon=24m';
    expect(share(incidence)).toMatchObject({ value: 0.5, n: 20, missing: 10 });
    expect(share(incidence, '13')).toBeUndefined();
    expect(share('period 2023 share', '13')).toMatchObject({ ...UNKNOWN, missing: 20 });
  });

  test('IA-06: decisions of prefectures whose appeals nobody passes on', async () => {
    const spec = { decision: '2026-02-10' };
    await put('filings', [
      ...filed(12, '2026-01-10', spec),
      ...filed(12, '2026-01-10', { ...spec, prefecture: '13' }),
      ...several(12, (i) => [
        aside('pilote_ia', 'ia_traite', '2026-01-10', {
          dossier: named(`2026-01-10 75 ${i}`),
          prefecture: '75',
          version: 'v1',
          issue: 'tri',
        }),
      ]),
    ]);
    await put(
      'appeals',
      several(6, (i) => appeal(`2026-01-10 75 ${i}`, '2026-03-01')),
      { prefectures: ['75'] },
    );
    const share = await figures('IA-06');
    expect(share('cohort now share groupe=assistees;horizon=3m')).toMatchObject({ n: 12 });
    expect(share('cohort now share groupe=assistees;horizon=3m')?.value).toBeCloseTo(0.5, 12);
    expect(share('cohort now share groupe=autres;horizon=3m')).toMatchObject({
      ...UNKNOWN,
      missing: 12,
    });
  });

  test('A-08: holders of prefectures whose alerts nobody tells', async () => {
    const holders = (prefecture: string, count: number, known: boolean) =>
      several(count, (i) =>
        renewal(`holder ${prefecture} ${i}`, [], {
          prefecture,
          row: { personne: known ? named(`p ${prefecture} ${i}`) : null },
        }),
      );
    await put('filings', [
      ...holders('75', 12, true),
      ...holders('13', 12, true),
      ...holders('92', 1, false),
    ]);
    const somebody = { personne: named('somebody else'), prefecture: '75', issue: 'mel' } as const;
    await put('alerts', [aside('alertes', 'alerte_expiration', '2026-02-01', somebody)], {
      prefectures: ['75', '92'],
    });
    const share = await figures('A-08');
    expect(share('period 2026-03 share')).toMatchObject({ value: 0, n: 12, missing: 13 });
    expect(share('period 2026-03 share', '13')).toMatchObject({ ...UNKNOWN, missing: 12 });
    // Nobody was warned: that is known, and no share on time can be told of them.
    expect(share('period 2026-03 share alerte=oui')?.status).toBe('no_denominator');
  });

  test('F-06: refusals decided otherwise before the first day covered', async () => {
    const silent = (i: number) =>
      dossier(`silent ${i}`, {
        depot: '2025-01-10',
        decision: i < 10 ? '2025-06-10' : undefined,
        more: [{ event: 'completude', occurred_on: '2025-01-10' }],
      });
    await put('filings', several(22, silent), { coversFrom: '2025-07-01' });
    const after = await figures('F-06');
    const horizon = 'cohort 2025-05 share issue=favorable;horizon=4m';
    expect(after(horizon)).toMatchObject({ n: 12, missing: 10 });
  });

  test('F-03: ruptures before the first day covered', async () => {
    const api: Partial<EventRow> = {
      event: 'api',
      occurred_on: '2026-03-20',
      debut: '2026-03-20',
      fin: '2026-05-15',
      droit_travail: true,
    };
    const held = several(22, (i) => renewal(`held ${i}`, i < 10 ? [] : [api]));
    await put('filings', held, { coversFrom: '2026-05-01' });
    const share = await figures('F-03');
    expect(share('cohort 2026-04 share horizon=90j')).toMatchObject({
      value: 1,
      n: 12,
      missing: 10,
    });
  });
});
