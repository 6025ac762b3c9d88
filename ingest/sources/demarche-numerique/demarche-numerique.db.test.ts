import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { figuresOf } from '#queries/testing.ts';
import { knownAt, testIngest } from '../../testing.ts';
import type { PullChild } from '../../testing-pull-child.ts';
import { testPull } from '../testing.ts';
import { openIdentity } from './identity.ts';
import { startFakeApi, type FakeApi } from './testing-api.ts';
import { fakeDossier, type FakeDossier } from './testing-demarche.ts';
import { decodings, KEY, testClock } from './testing-pull.ts';

const { database, query, stored } = testIngest();
const source = testPull(database);
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
  api.meet = () => undefined;
});

const yaml = (pages_per_delivery = 20) => `sources:
  - name: demarches
    kind: demarche_numerique
    network: { http: true, private: [127.0.0.0/8] }
    settings:
      url: ${api.url}
      pages_per_delivery: ${pages_per_delivery}
      demarches:
        - { number: 42, kind: DEMANDE_TITRE, prefecture: '94', titre: L421-9, motif: economique, demande: premiere }
        - { number: 43, kind: PRE_DEMANDE_RDV, prefecture: '94' }
        - { number: 44 }
`;

const pull = (pages_per_delivery?: number) =>
  source.pull(yaml(pages_per_delivery), {
    keys: { linkage: undefined, sources: new Map([['demarche_numerique', KEY]]) },
    secrets: new Map([['OBS_TOKEN_DEMARCHES', api.token]]),
    now: clock.now,
    sleep: clock.sleep,
  });

const give = (number: number, dossiers: FakeDossier[]) =>
  void api.demarches.set(number, { dossiers, retention_months: 12 });

const at = (day: string) => `${day}T10:00:00+02:00`;

/** The day that is so many days after the filing. */
function after(days: number): string {
  const day = new Date('2026-01-05T00:00:00Z');
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Filed on 5 January 2026, and closed so many days later, if ever. */
const filed = (number: number, days?: number, act = 'accepte') =>
  fakeDossier(number, [
    ['depose', at('2026-01-05')],
    ...(days === undefined ? [] : [[act, at(after(days))] as const]),
  ]);

describe('from the API to a figure', () => {
  beforeEach(() => {
    const delays = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    give(42, [
      ...delays.map((days, index) =>
        filed(8_000_100 + index, days, index % 2 ? 'refuse' : 'accepte'),
      ),
      ...[0, 1, 2, 3, 4].map((index) => filed(8_000_200 + index)),
    ]);
    // Appointments that were granted, and forms of which nobody knows what they are: no decisions.
    give(43, [filed(8_000_300, 3), filed(8_000_301, 3)]);
    give(44, [filed(8_000_400, 3)]);
  });

  test('counts what was filed, lets those that still wait count in the delay, and says what it covers', async () => {
    const report = await pull();
    expect(report).toMatchObject({ rows: 25 + 4, inserted: 25 + 4, rejected: 0 });
    const figure = await figuresOf(database.writer, ['V-01', 'P-01'], '2026-06-02T00:00:00Z');
    expect(figure('V-01', 'period 2026-01 count')).toMatchObject({ value: 15 });
    // Ten of fifteen are closed: half of all after 80 days, though half of those ten after 50.
    expect(figure('P-01', 'cohort 2026-01 median')).toMatchObject({
      value: 80,
      n: 15,
      censored: 5,
      status: 'ok',
      origin: 'real',
      cutoff: '2026-06-01',
    });
    expect(figure('P-01', 'cohort 2026-01 p10')).toMatchObject({ value: 20 });
    const [latest] = await query(
      `SELECT covers_from, covers_to, prefectures, key_id, origin, sources FROM batch
      WHERE state = 'stored' ORDER BY at DESC LIMIT 1`,
    );
    expect(latest).toEqual({
      covers_from: '2025-06-02',
      covers_to: '2026-06-01',
      prefectures: ['94'],
      key_id: identity.keyId,
      origin: 'real',
      sources: ['demarche_numerique'],
    });
  });

  test('follows a dossier that is put aside, comes back, and is decided', async () => {
    await pull();
    const dossier = api.demarches.get(42)?.dossiers.find(({ number }) => number === 8_000_200);
    if (!dossier) throw new Error('The dossier is not there.');
    const known = async (now: string) => {
      const rows = await query<{ event: string }>(
        `SELECT event FROM ${knownAt(now)}
        WHERE lower(hex(dossier)) = '${identity.pseudonym(8_000_200)}' ORDER BY occurred_on`,
      );
      return rows.map(({ event }) => event);
    };

    dossier.hidden_at = at('2026-06-02');
    clock.set('2026-06-03T06:00:00Z');
    expect(await pull()).toMatchObject({ inserted: 1, rejected: 0 });
    expect(await known('2026-06-04 00:00:00')).toEqual(['depot', 'desistement']);

    delete dossier.hidden_at;
    dossier.updated_at = at('2026-06-04');
    clock.set('2026-06-05T06:00:00Z');
    expect(await pull()).toMatchObject({ duplicates: 1, corrected: 1, rejected: 0 });
    expect(await known('2026-06-06 00:00:00')).toEqual(['depot']);

    dossier.traitements.push({
      id: 'Traitement-new',
      event: 'refuse',
      dateTraitement: at('2026-06-06'),
    });
    Object.assign(dossier, { state: 'refuse', updated_at: at('2026-06-06') });
    clock.set('2026-06-07T06:00:00Z');
    expect(await pull()).toMatchObject({ inserted: 1, duplicates: 1, rejected: 0 });
    expect(await known('2026-06-08 00:00:00')).toEqual(['depot', 'decision_defavorable']);
    // And what was published before stays as it was.
    expect(await known('2026-06-04 00:00:00')).toEqual(['depot', 'desistement']);
  });

  test('keeps no number of a dossier anywhere', async () => {
    await pull();
    const tables = await query<{ name: string }>(
      `SELECT name FROM system.tables
      WHERE database = currentDatabase() AND engine LIKE '%MergeTree' ORDER BY name`,
    );
    const kept: string[] = [];
    for (const { name } of tables) kept.push(JSON.stringify(await query(`SELECT * FROM ${name}`)));
    const text = decodings(kept.join('\n'));
    expect(text).toContain(identity.keyId);
    for (const { dossiers } of api.demarches.values()) {
      for (const { number } of dossiers) {
        expect(text).not.toContain(String(number));
        expect(source.said.join('\n')).not.toContain(String(number));
      }
    }
  });
});

describe('a pull that is killed', () => {
  const child = fileURLToPath(new URL('../../testing-pull-child.ts', import.meta.url));
  const { url, accounts } = inject('engine');

  /** Pulls in a process of its own, until it is killed. */
  async function pullAndKill(now: string, when: (statement: string) => boolean, question?: number) {
    const options: PullChild = {
      target: { url, database: database.writer.name, ...accounts.writer },
      sources: await source.put('sources.yaml', yaml(1)),
      folder: join(source.folder(), '.scratch'),
      now,
      keys: { demarche_numerique: KEY },
      secrets: { OBS_TOKEN_DEMARCHES: api.token },
    };
    const running = spawn(process.execPath, ['--import', 'tsx', child, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(running, 'exit');
    let questions = 0;
    api.meet = ({ operation }) => {
      if (operation !== 'ObservatoireDossiers' || (questions += 1) !== question) return undefined;
      running.kill('SIGKILL');
      return 'hang';
    };
    for await (const statement of createInterface(running.stdout)) {
      if (when(statement)) running.kill('SIGKILL');
    }
    const [, signal] = (await ended) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    api.meet = () => undefined;
  }

  const nth = (text: string, count: number) => {
    let seen = 0;
    return (statement: string) => statement.includes(text) && (seen += 1) === count;
  };

  test('goes on where it was, while dossiers move to the end: none is lost, none doubled', async () => {
    const dossiers = Array.from({ length: 230 }, (_, index) =>
      fakeDossier(1000 + index, [
        ['depose', `2026-02-${String(1 + (index % 28)).padStart(2, '0')}T10:00:00+01:00`],
      ]),
    );
    give(42, dossiers);
    give(43, []);
    give(44, []);
    let moves = 0;
    const decide = (index: number, when: string) => {
      const dossier = dossiers[index];
      if (!dossier) throw new Error(`There is no dossier ${index}.`);
      dossier.traitements.push({ id: `Decision-${index}`, event: 'accepte', dateTraitement: when });
      Object.assign(dossier, { state: 'accepte', updated_at: when });
      moves += 1;
    };
    // When the first page is in the log and its checkpoint is not, and while the second is asked for.
    await pullAndKill('2026-06-01T10:00:00Z', nth('INSERT INTO checkpoint', 1));
    decide(3, at('2026-06-01'));
    await pullAndKill('2026-06-01T11:00:00Z', () => false, 2);
    decide(120, at('2026-06-01'));
    decide(210, at('2026-06-01'));
    clock.set('2026-06-01T12:00:00Z');
    await pull();

    const expected = dossiers.flatMap(({ number, traitements }) =>
      traitements.map(({ id }) => identity.eventId(number, id)),
    );
    expect(expected).toHaveLength(230 + moves);
    const found = (await stored()).map(({ event_id }) => event_id);
    expect(found).toEqual(expected.toSorted());
  }, 120_000);
});
