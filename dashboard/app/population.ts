import type { ValuesQuery } from './api.ts';
import type { Population } from './url-state.ts';

/** All dossiers: every dimension pinned, or the answer would hold each of its members too. */
export const EVERYTHING = {
  titre: 'all',
  motif: 'all',
  demande: 'all',
  canal: 'all',
} as const satisfies Partial<ValuesQuery>;

/** The part of a query that says which dossiers are counted. */
export const strataOf = (population: Population | null): Partial<ValuesQuery> =>
  population ? { ...EVERYTHING, [population.dimension]: population.member } : EVERYTHING;
