import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** What a test server answers to one request. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  /** Does not answer at all. */
  silent?: boolean;
}

/**
 * A server on loopback, in front of which the answers of a test stand: `answer` is asked for each
 * request, and `asked` keeps what came, as `GET /path?query`.
 */
export function testServer() {
  const asked: string[] = [];
  const state = { answer: (_url: URL, _request: IncomingMessage): Answer => ({ status: 404 }) };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(`${request.method} ${url.pathname}${url.search}`);
    const { status = 200, headers = {}, json, silent } = state.answer(url, request);
    if (silent) return;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(json === undefined ? '' : JSON.stringify(json));
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    state,
    asked,
    origin: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
}
