import type { Indicator, Origin, Statistic, Status, Value } from '#domain/indicator.ts';
import type { Topology } from 'topojson-specification';
import geometryUrl from './map/departements.topo.json?url';

/** A competent prefecture, under the code of the event contract. */
export interface Prefecture {
  code: string;
  name: string;
  region: string;
  region_name: string;
  kind: 'departement' | 'com' | 'test';
}

/** A title category, with the time that the law gives for its decision. */
export interface Titre {
  code: string;
  label_fr: string;
  label_en: string;
  motif: string;
  legal_months: number | null;
  legal_days: number | null;
  verified: boolean;
}

/** Something that happened on a day and may explain a bend in a series. */
export interface Milestone {
  id?: string;
  date: string;
  /** How much of the date is known. */
  precision?: 'day' | 'month' | 'year';
  label_fr: string;
  label_en: string;
  kind: string;
  verified: boolean;
  source: string;
}

/** A published figure, to be held against what is recomputed. */
export interface Claim {
  id: string;
  label_fr: string;
  label_en: string;
  value: number;
  value_high: number | null;
  unit: 'count' | 'share' | 'change' | 'days' | 'months' | 'fte';
  qualifier: 'exact' | 'about' | 'at_least' | 'at_most';
  period: string | null;
  perimeter_fr: string;
  perimeter_en: string;
  issuer: string;
  published_on: string | null;
  indicator: string | null;
  status: string;
  note_fr: string | null;
  note_en: string | null;
  source: string;
  verified: boolean;
}

/** A prefecture that tries the AI application. */
export interface Pilot {
  prefecture: string;
  started_on: string;
  ended_on: string | null;
  tasks: readonly string[];
  verified: boolean;
}

export interface Evaluation {
  status: string;
  detail_fr: string;
  detail_en: string;
}

/** One place of a comparison, by code. */
export interface ComparisonPoint {
  prefecture: string;
  n: number;
  value: number | null;
  lower: number | null;
  upper: number | null;
  status: Status;
  ratio: number | null;
  standardised: number | null;
  warning_lower: number | null;
  warning_upper: number | null;
  alarm_lower: number | null;
  alarm_upper: number | null;
  signal: 'none' | 'warning' | 'alarm' | null;
  discovery: boolean | null;
}

/** The prefectures beside the country in one year; there is no rank. */
export interface Comparison {
  period: string | null;
  standardisation: 'none' | 'indirect' | 'direct';
  method: 'shares' | 'ratios' | 'estimates' | 'none';
  target: number | null;
  points: readonly ComparisonPoint[];
}

/** What a signal means, by which way is better. */
export type Meaning = 'improvement' | 'concern' | 'neutral';

/** A month against the limits of chance. */
export interface ControlPoint {
  period: string;
  value: number;
  n: number;
  centre: number | null;
  lower: number | null;
  upper: number | null;
  /** The first rule that it breaks; null: only chance. */
  rule: string | null;
  rules: readonly string[];
  meaning: Meaning | null;
}

export interface ControlChart {
  kind: 'xmr' | 'laney';
  status: 'ok' | 'too_few';
  rebased: readonly { milestone: string; month: string; status: 'applied' | 'too_few' }[];
  points: readonly ControlPoint[];
}

export interface Forecast {
  /** What it is made of. */
  indicator: string;
  status: 'ok' | 'too_few';
  origin: string | null;
  observed: readonly { period: string; value: number }[];
  scenarios: readonly {
    staffing: number;
    months: readonly {
      period: string;
      value: number;
      lower: number | null;
      upper: number | null;
    }[];
  }[];
  back_test: readonly { ahead: number; origins: number; error: number; naive: number }[];
}

/** How well each way of counting a delay foretold what those who filed next lived. */
export interface Estimators {
  unreached: number;
  estimators: readonly {
    name: string;
    back_test: { origins: number; error: number; bias: number } | null;
  }[];
}

/** What one place shows in one month that is more than chance makes it, or may be. */
export interface Alert {
  /** `chart`: a rule or a CUSUM; `bunching` and `mass_closing`: signs of work done for the figure. */
  kind: 'chart' | 'bunching' | 'mass_closing';
  indicator: string;
  statistic: Statistic;
  /** Null: the whole country. */
  prefecture: string | null;
  period: string;
  value: number;
  n: number;
  centre: number | null;
  lower: number | null;
  upper: number | null;
  rules: readonly string[];
  meaning: Meaning | null;
  cusum: Meaning | null;
}

export interface Alerts {
  month: string | null;
  watched: number;
  told: number;
  expected_by_chance: number;
  alerts: readonly Alert[];
}

/** What was published of each period at each time. */
export interface Revisions {
  /** Oldest first. */
  vintages: readonly { run: string; version: number; as_of: string; cutoff: string | null }[];
  /** `figures` go with the vintages, null where that one had nothing of the period. */
  periods: readonly {
    period: string | null;
    figures: readonly (Pick<Value, 'value' | 'lower' | 'upper' | 'n' | 'status'> | null)[];
  }[];
}

/** How fresh a source is; counts are to the nearest ten, null under eleven. */
export interface SourceWatch {
  source: string;
  last_event_on: string | null;
  week: number | null;
  expected_week: number | null;
  objective_hours: number | null;
  /** Nothing came in time, far fewer events than expected, or none at all. */
  late: 'arrival' | 'volume' | 'silent' | null;
  late_prefectures: readonly string[];
  measured_at: string;
}

/** A row of a table that the page shows as the server gives it. */
export type Row = Readonly<Record<string, unknown>>;

export interface Freshness {
  /** Null while the database is empty. */
  origin: Origin | null;
  /** Last day the data covers, `YYYY-MM-DD`. */
  cutoff: string | null;
  last_run: Row | null;
  sources: readonly Row[];
  /** Newest first. */
  batches: readonly Row[];
  /** Empty until it has been measured. */
  watch: readonly SourceWatch[];
}

export type IndicatorDetail = Indicator & {
  sql: string;
  rests_on: readonly { name: string; sql: string }[];
  versions: readonly Row[];
};

/** Which values are asked for. What is absent does not restrict; `all` pins a dimension to “all”. */
export interface ValuesQuery {
  indicator: string;
  view?: string;
  statistic?: string;
  level?: 'national' | 'region' | 'prefecture';
  grain?: 'month' | 'year' | 'none';
  prefecture?: string;
  titre?: string;
  motif?: string;
  demande?: string;
  canal?: string;
  from?: string;
  to?: string;
  as_of?: string;
}

/** The server said no, or said nothing; `detail` is what it said, in words, if it did. */
export class ApiError extends Error {
  readonly status: number;
  readonly detail: string | undefined;

  constructor(status: number, detail?: string) {
    super(`The API answered ${status}${detail ? `: ${detail}` : ''}.`);
    this.status = status;
    this.detail = detail;
  }
}

const API = '/api/v1';

/** The address of what is worked out from published values. */
const analysisUrl = (path: string, query: object) => {
  const entries = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return `${API}/${path}?${new URLSearchParams(entries)}`;
};
const ARROW = 'application/vnd.apache.arrow.stream';

export function valuesUrl(
  query: ValuesQuery,
  format?: 'json' | 'csv' | 'arrow' | 'parquet',
): string {
  const entries = Object.entries({ ...query, format }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return `${API}/values?${new URLSearchParams(entries)}`;
}

export const fetchIndicators = (signal: AbortSignal) =>
  getJson<Indicator[]>(`${API}/indicators`, signal);

export const fetchIndicator = (id: string, signal: AbortSignal) =>
  getJson<IndicatorDetail>(`${API}/indicators/${encodeURIComponent(id)}`, signal);

export const fetchPrefectures = (signal: AbortSignal) =>
  getJson<Prefecture[]>(`${API}/prefectures`, signal);

export const fetchMilestones = (signal: AbortSignal) =>
  getJson<Milestone[]>(`${API}/milestones`, signal);

export const fetchTitres = (signal: AbortSignal) => getJson<Titre[]>(`${API}/titres`, signal);
export const fetchClaims = (signal: AbortSignal) => getJson<Claim[]>(`${API}/claims`, signal);
export const fetchPilots = (signal: AbortSignal) => getJson<Pilot[]>(`${API}/pilots`, signal);
export const fetchEvaluation = (signal: AbortSignal) =>
  getJson<Evaluation>(`${API}/evaluation`, signal);
export const fetchComparison = (
  query: { indicator: string; statistic: string; view?: string; year?: string; as_of?: string },
  signal: AbortSignal,
) => getJson<Comparison>(analysisUrl('comparison', query), signal);
export const fetchControlChart = (
  query: Omit<ValuesQuery, 'level' | 'grain'> & { breakdown?: string; rebase?: string },
  signal: AbortSignal,
) => getJson<ControlChart>(analysisUrl('control-chart', query), signal);
export const fetchRevisions = (
  query: {
    indicator: string;
    statistic: string;
    prefecture?: string;
    from?: string;
    as_of?: string;
  },
  signal: AbortSignal,
) => getJson<Revisions>(analysisUrl('revisions', query), signal);
export const fetchForecast = (
  query: { prefecture?: string; as_of?: string },
  signal: AbortSignal,
) => getJson<Forecast>(analysisUrl('forecast', query), signal);
export const fetchEstimators = (
  query: { prefecture?: string; demande?: string; as_of?: string },
  signal: AbortSignal,
) => getJson<Estimators>(analysisUrl('estimators', query), signal);
export const fetchAlerts = (query: { as_of?: string }, signal: AbortSignal) =>
  getJson<Alerts>(analysisUrl('alerts', query), signal);
export const fetchFreshness = (signal: AbortSignal) =>
  getJson<Freshness>(`${API}/freshness`, signal);

export const fetchRuns = (signal: AbortSignal) => getJson<Row[]>(`${API}/runs`, signal);

export const fetchQuarantine = (signal: AbortSignal) => getJson<Row[]>(`${API}/quarantine`, signal);

/** A few values, without waiting for the Arrow reader. */
export const fetchFewValues = (query: ValuesQuery, signal: AbortSignal) =>
  getJson<Value[]>(valuesUrl(query, 'json'), signal);

/** Many values: the bytes come as the database writes them, the reader is loaded beside them. */
export async function fetchValues(query: ValuesQuery, signal: AbortSignal): Promise<Value[]> {
  const [response, { readValues }] = await Promise.all([
    get(valuesUrl(query, 'arrow'), ARROW, signal),
    import('./arrow.ts'),
  ]);
  return readValues(new Uint8Array(await response.arrayBuffer()));
}

/** The outlines of the départements. */
export const fetchGeometry = (signal: AbortSignal) => getJson<Topology>(geometryUrl, signal);

async function getJson<Answer>(url: string, signal: AbortSignal): Promise<Answer> {
  const response = await get(url, 'application/json', signal);
  return (await response.json()) as Answer;
}

async function get(url: string, accept: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal, headers: { accept } });
  if (!response.ok) throw new ApiError(response.status, await detailOf(response));
  return response;
}

/** The `detail` of a problem document (RFC 9457), where the answer is one. */
async function detailOf(response: Response): Promise<string | undefined> {
  if (!response.headers.get('content-type')?.includes('json')) return undefined;
  const problem: unknown = await response.json().catch(() => undefined);
  return typeof problem === 'object' && problem !== null && 'detail' in problem
    ? String(problem.detail)
    : undefined;
}
