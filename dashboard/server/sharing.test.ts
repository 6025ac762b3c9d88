import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { byteCache } from './byte-cache.ts';
import { sharing, sharingNext } from './sharing.ts';

const never = new AbortController().signal;

test('work is done once for who asks while it is under way, and again for who asks later', async () => {
  const share = sharing<number>();
  let starts = 0;
  const work = async () => {
    starts += 1;
    await sleep(5);
    return starts;
  };
  expect(await Promise.all([share('a', never, work), share('a', never, work)])).toEqual([1, 1]);
  expect(await share('a', never, work)).toBe(2);
  expect(await Promise.all([share('a', never, work), share('b', never, work)])).toHaveLength(2);
  expect(starts).toBe(4);
});

test('work goes on while one of those who asked remains, and who comes after starts afresh', async () => {
  const share = sharing<string>();
  const [first, second] = [new AbortController(), new AbortController()];
  const signals: AbortSignal[] = [];
  const work = async (signal: AbortSignal) => {
    signals.push(signal);
    await sleep(1000, undefined, { signal });
    return 'done';
  };
  const asked = [first, second].map(({ signal }) => share('a', signal, work).catch(() => 'ended'));
  first.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  second.abort();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  const third = new AbortController();
  const again = share('a', third.signal, work).catch(() => 'ended');
  expect(signals).toHaveLength(2);
  third.abort();
  expect(await Promise.all([...asked, again])).toEqual(['ended', 'ended', 'ended']);
});

test('a failure is told to all who asked, and not remembered', async () => {
  const share = sharing<number>();
  const failing = () => Promise.reject(new Error('no'));
  const both = await Promise.allSettled([share('a', never, failing), share('a', never, failing)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await share('a', never, async () => 1)).toBe(1);
});

test('an answer is never older than the question, and a hundred questions cost two', async () => {
  const ask = sharingNext<number>();
  let state = 0;
  let readings = 0;
  const read = async () => {
    readings += 1;
    const seen = state;
    await sleep(5);
    return seen;
  };
  const first = ask('a', read);
  state = 1;
  const others = Array.from({ length: 99 }, () => ask('a', read));
  expect(await first).toBe(0);
  expect(new Set(await Promise.all(others))).toEqual(new Set([1]));
  expect(readings).toBe(2);
  state = 2;
  expect(await ask('a', read)).toBe(2);
});

test('the next question is asked though the one before failed', async () => {
  const ask = sharingNext<number>();
  const failed = ask('a', () => Promise.reject(new Error('no')));
  const next = ask('a', async () => 1);
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe(1);
});

test('a cache drops what was used least recently, and what is larger than itself', () => {
  const cache = byteCache(10);
  cache.set('a', Buffer.alloc(4));
  cache.set('b', Buffer.alloc(4));
  cache.get('a');
  cache.set('c', Buffer.alloc(4));
  expect(['a', 'b', 'c'].map((key) => cache.get(key)?.length)).toEqual([4, undefined, 4]);
  cache.set('a', Buffer.alloc(6));
  expect(['a', 'c'].map((key) => cache.get(key)?.length)).toEqual([6, 4]);
  cache.set('d', Buffer.alloc(11));
  expect(['a', 'c', 'd'].map((key) => cache.get(key))).toEqual([undefined, undefined, undefined]);
});
