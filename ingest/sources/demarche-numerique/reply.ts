import { z } from 'zod';
import { ApiError } from './api-error.ts';

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
export function readReply<Answer>(status: number, text: string, schema: z.ZodType<Answer>): Answer {
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
