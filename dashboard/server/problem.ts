import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { isUnavailable } from '#core/database.ts';
import { KnownError, NotFound } from '#core/errors.ts';

/** The address exists, the method does not. */
class MethodNotAllowed extends KnownError {
  readonly code = 'method_not_allowed';
}

/** None of the media types that the client takes is one that we write. */
export class NotAcceptable extends KnownError {
  readonly code = 'not_acceptable';
}

/** Who asks has not shown who they are. */
export class Unauthorized extends KnownError {
  readonly code = 'unauthorized';
}

/** Nobody may do that here. */
export class Forbidden extends KnownError {
  readonly code = 'forbidden';
}

/** What is asked contradicts what was, or what is going on. */
export class Conflict extends KnownError {
  readonly code = 'conflict';
}

export class TooLarge extends KnownError {
  readonly code = 'too_large';
}

export class Unsupported extends KnownError {
  readonly code = 'unsupported_media_type';
}

/** Every row of a delivery was refused. */
export class NothingTaken extends KnownError {
  readonly code = 'nothing_taken';
}

/** We have as much to do as we can. */
export class Busy extends KnownError {
  readonly code = 'unavailable';
}

/** An error document of RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Stable: what a program should look at. */
  code: string;
  instance: string;
}

/** The errors that are the caller's to mend. */
const STATUS: Readonly<Record<string, number>> = {
  bad_request: 400,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  unauthorized: 401,
  forbidden: 403,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  nothing_taken: 422,
  unavailable: 503,
};

const RETRY_AFTER_S = '5';

/** The one place an error becomes an answer: the caller's errors are told, ours are logged. */
export function problemHandler(log: (line: string) => void): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    // Nobody is there to read the answer; the query was ended with the connection.
    if (response.destroyed || response.writableFinished) return;
    const { status, code, detail } = describe(error);
    if (status >= 500 && !(error instanceof Busy)) {
      const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`${request.method} ${addressOf(request)} ${status} ${cause}`);
    }
    // An answer cut short must not look complete.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const name of ['ETag', 'Content-Disposition', 'Content-Encoding', 'Content-Length']) {
      response.removeHeader(name);
    }
    if (status === 503) response.set('Retry-After', RETRY_AFTER_S);
    if (status === 401) response.set('WWW-Authenticate', 'Bearer');
    // What is left of a body that was refused is not read: the connection cannot be used again.
    if (!request.readableEnded && request.method === 'POST') response.set('Connection', 'close');
    sendProblem(request, response, { status, code, detail });
  };
}

export const notFound: RequestHandler = (request) => {
  throw new NotFound(`There is nothing at ${addressOf(request)}.`);
};

/** Answers OPTIONS with what the address allows, and refuses every other method than these. */
const only =
  (allowed: string, named: string): RequestHandler =>
  (request, response) => {
    response.set('Allow', `${allowed}, OPTIONS`);
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    throw new MethodNotAllowed(`${addressOf(request)} takes ${named}, not ${request.method}.`);
  };

export const onlyGet = only('GET, HEAD', 'GET and HEAD');
export const onlyPost = only('POST', 'POST');

/** Without the query string, which may say what somebody looks for. */
const addressOf = ({ baseUrl, path }: Request) => `${baseUrl}${path}`;

function describe(error: unknown): Pick<Problem, 'status' | 'code' | 'detail'> {
  if (error instanceof KnownError && STATUS[error.code]) {
    return { status: STATUS[error.code] ?? 500, code: error.code, detail: error.message };
  }
  if (error instanceof URIError) {
    return { status: 400, code: 'bad_request', detail: 'The address is not correctly encoded.' };
  }
  if (isUnavailable(error)) {
    return {
      status: 503,
      code: 'unavailable',
      detail: 'The database cannot answer now. Ask again in a few seconds.',
    };
  }
  return { status: 500, code: 'internal', detail: 'The fault is ours and has been recorded.' };
}

function sendProblem(
  request: Request,
  response: Response,
  { status, code, detail }: Pick<Problem, 'status' | 'code' | 'detail'>,
): void {
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    instance: request.originalUrl,
  };
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(problem)));
}
