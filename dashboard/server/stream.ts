import type { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { parseParameters } from '#queries/values-filter.ts';
import { accept } from './endpoint.ts';

/** What is told to everybody as it happens. */
export interface RunFinished {
  run: string;
  indicator: string;
  state: 'done' | 'failed';
  as_of: string;
}
interface BatchStored {
  batch: string;
  inserted: number;
}
export type Happenings = EventEmitter<{
  'run-finished': [RunFinished];
  'batch-stored': [BatchStored];
}>;

export const STREAM = {
  path: '/stream',
  summary:
    'Server-sent events: `run-finished` and `batch-stored`, for a page to know when to ask again.',
  type: 'text/event-stream',
} as const;

/** Intermediaries close what is silent. */
const HEARTBEAT_MS = 20_000;
const RETRY_MS = 5000;
const NoParameters = z.strictObject({});

/** Tells the happenings to every page that listens. Only the named fields leave: never an error's text. */
export function eventStream(happenings: Happenings | undefined) {
  const listeners = new Set<Response>();
  const tell = (text: string) => {
    for (const response of listeners) response.write(text);
  };
  const event = (name: string, data: object) =>
    tell(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);

  happenings?.on('run-finished', ({ run, indicator, state, as_of }) =>
    event('run-finished', { run, indicator, state, as_of }),
  );
  happenings?.on('batch-stored', ({ batch, inserted }) =>
    event('batch-stored', { batch, inserted }),
  );
  setInterval(() => tell(': still here\n\n'), HEARTBEAT_MS).unref();

  return (request: Request, response: Response) => {
    parseParameters(NoParameters, request.query);
    accept(request, [STREAM.type]);
    response.set({
      'Content-Type': STREAM.type,
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.write(`retry: ${RETRY_MS}\n\n`);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    listeners.add(response);
    response.once('close', () => listeners.delete(response));
  };
}
