/**
 * From a file that nobody here made to figures: 1 434 permit cases of a real municipality, through
 * the example mapping, against what R's survival says of the same whole days
 * (`docs/oracles/receipt_days.R` and its output, kept beside it).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { ingest } from '#ingest/ingest.ts';
import { mapFile, readMapping } from '#ingest/mapping.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';

const receipt = join(process.env.OBS_TEST_DATA ?? '../shared/data', 'receipt.csv');
const isThere = existsSync(receipt);
if (!isThere) console.warn(`Skipped the receipt log: ${receipt} is not there (OBS_TEST_DATA).`);

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const oracle = readFileSync('docs/oracles/receipt_days.txt', 'utf8');
let values: Value[] = [];

/** The block that R printed for a year. */
const block = (year: string) => {
  const parts = oracle.split(/^(?=\w+ n \d)/m);
  return parts.find((part) => part.startsWith(`${year} n`)) ?? '';
};

beforeAll(async () => {
  if (!isThere) return;
  const keys = { linkage: undefined, sources: new Map([['agdref', 'a key of the tests only']]) };
  const now = () => new Date('2026-07-01T00:00:00Z');
  const report = await ingest({
    db: database.writer,
    files: [mapFile(receipt, readMapping('docs/examples/receipt-mapping.yaml'), keys)],
    backfill: true,
    reference: loadReference(),
    now: now(),
  });
  expect(report).toMatchObject({ rows: 1434 + 1329, inserted: 1434 + 1329, rejected: 0 });
  await compute({ db: database.writer, indicators: loadCatalogue(), cause: 'command', now });
  values = await select<Value>(
    database.writer,
    `SELECT * FROM indicator_value
    WHERE view = 'cohort' AND prefecture = 'ZZ' AND titre IS NULL AND motif IS NULL
        AND demande IS NULL AND canal IS NULL AND length(period) = 4`,
  );
}, 60_000);

const find = (indicator: string, period: string, statistic: string) =>
  values.find(
    (row) => row.indicator === indicator && row.period === period && row.statistic === statistic,
  );

test.skipIf(!isThere).each(['2010', '2011'])(
  'gives for %s the Kaplan–Meier figures of R',
  (year) => {
    const text = block(year);
    const [, n, events] = /n (\d+) events (\d+)/.exec(text) ?? [];
    for (const [statistic, p] of [
      ['p10', '0.1'],
      ['median', '0.5'],
      ['p90', '0.9'],
    ] as const) {
      const [, value, lower, upper] =
        new RegExp(`^ +${p} +(\\S+) +(\\S+) +(\\S+)$`, 'm').exec(text) ?? [];
      expect(find('P-01', year, statistic), statistic).toMatchObject({
        value: Number(value),
        lower: Number(lower),
        upper: Number(upper),
        n: Number(n),
        censored: Number(n) - Number(events),
        missing: 0,
        status: 'ok',
        origin: 'real',
        cutoff: '2012-01-23',
      });
    }
    for (const tau of ['120', '365']) {
      const [, mean = '', se = ''] = new RegExp(`rmst ${tau} (\\S+) se (\\S+)`).exec(text) ?? [];
      const row = find('P-02', year, `rmst${tau}`);
      if (year === '2011' && tau === '365') {
        // Nobody filed in 2011 was followed for a year: R extends the curve, we do not.
        expect(row).toMatchObject({ value: null, status: 'not_reached' });
        continue;
      }
      expect(row?.value).toBeCloseTo(Number(mean), 9);
      expect(((row?.upper ?? 0) - (row?.value ?? 0)) / 1.959963984540054).toBeCloseTo(
        Number(se),
        9,
      );
    }
    const [, closed = ''] = /mean of the closed (\S+)/.exec(text) ?? [];
    expect(find('P-03', year, 'mean')?.value).toBeCloseTo(Number(closed), 10);
  },
);

test.skipIf(!isThere)('stays out of national and regional rows', async () => {
  const [row] = await select<{ rows: number }>(
    database.writer,
    `SELECT count() AS rows FROM indicator_value WHERE prefecture IS NULL OR prefecture != 'ZZ'`,
  );
  expect(row).toEqual({ rows: 0 });
});
