import { z } from 'zod';
import { selectOne, type Database } from '#core/database.ts';
import { SOURCES } from '#domain/contract.ts';
import { findIndicator, type Catalogue, type Definition } from '#queries/catalogue.ts';
import {
  computedVersions,
  freshness,
  freshnessOfPrefectures,
  quarantineCounts,
  runs,
} from '#queries/freshness.ts';
import type { Reference } from '#queries/values.ts';
import { code } from '#queries/values-filter.ts';
import { restsOn } from '#queries/versions.ts';
import { analysisEndpoints } from './analysis.ts';
import type { SendContent } from './content.ts';
import { fixedEndpoint, jsonEndpoint, type Endpoint } from './endpoint.ts';
import { openapi } from './openapi.ts';
import { valuesEndpoint } from './values.ts';

export interface EndpointOptions {
  /** The account that sees what is published and nothing else. */
  reader: Database;
  catalogue: Catalogue;
  reference: Reference;
  now: () => Date;
}

const NOT_YET = {
  status: 'not_yet',
  detail_fr: 'L’évaluation n’est pas encore calculée : aucun protocole n’a été fixé ici.',
  detail_en: 'The evaluation is not computed yet: no protocol has been fixed here.',
};

const RUNS_LISTED_MAX = 1000;
const listedRuns = z.coerce
  .number({ error: `is not a whole number from 1 to ${RUNS_LISTED_MAX}` })
  .int()
  .min(1)
  .max(RUNS_LISTED_MAX)
  .default(200)
  .describe('How many at most.');

/** Every address under `/api/v1` but the event stream. */
export function endpoints(options: EndpointOptions, send: SendContent): Endpoint[] {
  const { reader, catalogue, reference, now } = options;
  const all: Endpoint[] = [
    jsonEndpoint(
      {
        path: '/health',
        operation: 'health',
        summary: 'Does the observatory answer, its database included?',
        answer: 'Health',
      },
      send,
      async () => {
        await selectOne(reader, 'SELECT 1 AS one');
        return { status: 'ok', at: now().toISOString() };
      },
    ),
    fixedEndpoint(
      {
        path: '/indicators',
        operation: 'indicators',
        summary: 'Every indicator, with all that defines it but its query.',
        answer: 'Indicator',
        list: true,
      },
      send,
      () => catalogue.map(described),
    ),
    jsonEndpoint(
      {
        path: '/indicators/{id}',
        operation: 'indicator',
        summary:
          'One indicator, with the query that computes it, the tables that this reads and the versions computed.',
        pathParameters: { id: 'Id of the indicator, in any case: `P-01`.' },
        answer: 'IndicatorDetail',
      },
      send,
      async (_query, { id = '' }) => {
        const indicator = findIndicator(catalogue, id);
        const versions = await computedVersions(reader, indicator.id);
        const { sql } = indicator;
        const rests_on = Array.from(restsOn(sql), ([name, under]) => ({ name, sql: under }));
        return { ...described(indicator), sql, rests_on, versions };
      },
    ),
    valuesEndpoint(options, send),
    ...analysisEndpoints(options, send),
    fixedEndpoint(
      {
        path: '/prefectures',
        operation: 'prefectures',
        summary: 'The competent prefectures; `test` marks the test data set.',
        answer: 'Prefecture',
        list: true,
      },
      send,
      () => reference.prefectures,
    ),
    fixedEndpoint(
      {
        path: '/titres',
        operation: 'titres',
        summary: 'The title categories, with the time after which silence is a refusal.',
        answer: 'Titre',
        list: true,
      },
      send,
      () => reference.titres,
    ),
    fixedEndpoint(
      {
        path: '/milestones',
        operation: 'milestones',
        summary: 'Dated facts that a series can be read against.',
        answer: 'Milestone',
        list: true,
      },
      send,
      () => reference.milestones,
    ),
    fixedEndpoint(
      {
        path: '/claims',
        operation: 'claims',
        summary: 'Published figures, to be recomputed from the events.',
        answer: 'Claim',
        list: true,
      },
      send,
      () => reference.claims,
    ),
    fixedEndpoint(
      {
        path: '/pilots',
        operation: 'pilots',
        summary: 'Prefectures that try the AI application, as this installation is configured.',
        answer: 'Pilot',
        list: true,
      },
      send,
      () => reference.pilots,
    ),
    fixedEndpoint(
      {
        path: '/evaluation',
        operation: 'evaluation',
        summary: 'The evaluation of the pilots; today only that there is none yet.',
        answer: 'Evaluation',
      },
      send,
      () => NOT_YET,
    ),
    jsonEndpoint(
      {
        path: '/freshness',
        operation: 'freshness',
        summary: 'What the figures rest on: deliveries, until when, and the last computation.',
        answer: 'Freshness',
      },
      send,
      () => freshness(reader),
    ),
    jsonEndpoint(
      {
        path: '/freshness/prefectures',
        operation: 'freshnessOfPrefectures',
        summary: 'How fresh each source is in each prefecture, and where it is late.',
        query: { source: code(SOURCES).optional().describe('A source of the contract.') },
        answer: 'PrefectureWatch',
        list: true,
      },
      send,
      ({ source }) => freshnessOfPrefectures(reader, source),
    ),
    jsonEndpoint(
      {
        path: '/runs',
        operation: 'runs',
        summary: 'Computations in the state they are in, newest first.',
        query: {
          indicator: z.string().optional().describe('Id of an indicator, in any case.'),
          limit: listedRuns,
        },
        answer: 'Run',
        list: true,
      },
      send,
      ({ indicator, limit }) =>
        runs(reader, {
          limit,
          ...(indicator !== undefined && { indicator: findIndicator(catalogue, indicator).id }),
        }),
    ),
    jsonEndpoint(
      {
        path: '/quarantine',
        operation: 'quarantine',
        summary: 'How many rows were refused, by source and reason; never which.',
        answer: 'QuarantineCount',
        list: true,
      },
      send,
      () => quarantineCounts(reader),
    ),
    fixedEndpoint(
      {
        path: '/openapi.json',
        operation: 'openapi',
        summary: 'This description of the API, in OpenAPI 3.1.',
        answer: 'Document',
      },
      send,
      () => openapi(all),
    ),
  ];
  return all;
}

/** What defines an indicator, without its query and its file. */
const described = ({ sql: _sql, file: _file, covers: _covers, ...indicator }: Definition) =>
  indicator;
