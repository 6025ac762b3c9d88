import { expect, test } from 'vitest';
import { command, select } from '#core/database.ts';
import { SchemaError } from '#core/errors.ts';
import { testDatabase } from '#core/testing.ts';
import { migrate, pendingMigrations } from './migrate.ts';

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
