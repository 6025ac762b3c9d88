/** P-10 over prefectures made by hand, worked out again by the plain estimators of `statistics/`. */
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#core/testing.ts';
import type { EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { loadCatalogue } from './catalogue.ts';
import { migrate } from './migrate.ts';
import { kaplanMeier, restrictedMean } from './statistics/kaplan-meier.ts';
import { quantile, sum } from './statistics/quantile.ts';
import { chance } from './statistics/random.ts';
import { shrink } from './statistics/shrinkage.ts';
import { computed, deliver, dossier } from './testing.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const indicators = loadCatalogue().filter(({ id }) => id === 'P-10');

interface Case {
  prefecture: string;
  motif: 'economique' | 'etudiant';
  days: number;
}

/** Seven places with a mix and a pace of their own; 08 has too few dossiers, ZZ is no place. */
const PLACES = ['01', '02', '03', '04', '05', '06', '07', '08', 'ZZ'];
const random = chance(5);
const cases: Case[] = PLACES.flatMap((prefecture, place) =>
  Array.from({ length: prefecture === '08' ? 60 : 110 + 5 * place }, (_, i) => {
    const motif = i % 9 <= place ? 'etudiant' : 'economique';
    const usual = (motif === 'etudiant' ? 30 : 120) * (1 + place / 8);
    return { prefecture, motif, days: Math.floor(usual * Math.exp(0.7 * random.normal())) };
  }),
);

const DAY = 86_400_000;
const after = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

let values: Value[] = [];
const events = (some: readonly Case[]): EventRow[] =>
  some.flatMap(({ prefecture, motif, days }, i) => {
    const depot = after('2023-01-05', i % 300);
    return dossier(`d${i}`, { depot, decision: after(depot, days), prefecture, row: { motif } });
  });

beforeAll(async () => {
  await deliver(database.writer, events(cases), { coversTo: '2026-06-30' });
  values = await computed(database.writer, indicators);
});

const cohort = () => values.filter(({ view, period }) => view === 'cohort' && period === '2023');

function mean(some: readonly Case[]) {
  const spells = some.map(({ days }) => ({ entry: -1, exit: days, event: true }));
  return restrictedMean(kaplanMeier(spells), 365);
}

test('is that of the restricted means over what their mix gives, shrunken', () => {
  const counted = cases.filter(({ prefecture }) => prefecture !== 'ZZ');
  const paces = PLACES.slice(0, 7).map((place) => {
    const own = counted.filter(({ prefecture }) => prefecture === place);
    const parts = (['economique', 'etudiant'] as const).map((motif) => {
      const n = own.filter((each) => each.motif === motif).length;
      return n * mean(counted.filter((each) => each.motif === motif)).value;
    });
    const { value, spread } = mean(own);
    return { value: Math.log(value / (sum(parts) / own.length)), spread: spread / value };
  });
  const believed = shrink(paces).units.map((unit) => unit.value);
  expect(cohort()).toMatchObject([
    {
      ...{ statistic: 'ratio', status: 'ok', region: null, prefecture: null },
      ...{ n: 7, missing: 1 },
      value: expect.closeTo(Math.exp(quantile(believed, 0.9) - quantile(believed, 0.1)), 9),
    },
  ]);
  const [{ value, lower, upper } = {} as Value] = cohort();
  expect(lower).toBeGreaterThanOrEqual(1);
  expect(lower).toBeLessThan(value!);
  expect(upper).toBeGreaterThan(value!);
  // What one would say who did not standardise: the mixes hide a part of the paces.
  const raw = PLACES.slice(0, 7).map((place) =>
    Math.log(mean(counted.filter(({ prefecture }) => prefecture === place)).value),
  );
  expect(value).not.toBeCloseTo(Math.exp(quantile(raw, 0.9) - quantile(raw, 0.1)), 3);
});

test('is the same whenever it is computed again', async () => {
  const again = await computed(database.writer, indicators, { now: '2026-07-03T00:00:00Z' });
  const figures = (rows: readonly Value[]) =>
    rows.map(({ view, period, value, lower, upper }) => [view, period, value, lower, upper]);
  expect(figures(again)).toEqual(figures(values));
});

test('is not given of fewer than five prefectures', async () => {
  await database.reset();
  const few = cases.filter(({ prefecture }) => ['01', '02', '03'].includes(prefecture));
  await deliver(database.writer, events(few), { coversTo: '2026-06-30' });
  values = await computed(database.writer, indicators);
  expect(cohort()).toMatchObject([
    { n: 3, value: null, lower: null, upper: null, status: 'too_few' },
  ]);
});
