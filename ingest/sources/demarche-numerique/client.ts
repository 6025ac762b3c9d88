import type { z } from 'zod';
import { SourceError } from '#core/errors.ts';
import { retryAfter, type Http, type HttpAnswer } from '../../http.ts';
import { ApiError } from './api-error.ts';
import { readReply } from './reply.ts';

export interface Api {
  /** Asks one question. Throws ApiError; an answer that carries errors is none. */
  ask<Answer>(query: string, variables: object, answer: z.ZodType<Answer>): Promise<Answer>;
}

export interface ApiOptions {
  http: Http;
  url: string;
  token: string;
  timeout_ms: number;
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  log: (line: string) => void;
}

/** How often a question is asked again when the API cannot be reached, and after how long. */
const AGAIN_MS = [1_000, 5_000, 20_000];

/** How often we come back to an API that says to come back later, and how long we wait at most. */
const WAITS = 10;
const LONGEST_WAIT_MS = 10 * 60_000;
/** Without the header that says when: the counter is kept by the minute. */
const USUAL_WAIT_MS = 60_000;

/** A page of 100 dossiers with all their acts is far below this. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Opens the API. It takes 400 questions a minute from a token and says in plain text when there were
 * more; it answers 200 with `errors` beside half of the data: then nothing of it is used, because a
 * cursor that moved past it would lose dossiers.
 */
export function openApi(options: ApiOptions): Api {
  const { http, url, token, timeout_ms, now, sleep, log } = options;
  const post = (body: string) =>
    http.request(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body,
      tries: 1,
      accept: () => true,
      timeout_ms,
      total_ms: timeout_ms,
      max_bytes: MAX_BYTES,
    });

  async function answered(body: string): Promise<{ status: number; text: string }> {
    let waits = 0;
    for (let attempt = 0; ;) {
      const got = await receive(() => post(body));
      if (got instanceof ApiError) {
        const wait_ms = AGAIN_MS[attempt];
        if (got.trouble !== 'away' || wait_ms === undefined) throw got;
        attempt += 1;
        await sleep(wait_ms);
        continue;
      }
      if (got.status !== 429) return got;
      waits += 1;
      const wait_ms = waitOf(got, now());
      if (waits > WAITS || wait_ms > LONGEST_WAIT_MS) {
        throw new ApiError('away', 'The API takes no more questions for now (429).');
      }
      log(`The API asks to wait ${Math.ceil(wait_ms / 1000)} s.`);
      await sleep(wait_ms);
    }
  }

  return {
    async ask(query, variables, answer) {
      const [, operationName] = /query (\w+)/.exec(query) ?? [];
      const { status, text } = await answered(JSON.stringify({ query, operationName, variables }));
      return readReply(status, text, answer);
    },
  };
}

type Received = Pick<HttpAnswer, 'status' | 'headers'> & { text: string };

/** The whole answer to one request, or what kept it from us. */
async function receive(post: () => Promise<HttpAnswer>): Promise<Received | ApiError> {
  try {
    const answer = await post();
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.cause === undefined) throw error;
    return isTimeout(error.cause)
      ? new ApiError('slow', 'The API did not answer in time.', { cause: error })
      : new ApiError('away', 'The API cannot be reached.', { cause: error });
  }
}

const isTimeout = (cause: unknown): boolean =>
  cause instanceof Error &&
  (cause.name === 'TimeoutError' ||
    ('code' in cause && /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(String(cause.code))) ||
    isTimeout(cause.cause));

const waitOf = ({ headers }: Received, now: Date) => {
  const seconds = retryAfter(headers, now.getTime());
  return seconds === undefined ? USUAL_WAIT_MS : Math.max(1, seconds) * 1000;
};
