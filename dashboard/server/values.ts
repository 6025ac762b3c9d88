import type { Request } from 'express';
import type { Database, Query } from '#core/database.ts';
import type { Catalogue } from '#queries/catalogue.ts';
import { code, parseParameters, valuesFilter, valuesParameters } from '#queries/values-filter.ts';
import {
  FORMATS,
  inFormat,
  publishedRun,
  valuesQuery,
  type Format,
  type Reference,
} from '#queries/values.ts';
import { versionOf, type Content, type SendContent } from './content.ts';
import { accept, type Endpoint } from './endpoint.ts';
import { sharingNext } from './sharing.ts';

const NAMES = Object.keys(FORMATS) as Format[];
const TYPES = NAMES.map((name) => FORMATS[name].type);

/** The values of an indicator, as the engine writes them: their bytes are never decoded here. */
export function valuesEndpoint(
  {
    reader,
    catalogue,
    reference,
  }: { reader: Database; catalogue: Catalogue; reference: Reference },
  send: SendContent,
): Endpoint {
  const query = valuesParameters(reference).extend({
    format: code(NAMES).optional().describe('Wins over `Accept`.'),
  });
  const share = sharingNext<string | undefined>();
  return {
    path: '/values',
    operation: 'values',
    summary:
      'Published values of one indicator. A filter that is absent does not restrict; `all` pins a dimension to its total.',
    query,
    answer: 'Value',
    list: true,
    types: TYPES,
    mayMiss: true,
    async handle(request, response) {
      const { format: wished, ...parameters } = parseParameters(query, request.query);
      const filter = valuesFilter(parameters, catalogue);
      const format = wished ?? acceptedFormat(request);
      const { id } = filter.indicator;
      // The run is looked up first, so that the answer has a name before it is read.
      const run = await share(`${id} ${filter.as_of?.toISOString() ?? ''}`, () =>
        publishedRun(reader, filter),
      );
      const rows = valuesQuery({ ...filter, run: run ?? '' }, reference);
      await send(request, response, {
        ...engineContent(reader, inFormat(rows, format)),
        type:
          format === 'json' || format === 'csv'
            ? `${FORMATS[format].type}; charset=utf-8`
            : FORMATS[format].type,
        ...(format !== 'json' && { filename: `${id}.${format}` }),
      });
    },
  };
}

function acceptedFormat(request: Request): Format {
  const type = accept(request, TYPES);
  return NAMES.find((name) => FORMATS[name].type === type) ?? 'json';
}

/**
 * What a query answers, named by the query and its parameters: the values of a run never change. The
 * engine holds its answer back until the query is done, so that a failure is told by the status.
 */
export function engineContent(db: Database, { query, params }: Query): Omit<Content, 'type'> {
  return {
    version: versionOf(JSON.stringify([query, params])),
    async open(signal) {
      const { stream } = await db.client.exec({
        query,
        query_params: params,
        abort_signal: signal,
        clickhouse_settings: { wait_end_of_query: 1 },
      });
      return stream;
    },
  };
}
