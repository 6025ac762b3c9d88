import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DelegateBackoff, handleWhen, retry } from 'cockatiel';
import { Agent, request as send, type Dispatcher } from 'undici';
import { SourceError } from '#core/errors.ts';
import {
  checkAddress,
  guardedLookup,
  literalAddress,
  type Network,
  type Resolve,
} from './addresses.ts';

/** What may be spoken with, and how long and how much. */
export interface HttpPolicy extends Network {
  /** From the request to the end of the answer's head. */
  timeout_ms: number;
  /** From the request to the last byte. */
  total_ms: number;
  /** The longest answer. */
  max_bytes: number;
  /** How often a request that may be repeated is tried in all. */
  tries: number;
  /** The shortest and the longest wait between two tries. */
  wait_ms: number;
  longest_wait_ms: number;
  /** For the tests. */
  resolve?: Resolve;
}

export const DEFAULT_POLICY: HttpPolicy = {
  hosts: [],
  http: false,
  private: [],
  timeout_ms: 30_000,
  total_ms: 30 * 60_000,
  max_bytes: 20 * 1024 ** 3,
  tries: 6,
  wait_ms: 500,
  longest_wait_ms: 60_000,
};

export interface HttpRequest {
  method?: 'GET' | 'HEAD' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** It changes nothing there, so that it may be sent again; GET and HEAD are. */
  repeatable?: boolean;
  /** Statuses that are an answer; others are thrown as SourceError. Default: 200 … 299. */
  accept?: (status: number) => boolean;
  timeout_ms?: number;
  total_ms?: number;
  max_bytes?: number;
  /** How often it is tried in all; 1: a source that waits by itself. */
  tries?: number;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** The bytes as they come, at most `max_bytes`: more is an error. To be read or destroyed. */
  body: Readable;
  text(): Promise<string>;
  /** Throws SourceError where it is not JSON. */
  json(): Promise<unknown>;
}

/** The only HTTP client of the sources. Everything it throws is a SourceError. */
export interface Http {
  request(url: string | URL, request?: HttpRequest): Promise<HttpAnswer>;
  /** Writes an answer into a file; an answer that breaks off is asked for again. */
  download(
    url: string | URL,
    path: string,
    request?: HttpRequest,
  ): Promise<{ status: number; bytes: number; sha256: string }>;
  close(): Promise<void>;
}

const REDIRECTS = 5;
const SMALL_BYTES = 64 * 1024 * 1024;

/** Statuses that pass: too many requests, a moment's weakness. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What a URL may be called in a message: a query string may hold what nobody should read. */
const shown = ({ origin, pathname }: URL) => `${origin}${pathname}`;

/**
 * Opens a client that speaks only with the hosts of its policy, over https unless allowed, at public
 * addresses unless listed, for a bounded time and bytes. The address that is checked is the one that
 * is connected to. Redirects are checked like requests, and lose what authorised them elsewhere.
 */
export function openHttp(given: Partial<HttpPolicy>): Http {
  const policy = { ...DEFAULT_POLICY, ...given };
  const agent = new Agent({
    connect: { lookup: guardedLookup(policy.private, policy.resolve), timeout: policy.timeout_ms },
    connections: 4,
    maxHeaderSize: 64 * 1024,
  });

  async function request(address: string | URL, asked: HttpRequest = {}): Promise<HttpAnswer> {
    const url = parse(address);
    const { method = 'GET', accept = (status) => status >= 200 && status < 300 } = asked;
    const repeatable = asked.repeatable ?? method !== 'POST';
    const tries = repeatable ? (asked.tries ?? policy.tries) : 1;
    const answer = await retrying(policy, tries, async () => {
      const got = await follow(agent, policy, url, { ...asked, method });
      if (!accept(got.status) && PASSING.has(got.status)) throw await failure(url, got);
      return got;
    });
    if (accept(answer.status)) return answer;
    throw await failure(url, answer);
  }

  async function download(address: string | URL, path: string, asked: HttpRequest = {}) {
    const url = parse(address);
    return retrying(policy, asked.tries ?? policy.tries, async () => {
      const { body, status } = await request(url, asked);
      const hash = createHash('sha256');
      let bytes = 0;
      const watch = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          bytes += chunk.length;
          done(null, chunk);
        },
      });
      await pipeline(body, watch, createWriteStream(path, { mode: 0o600 })).catch((error) => {
        throw brokenOff(url, error);
      });
      return { status, bytes, sha256: hash.digest('hex') };
    });
  }

  return { request, download, close: () => agent.destroy() };
}

function parse(address: string | URL): URL {
  try {
    return new URL(address);
  } catch {
    throw new SourceError('An address of the source is not a URL.');
  }
}

/** May pass by itself: worth another try. */
class Passing extends SourceError {}

/** Tries again what may pass, as late as the other side asks, and gives up after `tries`. */
function retrying<Answer>(
  { wait_ms, longest_wait_ms }: HttpPolicy,
  tries: number,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (tries <= 1) return work();
  const policy = retry(
    handleWhen(
      (error) => error instanceof Passing && (error.retry_after_s ?? 0) * 1000 <= longest_wait_ms,
    ),
    {
      maxAttempts: tries - 1,
      backoff: new DelegateBackoff(({ attempt, result }) => {
        const asked_s =
          'error' in result && result.error instanceof Passing
            ? result.error.retry_after_s
            : undefined;
        if (asked_s !== undefined) return asked_s * 1000;
        const most_ms = Math.min(longest_wait_ms, wait_ms * 2 ** (attempt - 1));
        // Half is left to chance, so that several do not come back together.
        return most_ms / 2 + Math.random() * (most_ms / 2);
      }),
    },
  );
  return policy.execute(work);
}

/** Sends a request and follows where it is sent on to, checking each address. */
async function follow(
  agent: Agent,
  policy: HttpPolicy,
  first: URL,
  asked: HttpRequest & { method: string },
): Promise<HttpAnswer> {
  let url = first;
  let headers = asked.headers ?? {};
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    checkUrl(url, policy);
    const answer = await once(agent, policy, url, { ...asked, headers });
    const { location } = answer.headers;
    const redirects = [301, 302, 303, 307, 308].includes(answer.status) && location !== undefined;
    if (!redirects) return answer;
    answer.body.destroy();
    if (asked.method === 'POST') {
      throw new SourceError(`${shown(url)} sends a POST elsewhere, which is refused.`);
    }
    const next = new URL(location, url);
    if (next.origin !== url.origin) {
      headers = Object.fromEntries(
        Object.entries(headers).filter(
          ([name]) => !/^(authorization|cookie|private-token)$/i.test(name),
        ),
      );
    }
    url = next;
  }
  throw new SourceError(
    `${shown(first)} sends from one address to the next, more than ${REDIRECTS} times.`,
  );
}

/** Throws SourceError for a URL that the policy does not allow. */
function checkUrl(url: URL, { hosts, http, private: listed }: HttpPolicy): void {
  if (url.protocol !== 'https:' && !(http && url.protocol === 'http:')) {
    throw new SourceError(
      `${shown(url)}: only https is spoken${url.protocol === 'http:' ? ' (`network: http: true` allows http)' : ''}.`,
    );
  }
  if (url.username || url.password) {
    throw new SourceError(`${shown(url)} has a password in it: secrets come from the environment.`);
  }
  const names = hosts.map((host) => host.toLowerCase());
  if (!names.includes(url.host) && !names.includes(url.hostname)) {
    throw new SourceError(
      `${url.host} is not among the hosts of this source (${names.join(', ')}).`,
    );
  }
  const literal = literalAddress(url);
  if (literal) checkAddress(literal, listed);
}

async function once(
  agent: Agent,
  policy: HttpPolicy,
  url: URL,
  asked: HttpRequest & { method: string },
): Promise<HttpAnswer> {
  const timeout_ms = asked.timeout_ms ?? policy.timeout_ms;
  const max_bytes = asked.max_bytes ?? policy.max_bytes;
  let got: Dispatcher.ResponseData;
  try {
    got = await send(url, {
      dispatcher: agent,
      method: asked.method as Dispatcher.HttpMethod,
      headers: {
        'accept-encoding': 'identity',
        'user-agent': 'observatoire-sejour',
        ...asked.headers,
      },
      body: asked.body ?? null,
      headersTimeout: timeout_ms,
      bodyTimeout: timeout_ms,
      signal: AbortSignal.timeout(asked.total_ms ?? policy.total_ms),
    });
  } catch (error) {
    throw unreachable(url, error);
  }
  const { statusCode: status, headers } = got;
  const body = Readable.from(bounded(got.body, url, max_bytes), { objectMode: false });
  // Who never reads the body hears of its end nowhere else.
  body.on('error', () => {});
  const text = async () => {
    if (max_bytes > SMALL_BYTES) return collect(bounded(body, url, SMALL_BYTES));
    return collect(body);
  };
  return {
    status,
    headers,
    body,
    text,
    async json() {
      const content = await text();
      try {
        return JSON.parse(content) as unknown;
      } catch {
        throw new SourceError(`${shown(url)} answers something that is not JSON.`);
      }
    },
  };
}

async function collect(chunks: AsyncIterable<unknown>): Promise<string> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(all).toString('utf8');
}

/** The bytes of an answer, ending in a SourceError when there are too many or they break off. */
async function* bounded(body: AsyncIterable<unknown>, url: URL, max_bytes: number) {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += (chunk as Buffer).length;
      if (bytes > max_bytes) {
        throw new SourceError(`${shown(url)} answers more than ${max_bytes} bytes.`);
      }
      yield chunk;
    }
  } catch (error) {
    throw brokenOff(url, error);
  }
}

const brokenOff = (url: URL, cause: unknown) =>
  cause instanceof SourceError
    ? cause
    : new Passing(`The answer of ${shown(url)} broke off (${codeOf(cause)}).`, { cause });

function unreachable(url: URL, cause: unknown): SourceError {
  const refusal =
    cause instanceof Error && cause.cause instanceof SourceError ? cause.cause : cause;
  if (refusal instanceof SourceError) return refusal;
  return new Passing(`${shown(url)} does not answer (${codeOf(cause)}).`, { cause });
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error
    ? String(error.code)
    : error instanceof Error
      ? error.name
      : 'unknown';

/** What an answer that is not accepted becomes; its text is not told, since it may say who asked. */
async function failure(url: URL, { status, headers, body }: HttpAnswer): Promise<SourceError> {
  body.destroy();
  const after_s = retryAfter(headers, Date.now());
  const later = after_s === undefined ? '' : `; it asks to be called again in ${after_s} s`;
  const Kind = PASSING.has(status) ? Passing : SourceError;
  return new Kind(`${shown(url)} answers ${status}${later}.`, { retry_after_s: after_s });
}

/** In how many seconds the other side wants to be asked again. */
export function retryAfter(headers: IncomingHttpHeaders, now_ms: number): number | undefined {
  const after = headers['retry-after'];
  if (after !== undefined) {
    const seconds = /^\d+$/.test(after) ? Number(after) : (Date.parse(after) - now_ms) / 1000;
    if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  }
  // Seconds from now, or an instant in seconds since 1970: both are met.
  const reset = Number([headers['ratelimit-reset']].flat()[0] ?? Number.NaN);
  if (!Number.isFinite(reset)) return undefined;
  return Math.max(0, Math.ceil(reset > 1e9 ? reset - now_ms / 1000 : reset));
}
