import { Readable } from 'node:stream';
import type { EventRow } from '#domain/contract.ts';
import type { Coverage } from '../../coverage.ts';
import type { Json, Parcel } from '../source.ts';
import type { Untimed } from './events.ts';

/** What was read and has not been handed on. */
export interface Load {
  add(rows: readonly Untimed[]): void;
  /** A page was read, with or without rows. */
  turnPage(): void;
  isFull(): boolean;
  /**
   * Everything at once, as one delivery that is recorded now. Without a row it is still a delivery
   * where more is covered than before: that nothing happened is to be known too.
   */
  take(checkpoint: Json, coverage: Coverage): Parcel;
}

export interface LoadOptions {
  /** Of the source: deliveries are called so. */
  name: string;
  pages_max: number;
  /** What earlier deliveries cover. */
  covered: Coverage;
  now: () => Date;
}

/**
 * Gathers pages into deliveries. A dossier that changes while it is read comes twice, and of one
 * event the later telling counts: within a delivery they would contradict each other.
 */
export function openLoad({ name, pages_max, covered, now }: LoadOptions): Load {
  const rows = new Map<string, Untimed>();
  let pages = 0;
  let recorded_ms = 0;
  let covers_to = covered.covers_to;
  return {
    add(given) {
      for (const row of given) rows.set(row.event_id, row);
    },
    turnPage: () => void (pages += 1),
    isFull: () => pages >= pages_max,
    take(checkpoint, coverage) {
      pages = 0;
      if (rows.size === 0 && coverage.covers_to === covers_to) return { files: [], checkpoint };
      covers_to = coverage.covers_to;
      // Two deliveries never have the same instant: the later is the later version.
      recorded_ms = Math.max(now().getTime(), recorded_ms + 1);
      const recorded_at = new Date(recorded_ms).toISOString();
      const lines = [...rows.values()].map((row) => {
        const event: EventRow = { ...row, recorded_at };
        return `${JSON.stringify(event)}\n`;
      });
      rows.clear();
      return {
        files: [{ name: `${name}.ndjson`, format: 'ndjson', body: Readable.from(lines) }],
        checkpoint,
        coverage: { ...coverage, extracted_at: recorded_at },
      };
    },
  };
}
