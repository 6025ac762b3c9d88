import { z } from 'zod';
import { BadRequest } from '#core/errors.ts';
import type { Indicator } from '#domain/indicator.ts';
import { alerts, type Alerts } from '#queries/alerts.ts';
import { findIndicator } from '#queries/catalogue.ts';
import { comparison } from '#queries/comparison.ts';
import { STANDARDISATIONS } from '#queries/comparison-subject.ts';
import { controlChart } from '#queries/control-chart.ts';
import { CHART_KINDS } from '#queries/control-chart-points.ts';
import { estimators, type Estimators } from '#queries/estimators.ts';
import { STOCK_BY_AGE, stockForecast } from '#queries/forecast.ts';
import { EVERY_APPLICATION } from '#queries/published-values.ts';
import { revisions } from '#queries/revisions.ts';
import { code, valuesParameters } from '#queries/values-filter.ts';
import type { SendContent } from './content.ts';
import { jsonEndpoint, type Endpoint } from './endpoint.ts';
import type { EndpointOptions } from './endpoints.ts';
import { keepUntilRun } from './kept-answers.ts';

/** What is worked out from published values: nothing here reads anything else. */
export function analysisEndpoints(options: EndpointOptions, send: SendContent): Endpoint[] {
  const { reader, catalogue, reference } = options;
  const published = { reader, reference };
  const { indicator, statistic, view, breakdown, region, prefecture, ...rest } =
    valuesParameters(reference).shape;
  const { titre, motif, demande, canal, from, to, as_of } = rest;
  const figure = { indicator, statistic, view, breakdown };
  const place = { region, prefecture };
  const strata = { titre, motif, demande, canal };
  /** The figure asked for: the first of the indicator, of the period, unless said. */
  const figureOf = (asked: {
    indicator: string;
    statistic?: Indicator['statistics'][number];
    view?: 'cohort' | 'period';
    breakdown?: string;
    as_of?: Date;
  }) => {
    const definition = findIndicator(catalogue, asked.indicator);
    return {
      indicator: definition,
      statistic: asked.statistic ?? definition.statistics[0]!,
      view: asked.view ?? 'period',
      ...(asked.breakdown !== undefined &&
        asked.breakdown !== 'all' && { breakdown: asked.breakdown }),
      ...(asked.as_of && { as_of: asked.as_of }),
    } as const;
  };
  const keepAlerts = keepUntilRun<Alerts>(reader);
  const keepEstimators = keepUntilRun<Estimators>(reader);
  const milestones = new Set(reference.milestones.map(({ id }) => id));

  return [
    jsonEndpoint(
      {
        path: '/comparison',
        operation: 'comparison',
        summary:
          'The prefectures beside the country in one year: funnel limits, standardisation, shrinkage; no rank.',
        query: {
          ...figure,
          year: z
            .string()
            .regex(/^\d{4}$/, 'is not a year')
            .optional()
            .describe('The year; the last whole one unless said.'),
          standardisation: code(STANDARDISATIONS)
            .optional()
            .describe('What the funnel is drawn of; the best that the data support unless said.'),
          prefecture: prefecture.describe('One place of a pair, with `against`.'),
          against: prefecture.describe(
            'The other; refused unless both can be standardised directly.',
          ),
          as_of,
        },
        answer: 'Comparison',
        mayMiss: true,
      },
      send,
      ({ year, standardisation, prefecture: one, against, ...asked }) =>
        comparison(published, {
          ...figureOf(asked),
          ...(year !== undefined && { year }),
          ...(standardisation !== undefined && { standardisation }),
          ...(one !== undefined && { prefecture: one }),
          ...(against !== undefined && { against }),
        }),
    ),
    jsonEndpoint(
      {
        path: '/control-chart',
        operation: 'controlChart',
        summary: 'The months of one place with the limits of chance, the NHS rules and a CUSUM.',
        query: {
          ...{ ...figure, ...place, ...strata },
          chart: code(CHART_KINDS)
            .optional()
            .describe('`xmr`, or `laney` for shares of counts; the one that suits unless said.'),
          rebase: z
            .string()
            .optional()
            .describe('Ids of milestones, with commas: new limits begin at their months.'),
          ...{ from, to, as_of },
        },
        answer: 'ControlChart',
        mayMiss: true,
      },
      send,
      ({ chart, rebase, ...asked }) => {
        const rebases = rebase?.split(',').filter(Boolean) ?? [];
        const unknown = rebases.find((id) => !milestones.has(id));
        if (unknown !== undefined)
          throw new BadRequest(`“${unknown}” is not the id of a milestone.`);
        return controlChart(published, {
          ...{ ...EVERY_APPLICATION, ...defined(asked), ...figureOf(asked), rebase: rebases },
          ...(chart && { kind: chart }),
        });
      },
    ),
    jsonEndpoint(
      {
        path: '/forecast',
        operation: 'forecast',
        summary:
          'The pending applications of the next twelve months, by staffing, with how wrong past forecasts were.',
        query: { ...place, as_of },
        answer: 'Forecast',
      },
      send,
      ({ region: area, prefecture: seat, as_of: instant }) =>
        stockForecast(published, {
          indicator: catalogue.find(({ id }) => id === STOCK_BY_AGE) ?? {
            id: STOCK_BY_AGE,
            sources: [],
          },
          ...pinned({ region: area, prefecture: seat }),
          ...(instant && { as_of: instant }),
        }),
    ),
    jsonEndpoint(
      {
        path: '/estimators',
        operation: 'estimators',
        summary:
          'The time to a decision counted in six ways, and how well each foretold, month after month, what those who filed next lived.',
        query: { ...place, demande, as_of },
        answer: 'Estimators',
      },
      send,
      ({ as_of: instant, region: area, ...asked }) => {
        const one = pinned(asked);
        const filter = {
          ...(one.prefecture === undefined && pinned({ region: area })),
          ...one,
          ...(instant && { as_of: instant }),
        };
        return keepEstimators(JSON.stringify(filter), () =>
          estimators(published, catalogue, filter),
        );
      },
    ),
    jsonEndpoint(
      {
        path: '/alerts',
        operation: 'alerts',
        summary:
          'What is more than chance in one month, in the country and each prefecture, and how much chance alone would tell.',
        query: { month: from.describe('The month; the last whole one unless said.'), as_of },
        answer: 'Alerts',
      },
      send,
      ({ month, as_of: instant }) =>
        keepAlerts(`${month ?? ''} ${instant?.toISOString() ?? ''}`, () =>
          alerts(published, catalogue, {
            ...(month !== undefined && { month }),
            ...(instant && { as_of: instant }),
          }),
        ),
    ),
    jsonEndpoint(
      {
        path: '/revisions',
        operation: 'revisions',
        summary: 'What was published of each period at each time, for one place and figure.',
        query: { ...figure, ...place, ...strata, from, to, as_of },
        answer: 'Revisions',
        mayMiss: true,
      },
      send,
      ({ region: area, prefecture: seat, ...asked }) =>
        revisions(published, {
          ...{ ...EVERY_APPLICATION, ...defined(asked), ...figureOf(asked) },
          ...(seat !== undefined && seat !== 'all'
            ? { prefecture: seat }
            : area !== undefined && area !== 'all'
              ? { region: area, level: 'region' }
              : { level: 'national' }),
        }),
    ),
  ];
}

/** Only what is one of many: `all`, like nothing, pins nothing. */
const pinned = <Key extends string>(codes: { [Each in Key]?: string | undefined }) =>
  Object.fromEntries(
    Object.entries(codes).filter(([, one]) => one !== undefined && one !== 'all'),
  ) as { [Each in Key]?: string };

/** Only what was given: an absent filter leaves the default standing. */
const defined = <Given extends object>(given: Given) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Given]: Exclude<Given[Key], undefined>;
  };
