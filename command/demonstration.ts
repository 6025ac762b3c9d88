import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '#core/database.ts';
import { ingest, type IngestReport } from '#ingest/ingest.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { csvChunks } from '#seed/simulator/csv.ts';
import { manifest, Receipt } from '#seed/simulator/manifest.ts';
import type { SimulatorOptions } from '#seed/simulator/options.ts';
import { events } from '#seed/simulator/simulator.ts';
import { truth } from '#seed/simulator/truth.ts';

type Tell = (filings: number) => void;

const fileName = ({ seed, dossiers }: SimulatorOptions) => `simulateur-${seed}-${dossiers}.csv`;

/** Filings generated between two words of progress. */
const PROGRESS_STEP = 500;

/** The bytes of the population's CSV file, telling how many filings have gone by. */
function population(options: SimulatorOptions, onProgress: Tell): Generator<Uint8Array> {
  function* rows() {
    let filings = 0;
    for (const row of events(options)) {
      if (row.event === 'depot' && (filings += 1) % PROGRESS_STEP === 0) onProgress(filings);
      yield row;
    }
  }
  return csvChunks(rows());
}

const bytes = (chunks: Iterable<Uint8Array>) => Readable.from(chunks, { objectMode: false });

/** Writes a contract file and its manifest into a folder; returns its name and its rows. */
async function writeDelivery(folder: string, options: SimulatorOptions, onProgress: Tell) {
  const name = fileName(options);
  const receipt = new Receipt();
  await pipeline(
    bytes(receipt.pass(population(options, onProgress))),
    createWriteStream(join(folder, name)),
  );
  const file = receipt.file(name);
  await writeFile(join(folder, 'manifest.json'), pretty(manifest(options, [file])));
  return { name, rows: file.rows };
}

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Writes a population as a delivery, and the truth that only a simulator knows beside it. */
export async function seedFolder(
  folder: string,
  options: SimulatorOptions,
  onProgress: Tell = () => {},
): Promise<{ folder: string; files: string[]; rows: number }> {
  await mkdir(folder, { recursive: true });
  const { name, rows } = await writeDelivery(folder, options, onProgress);
  await writeFile(join(folder, 'truth.json'), pretty(truth(options)));
  return { folder, files: [name, 'manifest.json', 'truth.json'], rows };
}

/** Generates a population into the log: a delivery like any other, with the same checks. */
export async function seedDatabase(
  db: Database,
  options: SimulatorOptions,
  now: Date,
  onProgress: Tell = () => {},
): Promise<IngestReport> {
  const folder = await mkdtemp(join(tmpdir(), 'observatoire-seed-'));
  try {
    await writeDelivery(folder, options, onProgress);
    const files = [join(folder, 'manifest.json')];
    return await ingest({ db, files, reference: loadReference(), now });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
