/** From a server that stops answering to the share of time that the platform was available. */
import { beforeEach, expect, test } from 'vitest';
import { SourceError } from '#core/errors.ts';
import { command, insert, select } from '#core/database.ts';
import { freshness } from '#queries/freshness.ts';
import { figuresOf } from '#queries/testing.ts';
import { testIngest } from '../../testing.ts';
import { testPull } from '../testing.ts';
import { testServer } from './testing.ts';

const { database, stored } = testIngest();
const source = testPull(database);
const server = testServer();

/** Statuses by path; a path that has none does not answer in time. */
let statuses: Record<string, number> = {};
beforeEach(() => {
  statuses = { '/depot': 200, '/compte': 200, '/temoin': 404 };
  server.asked.length = 0;
  server.state.answer = (url) => {
    const status = statuses[url.pathname];
    return status ? { status } : { silent: true };
  };
});

const configuration = (settings = '') => `sources:
  - name: sonde
    kind: availability
    network: { http: true, private: [127.0.0.0/8] }
    settings:
      targets: [{ module: depot, url: ${server.origin()}/depot, also: [401] }]
      timeout_s: 1
      ${settings}
`;

const HEADER = 'occurred_on, module, debut_at, fin_at, issue, revision';
const at = (clock: string) => new Date(`2026-10-20T${clock}:00Z`);
const covered = (where: string) =>
  select(
    database.writer,
    `SELECT covers, covers_from, covers_to FROM batch WHERE state = 'stored' AND ${where}`,
  );
const lookAt = (clock: string, settings = '') =>
  source.pull(configuration(settings), { now: () => at(clock) });

test('an outage is recorded while it goes on, corrected when it ends, and makes a figure', async () => {
  expect(await lookAt('21:50')).toMatchObject({ deliveries: 0 });
  statuses['/depot'] = 503;
  expect(await lookAt('21:55')).toMatchObject({ deliveries: 0 });
  statuses['/depot'] = 0;
  // It is after midnight in Paris, and the day of the outage is that of its beginning.
  expect(await lookAt('22:00')).toMatchObject({ inserted: 0 });
  expect(await lookAt('22:05')).toMatchObject({ inserted: 1 });
  statuses['/depot'] = 200;
  expect(await lookAt('22:19')).toMatchObject({ corrected: 1, rejected: 0 });
  const outage = { occurred_on: '2026-10-20', module: 'depot', issue: 'non_programmee' };
  expect(await stored(HEADER)).toMatchObject([
    { ...outage, debut_at: '2026-10-20 21:55:00.000', fin_at: '2026-10-20 22:05:00.000' },
    { ...outage, debut_at: '2026-10-20 21:55:00.000', fin_at: '2026-10-20 22:19:00.000' },
  ]);
  expect(server.asked.every((line) => line === 'HEAD /depot')).toBe(true);

  await source.pull(configuration(), { now: () => new Date('2026-11-01T12:00:00Z') });
  // A day with nothing to say is covered all the same, from the first that was looked at whole.
  expect(await covered('rows = 0')).toEqual([
    { covers: ['anomalies:disponibilite'], covers_from: '2026-10-21', covers_to: '2026-10-31' },
  ]);
  const figure = await figuresOf(database.writer, ['N-05'], '2026-11-02T00:00:00Z');
  // Watched since the 21st: eleven days of Paris, of which one has 25 hours, less 19 minutes.
  expect(figure('N-05', 'period 2026-10 share')?.value).toBeCloseTo(
    1 - 19 / (11 * 24 * 60 + 60),
    9,
  );
});

test('an outage that lies in an announced interruption is a planned one', async () => {
  const settings = `planned: [{ from: '2026-10-20T02:00:00+02:00', to: '2026-10-20T04:00:00+02:00' }]
      failures: 1`;
  statuses['/depot'] = 500;
  await lookAt('00:10', settings);
  statuses['/depot'] = 401;
  await lookAt('00:20', settings);
  expect(await stored('DISTINCT issue, revision')).toMatchObject([
    { issue: 'programmee' },
    { issue: 'programmee' },
  ]);
});

test('a probe and a tracker each say how far they followed, and nothing of the other', async () => {
  const exported = { iid: 1, labels: ['bloquant', 'depot'], created_at: '2026-10-01T08:00:00Z' };
  const tracker = `sources:
  - name: suivi
    kind: gitlab
    settings:
      path: exports
      settle_s: 0
      prefix: ANEF
      words: { gravite: { bloquant: bloquante }, module: { depot: depot } }
`;
  const saveExport = async (day: string) => {
    const issues = [{ ...exported, state: 'opened' }];
    await source.put(`exports/anomalies-${day}.json`, JSON.stringify({ issues }));
    await source.pull(tracker, { now: () => new Date(`${day}T12:00:00Z`) });
  };
  const cutoffs = async (day: string) => {
    const figure = await figuresOf(database.writer, ['N-02', 'N-05'], `${day}T00:00:00Z`);
    const { sources } = await freshness(database.reader);
    return {
      stock: figure('N-02', 'period now count')?.cutoff,
      available: figure('N-05', 'period 2026 share')?.cutoff,
      both: sources.find(({ source: name }) => name === 'anomalies')?.covers_to,
    };
  };
  await saveExport('2026-10-16');
  // Nobody has looked whether the platform answers.
  expect(await cutoffs('2026-10-20')).toEqual({
    stock: '2026-10-15',
    available: undefined,
    both: '2026-10-15',
  });
  await lookAt('10:00');
  const later = (day: string) =>
    source.pull(configuration(), { now: () => new Date(`${day}T10:00:00Z`) });
  await later('2026-10-26');
  expect(await cutoffs('2026-10-27')).toEqual({
    stock: '2026-10-15',
    available: '2026-10-25',
    both: '2026-10-15',
  });
  await saveExport('2026-10-31');
  expect(await cutoffs('2026-11-02')).toEqual({
    stock: '2026-10-30',
    available: '2026-10-25',
    both: '2026-10-25',
  });
});

test('while the witness does not answer either, a failure is our own', async () => {
  const settings = `witness: ${server.origin()}/temoin\n      failures: 1`;
  statuses = {};
  expect(await lookAt('10:00', settings)).toMatchObject({ rows: 0 });
  expect(source.said.join('\n')).toContain('depot does not answer, nor does the witness');
  statuses['/temoin'] = 404;
  expect(await lookAt('10:05', settings)).toMatchObject({ inserted: 1 });
});

test('an outage keeps its id while it goes on, even where a pull died before it wrote its state', async () => {
  const twice = 'failures: 2';
  statuses['/depot'] = 500;
  await lookAt('10:00', twice);
  const before = await select<object>(database.writer, 'SELECT * FROM checkpoint');
  await lookAt('10:05', twice);
  // The rows were acknowledged, the checkpoint was not written.
  await command(database.writer, 'TRUNCATE TABLE checkpoint');
  await insert(database.writer, 'checkpoint', before);
  expect(await lookAt('10:10', twice)).toMatchObject({ corrected: 1 });
  expect(await stored('DISTINCT event_id')).toHaveLength(1);
  expect(
    await source.pull(configuration(twice), { now: () => at('12:00'), dryRun: true }),
  ).toMatchObject({ corrected: 0 });
});

test('an address that may not be asked is a mistake, not an outage', async () => {
  const yaml = configuration('failures: 1').replace('private: [127.0.0.0/8]', 'private: []');
  await expect(source.pull(yaml)).rejects.toThrow(SourceError);
  expect(await stored()).toEqual([]);
});
