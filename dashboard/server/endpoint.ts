import type { Request, Response } from 'express';
import { z } from 'zod';
import { code, parseParameters } from '#queries/values-filter.ts';
import type { AnswerName } from './answers.ts';
import { jsonContent, type Content, type SendContent } from './content.ts';
import { NotAcceptable } from './problem.ts';
import { sharingNext } from './sharing.ts';

/** One address of the API: what it takes, what it answers, and how. Documented from here too. */
export interface Endpoint {
  /** As OpenAPI writes it: `/indicators/{id}`. */
  path: string;
  /** A name for programs made from the document. */
  operation: string;
  summary: string;
  /** Meaning of the `{…}` of the path. */
  pathParameters?: Readonly<Record<string, string>>;
  query: z.ZodObject;
  answer: AnswerName;
  /** The answer is a list of them. */
  list: boolean;
  /** Media types; the first is what a client gets that has no wish. */
  types: readonly string[];
  /** The errors that it may answer beside 400, 405, 406, 500 and 503. */
  mayMiss: boolean;
  handle: (request: Request, response: Response) => Promise<void>;
}

const JSON_TYPE = 'application/json';

interface JsonEndpoint<Query extends z.ZodRawShape> {
  path: string;
  operation: string;
  summary: string;
  pathParameters?: Readonly<Record<string, string>>;
  query?: Query;
  answer: AnswerName;
  list?: boolean;
  /** It names something that may not exist, without having it in its path. */
  mayMiss?: boolean;
}

const formatQuery = { format: code(['json']).optional().describe('The only one here: `json`.') };

/** An address that answers in JSON with what `read` gives for the request. */
export function jsonEndpoint<Query extends z.ZodRawShape>(
  given: JsonEndpoint<Query>,
  send: SendContent,
  read: (
    query: z.output<z.ZodObject<Query>>,
    path: Readonly<Record<string, string>>,
  ) => Promise<unknown>,
): Endpoint {
  const query = z.strictObject({ ...given.query, ...formatQuery } as Query & typeof formatQuery);
  const share = sharingNext<Content>();
  return {
    ...described(given, query),
    types: [JSON_TYPE],
    async handle(request, response) {
      const asked = parseParameters(query, request.query);
      accept(request, [JSON_TYPE]);
      const path = request.params as Record<string, string>;
      const content = await share(JSON.stringify([path, asked]), async () =>
        jsonContent(await read(asked as z.output<z.ZodObject<Query>>, path)),
      );
      await send(request, response, content);
    },
  };
}

/** An address whose answer never changes while we run; it is made for who asks first. */
export function fixedEndpoint(
  given: Omit<JsonEndpoint<z.ZodRawShape>, 'query'>,
  send: SendContent,
  value: () => unknown,
): Endpoint {
  let content: Content | undefined;
  const query = z.strictObject(formatQuery);
  return {
    ...described(given, query),
    types: [JSON_TYPE],
    async handle(request, response) {
      parseParameters(query, request.query);
      accept(request, [JSON_TYPE]);
      content ??= jsonContent(value());
      await send(request, response, content);
    },
  };
}

const described = (
  {
    path,
    operation,
    summary,
    pathParameters,
    answer,
    list = false,
    mayMiss = pathParameters !== undefined,
  }: JsonEndpoint<z.ZodRawShape>,
  query: z.ZodObject,
) => ({
  ...{ path, operation, summary, pathParameters, query, answer, list },
  mayMiss,
});

/** The media type that suits the client best. Throws NotAcceptable when none does. */
export function accept<Type extends string>(request: Request, types: readonly Type[]): Type {
  const type = request.accepts([...types]);
  if (type === false) {
    throw new NotAcceptable(
      `“${request.get('Accept') ?? ''}” takes none of ${types.join(', ')}, which this address writes.`,
    );
  }
  return type as Type;
}
