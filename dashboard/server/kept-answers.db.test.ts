import { beforeEach, expect, test } from 'vitest';
import { insert } from '#core/database.ts';
import { storedRun } from '#queries/testing-values.ts';
import { keepUntilRun } from './kept-answers.ts';
import { testApp } from './testing.ts';

const app = testApp();
let calls = 0;
const count = async () => (calls += 1);

beforeEach(() => (calls = 0));

test('an answer is kept until a run is done, each question by itself', async () => {
  const keep = keepUntilRun<number>(app.database.reader);
  expect([await keep('a', count), await keep('a', count), await keep('b', count)]).toEqual([
    1, 1, 2,
  ]);
  await insert(app.database.writer, 'run', [storedRun({ run: 'new', state: 'running' })]);
  expect(await keep('a', count)).toBe(1);
  await insert(app.database.writer, 'run', [storedRun({ run: 'new', state: 'done' })]);
  expect(await keep('a', count)).toBe(3);
});

test('what failed is asked again', async () => {
  const keep = keepUntilRun<number>(app.database.reader);
  await expect(keep('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await keep('a', count)).toBe(1);
});
