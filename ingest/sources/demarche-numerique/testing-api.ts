/**
 * The API as a server of the tests: `schema.graphql` over real HTTP, with the behaviour that its
 * clients meet. Keyset pages on `updated_at` (or on the filing, without `updatedSince`), at most 100 a
 * page, null as the cursor of an empty page; closed dossiers that are in no list for fourteen days
 * before they count as deleted; 400 questions a minute; and, when a test says so, what goes wrong.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError } from 'graphql';
import { createSchema, createYoga } from 'graphql-yoga';

export interface FakeTraitement {
  id: string;
  event: string;
  dateTraitement: string;
}

export interface FakeDossier {
  number: number;
  state: string;
  traitements: FakeTraitement[];
  messages: {
    id: string;
    createdAt: string;
    correction: { dateResolution: string | null } | null;
  }[];
  /** Its last change. */
  updated_at: string;
  /** Put aside by its user or by the administration. */
  hidden_at?: string;
  /** Gone for good. */
  deleted_at?: string;
  reason?: string;
  /** The API stumbles over it. */
  broken?: boolean;
}

export interface FakeDemarche {
  dossiers: FakeDossier[];
  retention_months: number;
  /** Not for the holder of the token. */
  forbidden?: boolean;
  /** Pages of more dossiers than this do not come in time. */
  slow_above?: number;
}

/** What a question meets instead of an answer. */
export type Fault = 'hang' | 'reset' | { status: number; text?: string };

export interface Question {
  operation: string;
  variables: { number?: number; first?: number; after?: string | null; since?: string };
}

export interface FakeApi {
  url: string;
  host: string;
  token: string;
  demarches: Map<number, FakeDemarche>;
  /** What was asked, without what met a fault. */
  asked: Question[];
  /** Called with each question before it is answered: to change things, or to spoil it. */
  meet: (question: Question) => Fault | undefined | void;
  close(): Promise<void>;
}

export interface FakeApiOptions {
  now: () => Date;
  /** Added to the schema, as the API itself adds to it. */
  drift?: string;
  questions_per_minute?: number;
}

const PAGE_MAX = 100;
const BLIND_DAYS = 14;
const CLOSED = ['accepte', 'refuse', 'sans_suite'];

const refuse = (code: string, message = code): never => {
  throw new GraphQLError(message, { extensions: { code } });
};

const ms = (date: string) => new Date(date).getTime();
const filed = ({ traitements, updated_at }: FakeDossier) =>
  traitements[0]?.dateTraitement ?? updated_at;

/** When a closed dossier leaves every list, and when it is deleted. */
function expiry({ state, traitements }: FakeDossier, { retention_months }: FakeDemarche) {
  const last = traitements.at(-1);
  if (!CLOSED.includes(state) || !last) return undefined;
  const hidden = new Date(last.dateTraitement);
  hidden.setUTCMonth(hidden.getUTCMonth() + retention_months);
  const deleted = new Date(hidden.getTime() + BLIND_DAYS * 86_400_000);
  return { hidden, deleted };
}

interface Listed {
  at: number;
  number: number;
  node: object;
}

/** One page of a list, in the order of an instant and a number. */
function page(list: Listed[], first: number | undefined, after: string | undefined) {
  const size = Math.min(first ?? PAGE_MAX, PAGE_MAX);
  const [, at = '0', number = '0'] =
    /^(\d+);(\d+)$/.exec(after ? Buffer.from(after, 'base64').toString() : '0;0') ??
    refuse('bad_request');
  const rest = list
    .filter(
      (item) => item.at > Number(at) || (item.at === Number(at) && item.number > Number(number)),
    )
    .toSorted((one, other) => one.at - other.at || one.number - other.number);
  const nodes = rest.slice(0, size);
  const last = nodes.at(-1);
  return {
    nodes: nodes.map(({ node }) => node),
    pageInfo: {
      endCursor: last ? Buffer.from(`${last.at};${last.number}`).toString('base64') : null,
      hasNextPage: rest.length > nodes.length,
    },
  };
}

interface Arguments {
  first?: number;
  after?: string;
  updatedSince?: string;
  deletedSince?: string;
}

/** The lists of a démarche as they are at an instant. */
function lists(demarche: FakeDemarche, now: Date) {
  const gone = (dossier: FakeDossier) => {
    const end = expiry(dossier, demarche);
    if (dossier.deleted_at)
      return { at: dossier.deleted_at, reason: dossier.reason ?? 'user_request' };
    return end && end.deleted <= now
      ? { at: end.deleted.toISOString(), reason: 'expired' }
      : undefined;
  };
  const hidden = (dossier: FakeDossier) => {
    const end = expiry(dossier, demarche);
    return gone(dossier) !== undefined || (end !== undefined && end.hidden <= now);
  };
  const deletion = (dossier: FakeDossier, at: string, reason: string) => ({
    at: ms(at),
    number: dossier.number,
    node: { number: dossier.number, state: dossier.state, reason, dateSupression: at },
  });
  return {
    dossiers({ first, after, updatedSince }: Arguments) {
      const order = updatedSince ? (one: FakeDossier) => one.updated_at : filed;
      const seen = demarche.dossiers
        .filter((dossier) => !hidden(dossier) && !dossier.hidden_at)
        .filter((dossier) => !updatedSince || ms(dossier.updated_at) >= ms(updatedSince))
        .map((dossier) => ({ at: ms(order(dossier)), number: dossier.number, node: dossier }));
      return page(seen, first, after);
    },
    deleted({ first, after, deletedSince }: Arguments) {
      const seen = demarche.dossiers.flatMap((dossier) => {
        const end = gone(dossier);
        return end ? [deletion(dossier, end.at, end.reason)] : [];
      });
      return page(since(seen, deletedSince), first, after);
    },
    pending({ first, after, deletedSince }: Arguments) {
      const seen = demarche.dossiers.flatMap((dossier) =>
        dossier.hidden_at && !hidden(dossier)
          ? [deletion(dossier, dossier.hidden_at, dossier.reason ?? 'user_request')]
          : [],
      );
      return page(since(seen, deletedSince), first, after);
    },
  };
}

const since = (list: Listed[], from: string | undefined) =>
  list.filter(({ at }) => !from || at >= ms(from));

function schemaOf(api: FakeApi, { now, drift }: FakeApiOptions) {
  const find = (number: number): FakeDemarche => {
    const demarche = api.demarches.get(number) ?? refuse('not_found');
    return demarche.forbidden ? refuse('forbidden') : demarche;
  };
  const inTime = (number: number, { first }: Arguments): FakeDemarche => {
    const demarche = find(number);
    const { slow_above = PAGE_MAX } = demarche;
    return (first ?? PAGE_MAX) > slow_above ? refuse('timeout') : demarche;
  };
  type Parent = { number: number };
  const typeDefs = readFileSync(new URL('schema.graphql', import.meta.url), 'utf8');
  return createSchema({
    typeDefs: drift ? [typeDefs, drift] : [typeDefs],
    resolvers: {
      Query: {
        demarche: (_root: unknown, { number }: Parent) =>
          find(number) && { number, state: 'publiee' },
        demarcheDescriptor: (_root: unknown, { demarche }: { demarche: Parent }) => ({
          dureeConservationDossiers: find(demarche.number).retention_months,
        }),
      },
      Demarche: {
        dossiers: ({ number }: Parent, args: Arguments) =>
          lists(inTime(number, args), now()).dossiers(args),
        deletedDossiers: ({ number }: Parent, args: Arguments) =>
          lists(inTime(number, args), now()).deleted(args),
        pendingDeletedDossiers: ({ number }: Parent, args: Arguments) =>
          lists(inTime(number, args), now()).pending(args),
      },
      Dossier: {
        // Not nullable, so that the whole dossier is null in an answer that has errors beside.
        messages: (dossier: FakeDossier) =>
          dossier.broken
            ? refuse('internal_server_error', `Dossier ${dossier.number} of jean@example.org`)
            : dossier.messages,
      },
    },
  });
}

/** Starts the server on a free port; close it when the test is done. */
export async function startFakeApi(options: FakeApiOptions): Promise<FakeApi> {
  const { now, questions_per_minute = 400 } = options;
  const hanging = new Set<ServerResponse>();
  const minutes = new Map<string, number>();
  const server = createServer();
  const api: FakeApi = {
    url: '',
    host: '',
    token: 'a token of the tests',
    demarches: new Map(),
    asked: [],
    meet: () => undefined,
    async close() {
      for (const response of hanging) response.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const yoga = createYoga({
    schema: schemaOf(api, options),
    graphqlEndpoint: '/api/v2/graphql',
    maskedErrors: false,
    logging: false,
    landingPage: false,
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const authorization = request.headers.authorization ?? '';
    const minute = Math.floor(now().getTime() / 60_000);
    const counter = `${authorization} ${minute}`;
    minutes.set(counter, (minutes.get(counter) ?? 0) + 1);
    if ((minutes.get(counter) ?? 0) > questions_per_minute) {
      response.writeHead(429, {
        'content-type': 'text/plain',
        'ratelimit-remaining': '0',
        'ratelimit-reset': String((minute + 1) * 60),
      });
      response.end('Throttled\n');
      return;
    }
    if (authorization !== `Bearer ${api.token}`) {
      response.writeHead(authorization ? 401 : 403, { 'content-type': 'application/json' });
      const code = authorization ? 'unauthorized' : 'forbidden';
      response.end(JSON.stringify({ errors: [{ message: code, extensions: { code } }] }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { operationName, variables } = JSON.parse(body.toString()) as {
      operationName: string;
      variables: Question['variables'];
    };
    const question = { operation: operationName, variables };
    const fault = api.meet(question) ?? undefined;
    if (fault === 'hang') {
      hanging.add(response);
      return;
    }
    if (fault === 'reset') {
      request.socket.destroy();
      return;
    }
    if (fault) {
      response.writeHead(fault.status, { 'content-type': 'text/plain' });
      response.end(fault.text ?? '');
      return;
    }
    api.asked.push(question);
    const got = await yoga.fetch(`http://fake${request.url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    response.writeHead(got.status, { 'content-type': 'application/json' });
    response.end(Buffer.from(await got.arrayBuffer()));
  }
  server.on('request', (request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  api.host = `127.0.0.1:${port}`;
  api.url = `http://${api.host}/api/v2/graphql`;
  return api;
}

/** What became of a dossier, in acts: its last act says its state and its last change. */
export function fakeDossier(
  number: number,
  acts: readonly (readonly [event: string, at: string])[],
  rest: Partial<FakeDossier> = {},
): FakeDossier {
  const traitements = acts.map(([event, at], index) => ({
    id: `Traitement-${number}-${index}`,
    event,
    dateTraitement: at,
  }));
  return {
    number,
    state: stateAfter(acts.map(([event]) => event)),
    traitements,
    messages: [],
    updated_at: acts.at(-1)?.[1] ?? '2026-01-01T00:00:00+01:00',
    ...rest,
  };
}

const STATES: Record<string, string> = {
  depose: 'en_construction',
  repasse_en_construction: 'en_construction',
  passe_en_instruction: 'en_instruction',
  passe_en_instruction_automatiquement: 'en_instruction',
  repasse_en_instruction: 'en_instruction',
  accepte: 'accepte',
  accepte_automatiquement: 'accepte',
  refuse: 'refuse',
  refuse_automatiquement: 'refuse',
  classe_sans_suite: 'sans_suite',
};

const stateAfter = (events: readonly string[]) =>
  events.reduce((state, event) => STATES[event] ?? state, 'en_construction');
