import { describe, expect, test } from 'vitest';
import { SourceError } from '#core/errors.ts';
import { startFakeApi } from './testing-api.ts';
import { fakeDossier } from './testing-demarche.ts';
import { pullOnce } from './testing-pull.ts';
import {
  at,
  CLASSIFIED,
  events,
  filedDossiers,
  SETTINGS,
  testSource,
  unique,
} from './testing-source.ts';

const { pull, give, asked, sizes, meet, forget, clock } = testSource();

describe('an API that misbehaves', () => {
  test('and answers 200 with errors beside half of the data moves nothing', async () => {
    const { dossiers } = give(filedDossiers(150));
    at(dossiers, 120).broken = true;
    const first = await pull();
    expect(first.rows).toHaveLength(120);
    expect(String(first.error)).toContain('internal_server_error');
    at(dossiers, 120).broken = false;
    clock.set('2026-06-01T12:00:00Z');
    const second = await pull({ checkpoint: first.checkpoint });
    expect(unique([...first.rows, ...second.rows])).toBe(150);
  });

  test('and is too slow for large pages gets smaller ones', async () => {
    give(filedDossiers(60)).demarche.slow_above = 30;
    const { rows, log, error, checkpoint } = await pull();
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(60);
    expect(sizes().slice(0, 5)).toEqual([100, 50, 25, 25, 25]);
    expect(log.join('\n')).toContain('Asking for 25 dossiers, not 50');
    // The same day it is not asked for more again; the next day it is.
    forget();
    clock.set('2026-06-01T12:00:00Z');
    const later = await pull({ checkpoint });
    expect(sizes()).toEqual([25]);
    clock.set('2026-06-02T06:00:00Z');
    forget();
    await pull({ checkpoint: later.checkpoint });
    expect(sizes()).toEqual([100, 50, 25]);
  });

  test('and hangs is not waited for longer than is said', async () => {
    give(filedDossiers(60));
    let hangs = 0;
    meet(({ variables }) => (variables.first === 100 && (hangs += 1) ? 'hang' : undefined));
    const { rows, error } = await pull({ settings: { ...SETTINGS, timeout_s: 0.2 } });
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(60);
    expect(hangs).toBe(1);
    expect(sizes()).toEqual([50, 50]);
  });

  test('and says in plain text that there were too many questions is left alone until it says', async () => {
    const strict = await startFakeApi({ now: clock.now, questions_per_minute: 3 });
    try {
      strict.demarches.set(42, { dossiers: filedDossiers(450), retention_months: 12 });
      const waits: number[] = [];
      const patient = {
        ...clock,
        sleep: async (ms: number) => {
          waits.push(ms);
          await clock.sleep(ms);
        },
      };
      clock.set('2026-06-01T06:00:20Z');
      const { rows, log, error } = await pullOnce({
        api: strict,
        clock: patient,
        settings: SETTINGS,
      });
      expect(error).toBeUndefined();
      expect(unique(rows)).toBe(450);
      expect(log.filter((line) => line.startsWith('The API asks to wait')).length).toBeGreaterThan(
        0,
      );
      // Until the minute is over, as its header says, and not a minute from now.
      expect(waits[0]).toBe(40_000);
    } finally {
      await strict.close();
    }
  });

  test('and breaks off is asked again after a moment', async () => {
    give(filedDossiers(3));
    let resets = 0;
    meet(({ operation }) =>
      operation === 'ObservatoireDossiers' && (resets += 1) <= 2 ? 'reset' : undefined,
    );
    const { rows, error } = await pull();
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(3);
    expect(resets).toBe(3);
  });

  test('and is closed ends the pull, with what was read before', async () => {
    give(filedDossiers(150));
    let pages = 0;
    meet(({ operation }) =>
      operation === 'ObservatoireDossiers' && (pages += 1) === 2
        ? { status: 503, text: 'Maintenance' }
        : undefined,
    );
    const { rows, error } = await pull({ settings: { ...SETTINGS, pages_per_delivery: 20 } });
    expect(rows).toHaveLength(100);
    expect(String(error)).toContain('closed for now (503)');
  });

  test.each([502, 504])('and whose gateway gives up (%i) gets smaller pages', async (status) => {
    give(filedDossiers(3));
    meet(({ variables }) => (variables.first === 100 ? { status } : undefined));
    const { rows } = await pull();
    expect(rows).toHaveLength(3);
    expect(sizes()).toEqual([50]);
  });

  test('and answers with a page of HTML is not believed', async () => {
    give(filedDossiers(3));
    meet(({ operation }) =>
      operation === 'ObservatoireDossiers' ? { status: 200, text: '<html>' } : undefined,
    );
    const { rows, error } = await pull();
    expect(rows).toEqual([]);
    expect(String(error)).toContain('nothing that we can read');
  });

  test('and refuses the token is told so once', async () => {
    give(filedDossiers(3));
    const { error } = await pull({ token: 'an old token' });
    expect(error).toBeInstanceOf(SourceError);
    expect(String(error)).toContain('refuses the token');
    expect(asked('ObservatoireSchema')).toEqual([]);
  });

  test('for one démarche does not keep the others from being read', async () => {
    give(filedDossiers(3)).demarche.forbidden = true;
    give(filedDossiers(4, 2000), 43);
    const both = { demarches: [42, 43].map((number) => ({ number, ...CLASSIFIED })) };
    const { rows, error, parcels } = await pull({ settings: both });
    expect(rows).toHaveLength(4);
    expect(String(error)).toContain('démarche 42: The API answers with errors: forbidden.');
    // Nobody may take an open dossier of the other one for one that was followed until today.
    expect(parcels.at(-1)?.coverage?.covers_to).toBe('2025-06-02');
  });
});

describe('a démarche that fails at every page size', () => {
  /** The breaker reads the clock of the machine. */
  const failing = () => {
    const { demarche } = give(filedDossiers(3));
    demarche.slow_above = 0;
    give(filedDossiers(4, 2000), 43);
    return { demarche, both: { demarches: [42, 43].map((number) => ({ number, ...CLASSIFIED })) } };
  };

  test('is left alone for a while, and then tried with the least', async () => {
    const { demarche, both } = failing();
    const first = await pull({ settings: both });
    expect(first.rows).toHaveLength(4);
    expect(sizes()).toEqual([100, 50, 25, 10, 100]);

    forget();
    const second = await pull({ settings: both, checkpoint: first.checkpoint });
    expect(String(second.error)).toContain('left alone for 60 minutes');
    expect(sizes()).toEqual([100]);

    forget();
    const briefly = { ...both, pause_minutes: 0.000_001 };
    const third = await pull({ settings: briefly, checkpoint: second.checkpoint });
    expect(String(third.error)).toContain('timeout');
    expect(sizes()).toEqual([10, 100]);

    forget();
    demarche.slow_above = 100;
    const fourth = await pull({ settings: briefly, checkpoint: third.checkpoint });
    expect(fourth.error).toBeUndefined();
    expect(fourth.rows).toHaveLength(3);
    const fifth = await pull({ settings: both, checkpoint: fourth.checkpoint });
    expect(fifth.error).toBeUndefined();
  });
});

describe('a schema that has moved', () => {
  test('is read as before where things were only added, and new words are told', async () => {
    const drifted = await startFakeApi({
      now: clock.now,
      drift: `
        extend type Dossier { priorite: String  usagerSuivi: Int! }
        extend type DemarcheDescriptor { dossiersCount: Int }
        extend enum TraitementEvent { archive_automatiquement }
        extend enum DeletedDossierReason { merged }`,
    });
    try {
      const dossier = fakeDossier(1, [
        ['depose', '2026-01-05T10:00:00+01:00'],
        ['archive_automatiquement', '2026-02-05T10:00:00+01:00'],
      ]);
      drifted.demarches.set(42, { dossiers: [dossier], retention_months: 12 });
      const { rows, log, error } = await pullOnce({ api: drifted, clock, settings: SETTINGS });
      expect(error).toBeUndefined();
      expect(events(rows)).toEqual(['depot']);
      expect(log).toEqual(
        expect.arrayContaining([
          'The API has acts that we do not know, and leave out: archive_automatiquement.',
          'The API has reasons of a deletion that we do not know, and leave out: merged.',
          'Démarche 42: “archive_automatiquement”, which we do not know, 1 times; left out.',
        ]),
      );
    } finally {
      await drifted.close();
    }
  });

  test('and lacks what we ask for stops the pull with its name', async () => {
    give(filedDossiers(3));
    const types = { fields: [{ name: 'id' }] };
    const schema = Object.fromEntries(
      ['demarche', 'dossier', 'traitement', 'message', 'correction', 'deleted'].map((name) => [
        name,
        types,
      ]),
    );
    const words = { enumValues: [] };
    const data = { ...schema, events: words, reasons: words };
    meet(({ operation }) =>
      operation === 'ObservatoireSchema'
        ? { status: 200, text: JSON.stringify({ data }) }
        : undefined,
    );
    const { rows, error } = await pull();
    expect(rows).toEqual([]);
    expect(String(error)).toContain('traitement.dateTraitement');
  });

  test('and may not be looked at is read all the same', async () => {
    give(filedDossiers(3));
    const text = JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'forbidden' } }] });
    meet(({ operation }) =>
      operation === 'ObservatoireSchema' ? { status: 200, text } : undefined,
    );
    expect((await pull()).rows).toHaveLength(3);
  });
});
