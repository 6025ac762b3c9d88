import { z } from 'zod';
import { defineSource, type PullContext } from '../source.ts';
import { ask } from './api.ts';
import { parisDay, type Issue, type Release } from './issue.ts';
import { hostsOf, pullTracker, TRACKER, type Found } from './tracker.ts';

const Settings = z
  .strictObject({
    url: z.url().optional().describe('The server, `https://gitlab.example.org`.'),
    project: z.string().min(1).optional().describe('Its number or its path, `dgef/anef`.'),
    only: z.array(z.string()).default([]).describe('Only issues that have all these labels.'),
    anonymous: z.boolean().default(false).describe('The project is public: no token is sent.'),
    ...TRACKER,
  })
  .refine(({ url, project, path }) => (path ? !url : url && project), {
    message: 'needs url and project, or path',
  });
type Settings = z.output<typeof Settings>;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const StateEvent = z.object({ created_at: instant, state: z.string() });

/** What is read of an issue: who wrote it, its title and its text are not. */
const GitlabIssue = z.object({
  iid: z.int(),
  state: z.string(),
  created_at: instant,
  closed_at: instant.nullish(),
  labels: z.array(z.string()),
  resource_state_events: z.array(StateEvent).optional(),
});

const GitlabRelease = z.object({ tag_name: z.string(), released_at: instant });

const Saved = z.object({
  issues: z.array(GitlabIssue),
  releases: z.array(GitlabRelease).default([]),
});

/** Anomalies and releases of a GitLab project, over its REST API (v4) or from saved answers. */
export const gitlab = defineSource<Settings>({
  kind: 'gitlab',
  summary: 'Anomalies and releases of a GitLab project.',
  settings: Settings,
  hosts: hostsOf,
  pull: (context) => pullTracker(context, { read: readExport, look: lookAt }),
});

function readExport(json: unknown, settings: Settings): Found {
  const { issues, releases } = Saved.parse(json);
  return {
    issues: issues.map((issue) => toIssue(issue, issue.resource_state_events ?? [], settings)),
    releases: releases.map(toRelease),
  };
}

function lookAt(context: PullContext<Settings>, since: Date | undefined): Found {
  const { settings } = context;
  const project = `projects/${encodeURIComponent(settings.project ?? '')}`;
  return {
    issues: (async function* () {
      // In the order of their making, which does not change while one looks: in the order of their
      // changing, an issue that changes in between would push another over the edge of a page.
      const query = {
        ...{ scope: 'all', order_by: 'created_at', sort: 'asc' },
        ...(settings.only.length > 0 && { labels: settings.only.join(',') }),
        ...(since && { updated_after: since.toISOString() }),
      };
      for await (const issue of pages(context, `${project}/issues`, GitlabIssue, query)) {
        const path = `${project}/issues/${issue.iid}/resource_state_events`;
        const events: z.output<typeof StateEvent>[] = [];
        for await (const event of pages(context, path, StateEvent)) events.push(event);
        yield toIssue(issue, events, settings);
      }
    })(),
    releases: (async function* () {
      for await (const release of pages(context, `${project}/releases`, GitlabRelease)) {
        yield toRelease(release);
      }
    })(),
  };
}

/** The items of a list, page by page as the server says where the next one is. */
async function* pages<Schema extends z.ZodType>(
  context: PullContext<Settings>,
  list: string,
  schema: Schema,
  query: Record<string, string> = {},
): AsyncGenerator<z.output<Schema>> {
  const { settings, secret } = context;
  const question = {
    of: 'GitLab',
    path: `api/v4/${list}`,
    headers: { ...(!settings.anonymous && { 'private-token': secret('TOKEN') }) },
  };
  for (let page = '1'; page !== '';) {
    const asked = { ...question, query: { ...query, per_page: '100', page } };
    const { data, headers } = await ask(context, asked, z.array(schema));
    yield* data;
    const next = headers['x-next-page'];
    page = typeof next === 'string' && next !== page ? next : '';
  }
}

/** Older closings have no event of their own: then the issue itself says when it was closed. */
function toIssue(
  issue: z.output<typeof GitlabIssue>,
  events: readonly z.output<typeof StateEvent>[],
  { prefix, words }: Settings,
): Issue {
  const known = events.filter(({ state }) => state === 'closed' || state === 'reopened');
  const turns = known.map(({ created_at, state }) => ({
    at: created_at,
    to: state as 'closed' | 'reopened',
    rejected: false,
  }));
  turns.sort((a, b) => a.at.getTime() - b.at.getTime());
  if (issue.state === 'closed' && turns.at(-1)?.to !== 'closed' && issue.closed_at) {
    turns.push({ at: issue.closed_at, to: 'closed', rejected: false });
  }
  // Labels are those of today: they say how it ended, not how it was closed before.
  const last = turns.at(-1);
  if (last?.to === 'closed') {
    last.rejected = issue.labels.some((label) => words.rejected.includes(label));
  }
  return {
    reference: `${prefix}-${issue.iid}`,
    opened_at: issue.created_at,
    turns,
    words: issue.labels,
  };
}

const toRelease = ({ tag_name, released_at }: z.output<typeof GitlabRelease>): Release => ({
  version: tag_name,
  day: parisDay(released_at),
});
