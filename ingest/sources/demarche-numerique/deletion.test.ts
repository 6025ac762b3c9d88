import { describe, expect, test } from 'vitest';
import { openIdentity } from './identity.ts';
import { fakeDossier } from './testing-demarche.ts';
import { KEY } from './testing-pull.ts';
import { at, events, minute, testSource } from './testing-source.ts';

const { pull, give, asked, meet, clock } = testSource();
const identity = openIdentity(KEY);

describe('deletions', () => {
  const open = (number: number) => fakeDossier(number, [['depose', minute(number)]]);
  const asks = (operation: string) => asked(operation).length;

  test('are read once a day', async () => {
    give([open(1)]);
    const first = await pull();
    clock.set('2026-06-01T18:00:00Z');
    const second = await pull({ checkpoint: first.checkpoint });
    expect([asks('ObservatoireDeleted'), asks('ObservatoirePendingDeleted')]).toEqual([1, 1]);
    clock.set('2026-06-02T06:00:00Z');
    await pull({ checkpoint: second.checkpoint });
    expect([asks('ObservatoireDeleted'), asks('ObservatoirePendingDeleted')]).toEqual([2, 2]);
  });

  test('of an open dossier end it on the day on which it was put aside', async () => {
    const { dossiers } = give([open(1), open(2)]);
    const first = await pull();
    Object.assign(at(dossiers, 0), { hidden_at: '2026-06-02T10:00:00+02:00' });
    clock.set('2026-06-03T06:00:00Z');
    const second = await pull({ checkpoint: first.checkpoint });
    expect(second.rows).toMatchObject([
      { event: 'desistement', occurred_on: '2026-06-02', dossier: identity.pseudonym(1) },
    ]);
    // Deleted for good later: a second ending, which changes nothing.
    Object.assign(at(dossiers, 0), { deleted_at: '2026-06-20T10:00:00+02:00' });
    clock.set('2026-06-21T06:00:00Z');
    const third = await pull({ checkpoint: second.checkpoint });
    expect(third.rows).toMatchObject([{ event: 'desistement', occurred_on: '2026-06-20' }]);
    clock.set('2026-06-22T06:00:00Z');
    const fourth = await pull({ checkpoint: third.checkpoint });
    expect(fourth.rows).toEqual([]);
  });

  test('that are undone are withdrawn', async () => {
    const { dossiers } = give([open(1), open(2)]);
    Object.assign(at(dossiers, 0), { hidden_at: '2026-05-20T10:00:00+02:00' });
    const first = await pull();
    const [ending] = first.rows.filter(({ event }) => event === 'desistement');
    expect(ending).toBeDefined();
    delete at(dossiers, 0).hidden_at;
    at(dossiers, 0).updated_at = '2026-06-02T10:00:00+02:00';
    clock.set('2026-06-03T06:00:00Z');
    const second = await pull({ checkpoint: first.checkpoint });
    expect(second.rows.filter(({ event }) => event !== 'depot')).toEqual([
      {
        event_id: ending?.event_id,
        source: 'demarche_numerique',
        event: 'retractation',
        recorded_at: expect.any(String),
      },
    ]);
  });

  test('of what was put aside and then deleted within one pull are not taken for a return', async () => {
    const { dossiers } = give([open(1)]);
    Object.assign(at(dossiers, 0), { hidden_at: '2026-05-20T10:00:00+02:00' });
    meet(({ operation }) => {
      if (operation === 'ObservatoireDeleted')
        at(dossiers, 0).deleted_at = '2026-06-01T08:00:00+02:00';
    });
    const first = await pull();
    clock.set('2026-06-02T06:00:00Z');
    const second = await pull({ checkpoint: first.checkpoint });
    clock.set('2026-06-03T06:00:00Z');
    const third = await pull({ checkpoint: second.checkpoint });
    const all = [first, second, third].flatMap(({ rows }) => events(rows));
    expect(all).toEqual(['desistement', 'desistement']);
  });

  test('of closed dossiers leave what was known of them, through the days when they are in no list', async () => {
    const closed = fakeDossier(1, [
      ['depose', '2026-01-05T10:00:00+01:00'],
      ['accepte', '2026-02-05T10:00:00+01:00'],
    ]);
    give([closed]).demarche.retention_months = 4;
    const first = await pull();
    expect(events(first.rows)).toEqual(['depot', 'decision_favorable']);
    // In no list for fourteen days, then deleted as expired: neither says anything.
    for (const day of ['2026-06-10', '2026-06-25']) {
      clock.set(`${day}T06:00:00Z`);
      const later = await pull({ checkpoint: first.checkpoint });
      expect(later.rows).toEqual([]);
    }
  });

  test('of an application that nobody ever opened are its purge', async () => {
    const { dossiers } = give([open(1)]);
    const first = await pull();
    Object.assign(at(dossiers, 0), { deleted_at: '2026-06-02T10:00:00+02:00', reason: 'expired' });
    clock.set('2026-06-03T06:00:00Z');
    const { rows } = await pull({ checkpoint: first.checkpoint });
    expect(events(rows)).toEqual(['purge']);
  });
});
