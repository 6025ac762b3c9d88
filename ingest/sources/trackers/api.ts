import type { z } from 'zod';
import { SourceError } from '#core/errors.ts';
import type { PullContext } from '../source.ts';

/** A question to the REST API of a tracker. */
interface Question {
  /** What people call the tracker. */
  of: string;
  /** What follows the server’s address. */
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** What a tracker answers, as `schema` understands it, and its headers. Throws SourceError. */
export async function ask<Schema extends z.ZodType>(
  { settings, http }: PullContext<{ url?: string | undefined }>,
  { of, path, query, headers }: Question,
  schema: Schema,
) {
  const url = new URL(`${(settings.url ?? '').replace(/\/$/, '')}/${path}`);
  url.search = new URLSearchParams(query).toString();
  const answer = await http.request(url, { headers, max_bytes: MAX_ANSWER_BYTES });
  const parsed = schema.safeParse(await answer.json());
  if (parsed.success) return { data: parsed.data, headers: answer.headers };
  throw new SourceError(`${of} does not answer what it should: ${where(parsed.error)}.`);
}

/** Where an answer is not what was expected, and nothing of what it says. */
export const where = ({ issues }: z.ZodError) =>
  issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.join('.') || 'the whole'} (${code})`)
    .join(', ');
