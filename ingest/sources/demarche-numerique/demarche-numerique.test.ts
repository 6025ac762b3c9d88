import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, SourceError } from '#core/errors.ts';
import type { Json } from '../source.ts';
import { demarcheNumerique } from './demarche-numerique.ts';
import { openIdentity } from './identity.ts';
import { startFakeApi, type FakeApi } from './testing-api.ts';
import { fakeDossier, type FakeDemarche, type FakeDossier } from './testing-demarche.ts';
import { decodings, KEY, pullOnce, testClock, type PullOptions } from './testing-pull.ts';

const START = '2026-06-01T06:00:00Z';
const clock = testClock(START);
const identity = openIdentity(KEY);
let api: FakeApi;

beforeAll(async () => {
  api = await startFakeApi({ now: clock.now });
  return () => api.close();
});

beforeEach(() => {
  clock.set(START);
  api.demarches.clear();
  api.asked.length = 0;
  api.meet = () => undefined;
});

const CLASSIFIED = {
  kind: 'DEMANDE_TITRE',
  prefecture: '94',
  titre: 'L421-9',
  motif: 'economique',
  demande: 'premiere',
};
const settings = { pages_per_delivery: 1, demarches: [{ number: 42, ...CLASSIFIED }] };

const pull = (rest: Partial<PullOptions> = {}) => pullOnce({ api, clock, settings, ...rest });

/** The day and minute of the n-th dossier of a scan. */
const minute = (index: number, month = '02') =>
  `2026-${month}-01T${String(8 + Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00+01:00`;

/** Filed dossiers, each changed a minute after the one before. */
const filedDossiers = (count: number, from = 1000): FakeDossier[] =>
  Array.from({ length: count }, (_, index) =>
    fakeDossier(from + index, [['depose', minute(index)]]),
  );

const give = (dossiers: FakeDossier[], number = 42) => {
  const demarche: FakeDemarche = { dossiers, retention_months: 12 };
  api.demarches.set(number, demarche);
  return { demarche, dossiers };
};

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${index}.`);
  return item;
};

/** An act that happens now, which moves its dossier to the end of the scan. */
function act(dossier: FakeDossier, event: string, when: string, state?: string) {
  dossier.traitements.push({
    id: `Traitement-${dossier.number}-${dossier.traitements.length}`,
    event,
    dateTraitement: when,
  });
  dossier.updated_at = when;
  if (state) dossier.state = state;
}

const sizes = (operation = 'ObservatoireDossiers') =>
  api.asked
    .filter((asked) => asked.operation === operation)
    .map(({ variables }) => variables.first);
const events = (rows: readonly { event: string }[]) => rows.map(({ event }) => event);
const unique = (rows: readonly { event_id: string }[]) =>
  new Set(rows.map(({ event_id }) => event_id)).size;

describe('a scan', () => {
  test('goes page after page, and the next one asks only for what changed since', async () => {
    const { dossiers } = give(filedDossiers(250));
    const first = await pull();
    expect(first.error).toBeUndefined();
    expect(unique(first.rows)).toBe(250);
    expect(sizes()).toEqual([100, 100, 100]);

    act(at(dossiers, 3), 'accepte', '2026-06-01T08:30:00+02:00', 'accepte');
    api.asked.length = 0;
    clock.set('2026-06-01T07:00:00Z');
    const second = await pull({ checkpoint: first.checkpoint });
    expect(events(second.rows)).toEqual(['depot', 'decision_favorable']);
    expect(sizes()).toEqual([100]);
    const [asked] = api.asked.filter(({ operation }) => operation === 'ObservatoireDossiers');
    expect(asked?.variables).toMatchObject({
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
    api.meet = ({ operation }) => {
      if (operation !== 'ObservatoireDossiers' || (pages += 1) !== 2) return;
      act(at(dossiers, 5), 'accepte', '2026-05-31T08:00:00+02:00', 'accepte');
      act(at(dossiers, 150), 'refuse', '2026-05-31T08:01:00+02:00', 'refuse');
    };
    const { rows, error } = await pull();
    expect(error).toBeUndefined();
    expect(unique(rows)).toBe(252);
    // The filing of the one that was read before it moved is told twice, under one id.
    expect(rows).toHaveLength(253);
  });

  test('tells an event once in one delivery, however often it was read', async () => {
    const { dossiers } = give(filedDossiers(150));
    let pages = 0;
    api.meet = ({ operation }) => {
      if (operation !== 'ObservatoireDossiers' || (pages += 1) !== 2) return;
      act(at(dossiers, 5), 'accepte', '2026-05-31T08:00:00+02:00', 'accepte');
    };
    const { rows } = await pull({ settings: { ...settings, pages_per_delivery: 20 } });
    expect(rows).toHaveLength(151);
    expect(unique(rows)).toBe(151);
  });

  test('that dies before its checkpoint is written tells the same again, and no more', async () => {
    give(filedDossiers(450));
    const whole = await pull();
    clock.set(START);
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
    api.asked.length = 0;
    const again = await pull({ checkpoint: first.checkpoint, since: '2026-02-01' });
    expect(again.rows).toHaveLength(30);
    const next = await pull({ checkpoint: again.checkpoint });
    expect(next.rows).toEqual([]);
    const asked = api.asked.filter(({ operation }) => operation === 'ObservatoireDossiers');
    expect(asked.map(({ variables }) => variables.since)).toEqual([
      '2026-02-01T00:00:00Z',
      '2026-02-01T00:00:00Z',
    ]);
    expect(asked[0]?.variables.after).toBeNull();
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
    api.asked.length = 0;
    clock.set('2026-06-01T12:00:00Z');
    const later = await pull({ checkpoint });
    expect(sizes()).toEqual([25]);
    clock.set('2026-06-02T06:00:00Z');
    api.asked.length = 0;
    await pull({ checkpoint: later.checkpoint });
    expect(sizes()).toEqual([100, 50, 25]);
  });

  test('and hangs is not waited for longer than is said', async () => {
    give(filedDossiers(60));
    let hangs = 0;
    api.meet = ({ variables }) => (variables.first === 100 && (hangs += 1) ? 'hang' : undefined);
    const { rows, error } = await pull({ settings: { ...settings, timeout_s: 0.2 } });
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
      const { rows, log, error } = await pullOnce({ api: strict, clock: patient, settings });
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
    api.meet = ({ operation }) =>
      operation === 'ObservatoireDossiers' && (resets += 1) <= 2 ? 'reset' : undefined;
    const { rows, error } = await pull();
    expect(error).toBeUndefined();
    expect(rows).toHaveLength(3);
    expect(resets).toBe(3);
  });

  test('and is closed ends the pull, with what was read before', async () => {
    give(filedDossiers(150));
    let pages = 0;
    api.meet = ({ operation }) =>
      operation === 'ObservatoireDossiers' && (pages += 1) === 2
        ? { status: 503, text: 'Maintenance' }
        : undefined;
    const { rows, error } = await pull({ settings: { ...settings, pages_per_delivery: 20 } });
    expect(rows).toHaveLength(100);
    expect(String(error)).toContain('closed for now (503)');
  });

  test.each([502, 504])('and whose gateway gives up (%i) gets smaller pages', async (status) => {
    give(filedDossiers(3));
    api.meet = ({ variables }) => (variables.first === 100 ? { status } : undefined);
    const { rows } = await pull();
    expect(rows).toHaveLength(3);
    expect(sizes()).toEqual([50]);
  });

  test('and answers with a page of HTML is not believed', async () => {
    give(filedDossiers(3));
    api.meet = ({ operation }) =>
      operation === 'ObservatoireDossiers' ? { status: 200, text: '<html>' } : undefined;
    const { rows, error } = await pull();
    expect(rows).toEqual([]);
    expect(String(error)).toContain('nothing that we can read');
  });

  test('and refuses the token is told so once', async () => {
    give(filedDossiers(3));
    const { error } = await pull({ token: 'an old token' });
    expect(error).toBeInstanceOf(SourceError);
    expect(String(error)).toContain('refuses the token');
    expect(api.asked).toEqual([]);
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
    give(filedDossiers(3)).demarche.slow_above = 0;
    give(filedDossiers(4, 2000), 43);
    return { demarches: [42, 43].map((number) => ({ number, ...CLASSIFIED })) };
  };

  test('is left alone for a while, and then tried with the least', async () => {
    const both = failing();
    const first = await pull({ settings: both });
    expect(first.rows).toHaveLength(4);
    expect(sizes()).toEqual([100, 50, 25, 10, 100]);

    api.asked.length = 0;
    const second = await pull({ settings: both, checkpoint: first.checkpoint });
    expect(String(second.error)).toContain('left alone for 60 minutes');
    expect(sizes()).toEqual([100]);

    api.asked.length = 0;
    const briefly = { ...both, pause_minutes: 0.000_001 };
    const third = await pull({ settings: briefly, checkpoint: second.checkpoint });
    expect(String(third.error)).toContain('timeout');
    expect(sizes()).toEqual([10, 100]);

    api.asked.length = 0;
    api.demarches.get(42)!.slow_above = 100;
    const fourth = await pull({ settings: briefly, checkpoint: third.checkpoint });
    expect(fourth.error).toBeUndefined();
    expect(fourth.rows).toHaveLength(3);
    const fifth = await pull({ settings: both, checkpoint: fourth.checkpoint });
    expect(fifth.error).toBeUndefined();
  });
});

describe('deletions', () => {
  const open = (number: number) => fakeDossier(number, [['depose', minute(number)]]);
  const asks = (operation: string) =>
    api.asked.filter((asked) => asked.operation === operation).length;

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
    api.meet = ({ operation }) => {
      if (operation === 'ObservatoireDeleted')
        at(dossiers, 0).deleted_at = '2026-06-01T08:00:00+02:00';
    };
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
      key_id: identity.keyId,
      origin: 'real',
    });
  });

  test('is told on a day on which nothing happened, once', async () => {
    give(filedDossiers(3));
    const large = { ...settings, pages_per_delivery: 20 };
    const first = await pull({ settings: large });
    const same = await pull({ settings: large, checkpoint: first.checkpoint });
    expect(same.parcels).toMatchObject([{ rows: undefined }]);
    clock.set('2026-06-02T06:00:00Z');
    const next = await pull({ settings: large, checkpoint: first.checkpoint });
    expect(next.parcels).toMatchObject([{ rows: [], coverage: { covers_to: '2026-06-02' } }]);
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
      const { rows, log, error } = await pullOnce({ api: drifted, clock, settings });
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
    api.meet = ({ operation }) =>
      operation === 'ObservatoireSchema'
        ? { status: 200, text: JSON.stringify({ data }) }
        : undefined;
    const { rows, error } = await pull();
    expect(rows).toEqual([]);
    expect(String(error)).toContain('traitement.dateTraitement');
  });

  test('and may not be looked at is read all the same', async () => {
    give(filedDossiers(3));
    const text = JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'forbidden' } }] });
    api.meet = ({ operation }) =>
      operation === 'ObservatoireSchema' ? { status: 200, text } : undefined;
    expect((await pull()).rows).toHaveLength(3);
  });
});

test('no number of a dossier leaves the source, in clear or in a cursor', async () => {
  const numbers = [8_123_457, 8_123_458, 8_123_459];
  const { dossiers } = give(numbers.map((number) => fakeDossier(number, [['depose', minute(1)]])));
  at(dossiers, 1).broken = true;
  const briefly = { ...settings, pause_minutes: 0.000_001 };
  const first = await pull({ settings: briefly });
  expect(first.error).toBeInstanceOf(SourceError);
  at(dossiers, 1).broken = false;
  Object.assign(at(dossiers, 2), { hidden_at: '2026-05-20T10:00:00+02:00' });
  const second = await pull({ settings: briefly, checkpoint: first.checkpoint });
  expect(second.rows).toHaveLength(3);
  const left = decodings(
    JSON.stringify([first, second], (_key, value: unknown) =>
      value instanceof Error ? `${value.message} ${String(value.cause)}` : value,
    ),
  );
  for (const number of numbers) expect(left).not.toContain(String(number));
  expect(left).not.toContain('example.org');
  expect(left).not.toContain('Traitement-');
});

describe('the key', () => {
  test('is asked for by its name', async () => {
    give([]);
    for (const key of ['', 'too short']) {
      const { error } = await pull({ key });
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).toContain('OBS_KEY_DEMARCHE_NUMERIQUE');
    }
  });

  test('that changed would count every dossier twice: it is refused', async () => {
    give(filedDossiers(3));
    const first = await pull();
    const { rows, error } = await pull({
      checkpoint: first.checkpoint,
      key: 'another key of the tests',
    });
    expect(rows).toEqual([]);
    expect(String(error)).toContain('is not the key of the earlier pulls');
  });
});

test('a configuration is told every mistake, with where it is', () => {
  const parsed = demarcheNumerique.settings.safeParse({
    demarches: [
      { number: 1, kind: 'DEMANDE_TITRE', prefecture: '999', titre: 'L1', motif: 'economique' },
      { number: 2, kind: 'PAN_RDV' },
      { number: 2, kind: 'AUTRE' },
      { number: 3, prefix: 'x' },
    ],
  });
  const found = z.prettifyError(parsed.error!);
  for (const mistake of [
    'demarches[0].prefecture',
    'demarches[0].titre',
    'demarches[2].kind',
    'prefix',
  ]) {
    expect(found).toContain(mistake);
  }
  const again = demarcheNumerique.settings.safeParse({
    demarches: [
      { number: 1, kind: 'DEMANDE_TITRE', prefecture: '75' },
      { number: 2, kind: 'PAN_RDV' },
      { number: 2 },
    ],
  });
  const rest = z.prettifyError(again.error!);
  for (const mistake of [
    'a démarche of the kind DEMANDE_TITRE needs it',
    'demarches[1].prefecture',
    'demarches[0].motif',
  ]) {
    expect(rest).toContain(mistake);
  }
});
