/**
 * From the answers of GitLab and Jira to the log and to a figure: servers on loopback that page as the
 * real ones do, and put beside what is read the names and texts that must not be.
 */
import type { IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '#core/errors.ts';
import { figuresOf } from '#queries/testing.ts';
import { testIngest } from '../../testing.ts';
import { testPull } from '../testing.ts';
import { testServer } from './testing.ts';

const { database, stored, rejects } = testIngest();
const source = testPull(database);
const server = testServer();
beforeEach(() => {
  server.asked.length = 0;
});

const WORDS = `
        gravite: { bloquant: bloquante, Highest: bloquante, gêne: mineure }
        module: { 'module::dépôt': depot, Paiement: timbre }
        rejected: [doublon, Won't Do]
        otherwise: { gravite: majeure }`;

const configuration = (kind: string, settings: string) => `sources:
  - name: suivi
    kind: ${kind}
    network: { http: true, private: [127.0.0.0/8] }
    settings:
      ${settings}
      prefix: ANEF
      words: ${WORDS}
`;
const secrets = new Map([
  ['OBS_TOKEN_SUIVI', 'the token'],
  ['OBS_USER_SUIVI', 'reader'],
]);

const EVENTS = `event_id, event, occurred_on, rang, reference, gravite, module, version`;
/** The log without ids, in the order of what happened. */
const log = async () =>
  (await stored(EVENTS))
    .map(({ event_id: _id, ...row }) => row)
    .sort((a, b) => order(a).localeCompare(order(b)));
const order = (row: Record<string, unknown>) =>
  `${row.reference} ${row.occurred_on} ${row.rang} ${row.version}`;

/** What the tracker comes to: its flow, its stock, and the time to fix an anomaly. */
const figures = () => figuresOf(database.writer, ['N-01', 'N-02', 'N-03'], '2026-11-02T00:00:00Z');

const PERSON = { id: 1, name: 'Jeanne Exemple', username: 'jeanne', email: 'jeanne@example.org' };

/** A GitLab project: its issues, and what happened to each. */
function gitlabProject() {
  const issue = (iid: number, created_at: string, rest: object = {}) => ({
    ...{ id: 9000 + iid, iid, title: `Appeler 06 12 34 56 78`, description: 'dossier 7500000000' },
    ...{ author: PERSON, assignees: [PERSON], state: 'opened', created_at, closed_at: null },
    ...{ labels: ['bloquant', 'module::dépôt'], updated_at: created_at, ...rest },
  });
  const turn = (id: number, created_at: string, state: string) => ({
    ...{ id, user: PERSON, created_at, resource_type: 'Issue', resource_id: 1, state },
  });
  return {
    issues: [
      // Opened at midnight in Paris: the day after that of UTC.
      issue(1, '2025-11-30T23:30:00.000Z'),
      issue(2, '2025-12-10T09:00:00.000Z', { state: 'closed', labels: ['gêne', 'module::dépôt'] }),
      issue(3, '2026-01-05T09:00:00.000Z'),
      issue(4, '2026-01-06T09:00:00.000Z', {
        state: 'closed',
        labels: ['doublon', 'module::dépôt'],
        closed_at: '2026-01-07T09:00:00.000Z',
      }),
      issue(5, '2026-02-01T09:00:00.000Z', { labels: ['sans module'] }),
    ],
    turns: {
      2: [turn(21, '2025-12-20T10:00:00.000Z', 'closed')],
      // Closed, opened again and closed again on one day, then opened again.
      3: [
        turn(31, '2026-01-08T08:00:00.000Z', 'closed'),
        turn(32, '2026-01-08T09:00:00.000Z', 'reopened'),
        turn(33, '2026-01-08T10:00:00.000Z', 'closed'),
        turn(34, '2026-02-01T10:00:00.000Z', 'reopened'),
      ],
    } as Record<string, object[]>,
    releases: [
      { tag_name: 'v2.1 bis', released_at: '2026-01-15T20:00:00.000Z', author: PERSON },
      { tag_name: 'v3.0', released_at: '2027-01-01T00:00:00.000Z', upcoming_release: true },
    ],
  };
}

/** Answers as GitLab does, two to a page. */
function answerGitlab(project: ReturnType<typeof gitlabProject>) {
  return (url: URL, request: IncomingMessage) => {
    if (request.headers['private-token'] !== 'the token') return { status: 401 };
    const [, turns] = /issues\/(\d+)\/resource_state_events$/.exec(url.pathname) ?? [];
    const since = url.searchParams.get('updated_after') ?? '';
    const list: object[] = turns
      ? (project.turns[turns] ?? [])
      : url.pathname.endsWith('/releases')
        ? project.releases
        : project.issues.filter(({ updated_at }) => updated_at >= since);
    const page = Number(url.searchParams.get('page'));
    const next = list.length > page * 2 ? String(page + 1) : '';
    return { json: list.slice(page * 2 - 2, page * 2), headers: { 'x-next-page': next } };
  };
}

describe('GitLab', () => {
  const yaml = () =>
    configuration(
      'gitlab',
      `url: ${server.origin()}\n      project: dgef/anef\n      only: [anomalie]`,
    );

  test('gives openings, each closing and reopening, and releases', async () => {
    server.state.answer = answerGitlab(gitlabProject());
    expect(await source.pull(yaml(), { secrets })).toMatchObject({ inserted: 11, rejected: 1 });
    const depot = { gravite: 'bloquante', module: 'depot', version: '' };
    const three = { ...depot, reference: 'ANEF-3' };
    expect(await log()).toEqual([
      {
        ...{ event: 'mise_en_service', occurred_on: '2026-01-15', rang: null, reference: '' },
        ...{ gravite: '', module: 'plateforme', version: 'v2.1-bis' },
      },
      {
        event: 'anomalie_ouverte',
        occurred_on: '2025-12-01',
        rang: 0,
        ...depot,
        reference: 'ANEF-1',
      },
      ...['anomalie_ouverte', 'anomalie_corrigee'].map((event, rang) => ({
        ...{ event, occurred_on: ['2025-12-10', '2025-12-20'][rang], rang, ...depot },
        ...{ gravite: 'mineure', reference: 'ANEF-2' },
      })),
      { event: 'anomalie_ouverte', occurred_on: '2026-01-05', rang: 0, ...three },
      { event: 'anomalie_corrigee', occurred_on: '2026-01-08', rang: 1, ...three },
      { event: 'anomalie_rouverte', occurred_on: '2026-01-08', rang: 2, ...three },
      { event: 'anomalie_corrigee', occurred_on: '2026-01-08', rang: 3, ...three },
      { event: 'anomalie_rouverte', occurred_on: '2026-02-01', rang: 4, ...three },
      ...['anomalie_ouverte', 'anomalie_rejetee'].map((event, rang) => ({
        ...{ event, occurred_on: ['2026-01-06', '2026-01-07'][rang], rang, ...depot },
        ...{ gravite: 'majeure', reference: 'ANEF-4' },
      })),
    ]);
    // The issue whose module nobody knows is set aside, where everybody sees it.
    expect(await rejects('reason, column, row')).toMatchObject([
      { reason: 'valeur_manquante', column: 'module' },
    ]);
    expect(JSON.stringify([await stored('*'), source.said])).not.toMatch(
      /jeanne|06 12|7500000000/i,
    );
    const figure = await figures();
    // Open at the end: 1 and 3. At the end of 2025: 1 alone.
    expect(figure('N-02', 'period now count')).toMatchObject({ value: 2 });
    expect(figure('N-02', 'period 2025 count')).toMatchObject({ value: 1 });
    // In 2026 two were opened and two reopened, two fixed and one rejected.
    expect(figure('N-01', 'period 2026 count flux=ouvertes')).toMatchObject({ value: 2 });
    expect(figure('N-01', 'period 2026 count flux=rouvertes')).toMatchObject({ value: 2 });
    expect(figure('N-01', 'period 2026 count flux=corrigees')).toMatchObject({ value: 2 });
    expect(figure('N-01', 'period 2026 count')).toMatchObject({ value: 1, n: 7 });
  });

  test('is asked the next time for what changed, and a mended label corrects the log', async () => {
    const project = gitlabProject();
    server.state.answer = answerGitlab(project);
    await source.pull(yaml(), { secrets });
    expect(server.asked[0]).toMatch(
      /^GET \/api\/v4\/projects\/dgef%2Fanef\/issues\?scope=all&order_by=created_at&sort=asc&labels=anomalie&per_page=100&page=1$/,
    );
    server.asked.length = 0;
    Object.assign(project.issues[4] ?? {}, {
      labels: ['gêne', 'module::dépôt'],
      updated_at: '2026-11-01T08:00:00.000Z',
    });
    Object.assign(project.issues[0] ?? {}, {
      labels: ['gêne', 'module::dépôt'],
      updated_at: '2026-11-01T08:00:00.000Z',
    });
    expect(
      await source.pull(yaml(), { secrets, now: () => new Date('2026-11-02T12:00:00Z') }),
    ).toMatchObject({ inserted: 1, corrected: 1, duplicates: 1, rejected: 0 });
    expect(decodeURIComponent(server.asked[0] ?? '')).toContain(
      'updated_after=2026-10-30T12:00:00.000Z',
    );
  });

  test('moves no checkpoint and stores nothing when a page fails', async () => {
    const answer = answerGitlab(gitlabProject());
    server.state.answer = (url, request) =>
      url.searchParams.get('page') === '2' ? { status: 500 } : answer(url, request);
    await expect(source.pull(yaml(), { secrets, http: { tries: 1 } })).rejects.toThrow(SourceError);
    expect(await stored()).toEqual([]);
    expect(await source.checkpoint('suivi')).toBeUndefined();
  });

  test.each([
    ['a wrong token', () => ({ status: 401 }), /answers 401/],
    [
      'another answer',
      () => ({ json: [{ iid: 'jeanne@example.org' }] }),
      /does not answer what it should: 0\.iid/,
    ],
  ])('says what is wrong with %s, and quotes nothing', async (_what, answer, message) => {
    server.state.answer = answer;
    const error = await source.pull(yaml(), { secrets }).catch((caught: Error) => caught);
    expect(error).toMatchObject({ message: expect.stringMatching(message) });
    expect(String(error)).not.toMatch(/jeanne|the token/);
  });

  test('is read from a saved export too, of which the sample gives a figure', async () => {
    const saved = configuration(
      'gitlab',
      `path: ${process.cwd()}/docs/examples/gitlab\n      settle_s: 0`,
    );
    expect(await source.pull(saved.replace('ANEF', 'SIM'))).toMatchObject({
      deliveries: 1,
      rejected: 0,
    });
    expect(await stored("DISTINCT startsWith(event_id, 'sim-') AS synthetic")).toEqual([
      { synthetic: 1 },
    ]);
    const figure = await figures();
    expect(figure('N-02', 'period now count')).toMatchObject({ value: 4, origin: 'synthetic' });
    // Ten opened and one reopened; six fixed and one rejected.
    expect(figure('N-01', 'period 2026 count')).toMatchObject({ value: 4, n: 18 });
    // Fixed after 10, 12, 14, 16, 17 and 19 days; five still open or rejected, one of them after 18.
    // 6/11 wait longer than 17 days, 6/11 × 4/5 longer than 19.
    expect(figure('N-03', 'cohort 2026 median')).toMatchObject({ value: 19, n: 11, censored: 5 });
    expect(await source.pull(saved.replace('ANEF', 'SIM'))).toMatchObject({ deliveries: 0 });
  });
});

/** A Jira project, as both of its kinds answer. */
function answerJira(cloud: boolean) {
  const change = (
    created: string,
    ...items: [field: string, from: string | null, to: string | null][]
  ) => ({
    ...{ id: created, author: PERSON, created },
    items: items.map(([field, fromString, toString]) => ({ field, fromString, toString })),
  });
  const histories = [
    change(
      '2026-01-08T10:00:00.000+0100',
      ['status', 'En cours', 'Résolue'],
      ['resolution', null, 'Done'],
    ),
    change('2026-01-09T10:00:00.000+0100', ['labels', '', 'x']),
    change(
      '2026-01-12T10:00:00.000+0100',
      ['status', 'Résolue', 'En cours'],
      ['resolution', 'Done', null],
    ),
    change(
      '2026-01-20T10:00:00.000+0100',
      ['status', 'En cours', 'Fermée'],
      ['resolution', null, "Won't Do"],
    ),
  ];
  const issue = (number: number, created: string, fields: object, changes: object[]) => ({
    key: `ANEF-${number}`,
    fields: {
      ...{ created, status: { name: 'En cours' }, resolution: null, resolutiondate: null },
      ...{
        priority: { name: 'Highest' },
        labels: [],
        components: [{ name: 'Paiement' }],
        ...fields,
      },
    },
    // Cloud gives no more than the latest changes with a search.
    changelog: { total: changes.length, histories: cloud ? changes.slice(-1) : changes },
  });
  const closed = { status: { name: 'Fermée' }, resolution: { name: "Won't Do" } };
  const issues = [
    issue(1, '2026-01-05T10:00:00.000+0100', closed, histories),
    issue(2, '2026-01-06T10:00:00.000+0100', { priority: { name: 'Low' }, labels: ['gêne'] }, []),
    issue(
      3,
      '2026-01-07T00:30:00.000+0100',
      { status: { name: 'Résolue' }, resolutiondate: '2026-01-09T00:10:00.000+0100' },
      [],
    ),
  ];
  const versions = [
    { name: '2026.1', released: true, releaseDate: '2026-01-15' },
    { name: '2026.2', released: false, releaseDate: '2026-02-15' },
  ];
  return (url: URL, request: IncomingMessage) => {
    const basic = `Basic ${Buffer.from('reader:the token').toString('base64')}`;
    const right = cloud ? basic : 'Bearer the token';
    if (request.headers.authorization !== right) return { status: 403 };
    if (url.pathname.endsWith('/versions')) return { json: versions };
    if (url.pathname.endsWith('/changelog')) {
      const from = Number(url.searchParams.get('startAt'));
      const values = histories.slice(from, from + 3);
      return { json: { values, isLast: from + values.length >= histories.length } };
    }
    if (cloud) {
      const from = Number(url.searchParams.get('nextPageToken') ?? 0);
      const nextPageToken = from + 2 < issues.length ? String(from + 2) : undefined;
      return { json: { issues: issues.slice(from, from + 2), nextPageToken } };
    }
    const from = Number(url.searchParams.get('startAt'));
    return { json: { issues: issues.slice(from, from + 2), total: issues.length, startAt: from } };
  };
}

describe.each([
  ['Data Center', false, '/rest/api/2/search'],
  ['Cloud', true, '/rest/api/3/search/jql'],
])('Jira %s', (_kind, cloud, path) => {
  test('gives openings, each closing and reopening, and releases', async () => {
    server.state.answer = answerJira(cloud);
    const settings = `url: ${server.origin()}\n      cloud: ${cloud}\n      jql: issuetype = Bug\n      done: [Résolue, Fermée]`;
    const yaml = configuration('jira', settings);
    expect(await source.pull(yaml, { secrets })).toMatchObject({ inserted: 8, rejected: 0 });
    expect(server.asked[0]).toContain(
      `GET ${path}?jql=project+%3D+ANEF+AND+%28issuetype+%3D+Bug%29+ORDER`,
    );
    const one = { reference: 'ANEF-1', gravite: 'bloquante', module: 'timbre', version: '' };
    expect(await log()).toEqual([
      {
        ...{ event: 'mise_en_service', occurred_on: '2026-01-15', rang: null, reference: '' },
        ...{ gravite: '', module: 'plateforme', version: '2026.1' },
      },
      { event: 'anomalie_ouverte', occurred_on: '2026-01-05', rang: 0, ...one },
      { event: 'anomalie_corrigee', occurred_on: '2026-01-08', rang: 1, ...one },
      { event: 'anomalie_rouverte', occurred_on: '2026-01-12', rang: 2, ...one },
      { event: 'anomalie_rejetee', occurred_on: '2026-01-20', rang: 3, ...one },
      {
        ...{ event: 'anomalie_ouverte', occurred_on: '2026-01-06', rang: 0 },
        ...{ ...one, reference: 'ANEF-2', gravite: 'mineure' },
      },
      // Its history was lost: it was closed when it says it was.
      ...['anomalie_ouverte', 'anomalie_corrigee'].map((event, rang) => ({
        ...{ event, occurred_on: ['2026-01-07', '2026-01-09'][rang], rang },
        ...{ ...one, reference: 'ANEF-3' },
      })),
    ]);
    const figure = await figures();
    expect(figure('N-02', 'period now count')).toMatchObject({ value: 1 });
    // Three opened and one reopened; two fixed and one rejected.
    expect(figure('N-01', 'period 2026 count')).toMatchObject({ value: 1, n: 7 });
    // What changed since: nothing new, and the overlap is absorbed.
    expect(await source.pull(yaml, { secrets })).toMatchObject({ inserted: 0, duplicates: 8 });
  });
});

test('Jira is read from a saved export too, of which the sample gives a figure', async () => {
  const settings = `path: ${process.cwd()}/docs/examples/jira\n      settle_s: 0\n      done: [Résolue, Fermée]`;
  const yaml = configuration('jira', settings).replace('ANEF', 'SIM');
  expect(await source.pull(yaml)).toMatchObject({ deliveries: 1, rejected: 0 });
  const figure = await figures();
  expect(figure('N-02', 'period now count')).toMatchObject({ value: 4, origin: 'synthetic' });
  // Eleven opened, six fixed and one rejected.
  expect(figure('N-01', 'period 2026 count')).toMatchObject({ value: 4, n: 18 });
  // One fixed after 14 days, four after 15, one after 20; one rejected after 15 days, four still open.
  // 6/11 wait longer than 15 days, 6/11 × 4/5 longer than 20.
  expect(figure('N-03', 'cohort 2026 median')).toMatchObject({ value: 20, n: 11, censored: 5 });
});
