import { BadRequest } from '#core/errors.ts';
import type { Statistic, Value, View } from '#domain/indicator.ts';
import { findingsOf, type Finding } from './comparison-funnel.ts';
import { pairOf, type Pair } from './comparison-pair.ts';
import { standardised, type Standardisation, type Subject } from './comparison-subject.ts';
import { EVERY_APPLICATION, readValues, type Published } from './published-values.ts';
import { publishedRun, type ValuesFilter } from './values.ts';

/** What is compared: one figure of an indicator, in one year (absent: the last whole one). */
export interface ComparisonFilter {
  indicator: ValuesFilter['indicator'];
  statistic: Statistic;
  view: View;
  breakdown?: string;
  year?: string;
  standardisation?: Standardisation;
  prefecture?: string;
  against?: string;
  as_of?: Date;
}

/** One prefecture beside the country; there is no rank, and none can be made of it fairly. */
export interface ComparisonPoint extends Finding {
  region: string | null;
  prefecture: string;
  n: number;
  value: number | null;
  lower: number | null;
  upper: number | null;
  status: Value['status'];
  /** Indirect: what its own mix of applications gives elsewhere, and the figure over that. */
  expected: number | null;
  ratio: number | null;
  ratio_lower: number | null;
  ratio_upper: number | null;
  /** Direct: what it would show with the country’s mix, and the share of that mix it has figures for. */
  standardised: number | null;
  standardised_lower: number | null;
  standardised_upper: number | null;
  supported: number | null;
}

export interface Comparison {
  indicator: string;
  statistic: Statistic;
  view: View;
  breakdown: string | null;
  period: string | null;
  run: string | null;
  /** What the funnel is drawn of. */
  standardisation: Standardisation;
  /** With a mix of its own in every place, each can only be held against the country. */
  comparable: 'each_with_country' | 'between_places';
  /** How the limits were made: from counts, or from each figure’s own interval. */
  method: 'shares' | 'ratios' | 'estimates' | 'none';
  national: number | null;
  target: number | null;
  phi: number | null;
  tau2: number | null;
  shrunken_mean: number | null;
  points: ComparisonPoint[];
  /** Two places against one another, where they were asked for. */
  pair: Pair | null;
}

/**
 * The prefectures beside the country, over motif × demande, from published values alone. Standardised
 * directly where most places have figures for the country’s mix, otherwise indirectly.
 */
export async function comparison(
  published: Published,
  filter: ComparisonFilter,
): Promise<Comparison> {
  const { statistic, view, breakdown } = filter;
  if (statistic === 'count') {
    throw new BadRequest('A count says how large a place is: ask for another `statistic`.');
  }
  if ((filter.prefecture === undefined) !== (filter.against === undefined)) {
    throw new BadRequest('`prefecture` and `against` go together.');
  }
  const run = await publishedRun(published.reader, filter);
  const answer = {
    ...{ indicator: filter.indicator.id, statistic, view, breakdown: breakdown ?? null },
    run: run ?? null,
  };
  const asked: ValuesFilter = {
    ...{ indicator: filter.indicator, statistic, view, breakdown: breakdown ?? 'all' },
    run: run ?? '',
  };
  const years = await totalsOf(published, asked, filter.year);
  const period = filter.year ?? lastWholeYear(years);
  const rows = years.filter((row) => row.period === period);
  const places = rows
    .filter(({ prefecture }) => prefecture !== null)
    .sort((one, other) => (one.prefecture! < other.prefecture! ? -1 : 1));
  const national = rows.find((row) => row.prefecture === null && row.region === null);
  const strata = places.length === 0 ? [] : await strataOf(published, asked, period!);
  const subjects = places.map((row) => standardised(row, strata));

  const standardisation = filter.standardisation ?? suitable(subjects);
  const funnel = findingsOf(subjects, standardisation, national?.value ?? null);
  return {
    ...answer,
    ...{ period, standardisation, national: national?.value ?? null },
    comparable: standardisation === 'direct' ? 'between_places' : 'each_with_country',
    ...{ method: funnel.method, target: funnel.target, phi: funnel.phi, tau2: funnel.tau2 },
    shrunken_mean: funnel.shrunken_mean,
    points: subjects.map((subject, index) => pointOf(subject, funnel.findings[index]!)),
    pair:
      filter.prefecture === undefined || filter.against === undefined
        ? null
        : pairOf(subjects, filter.prefecture, filter.against),
  };
}

const within = (year: string) => ({ from: `${year}-01`, to: `${year}-12` });

/** Totals of the country and of each prefecture, by year. The test data set is no place. */
async function totalsOf(
  published: Published,
  asked: ValuesFilter,
  year: string | undefined,
): Promise<Value[]> {
  const rows = await readValues(published, {
    ...{ ...asked, ...EVERY_APPLICATION, grain: 'year' },
    ...(year !== undefined && within(year)),
  });
  return rows.filter(
    ({ region, prefecture }) =>
      prefecture !== 'ZZ' && prefecture !== 'inconnu' && (prefecture !== null || region === null),
  );
}

/** The last year that ended by the cut-off, else the last there is. */
function lastWholeYear(totals: readonly Value[]): string | null {
  const given = totals.filter(({ prefecture, value }) => prefecture === null && value !== null);
  const whole = given.filter(({ period, cutoff }) => `${period}-12-31` <= cutoff);
  return (whole.at(-1) ?? given.at(-1))?.period ?? null;
}

/** The country’s and each prefecture’s strata, motif × demande. */
async function strataOf(published: Published, asked: ValuesFilter, year: string): Promise<Value[]> {
  const rows = await readValues(published, {
    ...{ ...asked, titre: 'all', canal: 'all', grain: 'year' },
    ...within(year),
  });
  return rows.filter(
    ({ region, prefecture, motif, demande }) =>
      motif !== null && demande !== null && (prefecture !== null || region === null),
  );
}

const DIRECT_MIN = 0.8;

/** Direct where four places in five support it, indirect where as many have an expectation. */
function suitable(subjects: readonly Subject[]): Standardisation {
  const given = subjects.filter(({ row }) => row.value !== null);
  const enough = (has: (subject: Subject) => boolean) =>
    given.length > 0 && given.filter(has).length >= DIRECT_MIN * given.length;
  if (enough((subject) => subject.direct !== null)) return 'direct';
  return enough((subject) => subject.expected !== null) ? 'indirect' : 'none';
}

function pointOf(
  { row, expected: mean, direct: mixed }: Subject,
  finding: Finding,
): ComparisonPoint {
  const over = (value: number | null) =>
    value === null || mean === null || mean === 0 ? null : value / mean;
  return {
    ...{ region: row.region, prefecture: row.prefecture ?? '', n: row.n, status: row.status },
    ...{ value: row.value, lower: row.lower, upper: row.upper, expected: mean },
    ...{ ratio: over(row.value), ratio_lower: over(row.lower), ratio_upper: over(row.upper) },
    standardised: mixed?.value ?? null,
    standardised_lower: mixed?.lower ?? null,
    standardised_upper: mixed?.upper ?? null,
    supported: mixed?.supported ?? null,
    ...finding,
  };
}
