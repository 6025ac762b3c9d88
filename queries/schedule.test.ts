import { expect, test, vi } from 'vitest';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { missed, schedule } from './schedule.ts';

const catalogue = loadCatalogue();

test('knows by the clock of Paris, in winter and in summer, that a time was missed', () => {
  const daily = '10 5 * * *';
  expect(missed(daily, new Date('2026-01-10T04:00:00Z'), new Date('2026-01-10T04:09:00Z'))).toBe(
    false,
  );
  expect(missed(daily, new Date('2026-01-10T04:00:00Z'), new Date('2026-01-10T04:10:00Z'))).toBe(
    true,
  );
  expect(missed(daily, new Date('2026-07-10T03:00:00Z'), new Date('2026-07-10T03:10:00Z'))).toBe(
    true,
  );
  expect(missed(daily, new Date('2026-07-10T03:10:30Z'), new Date('2026-07-11T03:09:00Z'))).toBe(
    false,
  );
});

test('runs one computation after the other, and goes on after one that fails', async () => {
  const seen: string[] = [];
  let running = 0;
  const onError = vi.fn();
  const tasks = schedule({
    catalogue: [],
    onError,
    run: async (indicators) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      const id = indicators[0]?.id ?? '';
      seen.push(id);
      if (id === 'F-01') throw new Error('broken');
    },
  });
  const three = ['C-01', 'F-01', 'F-03'].map((id) => findIndicator(catalogue, id));
  await Promise.all(three.map((indicator) => tasks.runNow([indicator], 'command')));
  await tasks.stop();
  expect(seen).toEqual(['C-01', 'F-01', 'F-03']);
  expect(onError).toHaveBeenCalledOnce();
});

test('runs together, when their time comes, the indicators of one cadence', async () => {
  vi.useFakeTimers({ now: new Date('2026-01-10T04:59:30Z') });
  try {
    const run = vi.fn(async () => {});
    const indicators = catalogue.map((indicator) => ({
      ...indicator,
      cadence: indicator.id === 'C-01' ? '30 6 * * *' : '0 6 * * *',
    }));
    const tasks = schedule({ catalogue: indicators, run, onError: () => {} });
    await vi.advanceTimersByTimeAsync(45_000);
    await tasks.stop();
    const due = indicators.filter(({ id }) => id !== 'C-01');
    expect(due.length).toBeGreaterThan(70);
    expect(run.mock.calls).toEqual([[due, 'schedule']]);
  } finally {
    vi.useRealTimers();
  }
});

test('computes everything at one time of the day, so that figures side by side speak of one instant', () => {
  expect(new Set(catalogue.map(({ cadence }) => cadence)).size).toBe(1);
});
