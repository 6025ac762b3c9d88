/**
 * The indicators of rights worked out a second way: the loop over days of `reference/` on a synthetic
 * population, summed in plain loops, against what the SQL stored, for France and three prefectures.
 */
import { beforeAll, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { Value } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { events } from '#seed/simulator/simulator.ts';
import { truth } from '#seed/simulator/truth.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { findIndicator, loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';
import { readApplications, standing, type Application } from './reference/application.ts';
import { dayOf, nameOf } from './reference/calendar.ts';
import { firstUncovered, isOnAnef, legalDay, rightsOf, type Rights } from './reference/rights.ts';

const OPTIONS = { dossiers: 4000, seed: 11, coversTo: '2026-10-31' };
const CUTOFF = dayOf(OPTIONS.coversTo);
const PLACES = [null, '75', '93', '59'];
const IDS = ['F-01', 'F-02', 'F-03', 'F-04', 'F-05', 'F-06', 'F-07', 'F-08', 'F-09', 'F-10'];
const CLASSES = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const rules = loadReference();
let stored: Value[] = [];
let cases: { application: Application; rights: Rights | undefined }[] = [];

beforeAll(async () => {
  cases = readApplications(standing([...events(OPTIONS)])).map((application) => ({
    application,
    rights: rightsOf(application, rules, CUTOFF),
  }));
  await seedDatabase(database.writer, OPTIONS, new Date('2026-11-15T00:00:00Z'));
  const catalogue = loadCatalogue();
  const reports = await compute({
    db: database.writer,
    indicators: IDS.map((id) => findIndicator(catalogue, id)),
    cause: 'command',
    now: () => new Date('2026-11-16T00:00:00Z'),
  });
  expect(reports.filter(({ state }) => state === 'failed')).toEqual([]);
  stored = await select<Value>(
    database.writer,
    `SELECT * FROM indicator_value
    WHERE titre IS NULL AND motif IS NULL AND demande IS NULL AND canal IS NULL`,
  );
}, 180_000);

/** What each case gives to a figure: a day that dates it, and numbers to add up. */
type Sums = Map<string, number[]>;
type Given = { day: number; numbers: number[] };

/** By period, for one place. France is everywhere but the test prefecture. */
function summed(
  place: string | null,
  gives: (application: Application, rights: Rights | undefined) => Given[],
): Sums {
  const sums: Sums = new Map();
  for (const { application, rights } of cases) {
    const { prefecture } = application;
    if (place === null ? prefecture === 'ZZ' : prefecture !== place) continue;
    for (const { day, numbers } of gives(application, rights)) {
      for (const period of [nameOf(day).slice(0, 4), nameOf(day).slice(0, 7)]) {
        const sum = sums.get(period) ?? numbers.map(() => 0);
        sums.set(
          period,
          sum.map((each, i) => each + (numbers[i] ?? 0)),
        );
      }
    }
  }
  return sums;
}

/** Compares every period of a figure with what is stored, and says how many were looked at. */
function compared(
  indicator: string,
  statistic: string,
  breakdown: string | null,
  place: string | null,
  expected: ReadonlyMap<string, { value: number; n: number }>,
): number {
  const isIncidence = indicator !== 'F-07' && breakdown?.includes('horizon=') === true;
  const all = stored.filter(
    (row) =>
      row.view === (isIncidence ? 'cohort' : 'period') &&
      row.indicator === indicator &&
      row.statistic === statistic &&
      row.breakdown === breakdown &&
      row.prefecture === place &&
      (place !== null || row.region === null),
  );
  const rows = all.filter(({ n }) => n > 0);
  // Where nobody counts, those who are left out still do.
  for (const { n, missing, value, status } of all) {
    if (n > 0) continue;
    expect(missing, indicator).toBeGreaterThan(0);
    if (statistic === 'share') expect([value, status]).toEqual([null, 'no_denominator']);
  }
  const everywhere = [null, 'borne=haute', 'borne=basse'].filter(
    (each) => indicator !== 'F-04' || each === null,
  );
  const detailed =
    place === null || indicator === 'F-07' || isIncidence || everywhere.includes(breakdown);
  const told = [...expected].filter(
    ([period, { n }]) => n > 0 && (detailed || period.length === 4),
  );
  const label = `${indicator} ${statistic} ${breakdown} ${place}`;
  expect(rows.map(({ period, n }) => `${period} ${n}`).sort(), label).toEqual(
    told.map(([period, { n }]) => `${period === 'now' ? null : period} ${n}`).sort(),
  );
  for (const row of rows) {
    const { value = NaN, n = 0 } = expected.get(row.period ?? 'now') ?? {};
    if (row.status === 'too_few') expect(n, label).toBeLessThan(10);
    else if (row.status === 'not_reached') expect(value, label).toBeNaN();
    else expect(row.value, `${label} ${row.period}`).toBeCloseTo(value, 9);
  }
  return rows.length;
}

const shares = (sums: Sums, x: number, n = 0) =>
  new Map(
    [...sums].map(([period, sum]) => [
      period,
      { value: (sum[x] ?? 0) / (sum[n] ?? 0), n: sum[n] ?? 0 },
    ]),
  );
const totals = (sums: Sums, x: number, n = 0) =>
  new Map([...sums].map(([period, sum]) => [period, { value: sum[x] ?? 0, n: sum[n] ?? 0 }]));

const isExposed = (rights: Rights | undefined): rights is Rights =>
  rights !== undefined && rights.exposed;
const has = ({ uncovered }: Rights, ...classes: string[]) =>
  Number(uncovered.some(({ rupture }) => classes.includes(rupture)));
const expiryOf = ({ held }: Application) => held?.until ?? 0;

test.each(PLACES)('F-01 and F-02 follow the attestations of prolongation, in %s', (place) => {
  const apis = ({ documents }: Application) => documents.filter(({ kind }) => kind === 'api');
  const valid = (application: Application, day: number) =>
    Number(apis(application).some(({ from, until }) => from <= day && day <= until));
  const due = summed(place, (application, rights) => {
    const day = expiryOf(application) + 1;
    return rights?.due ? [{ day, numbers: [1, valid(application, day)] }] : [];
  });
  compared('F-01', 'share', null, place, shares(due, 1));
  // Of those of whom it is not known, only those without an attestation lower the share, only those with one raise it.
  for (const [breakdown, counts] of [
    ['borne=basse', 0],
    ['borne=haute', 1],
  ] as const) {
    const bound = summed(place, (application, rights) => {
      if (!isExposed(rights)) return [];
      const day = expiryOf(application) + 1;
      const { pending, timeliness } = rights;
      const onTime = timeliness === 'on_time' || timeliness === 'exempt';
      const unknown =
        isOnAnef(application, rules) &&
        pending &&
        (timeliness === '' || (onTime && application.complete === undefined));
      const covered = valid(application, day);
      return rights.due || (unknown && covered === counts) ? [{ day, numbers: [1, covered] }] : [];
    });
    compared('F-01', 'share', breakdown, place, shares(bound, 1));
  }
  const ends = summed(place, (application, rights) => {
    if (!isExposed(rights)) return [];
    const { turns } = application;
    const pending = (end: number) => turns.findLast(({ day }) => day <= end)?.opens ?? true;
    return [...new Set(apis(application).map(({ until }) => until))]
      .filter((end) => end >= expiryOf(application) && end < CUTOFF && pending(end))
      .map((end) => ({ day: end + 1, numbers: [1, valid(application, end + 1)] }));
  });
  expect(compared('F-02', 'share', null, place, shares(ends, 1))).toBeGreaterThan(
    place === null ? 40 : 0,
  );
});

test.each(PLACES)('F-03, F-04 and F-09 count days and dossiers by class, in %s', (place) => {
  const exposed = (application: Application, rights: Rights | undefined, numbers: number[]) =>
    isExposed(rights) ? [{ day: expiryOf(application) + 1, numbers: [1, ...numbers] }] : [];
  const met = summed(place, (application, rights) =>
    exposed(
      application,
      rights,
      rights
        ? [
            has(rights, 'R1', 'R2'),
            has(rights, ...CLASSES),
            ...CLASSES.map((each) => has(rights, each)),
          ]
        : [],
    ),
  );
  compared('F-03', 'share', null, place, shares(met, 1));
  compared('F-03', 'share', 'borne=haute', place, shares(met, 2));
  CLASSES.forEach((each, i) =>
    compared('F-03', 'share', `classe=${each}`, place, shares(met, 3 + i)),
  );

  const readings: [string | null, (rights: Rights) => number][] = [
    [null, (rights) => days(rights, 'R1', 'R2')],
    ['borne=haute', (rights) => days(rights, ...CLASSES)],
    ...CLASSES.map((each): [string, (rights: Rights) => number] => [
      `classe=${each}`,
      (rights) => days(rights, each),
    ]),
    ['classe=RW', ({ withoutWork }) => withoutWork],
  ];
  const days = ({ uncovered }: Rights, ...classes: string[]) =>
    uncovered.filter(({ rupture }) => classes.includes(rupture)).length;
  for (const [breakdown, count] of readings) {
    const sums = summed(place, (application, rights) =>
      exposed(application, rights, rights ? [count(rights)] : []),
    );
    compared('F-04', 'count', breakdown, place, totals(sums, 1));
    compared('F-04', 'mean', breakdown, place, shares(sums, 1));
    compared('F-04', 'p90', breakdown, place, ninth(place, count));
  }

  const late = summed(place, (application, rights) =>
    rights && /late|after_expiry/.test(rights.timeliness) && has(rights, 'R3', 'R4')
      ? [{ day: expiryOf(application) + 1, numbers: [1, has(rights, 'R3')] }]
      : [],
  );
  compared('F-09', 'share', null, place, shares(late, 1));
});

/** The number of days that one dossier in ten exceeds, between two of them where it falls so. */
function ninth(place: string | null, count: (rights: Rights) => number) {
  const all = new Map<string, number[]>();
  for (const { application, rights } of cases) {
    const { prefecture } = application;
    if (place === null ? prefecture === 'ZZ' : prefecture !== place) continue;
    if (!isExposed(rights)) continue;
    const name = nameOf(expiryOf(application) + 1);
    for (const period of [name.slice(0, 4), name.slice(0, 7)]) {
      all.set(period, [...(all.get(period) ?? []), count(rights)]);
    }
  }
  return new Map(
    [...all].map(([period, numbers]) => {
      const sorted = numbers.sort((a, b) => a - b);
      const at = 0.9 * (sorted.length - 1);
      const [below = 0, above = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
      return [period, { value: below + (at - Math.floor(at)) * (above - below), n: sorted.length }];
    }),
  );
}

test.each(PLACES)('F-05 finds the last day of every legal delay, in %s', (place) => {
  const given = (start: (application: Application) => number | undefined) =>
    summed(place, (application) => {
      const from = start(application);
      if (from === undefined) return [];
      const day = legalDay(application, Math.max(from, application.depot), rules);
      const { decided = Infinity } = application;
      return day <= CUTOFF ? [{ day, numbers: [1, Number(decided > day)] }] : [];
    });
  const readings: [string | null, Sums][] = [
    [null, given(({ started }) => started)],
    ['depart=completude', given(({ complete }) => complete)],
    ['depart=depot', given(({ depot }) => depot)],
  ];
  for (const [breakdown, sums] of readings) {
    compared('F-05', 'share', breakdown, place, shares(sums, 1));
    expect(compared('F-05', 'count', breakdown, place, totals(sums, 1))).toBeGreaterThan(5);
  }
});

test.each(PLACES)('F-07 looks forward from the cut-off, in %s', (place) => {
  const open = cases
    .map(({ application }) => application)
    .filter(({ held, prefecture, refused, decided, favourable }) => {
      const here = place === null ? prefecture !== 'ZZ' : prefecture === place;
      return (
        here && held && refused === undefined && (decided === undefined || favourable === undefined)
      );
    });
  const left = open.map((application) => firstUncovered(application, CUTOFF, rules) - 1 - CUTOFF);
  for (const horizon of [30, 60, 90]) {
    const value = left.filter((days) => days >= 0 && days <= horizon).length;
    compared(
      'F-07',
      'count',
      `horizon=${horizon}j`,
      place,
      new Map([['now', { value, n: open.length }]]),
    );
  }
});

test.each(PLACES)('F-08 and F-10 divide by the filings and by the decisions, in %s', (place) => {
  const filed = summed(place, ({ demande, depot }, rights) =>
    rights && demande === 'renouvellement' && rights.timeliness && rights.timeliness !== 'exempt'
      ? [
          {
            day: depot,
            numbers: [
              1,
              ...['on_time', 'early', 'late', 'after_expiry'].map((each) =>
                Number(rights.timeliness === each),
              ),
            ],
          },
        ]
      : [],
  );
  compared('F-08', 'share', null, place, shares(filed, 1));
  ['tot', 'tard', 'apres_expiration'].forEach((moment, i) =>
    compared('F-08', 'share', `moment=${moment}`, place, shares(filed, 2 + i)),
  );
  const granted = summed(place, ({ favourable }, rights) =>
    rights && favourable !== undefined
      ? [{ day: favourable, numbers: [1, has(rights, 'R2')] }]
      : [],
  );
  compared('F-10', 'share', null, place, shares(granted, 1));
});

interface Course {
  start: number;
  /** Days from the start to the end of what is known. */
  exit: number;
  /** 1: what is looked for; 2: what makes it impossible; 0: still open. */
  cause: number;
}

/** Aalen–Johansen by its definition, one day after the other; NaN beyond what was followed. */
function incidence(courses: readonly Course[], tau: number): number {
  let [waiting, reached] = [1, 0];
  for (let day = 0; day <= tau; day += 1) {
    const atRisk = courses.filter(({ exit }) => exit >= day).length;
    const ended = courses.filter(({ exit, cause }) => exit === day && cause > 0);
    if (ended.length === 0) continue;
    reached += (waiting * ended.filter(({ cause }) => cause === 1).length) / atRisk;
    waiting *= 1 - ended.length / atRisk;
  }
  const followed =
    courses.every(({ cause }) => cause > 0) || courses.some(({ exit }) => exit >= tau);
  return followed ? reached : NaN;
}

/** By the period of the start, for one place. */
function incidences(
  place: string | null,
  tau: number,
  courseOf: (application: Application, rights: Rights | undefined) => Course | undefined,
) {
  const cohorts = new Map<string, Course[]>();
  for (const { application, rights } of cases) {
    const { prefecture } = application;
    const course = courseOf(application, rights);
    if (!course || (place === null ? prefecture === 'ZZ' : prefecture !== place)) continue;
    const name = nameOf(course.start);
    for (const period of [name.slice(0, 4), name.slice(0, 7)]) {
      cohorts.set(period, [...(cohorts.get(period) ?? []), course]);
    }
  }
  return new Map(
    [...cohorts].map(([period, courses]) => [
      period,
      { value: incidence(courses, tau), n: courses.length },
    ]),
  );
}

test.each(PLACES)('F-03 and F-06 let other ends compete, in %s', (place) => {
  const toRupture = (_: Application, rights: Rights | undefined): Course | undefined => {
    if (!isExposed(rights)) return undefined;
    const { from, to, ongoing, uncovered } = rights;
    const first = uncovered.find(({ rupture }) => rupture === 'R1' || rupture === 'R2');
    if (first) return { start: from, exit: first.day - from, cause: 1 };
    return { start: from, exit: (ongoing ? to : to + 1) - from, cause: ongoing ? 0 : 2 };
  };
  for (const days of [30, 90, 180]) {
    const expected = incidences(place, days, toRupture);
    expect(compared('F-03', 'share', `horizon=${days}j`, place, expected)).toBeGreaterThan(10);
  }

  const birthOf = (application: Application) => {
    const { started, depot, decided = Infinity } = application;
    const day = started && legalDay(application, Math.max(started, depot), rules);
    return day && day <= CUTOFF && decided > day ? day : undefined;
  };
  const toDecision = (application: Application): Course | undefined => {
    const start = birthOf(application);
    const { decided = Infinity, decision } = application;
    if (start === undefined) return undefined;
    if (decided > CUTOFF) return { start, exit: CUTOFF - start, cause: 0 };
    return { start, exit: decided - start, cause: decision === 'decision_favorable' ? 1 : 2 };
  };
  for (const [name, days] of [
    ['4m', 122],
    ['6m', 183],
    ['12m', 365],
  ] as const) {
    const expected = incidences(place, days, toDecision);
    compared('F-06', 'share', `issue=favorable;horizon=${name}`, place, expected);
  }

  const isCovered = ({ documents }: Application, day: number) =>
    Number(documents.some(({ from, until }) => from <= day && day <= until));
  const births = summed(place, (application) => {
    const day = birthOf(application);
    return day === undefined ? [] : [{ day, numbers: [1, isCovered(application, day)] }];
  });
  const pending = cases
    .map(({ application }) => application)
    .filter((application) => {
      const { prefecture, decided = Infinity } = application;
      const here = place === null ? prefecture !== 'ZZ' : prefecture === place;
      return here && birthOf(application) !== undefined && decided > CUTOFF;
    });
  const still = pending.filter((application) => isCovered(application, CUTOFF)).length;
  const stock = { value: still / pending.length, n: pending.length };
  compared('F-06', 'share', null, place, new Map([...shares(births, 1), ['now', stock]]));
});

test('F-03 finds the classes that only the simulator knows, but for what is recorded late', async () => {
  const rows = await select<Value>(
    database.writer,
    `SELECT * FROM indicator_value
    WHERE indicator = 'F-03' AND demande = 'renouvellement' AND length(period) = 4
        AND region IS NULL AND prefecture IS NULL AND motif IS NULL`,
  );
  const share = (year: number, breakdown: string | null) =>
    rows.find((row) => row.period === String(year) && row.breakdown === breakdown)?.value ?? NaN;
  // No window is known before May 2021, and the last year is still being recorded.
  const years = truth(OPTIONS).ruptures.filter(
    ({ year }) => year !== null && year >= 2022 && year <= 2025,
  );
  expect(years).toHaveLength(4);
  for (const { year, n, unrecorded, classes, share: low } of years) {
    const seen = n / (n + unrecorded);
    for (const each of CLASSES) {
      const found = share(year ?? 0, `classe=${each}`);
      expect(Math.abs(found - classes[each] * seen), `${year} ${each}`).toBeLessThan(0.012);
    }
    expect(Math.abs(share(year ?? 0, null) - low * seen), `${year}`).toBeLessThan(0.012);
  }
});
