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
import { createSchema, createYoga } from 'graphql-yoga';
import {
  lists,
  PAGE_MAX,
  refuse,
  type Arguments,
  type FakeDemarche,
  type FakeDossier,
} from './testing-demarche.ts';

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
