/**
 * What each way of counting the time to a decision said in the past, against a recount of the events by
 * plain loops: only what had happened by the end of each month is looked at there.
 */
import { group } from 'd3';
import { beforeAll, describe, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { events } from '#seed/simulator/simulator.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { estimators, type Estimators } from './estimators.ts';
import { migrate } from './migrate.ts';
import { lastDayOf, monthAfter } from './months.ts';
import { readApplications, standing, type Application } from './reference/application.ts';
import { dayOf, nameOf } from './reference/calendar.ts';

const OPTIONS = { dossiers: 6000, seed: 5, coversTo: '2026-10-31' };
const catalogue = loadCatalogue();
const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const ask = (filter: object = {}) =>
  estimators({ reader: database.reader, reference: loadReference() }, catalogue, filter);

let stored: Value[] = [];
let filed: Map<string, Application[]>;

beforeAll(async () => {
  filed = group(
    readApplications(standing([...events(OPTIONS)])).filter(
      ({ prefecture }) => prefecture !== 'ZZ',
    ),
    ({ depot }) => nameOf(depot).slice(0, 7),
  );
  await seedDatabase(database.writer, OPTIONS, new Date('2026-11-15T00:00:00Z'));
  const reports = await compute({
    db: database.writer,
    indicators: catalogue.filter(({ id }) => ['P-01', 'P-03', 'P-13', 'S-06'].includes(id)),
    cause: 'command',
    now: () => new Date('2026-11-16T00:00:00Z'),
  });
  expect(reports.filter(({ state }) => state === 'failed')).toEqual([]);
  stored = await select<Value>(
    database.writer,
    `SELECT * FROM indicator_value
    WHERE region IS NULL AND titre IS NULL AND motif IS NULL AND demande IS NULL AND canal IS NULL`,
  );
}, 120_000);

/** The median, by Kaplan–Meier, of those who filed in a month, as seen at the end of another. */
function medianAsSeen(month: string, at: string): number | null {
  const end = dayOf(lastDayOf(at));
  const spells = (filed.get(month) ?? []).map(({ depot, decided = Infinity }) => ({
    days: Math.min(decided, end) - depot,
    event: decided <= end,
  }));
  let waiting = 1;
  let half: number | undefined;
  for (let day = 0; day <= 1500; day += 1) {
    const atRisk = spells.filter(({ days }) => days >= day).length;
    const ended = spells.filter(({ days, event }) => event && days === day).length;
    if (ended === 0) continue;
    waiting *= 1 - ended / atRisk;
    if (waiting < 0.5 - 1e-7) return ((half ?? day) + day) / 2;
    // Exactly half: the median lies between this day and the next on which somebody has a decision.
    if (waiting < 0.5 + 1e-7) half ??= day;
  }
  return null;
}

const valueOf = (month: string, figure: Partial<Value>) =>
  stored.find(
    (row) =>
      row.period === month &&
      Object.entries(figure).every(([key, value]) => row[key as keyof Value] === value),
  )?.value ?? null;

describe('for the country', () => {
  let answer: Estimators;
  beforeAll(async () => {
    answer = await ask();
  });

  test('each says what is published of the month', () => {
    expect(answer.months.length).toBeGreaterThan(30);
    const figures: [keyof Estimators['months'][number]['said'], Partial<Value>][] = [
      ['closed_only', { indicator: 'P-03', statistic: 'mean', view: 'period' }],
      ['queue_head', { indicator: 'P-13', statistic: 'median', view: 'period' }],
      ['period', { indicator: 'P-01', statistic: 'median', view: 'period' }],
      ['cycle', { indicator: 'S-06', statistic: 'ratio', breakdown: null }],
      ['disposition', { indicator: 'S-06', statistic: 'ratio', breakdown: 'methode=ecoulement' }],
    ];
    for (const { month, said } of answer.months) {
      for (const [name, figure] of figures) expect(said[name], month).toBe(valueOf(month, figure));
    }
    expect(answer.months.at(-1)?.month).toBe('2026-10');
  });

  test('of cohorts, what could be known at the end of the month and no more', () => {
    for (const { month, said } of answer.months) {
      const end = dayOf(lastDayOf(month));
      let cohort = month;
      const followed = (median: number | null) =>
        median !== null && dayOf(lastDayOf(cohort)) + median <= end;
      while (!followed(medianAsSeen(cohort, month))) cohort = monthAfter(cohort, -1);
      expect(said.cohort, month).toBe(medianAsSeen(cohort, month));
    }
  });

  test('the truth is when half of those who filed in the next month had a decision', () => {
    const known = answer.months.filter(({ truth }) => truth !== null);
    for (const { month, truth } of known) {
      const figure = { indicator: 'P-01', statistic: 'median', view: 'cohort' } as const;
      expect(truth, month).toBe(valueOf(monthAfter(month, 1), figure));
    }
    // The last of which those who filed in the next have been followed for a year.
    expect(known.at(-1)?.month).toBe('2025-09');
    expect(known.length + answer.unreached).toBe(answer.tried);
    expect(answer.tried).toBe(24);
  });

  test('errors are those of the months that are shown', () => {
    for (const { name, back_test, value } of answer.estimators) {
      const errors = answer.months.flatMap(({ said, truth }) =>
        said[name] !== null && truth !== null ? [said[name] / truth - 1] : [],
      );
      const mean = (numbers: number[]) =>
        numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
      expect(back_test?.origins, name).toBe(errors.length);
      expect(back_test?.error, name).toBeCloseTo(mean(errors.map(Math.abs)), 12);
      expect(back_test?.bias, name).toBeCloseTo(mean(errors), 12);
      expect(value, name).toBeGreaterThan(0);
    }
  });
});

test('a place and a kind of application have their own', async () => {
  const [country, place, kind] = await Promise.all([
    ask(),
    ask({ prefecture: '75' }),
    ask({ demande: 'renouvellement' }),
  ]);
  expect(place).toMatchObject({ prefecture: '75', region: null, demande: null });
  expect(kind.demande).toBe('renouvellement');
  const said = ({ months }: Estimators) => months.map(({ said: all }) => all.closed_only);
  expect(said(place)).not.toEqual(said(country));
  expect(said(kind)).not.toEqual(said(country));
});

test('where few file, their months are not said to have waited, and nothing is judged of them', async () => {
  const answer = await ask({ prefecture: '31' });
  const [first] = await select<{ too_few: number }>(
    database.writer,
    `SELECT countIf(status = 'too_few')::UInt32 AS too_few FROM indicator_value
    WHERE indicator = 'P-01' AND view = 'cohort' AND statistic = 'median' AND prefecture = '31'
        AND length(period) = 7 AND period <= '2025-10'
        AND titre IS NULL AND motif IS NULL AND demande IS NULL AND canal IS NULL`,
  );
  expect(first?.too_few).toBeGreaterThan(10);
  expect(answer).toMatchObject({ tried: 0, unreached: 0 });
  expect(answer.estimators.every(({ back_test }) => back_test === null)).toBe(true);
});

test('where nobody files, there is nothing to say', async () => {
  const answer = await ask({ prefecture: '986' });
  expect(answer.estimators.every(({ back_test }) => back_test === null)).toBe(true);
  expect(answer).toMatchObject({ tried: 0, unreached: 0 });
  const before = await ask({ as_of: new Date('2020-01-01') });
  expect(before).toMatchObject({ months: [], tried: 0, unreached: 0 });
  expect(before.estimators.map(({ value }) => value)).toEqual([null, null, null, null, null, null]);
});
