import { select, type Database } from '#core/database.ts';
import type { Value } from '#domain/indicator.ts';
import { valuesQuery, type Reference, type ValuesFilter } from './values.ts';

/** Where published values are read from, for statistics made of them. */
export interface Published {
  reader: Database;
  reference: Reference;
}

/** Published values as objects, through the one path that every figure passes. */
export function readValues(
  { reader, reference }: Published,
  filter: ValuesFilter,
): Promise<Value[]> {
  const { query, params } = valuesQuery(filter, reference);
  return select<Value>(reader, `${query}\nSETTINGS date_time_output_format = 'iso'`, params);
}

/** The total over every kind of application. */
export const EVERY_APPLICATION = {
  titre: 'all',
  motif: 'all',
  demande: 'all',
  canal: 'all',
} as const;
