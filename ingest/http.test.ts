import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SourceError } from '#core/errors.ts';
import { checkAddress } from './addresses.ts';
import { openHttp, retryAfter, type Http, type HttpPolicy } from './http.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
let handler: Handler = (_request, response) => response.end('hello');
const server = createServer((request, response) => handler(request, response));
let base = '';
const open: Http[] = [];

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((http) => http.close()));
});

/** A client that may speak with the test's server, and does not wait long. */
function client(given: Partial<HttpPolicy> = {}): Http {
  const http = openHttp({
    hosts: ['127.0.0.1', 'inside.example'],
    http: true,
    private: ['127.0.0.0/8'],
    wait_ms: 1,
    ...given,
  });
  open.push(http);
  return http;
}
const refusal = async (answer: Promise<unknown>) => {
  const error = await answer.then(
    () => new Error('was answered'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SourceError);
  return (error as SourceError).message;
};
const to =
  (...addresses: string[]): HttpPolicy['resolve'] =>
  (_host, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('the guard', () => {
  test('refuses http, strange schemes, passwords in the address and other hosts', async () => {
    expect(await refusal(client({ http: false }).request(`${base}/`))).toContain('only https');
    expect(await refusal(client().request('file:///etc/passwd'))).toContain('only https');
    expect(await refusal(client().request(base.replace('//', '//u:p@')))).toContain('password');
    expect(await refusal(client().request('http://127.0.0.2/'))).toContain('not among the hosts');
    expect(await refusal(client().request('not a url'))).toContain('not a URL');
  });

  test('refuses addresses that are not public, however they are written', async () => {
    for (const address of [
      ...['127.0.0.1', '10.0.0.1', '172.16.3.4', '192.168.1.1', '169.254.169.254', '0.0.0.0'],
      ...['100.64.0.1', '::1', '::ffff:10.0.0.1', 'fe80::1', 'fd00::1', '64:ff9b::a00:1', '::'],
      ...['224.0.0.1', '255.255.255.255', '2002:a00:1::'],
    ]) {
      expect(() => checkAddress(address, []), address).toThrow(SourceError);
    }
    checkAddress('93.184.216.34', []);
    checkAddress('10.2.3.4', ['10.2.0.0/16']);
    expect(() => checkAddress('10.3.3.4', ['10.2.0.0/16', 'fd00::/8'])).toThrow(SourceError);
    expect(await refusal(client({ private: [] }).request(base))).toContain('not a public address');
    // Node reads these as 127.0.0.1 too.
    for (const host of ['2130706433', '0x7f.1', '127.1']) {
      const { port } = new URL(base);
      const refused = client({ private: [], hosts: ['127.0.0.1', host] });
      expect(await refusal(refused.request(`http://${host}:${port}/`))).toContain('not a public');
    }
  });

  test('looks at the address that a name leads to, all of them', async () => {
    const url = base.replace('127.0.0.1', 'inside.example');
    const answer = await client({ resolve: to('127.0.0.1') }).request(url);
    expect(await answer.text()).toBe('hello');
    const rebinding = client({ private: [], resolve: to('93.184.216.34', '127.0.0.1') });
    expect(await refusal(rebinding.request(url))).toContain('127.0.0.1 is not a public address');
  });

  test('looks at where it is sent on to, and takes no secret there', async () => {
    const seen: (string | undefined)[] = [];
    handler = (request, response) => {
      seen.push(request.headers.authorization);
      const targets: Record<string, string> = {
        '/away': 'http://169.254.169.254/latest',
        '/scheme': 'ftp://127.0.0.1/',
        '/loop': '/loop',
        '/other': base.replace('127.0.0.1', 'inside.example'),
      };
      const location = targets[request.url ?? ''];
      if (location) response.writeHead(302, { location });
      response.end('arrived');
    };
    const headers = { authorization: 'Bearer secret' };
    const http = client({ resolve: to('127.0.0.1') });
    expect(await refusal(http.request(`${base}/away`))).toContain('not among the hosts');
    expect(await refusal(http.request(`${base}/scheme`))).toContain('only https');
    expect(await refusal(http.request(`${base}/loop`))).toContain('more than 5 times');
    expect(await refusal(http.request(`${base}/away`, { method: 'POST' }))).toContain('POST');
    seen.length = 0;
    expect(await (await http.request(`${base}/other`, { headers })).text()).toBe('arrived');
    expect(seen).toEqual(['Bearer secret', undefined]);
  });

  test('never tells a query string or what the other side says', async () => {
    handler = (_request, response) => response.writeHead(403).end('dossier 1234567890');
    const message = await refusal(client().request(`${base}/a?token=secret`));
    expect(message).toBe(`${base}/a answers 403.`);
  });
});

describe('a request', () => {
  test('is sent again when that may help, as late as asked', async () => {
    let calls = 0;
    handler = (_request, response) => {
      calls += 1;
      if (calls === 1) response.writeHead(503).end();
      else if (calls === 2) response.destroy();
      else if (calls === 3) response.writeHead(429, { 'ratelimit-reset': '0' }).end('slow down');
      else response.end('{"a":1}');
    };
    expect(await (await client().request(base)).json()).toEqual({ a: 1 });
    expect(calls).toBe(4);
  });

  test('is not sent again when that cannot help, or might do something twice', async () => {
    let calls = 0;
    handler = (_request, response) => {
      calls += 1;
      response.writeHead(calls === 1 ? 404 : 503).end();
    };
    expect(await refusal(client().request(base))).toContain('404');
    expect(await refusal(client().request(base, { method: 'POST', body: 'x' }))).toContain('503');
    expect(calls).toBe(2);
    await refusal(client({ tries: 3 }).request(base, { method: 'POST', repeatable: true }));
    expect(calls).toBe(5);
  });

  test('gives up, and says when to come back, where the other side wants more time than allowed', async () => {
    let calls = 0;
    handler = (_request, response) => {
      calls += 1;
      response.writeHead(429, { 'retry-after': '3600' }).end();
    };
    const error = await client()
      .request(base)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ retry_after_s: 3600 });
    expect(calls).toBe(1);
  });

  test('ends when it takes too long or too much', async () => {
    handler = () => {};
    expect(await refusal(client({ timeout_ms: 50, tries: 2 }).request(base))).toContain(
      'does not answer',
    );
    handler = (_request, response) => response.end(Buffer.alloc(5000));
    const answer = await client({ max_bytes: 4999 }).request(base);
    expect(await refusal(answer.text())).toContain('more than 4999 bytes');
    // It says that it is short, and goes on.
    handler = (_request, response) => {
      response.write('x');
      setInterval(() => response.write('x'), 5).unref();
    };
    const endless = await client({ total_ms: 200 }).request(base);
    expect(await refusal(endless.text())).toContain('broke off');
  });
});

test('a download that breaks off is asked for again, whole', async () => {
  let calls = 0;
  handler = (_request, response) => {
    calls += 1;
    response.writeHead(200, { 'content-length': '6' });
    response.write('abc');
    if (calls < 3) setTimeout(() => response.destroy(), 10);
    else response.end('def');
  };
  const folder = await mkdtemp(join(tmpdir(), 'observatoire-http-'));
  try {
    const path = join(folder, 'a');
    const { bytes, sha256 } = await client().download(base, path);
    expect([bytes, sha256]).toEqual([
      6,
      'bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721',
    ]);
    expect(await readFile(path, 'utf8')).toBe('abcdef');
    expect(calls).toBe(3);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the time to come back is read in every way it is written', () => {
  const now = Date.parse('2026-11-01T00:00:00Z');
  expect(retryAfter({ 'retry-after': '12' }, now)).toBe(12);
  expect(retryAfter({ 'retry-after': 'Sun, 01 Nov 2026 00:01:00 GMT' }, now)).toBe(60);
  expect(retryAfter({ 'ratelimit-reset': '30' }, now)).toBe(30);
  expect(retryAfter({ 'ratelimit-reset': String(now / 1000 + 45) }, now)).toBe(45);
  expect(retryAfter({ 'retry-after': 'soon' }, now)).toBeUndefined();
  expect(retryAfter({}, now)).toBeUndefined();
});
