import { createHash } from 'node:crypto';
import type { SimulatorOptions } from './options.ts';
import { extractedAt, extractionAfter, nameOf } from './calendar.ts';
import { buildWorld } from './world.ts';

/** The `manifest.json` that goes with a delivery, key by key as the contract writes it. */
export interface Manifest {
  source: string;
  extracted_at: string;
  covers_from: string;
  covers_to: string;
  prefectures: string[];
  origin: 'synthetic';
  key_id: string;
  files: DeliveredFile[];
}

export interface DeliveredFile {
  name: string;
  rows: number;
  sha256: string;
}

export function manifest(options: SimulatorOptions, files: DeliveredFile[]): Manifest {
  const { seed, from, coversTo, deliveredTo, prefectureCodes } = buildWorld(options);
  return {
    source: 'simulateur',
    extracted_at: extractedAt(extractionAfter(coversTo)),
    covers_from: nameOf(deliveredTo === null ? from : deliveredTo + 1),
    covers_to: nameOf(coversTo),
    prefectures: [...prefectureCodes],
    origin: 'synthetic',
    key_id: `simulateur-${seed}`,
    files,
  };
}

const LINE_FEED = 10;

/** Counts and hashes a CSV delivery while it goes by, so that it is written and described in one pass. */
export class Receipt {
  readonly #hash = createHash('sha256');
  #lines = 0;

  *pass(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
    for (const chunk of chunks) {
      this.#hash.update(chunk);
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) {
        this.#lines++;
      }
      yield chunk;
    }
  }

  /** Once everything went by. The header is not a row. */
  file(name: string): DeliveredFile {
    return { name, rows: this.#lines - 1, sha256: this.#hash.copy().digest('hex') };
  }
}
