import type { Part } from '#domain/contract.ts';
import type { Origin } from './batches.ts';
import { dateIn } from './table.ts';

/** What a delivery says of itself, in its manifest or in the words of its source. */
export interface Coverage {
  /** A source of the contract that it speaks for, even when it has nothing to say. */
  source?: string;
  /** The part of that source that it covers, where another system follows the rest. */
  part?: Part;
  extracted_at?: string | null;
  covers_from?: string | null;
  covers_to?: string | null;
  /** The prefectures that are covered; empty or absent: it does not say. */
  prefectures?: string[] | null;
  key_id?: string | null;
  origin?: Origin | null;
}

/**
 * What exports cover that are named for the day on which they were made: the days before, since that
 * day was not over. Of several the latest says; without a date in their names nothing is said.
 */
export function exportCoverage(names: readonly string[]): Pick<Coverage, 'covers_to'> {
  const made = names.map(dateIn).filter((day) => day !== undefined);
  const [latest] = made.sort().slice(-1);
  if (latest === undefined) return {};
  return { covers_to: new Date(Date.parse(latest) - 86_400_000).toISOString().slice(0, 10) };
}
