import type { Indicator, Statistic, Value } from '#domain/indicator.ts';
import type { ValuesQuery } from './api.ts';
import { isYear } from './format.ts';
import type { Locale } from './locale.ts';
import { strataOf } from './population.ts';
import { boundsOf, type Facets } from './rows.ts';
import { breakdownLabel, populationLabel, shapeOf, titleOf, unitLabel } from './sentences.ts';
import { dimensionsOf, type PageState, type Population } from './url-state.ts';

/** What the reader looks at: one statistic of one indicator, over some dossiers, as known at an instant. */
export interface Subject {
  indicator: Indicator;
  statistic: Statistic;
  population: Population | null;
  as_of: string | null;
}

/** What the address asks for, as far as the indicator has it; undefined when no such indicator exists. */
export function subjectOf(indicators: readonly Indicator[], state: PageState): Subject | undefined {
  const indicator = indicators.find(({ id }) => id === state.indicator);
  if (!indicator) return undefined;
  const { population, as_of } = state;
  const known = population && dimensionsOf(indicator).includes(population.dimension);
  return {
    indicator,
    statistic: statisticOf(indicator, state.statistic),
    population: known ? population : null,
    as_of,
  };
}

/** The statistic asked for, where the indicator has it; else its median, else its first. */
function statisticOf({ statistics }: Indicator, asked: Statistic | null): Statistic {
  const candidates = [asked, 'median' as const];
  return (
    candidates.find((one) => one !== null && statistics.includes(one)) ?? statistics[0] ?? 'count'
  );
}

export const isByPrefecture = ({ indicator }: Subject) =>
  indicator.dimensions.includes('prefecture');

/** The request for some cells of the subject. */
export const queryOf = (
  { indicator, statistic, population, as_of }: Subject,
  cells: Partial<ValuesQuery>,
): ValuesQuery => ({
  indicator: indicator.id,
  statistic,
  ...strataOf(population),
  ...cells,
  ...(as_of && { as_of }),
});

/** Every prefecture in one period. */
export const prefecturesIn = (period: string): Partial<ValuesQuery> => ({
  level: 'prefecture',
  grain: isYear(period) ? 'year' : 'month',
  ...boundsOf(period),
});

/** “médiane”, “part depuis plus de 4 mois”. */
export const measureOf = (
  locale: Locale,
  { statistic, breakdown }: Pick<Value, 'statistic' | 'breakdown'>,
): string =>
  [locale.words.statistics[statistic], breakdown && breakdownLabel(locale, breakdown)]
    .filter(Boolean)
    .join(' ');

/** What a unit says already. */
const PLAIN: readonly Statistic[] = ['count', 'share', 'ratio'];

/** “médiane”; nothing where the unit says it. */
export const measureWord = ({ words }: Locale, statistic: Statistic): string =>
  PLAIN.includes(statistic) ? '' : words.statistics[statistic];

/** “Délai de décision (médiane)”: the title, with the measure where the unit does not say it. */
export function measuredTitle(
  locale: Locale,
  indicator: Indicator,
  { statistic, breakdown }: Pick<Value, 'statistic' | 'breakdown'>,
): string {
  const part = breakdown && breakdownLabel(locale, breakdown);
  const measure = [measureWord(locale, statistic), part].filter(Boolean).join(' ');
  return titleOf(locale, indicator) + (measure ? ` (${measure})` : '');
}

/** Unit and population of a picture: what its title leaves out. */
export function subtitleOf(
  locale: Locale,
  { indicator, statistic, population }: Subject,
  { views, view }: Facets,
): string {
  const unit = unitLabel(locale, shapeOf(locale, indicator, statistic, []));
  const seen = views.length > 1 && view ? locale.words.views[view] : undefined;
  const dossiers = dimensionsOf(indicator).length > 0 && populationLabel(locale, population);
  return [unit, dossiers, seen].filter(Boolean).join(' · ');
}
