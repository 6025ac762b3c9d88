import { CANAUX, DEMANDES, MOTIFS } from '#domain/contract.ts';
import { STATISTICS, VIEWS, type Statistic, type View } from '#domain/indicator.ts';
import type { Lang } from './format.ts';
import { langOf } from './locale.ts';

/** The dimensions a reader may restrict the dossiers by, one at a time: no finer cell is published. */
export const POPULATIONS = {
  demande: [...DEMANDES, 'inconnu'],
  motif: [...MOTIFS, 'inconnu'],
  canal: [...CANAUX, 'inconnu'],
} as const;
export type PopulationDimension = keyof typeof POPULATIONS;

export interface Population {
  dimension: PopulationDimension;
  member: string;
}

/** The dimensions that an indicator's dossiers can be restricted by. */
export const dimensionsOf = ({ dimensions }: { dimensions: readonly string[] }) =>
  (Object.keys(POPULATIONS) as PopulationDimension[]).filter((name) => dimensions.includes(name));

export const SORT_COLUMNS = ['code', 'value', 'lower', 'n', 'censored'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface Sort {
  column: SortColumn;
  descending: boolean;
}

/** All that a reader can choose; null = what the page proposes. The address holds the whole of it. */
export interface PageState {
  lang: Lang;
  indicator: string;
  statistic: Statistic | null;
  view: View | null;
  breakdown: string | null;
  population: Population | null;
  period: string | null;
  prefecture: string | null;
  sort: Sort;
  /** A title category; it excludes `population`, since no finer cell is published. */
  titre: string | null;
  /** Keys of the charts whose numbers are shown as a table. */
  tables: readonly string[];
  /** What is looked for in a list. */
  search: string;
  /** Milestones that no source confirms, too. */
  unverified: boolean;
  /** Key of the value whose identity card is open. */
  fiche: string | null;
  as_of: string | null;
}

const DEFAULT_INDICATOR = 'P-01';
const INDICATOR = /^[A-Za-z]{1,3}-\d{2}$/;
const TITRE = /^[A-Z][A-Z0-9-]{1,15}$/;
const KEY = /^[a-z0-9-]{1,40}$/;
const BY_CODE: Sort = { column: 'code', descending: false };

/** Reads a query string; whatever it does not understand is as if it were not there. */
export function readState(search: string): PageState {
  const query = new URLSearchParams(search);
  const matching = (name: string, pattern: RegExp) => {
    const text = query.get(name);
    return text !== null && pattern.test(text) ? text : null;
  };
  const among = <Word extends string>(name: string, words: readonly Word[]) =>
    words.find((word) => word === query.get(name)) ?? null;

  return {
    lang: langOf(search),
    indicator: matching('indicator', INDICATOR)?.toUpperCase() ?? DEFAULT_INDICATOR,
    statistic: among('statistic', STATISTICS),
    view: among('view', VIEWS),
    breakdown: matching('breakdown', /^[a-z]+=[^;=]+(;[a-z]+=[^;=]+)*$/),
    population: populationOf(query),
    period: matching('period', /^\d{4}(-(0[1-9]|1[0-2]))?$/),
    prefecture: matching('prefecture', /^(\d{2,3}|2[AB])$/),
    sort: sortOf(query.get('sort')),
    titre: matching('titre', TITRE),
    tables: [...new Set(query.get('tableau')?.split(',') ?? [])].filter((key) => KEY.test(key)),
    search: query.get('q')?.slice(0, 80) ?? '',
    unverified: query.get('jalons') === 'tous',
    fiche: matching('fiche', /^[A-Za-z]{1,3}-\d{2}\./),
    as_of: matching('as_of', /^\d{4}-\d{2}-\d{2}(T[0-9:.]+(Z|[+-]\d{2}:\d{2}))?$/),
  };
}

/** Writes a query string, defaults left out and keys in one order: one state has one address. */
export function writeState(state: PageState): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null | false) => {
    if (value) query.set(name, value);
  };
  put('lang', state.lang !== 'fr' && state.lang);
  put('indicator', state.indicator !== DEFAULT_INDICATOR && state.indicator);
  put('statistic', state.statistic);
  put('view', state.view);
  put('breakdown', state.breakdown);
  if (state.population) put(state.population.dimension, state.population.member);
  put('period', state.period);
  put('prefecture', state.prefecture);
  put('sort', sortText(state.sort));
  put('titre', state.titre);
  put('tableau', state.tables.join(','));
  put('q', state.search);
  put('jalons', state.unverified && 'tous');
  put('fiche', state.fiche);
  put('as_of', state.as_of);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The address of a page in the same language and at the same instant; its own choices start afresh. */
export function pageHref(path: string, state: PageState, patch: Partial<PageState> = {}): string {
  const { lang, as_of } = state;
  return `${path}${writeState({ ...readState(''), lang, as_of, ...patch })}`;
}

function populationOf(query: URLSearchParams): Population | null {
  for (const dimension of Object.keys(POPULATIONS) as PopulationDimension[]) {
    const asked = query.get(dimension);
    const member = POPULATIONS[dimension].find((known) => known === asked);
    if (member) return { dimension, member };
  }
  return null;
}

function sortOf(text: string | null): Sort {
  const column = SORT_COLUMNS.find((known) => known === text?.replace(/^-/, ''));
  return column ? { column, descending: text?.startsWith('-') ?? false } : BY_CODE;
}

const sortText = ({ column, descending }: Sort): string | false =>
  (descending || column !== 'code') && `${descending ? '-' : ''}${column}`;
