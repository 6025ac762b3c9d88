// A thread that generates parts of a population: lets Node read TypeScript, then does each task it is
// sent, one after the other.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { work } = await import('./delivery.ts');

parentPort?.on('message', async (task) => {
  const done = await work(task, (dossiers) => parentPort?.postMessage({ dossiers }));
  parentPort?.postMessage({ done });
});
