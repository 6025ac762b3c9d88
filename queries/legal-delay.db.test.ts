/** A legal delay that changes from one day to another: the rule of the day on which it starts counts. */
import { beforeAll, expect, test } from 'vitest';
import { command, insert, select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { loadCatalogue } from './catalogue.ts';
import { LIVE, refreshDossiers } from './derive.ts';
import { migrate } from './migrate.ts';
import { computed, deliver, dossier, national, several } from './testing.ts';
import { withWorkings } from './workings.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const now = new Date('2026-07-02T00:00:00Z');

/** Complete on a day, decided on another. */
const application = (name: string, depot: string, complete: string, decision: string) =>
  dossier(name, {
    depot,
    decision,
    more: [{ event: 'completude', occurred_on: complete }],
  });

beforeAll(async () => {
  const { writer } = database;
  await command(writer, 'TRUNCATE TABLE legal_delay');
  await insert(writer, 'legal_delay', [
    { titre: 'L421-9', months: 4, days: 0, valid_from: '1970-01-01', valid_to: '2025-12-31' },
    { titre: 'L421-9', months: 0, days: 60, valid_from: '2026-01-01', valid_to: '2026-03-31' },
  ]);
  // Started on the last day of one rule, and on the first of the other.
  await deliver(writer, [
    ...several(12, (i) => application(`old${i}`, '2025-12-31', '2025-12-31', '2026-02-28')),
    ...several(12, (i) => application(`new${i}`, '2025-12-28', '2026-01-01', '2026-03-21')),
    // Complete, by another source, before the filing that is known; decided 60 days after that.
    ...several(12, (i) => application(`before${i}`, '2026-02-01', '2026-01-12', '2026-04-02')),
    ...several(12, (i) => application(`none${i}`, '2026-04-01', '2026-04-02', '2026-05-01')),
  ]);
  await refreshDossiers(writer, now);
});

test('is counted by the rule in force when it starts, and from the filing by that of the filing', async () => {
  const subject = { as_of: '2026-07-02 00:00:00.000', ...LIVE };
  const rows = await withWorkings(database.writer, subject, now, async ({ tablesFor }) => {
    const sql = `SELECT toString(started_on) AS started_on, toString(legal_on) AS legal_on,
        toString(filing_legal_on) AS filing_legal_on, count()::UInt32 AS dossiers, sum(born)::UInt32 AS born
      FROM {silence:Identifier} GROUP BY ALL ORDER BY started_on`;
    return select(database.writer, sql, await tablesFor(sql));
  });
  expect(rows).toEqual([
    {
      ...{ started_on: '2025-12-31', legal_on: '2026-04-30', filing_legal_on: '2026-04-30' },
      ...{ dossiers: 12, born: 0 },
    },
    {
      ...{ started_on: '2026-01-01', legal_on: '2026-03-02', filing_legal_on: '2026-04-28' },
      ...{ dossiers: 12, born: 12 },
    },
    {
      ...{ started_on: '2026-02-01', legal_on: '2026-04-02', filing_legal_on: '2026-04-02' },
      ...{ dossiers: 12, born: 0 },
    },
  ]);
});

test('decides what P-09 and Q-01 count as late, and leaves out who has no rule', async () => {
  const indicators = loadCatalogue().filter(({ id }) => id === 'P-09' || id === 'Q-01');
  const values = await computed(database.writer, indicators);
  const late = national(values.filter(({ indicator }) => indicator === 'P-09'));
  expect(late.get('cohort 2025-12 share')).toMatchObject({ value: 1, n: 12 });
  expect(late.get('cohort 2026-01 share')).toMatchObject({ value: 0, n: 12 });
  // From the filing, where completeness comes before it.
  expect(late.get('cohort 2026-02 share')).toMatchObject({ value: 1, n: 12 });
  expect(late.has('cohort 2026-04 share')).toBe(false);
  const silent = national(values.filter(({ indicator }) => indicator === 'Q-01'));
  const refused = 'share cause=refus_implicite;horizon=4m;silence=absorbant';
  expect(silent.get(`cohort 2025-12 ${refused}`)?.value).toBe(0.5);
  expect(silent.get(`cohort 2026-04 ${refused}`)?.value).toBe(0);
});
