import { expect, test } from 'vitest';
import { command } from '#core/database.ts';
import { ReconciliationError, reconcile } from './reconcile.ts';
import type { Batch } from './batches.ts';
import { csv, depot, ndjson, testIngest } from './testing.ts';

const { database, file, take, query } = testIngest();

const found = (batch: string) =>
  query(
    `SELECT delivered, in_log, duplicates, in_quarantine, difference, agrees
    FROM reconciliation WHERE batch = '${batch}' ORDER BY at`,
  );

test('each batch is held against the log, whatever became of its rows', async () => {
  const first = await take([await file('a.ndjson', ndjson(depot('a'), depot('b'), depot('c')))]);
  expect(await found(first.batch)).toEqual([
    { delivered: 3, in_log: 3, duplicates: 0, in_quarantine: 0, difference: 0, agrees: true },
  ]);
  const second = await take([
    await file(
      'b.ndjson',
      ndjson(
        depot('a'),
        depot('b', { prefecture: '13', recorded_at: '2026-03-01T03:00:00Z' }),
        depot('c', { prefecture: '13' }),
        depot('d', { prefecture: 'nowhere' }),
        depot('e'),
      ),
    ),
    await file('c.csv', 'not,a,header\n1,2,3\n'),
    await file('d.csv', csv(depot('f'))),
  ]);
  expect(second).toMatchObject({ rows: 7, inserted: 2, duplicates: 1, corrected: 1, rejected: 3 });
  expect(await found(second.batch)).toEqual([
    { delivered: 7, in_log: 3, duplicates: 1, in_quarantine: 3, difference: 0, agrees: true },
  ]);
});

test('a difference is an error, and stays written down', async () => {
  const { batch } = await take([await file('a.ndjson', ndjson(depot('a'), depot('b')))]);
  const [row] = await query<Batch>(
    `SELECT * FROM batch WHERE batch = '${batch}' AND state = 'stored'`,
  );
  await command(
    database.writer,
    `ALTER TABLE event DELETE WHERE event_id = 'a' SETTINGS mutations_sync = 2`,
  );
  await expect(reconcile(database.writer, row!, 2)).rejects.toThrow(ReconciliationError);
  expect((await found(batch))[1]).toMatchObject({ in_log: 1, difference: 1, agrees: false });
  // A row that came from elsewhere is one too many.
  await command(
    database.writer,
    'INSERT INTO event SELECT event.* FROM event CROSS JOIN (SELECT arrayJoin([1, 2])) AS twice',
  );
  await expect(reconcile(database.writer, row!, 2)).rejects.toThrow('the log has 3 of them');
});
