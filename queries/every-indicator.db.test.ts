/** What holds for every indicator, on one empty log: no test here stores an event. */
import { expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { loadCatalogue } from './catalogue.ts';
import { LIVE } from './derive.ts';
import { migrate } from './migrate.ts';
import { computed } from './testing.ts';
import { withWorkings } from './workings.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const catalogue = loadCatalogue();

test('the catalogue gives nothing of an empty log, and does not fail', async () => {
  expect(await computed(database.writer, catalogue)).toEqual([]);
});

test('every indicator returns the columns that all of them return', async () => {
  const subject = { as_of: '2026-07-01 00:00:00.000', ...LIVE };
  const found = await withWorkings(
    database.writer,
    subject,
    new Date('2026-07-01'),
    async ({ tablesFor }) => {
      const columns: [string, string, string][] = [];
      for (const { id, sql, sources } of catalogue) {
        const params = { ...subject, min_n: 10, sources, ...(await tablesFor(sql)) };
        const rows = await select<{ name: string; type: string }>(
          database.writer,
          `DESCRIBE (${sql})`,
          params,
        );
        columns.push([id, rows.map(({ name }) => name).join(' '), rows[0]?.type ?? '']);
      }
      return columns;
    },
  );
  const names = 'cell breakdown statistic value lower upper n censored missing status';
  expect(found).toEqual(catalogue.map(({ id }) => [id, names, 'UInt64']));
});
