import { beforeAll, expect, test } from 'vitest';
import { command, select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { toClickHouse } from './as-of.ts';
import { deriveAsOf, freeze, refreshDossiers, withFrozen } from './derive.ts';
import { migrate } from './migrate.ts';
import { deliver, dossier } from './testing.ts';
import { withWorkings } from './workings.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const POPULATION = { dossiers: 2000, seed: 11, from: '2026-01-01' };
const LATER = new Date('2027-01-01');
/** Events of a slice: the log has several times as many. */
const SLICE = 4000;
let clock = Date.parse('2026-07-08T00:00:00Z');
const now = () => new Date((clock += 60_000));
const refresh = () => refreshDossiers(database.writer, now());

/** Rows that the table and the dossiers derived from the whole log, in slices, do not share, and how many they do. */
async function differences() {
  return withFrozen(database.writer, LATER, async (tables) => {
    await freeze(database.writer, tables, true);
    const subject = { ...tables, as_of: toClickHouse(LATER) };
    await withWorkings(database.writer, subject, LATER, (workings) =>
      deriveAsOf(database.writer, workings, SLICE),
    );
    const rows = (table: string) => `SELECT * EXCEPT (built, gone) FROM ${table} FINAL`;
    const [found] = await select<{ lost: number; stale: number; rows: number }>(
      database.writer,
      `SELECT
        (SELECT count() FROM (${rows(tables.derived)} EXCEPT ${rows('dossier')}))::UInt32 AS lost,
        (SELECT count() FROM (${rows('dossier')} EXCEPT ${rows(tables.derived)}))::UInt32 AS stale,
        (SELECT count() FROM dossier FINAL)::UInt32 AS rows`,
    );
    return found;
  });
}

beforeAll(async () => {
  await seedDatabase(database.writer, { ...POPULATION, coversTo: '2026-06-30' }, now());
  expect(await refresh()).toBe(1);
}, 120_000);

test('what was derived is not derived again', async () => {
  expect(await refresh()).toBe(0);
});

test('later deliveries derive what they touch, and that is all there is to derive', async () => {
  // Late and corrected rows, decisions, withdrawals, more dossiers.
  await seedDatabase(database.writer, { ...POPULATION, continues: '2026-06-30' }, now());
  expect(await refresh()).toBe(1);
  expect(await differences()).toMatchObject({ lost: 0, stale: 0 });
});

test('a pseudonym tied later to another is no dossier of its own any more, until it is untied', async () => {
  const two = [
    ...dossier('first', { depot: '2026-02-01' }),
    ...dossier('second', { depot: '2026-03-01', decision: '2026-05-05' }),
  ];
  await deliver(database.writer, two, { batch: 'two', at: now().toISOString() });
  expect(await refresh()).toBe(1);
  const { rows: before = 0 } = (await differences()) ?? {};

  const [filing] = two;
  const tie = {
    ...filing!,
    event_id: 'tie',
    event: 'rattachement',
    occurred_on: '2026-06-01',
    reference: two.at(-1)!.dossier!,
  } as const;
  await deliver(database.writer, [tie], { batch: 'tie', at: now().toISOString() });
  expect(await refresh()).toBe(1);
  expect(await differences()).toEqual({ lost: 0, stale: 0, rows: before - 1 });

  const untie = { ...tie, event: 'retractation', recorded_at: '2026-07-15T00:00:00Z' } as const;
  await deliver(database.writer, [untie], { batch: 'untie', at: now().toISOString() });
  expect(await refresh()).toBe(1);
  expect(await differences()).toEqual({ lost: 0, stale: 0, rows: before });
});

test('a table that a migration emptied is derived again', async () => {
  await command(database.migrator, 'TRUNCATE TABLE dossier');
  await refresh();
  expect(await differences()).toMatchObject({ lost: 0, stale: 0 });
  expect((await differences())?.rows).toBeGreaterThan(0);
});
