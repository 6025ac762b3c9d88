import { z } from 'zod';
import { CANAUX, DEMANDES, MOTIFS, SOURCES, TYPES_TITRE } from '#domain/contract.ts';
import type * as domain from '#domain/indicator.ts';
import { STATISTICS, STATUSES, VIEWS } from '#domain/indicator.ts';
import type * as rows from '#queries/freshness.ts';
import type { Reference } from '#queries/values.ts';
import {
  Alerts,
  Comparison,
  ControlChart,
  Estimators,
  Forecast,
  Revisions,
} from './analysis-answers.ts';
import type * as events from './events.ts';
import type * as problem from './problem.ts';

/**
 * The shape of every answer in JSON, once more than the types say it: the OpenAPI document is made
 * from these, and the tests hold the answers against it. `satisfies` keeps them and the types equal.
 */

type Row<Table extends keyof Reference> = Reference[Table][number];

const day = z.iso.date();
const instant = z.iso.datetime({ precision: 3 });
const whole = z.int().min(0);
const origin = z
  .enum(['real', 'synthetic'])
  .describe('`synthetic`: a simulated population; no figure says anything of the real one.');
const dimension = z.string().nullable();
const provenance = {
  source: z.string().describe('Where it was read.'),
  verified: z.boolean().describe('False: the source itself was not read.'),
};

const Value = z.strictObject({
  indicator: z.string(),
  version: whole,
  view: z.enum(VIEWS).describe('How a delay is dated: by filing, or by what was observed.'),
  period: z
    .string()
    .regex(/^\d{4}(-\d{2})?$/)
    .nullable()
    .describe('A month, a year, or null for a stock at the cut-off.'),
  region: dimension.describe('Null with `prefecture`: the whole country.'),
  prefecture: dimension,
  titre: dimension.describe('For this and the next three: null = all, `inconnu` = unknown.'),
  motif: dimension,
  demande: dimension,
  canal: dimension,
  breakdown: dimension.describe('`classe=R1`, `cause=favorable;horizon=12m`, or null.'),
  statistic: z.enum(STATISTICS),
  value: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  n: whole.describe('Subjects that the value rests on.'),
  censored: whole,
  missing: whole,
  status: z.enum(STATUSES).describe('Says why a value is null.'),
  suppressed: z.boolean(),
  origin,
  cutoff: day.describe('Last day that the data covers.'),
  as_of: instant,
  run: z.string(),
}) satisfies z.ZodType<domain.Value>;

const Indicator = z.strictObject({
  id: z.string(),
  title_fr: z.string(),
  title_en: z.string(),
  definition_fr: z.string(),
  definition_en: z.string(),
  unit: z.enum(['days', 'months', 'seconds', 'points', 'share', 'count', 'ratio']),
  better: z.enum(['lower', 'higher', 'none']),
  demand: z.array(z.string()),
  formula: z.string(),
  population: z.string(),
  exclusions: z.string(),
  censoring: z.string(),
  legal_basis: z.string(),
  sources: z.array(z.enum(SOURCES)),
  dimensions: z.array(z.string()),
  statistics: z.array(z.enum(STATISTICS)),
  per: z.string().describe('What a ratio is reckoned by, French || English; empty: by nothing.'),
  counted: z
    .string()
    .describe(
      'What a count counts, French || English; empty: cases of the family of the indicator.',
    ),
  settles_after: whole.describe('Months that a period’s value may still move for.'),
  min_n: whole,
  cadence: z.string().describe('Cron expression in Europe/Paris.'),
  version: whole,
  changelog: z.array(z.string()),
}) satisfies z.ZodType<domain.Indicator>;

const ComputedVersion = z.strictObject({
  version: whole,
  runs: whole,
  first_computed_at: instant,
  last_computed_at: instant,
}) satisfies z.ZodType<rows.ComputedVersion>;

const IndicatorDetail = Indicator.extend({
  sql: z.string().describe('The very query that computes it.'),
  rests_on: z
    .array(z.strictObject({ name: z.string(), sql: z.string() }))
    .describe(
      'The queries of the tables that it names (`{name:Identifier}`), one through another; `derived` is the table of dossiers. What remains is the log (`event`, `batch`) and reference tables.',
    ),
  versions: z.array(ComputedVersion).describe('Those that were computed here, newest first.'),
});

const Prefecture = z.strictObject({
  code: z.string(),
  name: z.string(),
  region: z.string(),
  region_name: z.string(),
  kind: z.enum(['departement', 'com', 'test']),
  timezone: z.string(),
  utc_offset_max_hours: z.number(),
  ...provenance,
}) satisfies z.ZodType<Row<'prefectures'>>;

const Titre = z.strictObject({
  code: z.string(),
  label_fr: z.string(),
  label_en: z.string(),
  motif: z.enum(MOTIFS),
  type_titre: z.enum(TYPES_TITRE).nullable(),
  delay_key: z.enum(['M4', 'D90', 'D60', 'D30']),
  legal_months: whole.nullable().describe('Silence is a refusal after so many calendar months…'),
  legal_days: whole.nullable().describe('…or after so many days: one of the two.'),
  filing_window: z.enum(['anef_120_60', 'two_months']),
  anef_open_on: day.nullable(),
  ...provenance,
}) satisfies z.ZodType<Row<'titres'>>;

const Milestone = z.strictObject({
  id: z.string(),
  date: day,
  precision: z.enum(['day', 'month', 'year']),
  date_conflict: z.string().nullable(),
  label_fr: z.string(),
  label_en: z.string(),
  kind: z.enum(['law', 'case', 'report', 'ops', 'means', 'parliament', 'ai', 'instruction']),
  status: z.enum(['done', 'announced', 'outcome_unknown']),
  ...provenance,
}) satisfies z.ZodType<Row<'milestones'>>;

const Claim = z.strictObject({
  id: z.string(),
  label_fr: z.string(),
  label_en: z.string(),
  value: z.number(),
  value_high: z.number().nullable(),
  unit: z.enum(['count', 'share', 'change', 'days', 'months', 'fte']),
  qualifier: z.enum(['exact', 'about', 'at_least', 'at_most']),
  period: z.string().nullable(),
  perimeter_fr: z.string(),
  perimeter_en: z.string(),
  prefecture: z.string().nullable(),
  motif: z.enum(MOTIFS).nullable(),
  demande: z.enum(DEMANDES).nullable(),
  canal: z.enum(CANAUX).nullable(),
  issuer: z.string(),
  published_on: z.string().nullable(),
  indicator: z.string().nullable().describe('What recomputes it; null when nothing can.'),
  statistic: z.enum(STATISTICS).nullable(),
  status: z.enum([
    'non_verifie',
    'reproductible',
    'partiellement',
    'non_reproductible',
    'contredit',
  ]),
  note_fr: z.string().nullable(),
  note_en: z.string().nullable(),
  ...provenance,
}) satisfies z.ZodType<Row<'claims'>>;

const Pilot = z.strictObject({
  prefecture: z.string(),
  started_on: day,
  ended_on: day.nullable(),
  tasks: z.array(z.enum(['tri', 'completude', 'proposition', 'redaction'])),
  titres: z.array(z.string()),
  demandes: z.array(z.enum(DEMANDES)),
  ...provenance,
}) satisfies z.ZodType<Row<'pilots'>>;

const Evaluation = z.strictObject({
  status: z.literal('not_yet'),
  detail_fr: z.string(),
  detail_en: z.string(),
});

const Batch = z.strictObject({
  batch: z.string(),
  sources: z.array(z.string()),
  origin,
  backfill: z.boolean(),
  files: whole,
  rows: whole,
  inserted: whole,
  duplicates: whole,
  corrected: whole,
  rejected: whole,
  seconds: z.number(),
  extracted_at: instant.nullable(),
  covers_from: day.nullable(),
  covers_to: day,
  prefectures: z.array(z.string()).describe('Empty: the delivery does not say.'),
  arrived_at: instant,
  reconciled: z
    .boolean()
    .nullable()
    .describe('Does the log hold what the batch says? Null: it was not held against the log.'),
}) satisfies z.ZodType<rows.Batch>;

const Run = z.strictObject({
  run: z.string(),
  indicator: z.string(),
  version: whole,
  state: z.enum(['running', 'done', 'failed']),
  cause: z.string(),
  started_at: instant,
  finished_at: instant.nullable(),
  as_of: instant,
  cutoff: day.nullable(),
  origin: origin.nullable(),
  rows: whole,
  seconds: z.number(),
}) satisfies z.ZodType<rows.Run>;

const late = z
  .enum(['arrival', 'volume', 'silent'])
  .nullable()
  .describe('Nothing came, far fewer events than expected, or none at all; null: in time.');

const week = whole.nullable().describe('To the nearest ten; null under eleven.');

const Pull = z.strictObject({
  run: z.string(),
  source: z.string(),
  kind: z.string(),
  cause: z.string(),
  state: z.enum(['running', 'done', 'failed', 'interrupted']),
  started_at: instant,
  finished_at: instant.nullable(),
  deliveries: whole,
  rows: whole,
  inserted: whole,
  duplicates: whole,
  corrected: whole,
  rejected: whole,
  waiting: whole.describe('Deliveries that were there but not whole yet.'),
  held_up_s: z.number().describe('Seconds during which the database took nothing.'),
  error: z.string().nullable(),
}) satisfies z.ZodType<rows.Pull>;

const SourceWatch = z.strictObject({
  source: z.string(),
  last_event_on: day.nullable(),
  last_arrival_at: instant.nullable(),
  week,
  expected_week: week,
  objective_hours: z.number().nullable(),
  late,
  late_prefectures: z.array(z.string()),
  measured_at: instant,
}) satisfies z.ZodType<rows.SourceWatch>;

const PrefectureWatch = SourceWatch.omit({ objective_hours: true, late_prefectures: true }).extend({
  prefecture: z.string(),
}) satisfies z.ZodType<rows.PrefectureWatch>;

const ExtractTally = z.strictObject({
  source: z.string(),
  extracts: whole,
  events: whole.describe('Of the latest extract.'),
  vanished: whole.describe('Events that an extract had and the next no longer had.'),
  mutated: whole.describe('Events that an extract told otherwise than before.'),
  last_at: instant,
}) satisfies z.ZodType<rows.ExtractTally>;

const Freshness = z.strictObject({
  origin: origin.nullable(),
  cutoff: day.nullable(),
  last_arrival_at: instant.nullable(),
  sources: z.array(
    z.strictObject({
      source: z.string(),
      covers_from: day.nullable(),
      covers_to: day,
      batches: whole,
      last_arrival_at: instant,
    }),
  ),
  batches: z.array(Batch).describe('The latest fifty, newest first.'),
  last_run: Run.nullable(),
  pulls: z.array(Pull).describe('The latest fifty, newest first.'),
  reconciliation: z
    .strictObject({ batches: whole, differing: whole })
    .describe('Batches held against the log; any that differs is a fault.'),
  extracts: z.array(ExtractTally),
  watch: z.array(SourceWatch),
  uniqueness: z
    .strictObject({ dossiers: whole, alone: whole, measured_at: instant })
    .nullable()
    .describe(
      'Pseudonyms of dossiers alone with their prefecture, title and sequence of days; tied ones count each.',
    ),
  stock: z
    .strictObject({ checked: whole, faults: whole, measured_at: instant })
    .nullable()
    .describe('Prefectures × months whose stock was held against arrivals and closures.'),
}) satisfies z.ZodType<rows.Freshness>;

const QuarantineCount = z.strictObject({
  source: z.string(),
  reason: z.string(),
  column: z.string(),
  rows: whole,
  batches: whole,
  last_arrival_at: instant,
}) satisfies z.ZodType<rows.QuarantineCount>;

const Accepted = z.strictObject({
  batch: z.string(),
  files: whole,
  rows: whole.describe('The sum of the next four.'),
  inserted: whole,
  duplicates: whole,
  corrected: whole,
  rejected: whole,
  seconds: z.number(),
}) satisfies z.ZodType<events.Accepted>;

const Health = z.strictObject({ status: z.literal('ok'), at: instant });

const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z
    .enum([
      'bad_request',
      'not_found',
      'method_not_allowed',
      'not_acceptable',
      'unauthorized',
      'forbidden',
      'conflict',
      'too_large',
      'unsupported_media_type',
      'nothing_taken',
      'unavailable',
      'internal',
    ])
    .describe('Stable: what a program should look at.'),
  instance: z.string(),
});
null as unknown as z.output<typeof Problem> satisfies problem.Problem;

/** OpenAPI's own schema is not repeated here. */
const Document = z.looseObject({ openapi: z.string() });

export const ANSWERS = {
  Value,
  Alerts,
  Comparison,
  ControlChart,
  Estimators,
  Forecast,
  Revisions,
  Indicator,
  IndicatorDetail,
  Prefecture,
  Titre,
  Milestone,
  Claim,
  Pilot,
  Evaluation,
  Freshness,
  PrefectureWatch,
  Run,
  QuarantineCount,
  Accepted,
  Health,
  Problem,
  Document,
};
export type AnswerName = keyof typeof ANSWERS;
