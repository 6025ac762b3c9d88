import type { Origin } from './batches.ts';

/** What a delivery says of itself, in its manifest or in the words of its source. */
export interface Coverage {
  /** A source of the contract that it speaks for, even when it has nothing to say. */
  source?: string;
  extracted_at?: string | null;
  covers_from?: string | null;
  covers_to?: string | null;
  /** The prefectures that are covered; empty or absent: it does not say. */
  prefectures?: string[] | null;
  key_id?: string | null;
  origin?: Origin | null;
}
