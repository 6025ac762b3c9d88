import { z } from 'zod';
import { defineSource, type PullContext } from '../source.ts';
import { ask } from './api.ts';
import type { Issue, Release } from './issue.ts';
import { hostsOf, pullTracker, TRACKER, type Found } from './tracker.ts';

const Settings = z
  .strictObject({
    url: z.url().optional().describe('The server, `https://jira.example.org`.'),
    cloud: z
      .boolean()
      .default(false)
      .describe('Jira Cloud, which has another search and takes a user with the token.'),
    jql: z
      .string()
      .refine((text) => !/order\s+by/i.test(text), 'must not say an order')
      .optional()
      .describe('Further conditions on the issues, such as `issuetype = Bug`.'),
    done: z.array(z.string()).min(1).describe('The statuses in which an issue is closed.'),
    ...TRACKER,
  })
  .refine(({ url, path }) => (path ? !url : url), { message: 'needs url, or path' });
type Settings = z.output<typeof Settings>;

/** Jira writes the offset without a colon. */
const instant = z
  .string()
  .transform((text) => new Date(text.replace(/([+-][0-9]{2})([0-9]{2})$/, '$1:$2')))
  .refine((at) => !Number.isNaN(at.getTime()));

const named = z.object({ name: z.string() });

const Item = z
  .object({ field: z.string(), fromString: z.string().nullish(), toString: z.string().nullish() })
  .transform((item) => ({ field: item.field, from: item.fromString, to: item.toString }));

const History = z.object({ created: instant, items: z.array(Item) });

/** What is read of an issue: who wrote it, its summary and its text are not even asked for. */
const JiraIssue = z.object({
  key: z.string().regex(/^[A-Z][A-Z0-9]*-[0-9]+$/),
  fields: z.object({
    created: instant,
    status: named,
    resolution: named.nullish(),
    resolutiondate: instant.nullish(),
    priority: named.nullish(),
    labels: z.array(z.string()).default([]),
    components: z.array(named).default([]),
  }),
  changelog: z.object({ total: z.int().optional(), histories: z.array(History) }).optional(),
});
type JiraIssue = z.output<typeof JiraIssue>;

const FIELDS = [
  'created',
  'status',
  'resolution',
  'resolutiondate',
  'priority',
  'labels',
  'components',
];

const JiraVersion = z.object({
  name: z.string(),
  released: z.boolean(),
  releaseDate: z.iso.date().optional(),
});

const Saved = z.object({
  issues: z.array(JiraIssue),
  versions: z.array(JiraVersion).default([]),
});

/** Anomalies and releases of a Jira project, over its REST API or from saved answers. */
export const jira = defineSource<Settings>({
  kind: 'jira',
  summary: 'Anomalies and releases of a Jira project (Data Center or Cloud).',
  settings: Settings,
  hosts: hostsOf,
  pull: (context) => pullTracker(context, { read: readExport, look: lookAt }),
});

function readExport(json: unknown, settings: Settings): Found {
  const { issues, versions } = Saved.parse(json);
  return {
    issues: issues.map((issue) => toIssue(issue, issue.changelog?.histories ?? [], settings)),
    releases: versions.flatMap(toRelease),
  };
}

function lookAt(context: PullContext<Settings>, since: Date | undefined): Found {
  const { settings } = context;
  const version = settings.cloud ? 3 : 2;
  const conditions = [
    `project = ${settings.prefix}`,
    ...(settings.jql ? [`(${settings.jql})`] : []),
    // A day: Jira reads a time in the time zone of whoever asks.
    ...(since ? [`updated >= "${since.toISOString().slice(0, 10)}"`] : []),
  ];
  // In the order of their making, which does not change while one looks.
  const query = {
    jql: `${conditions.join(' AND ')} ORDER BY created ASC, key ASC`,
    fields: FIELDS.join(','),
    expand: 'changelog',
  };
  return {
    issues: (async function* () {
      for await (const issue of search(context, query)) {
        yield toIssue(issue, await historiesOf(context, issue), settings);
      }
    })(),
    releases: (async function* () {
      const path = `rest/api/${version}/project/${settings.prefix}/versions`;
      for (const found of await get(context, path, z.array(JiraVersion))) yield* toRelease(found);
    })(),
  };
}

const Page = z.object({
  issues: z.array(JiraIssue),
  total: z.int().optional(),
  nextPageToken: z.string().nullish(),
});

/** The issues of a search: Data Center counts them, Cloud hands out the token of the next page. */
async function* search(
  context: PullContext<Settings>,
  query: Record<string, string>,
): AsyncGenerator<JiraIssue> {
  const { cloud } = context.settings;
  let place: Record<string, string> = cloud ? {} : { startAt: '0' };
  for (let seen = 0; ;) {
    const path = cloud ? 'rest/api/3/search/jql' : 'rest/api/2/search';
    const page = await get(context, path, Page, { ...query, maxResults: '100', ...place });
    yield* page.issues;
    seen += page.issues.length;
    if (cloud) {
      const { nextPageToken: token } = page;
      if (!token || token === place.nextPageToken) return;
      place = { nextPageToken: token };
    } else {
      if (page.issues.length === 0 || seen >= (page.total ?? 0)) return;
      place = { startAt: String(seen) };
    }
  }
}

const ChangelogPage = z.object({ values: z.array(History), isLast: z.boolean().optional() });

/** All changes of an issue: Cloud gives only the latest with the search. */
async function historiesOf(context: PullContext<Settings>, { key, changelog }: JiraIssue) {
  const given = changelog?.histories ?? [];
  if (!context.settings.cloud || given.length >= (changelog?.total ?? 0)) return given;
  const histories: z.output<typeof History>[] = [];
  for (;;) {
    const path = `rest/api/3/issue/${key}/changelog`;
    const query = { startAt: String(histories.length), maxResults: '100' };
    const page = await get(context, path, ChangelogPage, query);
    histories.push(...page.values);
    if (page.values.length === 0 || page.isLast !== false) return histories;
  }
}

async function get<Schema extends z.ZodType>(
  context: PullContext<Settings>,
  path: string,
  schema: Schema,
  query: Record<string, string> = {},
): Promise<z.output<Schema>> {
  const { settings, secret } = context;
  const basic = () => Buffer.from(`${secret('USER')}:${secret('TOKEN')}`).toString('base64');
  const authorization = settings.cloud ? `Basic ${basic()}` : `Bearer ${secret('TOKEN')}`;
  const headers = { authorization, accept: 'application/json' };
  return (await ask(context, { of: 'Jira', path, query, headers }, schema)).data;
}

function toIssue(
  { key, fields }: JiraIssue,
  histories: readonly z.output<typeof History>[],
  { done, words }: Settings,
): Issue {
  const rejects = (resolution: string | null | undefined) =>
    resolution != null && words.rejected.includes(resolution);
  const sorted = histories.toSorted((a, b) => a.created.getTime() - b.created.getTime());
  const turns = sorted.flatMap(({ created, items }): Issue['turns'] => {
    const status = items.find(({ field }) => field === 'status');
    if (!status) return [];
    const [was, is] = [done.includes(status.from ?? ''), done.includes(status.to ?? '')];
    if (was === is) return [];
    const resolution = items.find(({ field }) => field === 'resolution')?.to;
    return [{ at: created, to: is ? 'closed' : 'reopened', rejected: is && rejects(resolution) }];
  });
  const closed = done.includes(fields.status.name);
  // A history may have been lost when the project was moved here.
  if (closed && turns.at(-1)?.to !== 'closed' && fields.resolutiondate) {
    turns.push({ at: fields.resolutiondate, to: 'closed', rejected: false });
  }
  const last = turns.at(-1);
  if (closed && last && rejects(fields.resolution?.name)) last.rejected = true;
  return {
    reference: key,
    opened_at: fields.created,
    turns,
    words: [
      ...fields.labels,
      ...fields.components.map(({ name }) => name),
      ...(fields.priority ? [fields.priority.name] : []),
    ],
  };
}

const toRelease = ({ name, released, releaseDate }: z.output<typeof JiraVersion>): Release[] =>
  released && releaseDate ? [{ version: name, day: releaseDate }] : [];
