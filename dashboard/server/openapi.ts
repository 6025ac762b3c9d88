import { z } from 'zod';
import { ANSWERS, type AnswerName } from './answers.ts';
import type { Endpoint } from './endpoint.ts';
import { EVENTS } from './events.ts';
import { STREAM } from './stream.ts';

const reference = (name: AnswerName) => ({ $ref: `#/components/schemas/${name}` });

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: reference('Problem') } },
});

/** The OpenAPI 3.1 description of the API, from the very schemas that requests are read with. */
export function openapi(endpoints: readonly Endpoint[]) {
  const paths = Object.fromEntries(
    endpoints.map((endpoint) => [endpoint.path, { get: operation(endpoint) }]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'observatoire-sejour',
      version: '1',
      description:
        'Quality of the public service behind French residence permits. Dates are calendar days, instants are UTC. Errors are problem documents (RFC 9457).',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/api/v1' }],
    paths: {
      ...paths,
      [STREAM.path]: {
        get: {
          operationId: 'stream',
          summary: STREAM.summary,
          responses: {
            200: {
              description: 'Events until either side leaves.',
              content: { [STREAM.type]: { schema: { type: 'string' } } },
            },
            default: problem('An error.'),
          },
        },
      },
      [EVENTS.path]: { post: sending },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries(
        Object.entries(ANSWERS).map(([name, schema]) => [name, jsonSchema(schema, 'output')]),
      ),
    },
  };
}

const sending = {
  operationId: 'sendEvents',
  summary: EVENTS.summary,
  security: [{ token: [] }],
  parameters: [
    {
      ...{ name: 'Idempotency-Key', in: 'header', required: false },
      description: 'The same key and body give the same answer again, for thirty days.',
      schema: { type: 'string', maxLength: 255 },
    },
  ],
  requestBody: {
    required: true,
    description: 'A JSON object of the contract on each line; `Content-Encoding: gzip` is taken.',
    content: Object.fromEntries(EVENTS.types.map((type) => [type, { schema: { type: 'string' } }])),
  },
  responses: {
    202: {
      description: 'What is in the log now; figures follow with the next computation.',
      content: { 'application/json': { schema: reference('Accepted') } },
    },
    400: problem('The body is empty or the key is not valid.'),
    401: problem('The bearer token is missing or wrong.'),
    403: problem('No token is set here: nobody may send events.'),
    409: problem('The key is in use, or was used for another body; or the origin is another.'),
    413: problem('The body is too long: send it in parts.'),
    415: problem('The body is not NDJSON, plain or gzip.'),
    422: problem('Every row was refused; the detail says why.'),
    default: problem('An error of ours (500), or too much to do now (503): nothing was stored.'),
  },
};

function operation({
  operation: operationId,
  summary,
  pathParameters,
  query,
  answer,
  list,
  types,
  mayMiss,
}: Endpoint) {
  const schema = list ? { type: 'array', items: reference(answer) } : reference(answer);
  const content = Object.fromEntries(
    types.map((type) => [type, type === 'application/json' ? { schema } : {}]),
  );
  return {
    operationId,
    summary,
    parameters: [
      ...Object.entries(pathParameters ?? {}).map(([name, description]) => ({
        ...{ name, in: 'path', required: true, description, schema: { type: 'string' } },
      })),
      ...queryParameters(query),
    ],
    responses: {
      200: { description: 'The answer.', content },
      304: { description: 'What the client has (`If-None-Match`) is still right.' },
      400: problem('A parameter is not known or not valid; the detail says what was expected.'),
      ...(mayMiss && { 404: problem('There is no such indicator.') }),
      405: problem('Only GET and HEAD.'),
      406: problem('None of the media types asked for is written here.'),
      default: problem('An error of ours (500), or the database cannot answer now (503).'),
    },
  };
}

function queryParameters(query: z.ZodObject) {
  const { properties = {}, required = [] } = jsonSchema(query, 'input');
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property as z.core.JSONSchema.BaseSchema;
    return { name, in: 'query', required: required.includes(name), description, schema };
  });
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _$schema, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
