import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { csvChunks } from './csv.ts';
import { manifest, Receipt, type DeliveredFile } from './manifest.ts';
import type { SimulatorOptions } from './options.ts';
import { events, type OnProgress, type Part } from './simulator.ts';
import { truth } from './truth.ts';

/** One piece of the work of a delivery: a part of the population, or the truth about the whole. */
export interface Task {
  options: SimulatorOptions;
  path: string;
  /** Absent: the truth. */
  part?: Part & { name: string };
}

/** What a worker says: how many more dossiers are made, or what its task came to. */
export type WorkerMessage = { dossiers: number } | { done: DeliveredFile | null };

/** Fewer than this are not worth a second thread; more than the other in a file make two more files. */
const ONE_PART = 5000;
const PART_DOSSIERS = 250_000;

/** The parts of a population: a function of its size alone, so that the same seed gives the same files. */
export function partsOf(dossiers: number): Part[] {
  // An even number, so that two threads end together.
  const count = dossiers < ONE_PART ? 1 : 2 * Math.ceil(dossiers / (2 * PART_DOSSIERS));
  const from = (index: number) => Math.floor((index * dossiers) / count);
  return Array.from({ length: count }, (_, i) => ({ first: from(i), last: from(i + 1) - 1 }));
}

/**
 * Writes a population as a delivery: contract files, one per part, `manifest.json` and, when asked
 * for, `truth.json`, on as many threads as the machine has. Returns the names and the rows.
 */
export async function writePopulation(
  folder: string,
  options: SimulatorOptions,
  { withTruth, onProgress }: { withTruth: boolean; onProgress: OnProgress },
): Promise<{ files: string[]; rows: number }> {
  await mkdir(folder, { recursive: true });
  const { dossiers, seed } = options;
  const parts = partsOf(dossiers);
  const tasks: Task[] = parts.map((part, index) => {
    const number = parts.length > 1 ? `-${String(index + 1).padStart(4, '0')}` : '';
    const name = `simulateur-${seed}-${dossiers}${number}.csv`;
    return { options, path: join(folder, name), part: { ...part, name } };
  });
  if (withTruth) tasks.push({ options, path: join(folder, 'truth.json') });

  let made = 0;
  const tell = (more: number) => onProgress((made += more));
  const done = parts.length === 1 ? await doHere(tasks, tell) : await doOnThreads(tasks, tell);
  const files = done.filter((file) => file !== null);
  await writeFile(join(folder, 'manifest.json'), pretty(manifest(options, files)));
  return {
    files: [
      ...files.map(({ name }) => name),
      'manifest.json',
      ...(withTruth ? ['truth.json'] : []),
    ],
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
  };
}

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Does one task; tells how many more dossiers are made. */
export async function work(
  { options, path, part }: Task,
  tell: (more: number) => void,
): Promise<DeliveredFile | null> {
  if (!part) {
    await writeFile(path, pretty(truth(options)));
    return null;
  }
  const receipt = new Receipt();
  let made = 0;
  const rows = events(options, part, (dossiers) => {
    tell(dossiers - made);
    made = dossiers;
  });
  const chunks = Readable.from(receipt.pass(csvChunks(rows)), { objectMode: false });
  await pipeline(chunks, createWriteStream(path));
  return receipt.file(part.name);
}

async function doHere(tasks: readonly Task[], tell: (more: number) => void) {
  const done: (DeliveredFile | null)[] = [];
  for (const task of tasks) done.push(await work(task, tell));
  return done;
}

/** Each thread takes the next task until none is left; the first failure ends them all. */
async function doOnThreads(tasks: readonly Task[], tell: (more: number) => void) {
  const done: (DeliveredFile | null)[] = tasks.map(() => null);
  let next = 0;
  const workers: Worker[] = [];
  const thread = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./worker.mjs', import.meta.url));
      workers.push(worker);
      let current = -1;
      const proceed = () => {
        current = next++;
        const task = tasks[current];
        if (task) worker.postMessage(task);
        else resolve();
      };
      worker.on('error', reject);
      worker.on('message', (message: WorkerMessage) => {
        if ('dossiers' in message) return tell(message.dossiers);
        done[current] = message.done;
        proceed();
      });
      proceed();
    });
  try {
    const threads = Math.min(tasks.length, availableParallelism());
    await Promise.all(Array.from({ length: threads }, thread));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return done;
}
