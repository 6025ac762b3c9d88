import { expect, test } from 'vitest';
import { command, selectOne } from '#core/database.ts';
import { DeliveryError } from '#core/errors.ts';
import { fixInstant } from './instant.ts';
import { depot, ndjson, now, testIngest } from './testing.ts';

const { database, file, take, stored, query } = testIngest();
const db = database.writer;

const after = (ms: number) => new Date(now.getTime() + ms);
const nothing = async () => {};

test('a delivery is known when it arrives', async () => {
  await fixInstant(db, () => after(-1), nothing);
  await take([await file('a.ndjson', ndjson(depot('a')))]);
  expect(await stored('known_at')).toEqual([{ known_at: '2026-11-01 12:00:00.000' }]);
});

test('a delivery is known after an instant that was fixed while it arrived, rejects and all', async () => {
  await fixInstant(db, () => after(60_000), nothing);
  const rows = ndjson(depot('a'), depot('b', { prefecture: 'nowhere' }));
  expect(await take([await file('a.ndjson', rows)])).toMatchObject({ inserted: 1, rejected: 1 });
  const moved = { arrived_at: '2026-11-01 12:01:00.001' };
  expect(await stored('known_at AS arrived_at')).toEqual([moved]);
  expect(await query(`SELECT arrived_at FROM batch WHERE state = 'stored'`)).toEqual([moved]);
  expect(await query('SELECT arrived_at FROM quarantine')).toEqual([moved]);
  expect(await query('SELECT arrived_at FROM quarantine_count')).toEqual([moved]);
});

test('the rows of a back-fill stay known since they were recorded', async () => {
  await fixInstant(db, () => after(60_000), nothing);
  await take([await file('a.ndjson', ndjson(depot('a')))], { backfill: true });
  expect(await stored('known_at')).toEqual([{ known_at: '2026-02-01 03:00:00.000' }]);
  expect(await query(`SELECT arrived_at FROM batch WHERE state = 'stored'`)).toEqual([
    { arrived_at: '2026-11-01 12:01:00.001' },
  ]);
});

test('a back-fill is never known later than it came', async () => {
  const rows = ndjson(depot('a', { recorded_at: '2026-11-01T20:00:00Z' }));
  const coverage = { extracted_at: '2026-11-02T00:00:00Z', covers_to: '2026-10-31' };
  await take([await file('a.ndjson', rows)], { backfill: true, coverage });
  expect(await stored('known_at')).toEqual([{ known_at: '2026-11-01 12:00:00.000' }]);
  expect(await query(`SELECT extracted_at FROM batch WHERE state = 'stored'`)).toEqual([
    { extracted_at: '2026-11-01 12:00:00.000' },
  ]);
});

test('an instant of which the turn was lost meanwhile is not fixed', async () => {
  const losing = fixInstant(
    db,
    () => now,
    async () => {
      const { name } = await selectOne<{ name: string }>(
        db,
        `SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'turn%'`,
      );
      await command(db, `RENAME TABLE ${name} TO turn_900_free`);
    },
  );
  await expect(losing).rejects.toThrow(DeliveryError);
});

test('what was known at an instant stays so, whatever arrives at that moment', async () => {
  const knownAt = async (instant: Date) =>
    selectOne<object>(
      db,
      `SELECT
        (SELECT count() FROM event WHERE known_at <= {instant:DateTime64(3)}) AS events,
        (SELECT uniqExact(batch) FROM batch
          WHERE state = 'stored' AND arrived_at <= {instant:DateTime64(3)}) AS batches`,
      { instant: instant.getTime() / 1000 },
    );
  const seen = new Map<Date, object>();
  const fix = (ms: number) =>
    fixInstant(
      db,
      () => after(ms),
      async (instant) => void seen.set(instant, await knownAt(instant)),
    );
  const deliver = async (name: string) => take([await file(name, ndjson(depot(name)))]);
  const names = Array.from({ length: 6 }, (_, index) => `${index}.ndjson`);
  await Promise.all(names.flatMap((name, index) => [deliver(name), fix(10 * index)]));
  expect(seen.size).toBe(6);
  for (const [instant, then] of seen) expect(await knownAt(instant)).toEqual(then);
  expect(await stored()).toHaveLength(6);
});
