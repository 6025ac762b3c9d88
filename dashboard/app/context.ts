import type { Indicator, Origin } from '#domain/indicator.ts';
import {
  fetchIndicators,
  fetchMilestones,
  fetchPrefectures,
  fetchTitres,
  type Milestone,
  type Prefecture,
  type Titre,
  type ValuesQuery,
} from './api.ts';
import type { Figure, Text } from './compositions/section.ts';
import { inLang, lang } from './locale.ts';
import { EVERYTHING, strataOf } from './population.ts';
import { dimensionsOf, type PageState } from './url-state.ts';

/** What is known of the world and of the catalogue. */
export interface Reference {
  indicators: readonly Indicator[];
  prefectures: readonly Prefecture[];
  milestones: readonly Milestone[];
  titres: readonly Titre[];
}

/** What every section of a page is shown with. */
export interface Context extends Reference {
  state: PageState;
  /** Last day that the data covers. */
  cutoff: string;
  /** Whether the data is invented; null while there is none. */
  origin: Origin | null;
  /** Code of the place; null for the whole country. */
  place: string | null;
}

export async function fetchReference(signal: AbortSignal): Promise<Reference> {
  const [indicators, prefectures, milestones, titres] = await Promise.all([
    fetchIndicators(signal),
    fetchPrefectures(signal),
    fetchMilestones(signal),
    fetchTitres(signal),
  ]);
  return { indicators, prefectures, milestones, titres };
}

/** A figure as far as the catalogue has it. */
export interface Found {
  indicator: Indicator;
  statistic: Indicator['statistics'][number];
}

/** The indicator and statistic of a figure; undefined when the catalogue does not hold it yet. */
export function find(
  { indicators }: Context,
  { indicator: id, statistic }: Figure,
): Found | undefined {
  const indicator = indicators.find((known) => known.id === id);
  if (!indicator) return undefined;
  const known = statistic && indicator.statistics.includes(statistic) ? statistic : undefined;
  return { indicator, statistic: known ?? indicator.statistics[0] ?? 'count' };
}

/** Which of the reader's choices an indicator can follow: its dossiers and its place. */
export function following({ state, place }: Context, { indicator }: Found) {
  const { population, titre } = state;
  const followsTitre = titre !== null && indicator.dimensions.includes('titre');
  const followsPopulation =
    population !== null && dimensionsOf(indicator).includes(population.dimension);
  const strata: Partial<ValuesQuery> = followsTitre
    ? { ...EVERYTHING, titre }
    : strataOf(followsPopulation ? population : null);
  const followsPlace = place !== null && indicator.dimensions.includes('prefecture');
  return {
    strata,
    place: followsPlace ? place : null,
    isWhole:
      (titre !== null && !followsTitre) ||
      (population !== null && !followsPopulation && titre === null) ||
      (place !== null && !followsPlace),
  };
}

/** The request for some cells of a figure, as far as it follows the reader's choices. */
export function queryFor(context: Context, found: Found, cells: Partial<ValuesQuery>): ValuesQuery {
  const { strata, place } = following(context, found);
  const { as_of } = context.state;
  return {
    indicator: found.indicator.id,
    statistic: found.statistic,
    ...(place === null ? { level: 'national' } : { prefecture: place }),
    ...strata,
    ...cells,
    ...(as_of && { as_of }),
  };
}

/** The name of a place. */
export const nameOf = ({ prefectures }: Context, code: string): string =>
  prefectures.find((known) => known.code === code)?.name ?? code;

/** A text in the language of the page. */
export const textIn = ({ fr, en }: Text): string => inLang(lang, fr, en);
