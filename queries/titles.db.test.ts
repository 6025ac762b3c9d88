import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { computed, deliver, dossier, national, renewal } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();
const picked = (...ids: string[]) => ids.map((id) => findIndicator(catalogue, id));
beforeEach(() => database.reset());

const api = (debut: string, fin: string): Partial<EventRow> => ({
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
    const values = await computed(database.writer, picked('F-01', 'F-03'));
    const of = (id: string) => national(values.filter(({ indicator }) => indicator === id));
    expect(of('F-01').get('period 2026-04 share')).toMatchObject({ value: 1, n: 20, missing: 0 });
    expect(of('F-03').get('period 2026-04 share')).toMatchObject({
      value: 0.5,
      n: 20,
      censored: 10,
    });
    expect(of('F-03').get('period 2026-04 share borne=haute')?.value).toBe(0.5);
  });

  test('bound what missing files can change, and take a reopened file for pending', async () => {
    const undated = (name: string, more: Partial<EventRow>[]) =>
      renewal(name, more).filter(({ event }) => event !== 'completude');
    const exempt = (name: string) =>
      renewal(name, [], { depot: '2026-04-20' }).flatMap((row) => {
        if (row.event === 'completude') return [];
        return row.event === 'titre_detenu'
          ? [{ ...row, type_titre: 'resident_ldue' as const }]
          : [row];
      });
    const held = api('2026-03-20', '2026-08-15');
    await deliver(database.writer, [
      ...ten('due', []),
      ...ten('reopened', [held, { event: 'reouverture', occurred_on: '2026-03-01' }], {
        decision: '2026-02-01',
        event: 'cloture',
      }),
      // Filed after the expiry by who has no window to keep: no attestation can be due.
      ...Array.from({ length: 10 }, (_, i) => exempt(`exempt${i}`)).flat(),
      ...Array.from({ length: 10 }, (_, i) => undated(`with${i}`, [held])).flat(),
      ...Array.from({ length: 5 }, (_, i) => undated(`without${i}`, [])).flat(),
    ]);
    const of = national(await computed(database.writer, picked('F-01')));
    expect(of.get('period 2026-04 share')).toMatchObject({ value: 0.5, n: 20, missing: 15 });
    expect(of.get('period 2026-04 share borne=basse')).toMatchObject({ value: 10 / 25, n: 25 });
    expect(of.get('period 2026-04 share borne=haute')).toMatchObject({ value: 20 / 30, n: 30 });
  });

  test('leave out of M-01 whose rupture has a known cause', async () => {
    const undated = (name: string, depot: string) =>
      renewal(name, [], { depot }).filter(({ event }) => event !== 'completude');
    await deliver(database.writer, [
      ...ten('dated', []),
      // Decided before the expiry: days without a document are of class R2.
      ...Array.from({ length: 5 }, (_, i) =>
        renewal(`granted${i}`, [], { decision: '2026-02-20' }).filter(
          ({ event }) => event !== 'completude',
        ),
      ).flat(),
      ...Array.from({ length: 10 }, (_, i) => undated(`late${i}`, '2026-03-15')).flat(),
      ...Array.from({ length: 5 }, (_, i) => undated(`undated${i}`, '2025-12-21')).flat(),
    ]);
    const of = national(await computed(database.writer, picked('M-01')));
    expect(of.get('period 2026-04 share defaut=indetermine')).toMatchObject({
      value: 5 / 30,
      n: 30,
    });
  });

  test('put a late filing in the upper bound only', async () => {
    await deliver(database.writer, ten('late', [], { depot: '2026-03-15' }));
    const values = await computed(database.writer, picked('F-01', 'F-03'));
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
      national(await computed(database.writer, picked('F-03'))).get('period 2026-04 share')?.value,
    ).toBe(0);
    await database.reset();
    await deliver(database.writer, resident('b'), { coversTo: '2026-07-01' });
    expect(
      national(await computed(database.writer, picked('F-03'))).get('period 2026-04 share')?.value,
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
    const all = national(await computed(database.writer, picked('F-01')));
    expect(all.get('period 2026-04 share')).toMatchObject({ value: 0, n: 10 });
  });
});
