import { z } from 'zod';
import { SourceError } from '#core/errors.ts';
import { retryAfter, type Http, type HttpAnswer } from '../../http.ts';

/**
 * Why the API did not answer. `slow`: not in time, or it stumbled: a smaller page may do. `refused`:
 * this démarche is not for us, or the question is not understood. `away`: nothing can be asked now.
 */
export type Trouble = 'slow' | 'refused' | 'away';

export class ApiError extends SourceError {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}

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
      return read(status, text, answer);
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

const Envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ extensions: z.object({ code: z.string() }).partial().optional() }))
    .optional(),
});

/** Codes of errors that a smaller page, or another day, may not meet. */
const SLOW = new Set(['timeout', 'internal_server_error']);
/** Codes of errors that every question would meet. */
const TOKEN = new Set(['unauthorized', 'deprecated_token']);

/**
 * What an answer says. The messages of its errors are not told: they may name a dossier; their codes
 * are a closed list of words.
 */
function read<Answer>(status: number, text: string, schema: z.ZodType<Answer>): Answer {
  if (status === 401) throw refusedToken('401');
  if (status === 502 || status === 504) {
    throw new ApiError('slow', `The API did not answer in time (${status}).`);
  }
  if (status === 503) throw new ApiError('away', 'The API is closed for now (503).');
  const envelope = Envelope.safeParse(parsed(text));
  if (!envelope.success) {
    const trouble = status >= 500 ? 'slow' : 'refused';
    throw new ApiError(trouble, `The API answers ${status}, and nothing that we can read.`);
  }
  const { data, errors } = envelope.data;
  if (errors && errors.length > 0)
    throw failureOf(errors.map(({ extensions }) => extensions?.code));
  if (status >= 500) throw new ApiError('slow', `The API answers ${status}.`);
  const answer = schema.safeParse(data);
  if (answer.success) return answer.data;
  const where = [...new Set(answer.error.issues.map(({ path }) => shownPath(path)))];
  throw new ApiError(
    'refused',
    `The API answers in a shape that we do not know: ${where.slice(0, 5).join(', ')}.`,
  );
}

/** Where something is, without what number it has in its list. */
const shownPath = (path: readonly PropertyKey[]) =>
  path.map((part) => (typeof part === 'number' ? '*' : String(part))).join('.') || 'all of it';

function failureOf(codes: (string | undefined)[]): ApiError {
  const told = [...new Set(codes.map((code) => (code && /^\w{1,40}$/.test(code) ? code : '?')))];
  if (codes.some((code) => code && TOKEN.has(code))) return refusedToken(told.join(', '));
  const trouble = codes.every((code) => code && SLOW.has(code)) ? 'slow' : 'refused';
  return new ApiError(trouble, `The API answers with errors: ${told.join(', ')}.`);
}

const refusedToken = (code: string) =>
  new ApiError(
    'away',
    `The API refuses the token (${code}): it may have expired, or not be allowed from this address.`,
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
