import { expect, test } from 'vitest';
import { command, select, selectOne } from '#core/database.ts';
import { SchemaError } from '#core/errors.ts';
import { testDatabase } from '#core/testing.ts';
import { fixInstant } from '#ingest/instant.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { fillReference, migrate, pendingMigrations } from './migrate.ts';

const now = new Date('2026-11-01T00:00:00Z');
const database = testDatabase((db) => migrate(db, now));

test('applies each file once', async () => {
  expect(await pendingMigrations(database.migrator)).toEqual([]);
  expect(await migrate(database.migrator, now)).toEqual([]);
  const rows = await select(database.migrator, 'SELECT number FROM migration');
  expect(rows.length).toBeGreaterThan(3);
});

test('fills the reference tables once, however often it runs', async () => {
  const [row] = await select<{ departements: number; titres: number }>(
    database.migrator,
    `SELECT
        (SELECT count() FROM prefecture WHERE kind = 'departement') AS departements,
        (SELECT count() = uniqExact(code) AND count() > 20 FROM titre) AS titres`,
  );
  expect(row).toEqual({ departements: 101, titres: 1 });
});

/** What another version of the program says. */
const other = { ...loadReference(), prefectures: loadReference().prefectures.slice(1) };
const prefectures = () => select(database.migrator, 'SELECT * FROM prefecture ORDER BY code');

test('fills the reference tables again after another version that died while it replaced them', async () => {
  const ours = await prefectures();
  const { client, name } = database.migrator;
  const dying: typeof client.command = (asked) =>
    asked.query.includes('ALTER TABLE titre REPLACE')
      ? Promise.reject(new Error('killed'))
      : client.command(asked);
  const db = { name, client: Object.create(client, { command: { value: dying } }) };
  await expect(fillReference(db, now, other)).rejects.toThrow('killed');
  expect(await prefectures()).toHaveLength(ours.length - 1);
  await migrate(database.migrator, now);
  expect(await prefectures()).toEqual(ours);
});

test('dates a filling of the reference tables after the instants that were fixed and after the one before', async () => {
  const fixed = new Date(now.getTime() + 60_000);
  await fixInstant(
    database.writer,
    () => fixed,
    async () => {},
  );
  const latest = () =>
    selectOne<{ checksum: string; after: number }>(
      database.migrator,
      `SELECT argMax(checksum, at) AS checksum, max(at) > (SELECT max(as_of) FROM instant) AS after
      FROM reference_fill`,
    );
  await fillReference(database.migrator, now, other);
  const { checksum, after } = await latest();
  expect(after).toBe(1);
  // With a clock that was put back, too.
  await fillReference(database.migrator, new Date(fixed.getTime() + 60_000));
  await fillReference(database.migrator, now, other);
  expect((await latest()).checksum).toBe(checksum);
  await database.reset();
});

test('refuses a file that was edited after it was applied', async () => {
  await command(
    database.migrator,
    `ALTER TABLE migration UPDATE checksum = 'other' WHERE number = 2 SETTINGS mutations_sync = 1`,
  );
  await expect(migrate(database.migrator, now)).rejects.toThrow(SchemaError);
  await expect(migrate(database.migrator, now)).rejects.toThrow('0002_delivery.sql was changed');
  await database.reset();
});

test('refuses a database that a newer version has migrated', async () => {
  await command(
    database.migrator,
    `INSERT INTO migration VALUES (999, '0999_future.sql', 'x', '2026-01-01 00:00:00')`,
  );
  await expect(migrate(database.migrator, now)).rejects.toThrow('0999_future.sql');
  await database.reset();
});
