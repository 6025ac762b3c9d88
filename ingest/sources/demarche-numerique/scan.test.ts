import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Json } from '../source.ts';
import { openIdentity } from './identity.ts';
import { KEY, type PullOptions } from './testing-pull.ts';
import { act, at, events, filedDossiers, SETTINGS, testSource, unique } from './testing-source.ts';

const { pull, give, asked, sizes, meet, forget, clock } = testSource();

describe('a scan', () => {
  test('goes page after page, and the next one asks only for what changed since', async () => {
    const { dossiers } = give(filedDossiers(250));
    const first = await pull();
    expect(first.error).toBeUndefined();
    expect(unique(first.rows)).toBe(250);
    expect(sizes()).toEqual([100, 100, 100]);

    act(at(dossiers, 3), 'accepte', '2026-06-01T08:30:00+02:00', 'accepte');
    forget();
    clock.set('2026-06-01T07:00:00Z');
    const second = await pull({ checkpoint: first.checkpoint });
    expect(events(second.rows)).toEqual(['depot', 'decision_favorable']);
    expect(sizes()).toEqual([100]);
    const [question] = asked('ObservatoireDossiers');
    expect(question?.variables).toMatchObject({
      since: '1990-01-01T00:00:00Z',
      after: expect.any(String),
    });
  });

  test('keeps the last cursor when the list has ended, and its order beside it', async () => {
    give(filedDossiers(3));
    const first = await pull();
    const second = await pull({ checkpoint: first.checkpoint });
    const cursor = (written: unknown) =>
      z
        .object({
          demarches: z.record(
            z.string(),
            z.object({ dossiers: z.object({ mode: z.string(), sealed: z.string() }) }),
          ),
        })
        .parse(written).demarches['42']?.dossiers;
    expect(cursor(second.checkpoint)).toEqual(cursor(first.checkpoint));
    expect(cursor(first.checkpoint)?.mode).toBe('updated_at');
  });

  test('reads a dossier twice that moves to the end meanwhile, and loses nothing', async () => {
    const { dossiers } = give(filedDossiers(250));
    let pages = 0;
    meet(({ operation }) => {
      if (operation !== 'ObservatoireDossiers' || (pages += 1) !== 2) return;
      act(at(dossiers, 5), 'accepte', '2026-05-31T08:00:00+02:00', 'accepte');
      act(at(dossiers, 150), 'refuse', '2026-05-31T08:01:00+02:00', 'refuse');
    });
    const { rows, error } = await pull();
    expect(error).toBeUndefined();
    expect(unique(rows)).toBe(252);
    // The filing of the one that was read before it moved is told twice, under one id.
    expect(rows).toHaveLength(253);
  });

  test('tells an event once in one delivery, however often it was read', async () => {
    const { dossiers } = give(filedDossiers(150));
    let pages = 0;
    meet(({ operation }) => {
      if (operation !== 'ObservatoireDossiers' || (pages += 1) !== 2) return;
      act(at(dossiers, 5), 'accepte', '2026-05-31T08:00:00+02:00', 'accepte');
    });
    const { rows } = await pull({ settings: { ...SETTINGS, pages_per_delivery: 20 } });
    expect(rows).toHaveLength(151);
    expect(unique(rows)).toBe(151);
  });

  test('that dies before its checkpoint is written tells the same again, and no more', async () => {
    give(filedDossiers(450));
    const whole = await pull();
    clock.set('2026-06-01T06:00:00Z');
    let checkpoint: PullOptions['checkpoint'];
    const told = new Map<string, string>();
    let times = 0;
    for (const dies_after of [1, 2, 1, 3, undefined]) {
      const { rows, checkpoint: reached } = await pull({ checkpoint, dies_after });
      checkpoint = reached;
      times += rows.length;
      for (const { recorded_at: _at, ...row } of rows) {
        const text = JSON.stringify(row);
        expect(told.get(row.event_id) ?? text).toBe(text);
        told.set(row.event_id, text);
      }
    }
    expect(times).toBeGreaterThan(450);
    expect([...told.keys()].toSorted()).toEqual(whole.rows.map((row) => row.event_id).toSorted());
  });

  test('starts again where `--since` says, and stays with it', async () => {
    give(filedDossiers(30));
    const first = await pull();
    forget();
    const again = await pull({ checkpoint: first.checkpoint, since: '2026-02-01' });
    expect(again.rows).toHaveLength(30);
    const next = await pull({ checkpoint: again.checkpoint });
    expect(next.rows).toEqual([]);
    const questions = asked('ObservatoireDossiers');
    expect(questions.map(({ variables }) => variables.since)).toEqual([
      '2026-02-01T00:00:00Z',
      '2026-02-01T00:00:00Z',
    ]);
    expect(questions[0]?.variables.after).toBeNull();
  });

  test('starts again from a checkpoint of another make, as from a cursor of another order', async () => {
    give(filedDossiers(3));
    const { checkpoint } = await pull();
    const other = JSON.parse(JSON.stringify(checkpoint).replace('updated_at', 'depose_at')) as Json;
    const again = await pull({ checkpoint: other });
    expect(again.rows).toHaveLength(3);
    expect(again.log).toContain('The checkpoint is of another version; everything is read again.');
  });

  test('starts again when a démarche is mapped otherwise', async () => {
    give(filedDossiers(3));
    const first = await pull({ settings: { demarches: [{ number: 42 }] } });
    expect(first.rows).toEqual([]);
    expect(first.log).toContain('Démarche 42 is not mapped: 3 dossiers read, no event.');
    const mapped = await pull({ checkpoint: first.checkpoint });
    expect(events(mapped.rows)).toEqual(['depot', 'depot', 'depot']);
  });
});

describe('what a delivery says that it covers', () => {
  const coverage = async () => (await pull()).parcels.map((parcel) => parcel.coverage);

  test('begins where closed dossiers were not yet deleted, and ends today once all is read', async () => {
    give(filedDossiers(150)).demarche.retention_months = 6;
    const [first, last] = await coverage();
    expect(first).toMatchObject({ covers_from: '2025-12-02', covers_to: '2025-12-02' });
    expect(last).toMatchObject({
      source: 'demarche_numerique',
      covers_from: '2025-12-02',
      covers_to: '2026-06-01',
      prefectures: ['94'],
      key_id: openIdentity(KEY).keyId,
      origin: 'real',
    });
  });

  test('is told on a day on which nothing happened, once', async () => {
    give(filedDossiers(3));
    const large = { ...SETTINGS, pages_per_delivery: 20 };
    const first = await pull({ settings: large });
    const same = await pull({ settings: large, checkpoint: first.checkpoint });
    expect(same.parcels).toMatchObject([{ rows: undefined }]);
    clock.set('2026-06-02T06:00:00Z');
    const next = await pull({ settings: large, checkpoint: first.checkpoint });
    expect(next.parcels).toMatchObject([{ rows: [], coverage: { covers_to: '2026-06-02' } }]);
  });
});
