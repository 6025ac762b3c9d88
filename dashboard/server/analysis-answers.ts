import { z } from 'zod';
import { STATISTICS, STATUSES, VIEWS } from '#domain/indicator.ts';
import type * as watch from '#queries/alerts.ts';
import type * as comparison from '#queries/comparison.ts';
import { STANDARDISATIONS } from '#queries/comparison-subject.ts';
import type * as chart from '#queries/control-chart.ts';
import { CHART_KINDS } from '#queries/control-chart-points.ts';
import {
  ESTIMATOR_NAMES,
  type EstimatorName,
  type Estimators as Ways,
} from '#queries/estimators.ts';
import type * as stock from '#queries/forecast.ts';
import type * as revisions from '#queries/revisions.ts';
import { RULES } from '#queries/statistics/chart-rules.ts';

/** The shapes of what is worked out from published values; `answers.ts` says what these are for. */

const whole = z.int().min(0);
const figure = z.number().nullable();
const instant = z.iso.datetime({ precision: 3 });
const period = z.string().regex(/^\d{4}(-\d{2})?$/);
const month = z.string().regex(/^\d{4}-\d{2}$/);
const subject = {
  indicator: z.string(),
  statistic: z.enum(STATISTICS),
  view: z.enum(VIEWS),
  breakdown: z.string().nullable(),
};

const ComparisonPoint = z.strictObject({
  region: z.string().nullable(),
  prefecture: z.string(),
  n: whole,
  value: figure,
  lower: figure,
  upper: figure,
  status: z.enum(STATUSES),
  expected: figure.describe('What its own mix of motives and kinds gives in the whole country.'),
  ratio: figure.describe('Value over expected: never to be compared between two places.'),
  ratio_lower: figure,
  ratio_upper: figure,
  standardised: figure.describe('What it would show with the mix of the whole country.'),
  standardised_lower: figure,
  standardised_upper: figure,
  supported: figure.describe('Share of that mix for which the place has figures.'),
  warning_lower: figure.describe('Limits at 95 %, on the scale of `standardisation`.'),
  warning_upper: figure,
  alarm_lower: figure.describe('Limits at 99.8 %.'),
  alarm_upper: figure,
  z: figure,
  q: figure.describe('p-value adjusted for the number of places (Benjamini–Hochberg).'),
  signal: z.enum(['none', 'warning', 'alarm']).nullable(),
  discovery: z.boolean().nullable().describe('q < 0.05.'),
  shrunken: figure.describe('Drawn towards the mean of all (empirical Bayes).'),
  shrunken_lower: figure,
  shrunken_upper: figure,
}) satisfies z.ZodType<comparison.ComparisonPoint>;

export const Comparison = z.strictObject({
  ...subject,
  period: period.nullable().describe('The year compared; null: there is none.'),
  run: z.string().nullable(),
  standardisation: z.enum(STANDARDISATIONS),
  comparable: z
    .enum(['each_with_country', 'between_places'])
    .describe('Two places may be held against one another under direct standardisation only.'),
  method: z.enum(['shares', 'ratios', 'estimates', 'none']),
  national: figure,
  target: figure,
  phi: figure.describe('Over-dispersion: 1 = places differ as chance makes them.'),
  tau2: figure.describe('Variance between places that the limits allow for.'),
  shrunken_mean: figure,
  points: z.array(ComparisonPoint).describe('By code; there is no rank.'),
  pair: z
    .strictObject({
      prefecture: z.string(),
      against: z.string(),
      status: z
        .enum(['ok', 'refused'])
        .describe('Refused where either is not standardised directly.'),
      difference: figure,
      lower: figure,
      upper: figure,
    })
    .nullable(),
}) satisfies z.ZodType<comparison.Comparison>;

const meaning = z.enum(['improvement', 'concern', 'neutral']).nullable();

const ChartPoint = z.strictObject({
  period: month,
  value: z.number(),
  n: whole,
  centre: figure,
  lower: figure,
  upper: figure,
  rule: z.enum(RULES).nullable().describe('The first rule that it breaks; null: only chance.'),
  rules: z.array(z.enum(RULES)),
  meaning,
  cusum_high: figure,
  cusum_low: figure,
  cusum_alert: meaning,
});

export const ControlChart = z.strictObject({
  ...subject,
  region: z.string().nullable(),
  prefecture: z.string().nullable(),
  run: z.string().nullable(),
  kind: z.enum(CHART_KINDS).describe('Individual values (XmR), or shares by Laney’s p′.'),
  status: z.enum(['ok', 'too_few']),
  rebased: z.array(
    z.strictObject({
      milestone: z.string(),
      month,
      status: z.enum(['applied', 'too_few']),
    }),
  ),
  points: z.array(ChartPoint),
  autocorrelation: figure.describe('Lag 1; beyond 0.3 read the residuals.'),
  residuals: z.array(ChartPoint).nullable(),
}) satisfies z.ZodType<chart.ControlChart>;

export const Alerts = z.strictObject({
  month: month.nullable(),
  watched: whole.describe('Series of a year of months or more.'),
  told: whole.describe('Of these, how many are told this month.'),
  expected_by_chance: z.number().describe('How many would be if nothing ever changed.'),
  alerts: z.array(
    z.strictObject({
      kind: z.enum(['chart', 'bunching', 'mass_closing']),
      indicator: z.string(),
      statistic: z.enum(STATISTICS),
      prefecture: z.string().nullable().describe('Null: the whole country.'),
      period: month,
      value: z.number(),
      n: whole,
      centre: figure,
      lower: figure,
      upper: figure,
      rules: z.array(z.enum(RULES)),
      meaning,
      cusum: meaning,
      q: figure.describe('p-value adjusted for the number of places, of the signs that have one.'),
    }),
  ),
}) satisfies z.ZodType<watch.Alerts>;

export const Forecast = z.strictObject({
  indicator: z.string().describe('What it is made of.'),
  region: z.string().nullable(),
  prefecture: z.string().nullable(),
  run: z.string().nullable(),
  status: z.enum(['ok', 'too_few']),
  origin: month.nullable().describe('The last whole month: what comes after it is forecast.'),
  observed: z.array(z.strictObject({ period: month, value: z.number(), arrivals: z.number() })),
  leaving: z
    .array(z.strictObject({ age: whole, share: z.number() }))
    .describe('Share of each age, in months since the month of filing, that leaves in a month.'),
  scenarios: z.array(
    z.strictObject({
      staffing: z.number().describe('−0.1: a tenth fewer hands, and as much less done.'),
      months: z.array(
        z.strictObject({ period: month, value: z.number(), lower: figure, upper: figure }),
      ),
    }),
  ),
  back_test: z.array(
    z.strictObject({
      ahead: whole.describe('Months.'),
      origins: whole,
      error: z.number().describe('Mean size of its past errors, relative.'),
      bias: z.number(),
      naive: z.number().describe('The same of saying that the stock stays what it is.'),
    }),
  ),
}) satisfies z.ZodType<stock.Forecast>;

const said = Object.fromEntries(ESTIMATOR_NAMES.map((name) => [name, figure])) as Record<
  EstimatorName,
  typeof figure
>;

export const Estimators = z.strictObject({
  region: z.string().nullable(),
  prefecture: z.string().nullable(),
  demande: z.string().nullable(),
  follow_up: whole.describe(
    'Days that those who file must have been followed before what became of them is looked at.',
  ),
  tried: whole.describe('Months looked back at.'),
  unreached: whole.describe('Of these, after how many half had no decision within the follow-up.'),
  estimators: z.array(
    z.strictObject({
      name: z.enum(ESTIMATOR_NAMES),
      ...subject,
      run: z.string().nullable(),
      month: month.nullable().describe('The latest that it says something of.'),
      value: figure.describe('Days.'),
      back_test: z
        .strictObject({
          origins: whole,
          error: z.number().describe('Mean size of its past errors, relative.'),
          bias: z.number().describe('Their mean: 0.1 = a tenth too high.'),
        })
        .nullable()
        .describe('Null where it was tried fewer than eight times.'),
    }),
  ),
  months: z.array(
    z.strictObject({
      month,
      truth: figure.describe(
        'Days until half of those who filed in the next month had a decision.',
      ),
      said: z.strictObject(said).describe('By the end of the month, days.'),
    }),
  ),
}) satisfies z.ZodType<Ways>;

export const Revisions = z.strictObject({
  ...subject,
  vintages: z
    .array(
      z.strictObject({
        run: z.string(),
        version: whole,
        as_of: instant,
        cutoff: z.iso.date().nullable(),
      }),
    )
    .describe('Oldest first, the latest 24.'),
  periods: z.array(
    z.strictObject({
      period: period.nullable(),
      figures: z
        .array(
          z
            .strictObject({
              value: figure,
              lower: figure,
              upper: figure,
              n: whole,
              status: z.enum(STATUSES),
            })
            .nullable(),
        )
        .describe('One for each vintage, null where that had nothing of the period.'),
    }),
  ),
}) satisfies z.ZodType<revisions.Revisions>;
