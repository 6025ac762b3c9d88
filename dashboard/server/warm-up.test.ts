import { EventEmitter } from 'node:events';
import express from 'express';
import { expect, test } from 'vitest';
import { listen } from './listen.ts';
import type { Happenings } from './stream.ts';
import { warmUp } from './warm-up.ts';

test('asks at start, and once after the runs of a computation', async () => {
  const asked: string[] = [];
  const app = express().use((request, response) => {
    asked.push(request.url);
    response.end();
  });
  const server = await listen(app, '127.0.0.1', 0);
  const happenings: Happenings = new EventEmitter();
  const warm = warmUp(server.url, happenings, 50);
  await expect.poll(() => asked).toEqual(['/api/v1/alerts']);
  const report = { run: 'a', indicator: 'P-01', state: 'done', as_of: '2026-11-15' } as const;
  for (let run = 0; run < 3; run += 1) happenings.emit('run-finished', report);
  await expect.poll(() => asked.length).toBe(2);
  await warm.stop();
  happenings.emit('run-finished', report);
  expect(happenings.listenerCount('run-finished')).toBe(0);
  expect(asked).toHaveLength(2);
  await server.close();
});
