import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { expect, test } from 'vitest';
import { LiveTask } from './live-task.ts';
import { onStale, refreshFigures } from './live.ts';

/** The least that a task asks of the element it works for. */
function host() {
  const controllers: ReactiveController[] = [];
  const fake: ReactiveControllerHost = {
    addController: (controller) => void controllers.push(controller),
    removeController: () => {},
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
  };
  return {
    fake,
    connect: () => controllers.forEach((controller) => controller.hostConnected?.()),
    update: () => controllers.forEach((controller) => controller.hostUpdate?.()),
    disconnect: () => controllers.forEach((controller) => controller.hostDisconnected?.()),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const shown = <Result>(task: LiveTask<readonly [number], Result>) =>
  task.render({ pending: () => 'waiting', error: () => 'failed', complete: (result) => result });

test('keeps its figures while new ones come, and when they cannot be had', async () => {
  const { fake, connect, update, disconnect } = host();
  const answers: (() => Promise<string>)[] = [
    async () => 'first',
    async () => 'second',
    () => Promise.reject(new Error('away')),
    async () => 'third',
  ];
  const stale: boolean[] = [];
  const stop = onStale((some) => stale.push(some));
  const task = new LiveTask(fake, {
    args: () => [1] as const,
    task: () => (answers.shift() ?? (async () => 'none'))(),
  });
  connect();
  update();
  expect(shown(task)).toBe('waiting');
  await settled();
  expect(shown(task)).toBe('first');

  refreshFigures();
  expect(shown(task)).toBe('first');
  await settled();
  expect(shown(task)).toBe('second');

  refreshFigures();
  await settled();
  expect(shown(task)).toBe('second');
  expect(stale).toEqual([true]);

  refreshFigures();
  await settled();
  expect(shown(task)).toBe('third');
  expect(stale).toEqual([true, false]);
  disconnect();
  stop();
});

test('does not show the figures of one choice under the title of another', async () => {
  const { fake, connect, update } = host();
  let choice = 1;
  const task = new LiveTask(fake, {
    args: () => [choice] as const,
    task: async ([chosen]) => `figure ${chosen}`,
  });
  connect();
  update();
  await settled();
  choice = 2;
  update();
  expect(shown(task)).toBe('waiting');
  await settled();
  expect(shown(task)).toBe('figure 2');
});
