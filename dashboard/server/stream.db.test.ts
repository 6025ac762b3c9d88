import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { Happenings, RunFinished } from './stream.ts';
import { testApp } from './testing.ts';

const happenings: Happenings = new EventEmitter();
const app = testApp({ happenings });

test('tells each listener what happens, and nothing of why a run failed', async () => {
  const leave = new AbortController();
  const responses = await Promise.all(
    [1, 2].map(() => app.get('/stream', { signal: leave.signal })),
  );
  for (const { headers } of responses) {
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
  }
  const finished = {
    run: 'run-1',
    indicator: 'P-01',
    state: 'failed',
    as_of: '2026-11-01T00:00:00.000Z',
  };
  happenings.emit('run-finished', { ...finished, error: 'secret' } as RunFinished);
  happenings.emit('batch-stored', { batch: 'batch-1', inserted: 12 });

  const expected = [
    'retry: 5000\n\n',
    `event: run-finished\ndata: ${JSON.stringify(finished)}\n\n`,
    'event: batch-stored\ndata: {"batch":"batch-1","inserted":12}\n\n',
  ].join('');
  for (const { body } of responses) {
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (text.length < expected.length) text += (await reader?.read())?.value ?? '';
    expect(text).toBe(expected);
  }
  leave.abort();
});

test('is refused to who cannot read events', async () => {
  const response = await app.get('/stream', { headers: { accept: 'application/json' } });
  expect(response.status).toBe(406);
  await response.text();
});
