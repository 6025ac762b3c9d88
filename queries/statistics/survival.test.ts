/** The survival estimators against R, on simulated populations and on the real receipt log. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen } from './aalen-johansen.ts';
import {
  curveQuantile,
  kaplanMeier,
  restrictedMean,
  survivalLimits,
  type Spell,
} from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';
import { pseudoObservations } from './pseudo-observations.ts';
import { mean } from './quantile.ts';
import {
  isNear,
  oracleFigures,
  oraclePopulations,
  receiptCases,
  type OracleSubject,
} from './testing-oracle.ts';
import { turnbull } from './turnbull.ts';

const populations = oraclePopulations();
const figures = oracleFigures();
const ended = ({ entry, exit, cause }: OracleSubject): Spell => ({ entry, exit, event: cause > 0 });

describe.each([...populations])('R agrees to 1e-9 on %s', (name, subjects) => {
  const curve = kaplanMeier(subjects.map(ended));

  /** Every figure that R printed under a name, against ours at the same places. */
  function expectEqual(estimator: string, of: (at: number, index: number) => number | null) {
    const theirs = figures.get(`${name} ${estimator}`) ?? [];
    const differing = theirs.flatMap(({ at, value }, index) => {
      const mine = of(at, index);
      return isNear(mine, value) ? [] : [{ estimator, at, mine, value }];
    });
    expect(differing).toEqual([]);
    return theirs.length;
  }

  test('the curve of Kaplan and Meier, its errors and its limits', () => {
    const inner = curve.survival.flatMap((share, i) =>
      share > 0 && share < 1 ? [survivalLimits(share, curve.greenwood[i] ?? 0)] : [],
    );
    const given = expectEqual('survival', (_, i) => curve.survival[i] ?? null);
    expect(given).toBe(curve.times.length);
    if (curve.survival.at(-1) !== 0) {
      expectEqual('se', (_, i) => (curve.survival[i] ?? 0) * Math.sqrt(curve.greenwood[i] ?? 0));
    }
    expectEqual('lower', (_, i) => inner[i]?.lower ?? null);
    expectEqual('upper', (_, i) => inner[i]?.upper ?? null);
  });

  test('its quantiles', () => {
    expectEqual('quantile', (p) => curveQuantile(curve, p).value);
    expectEqual('quantile_lower', (p) => curveQuantile(curve, p).lower);
    expectEqual('quantile_upper', (p) => curveQuantile(curve, p).upper);
  });

  test('its restricted means', () => {
    expectEqual('rmst', (tau) => restrictedMean(curve, tau).value);
    expectEqual('rmst_se', (tau) => restrictedMean(curve, tau).spread);
  });

  test('the incidences of competing outcomes', () => {
    const incidences = aalenJohansen(subjects);
    for (const cause of [1, 2]) {
      const shares = incidences.ended.get(cause) ?? [];
      expectEqual(`incidence${cause}`, (_, i) => shares[i] ?? null);
      expectEqual(`cuminc${cause}`, (at) => {
        // cmprsk says nothing past the longest follow-up.
        if (at > curve.last) return null;
        const index = incidences.times.findLastIndex((time) => time <= at);
        return index < 0 ? 0 : (shares[index] ?? null);
      });
    }
  });

  test('the log-rank test', () => {
    const groups = [1, 2].map((group) => subjects.filter((one) => one.group === group).map(ended));
    if (groups.some((group) => group.length === 0) || curve.events === 0) return;
    const result = logRank(groups);
    expectEqual('logrank', () => result.chiSquare);
    expectEqual('logrank_observed', (_, i) => result.observed[i] ?? null);
    expectEqual('logrank_expected', (_, i) => result.expected[i] ?? null);
  });

  test('the pseudo-observations of the restricted mean', () => {
    if (!figures.has(`${name} pseudo60`)) return;
    const values = pseudoObservations(
      subjects.map(ended),
      (some) => restrictedMean(kaplanMeier(some), 60).value,
    );
    expect(expectEqual('pseudo60', (_, i) => values[i] ?? null)).toBe(20);
  });
});

test('incidences and the share still open sum to one everywhere, whatever the population', () => {
  const subject = fc.record({
    entry: fc.constantFrom(-1, 0, 2, 5),
    exit: fc.integer({ min: 0, max: 12 }),
    cause: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(subject, { minLength: 1, maxLength: 40 }), (subjects) => {
      const { times, open, ended: shares } = aalenJohansen(subjects);
      times.forEach((_, i) => {
        const all = [...shares.values()].reduce((total, list) => total + (list[i] ?? 0), 0);
        expect(all + (open[i] ?? 0)).toBeCloseTo(1, 12);
      });
      const curve = kaplanMeier(subjects.map((one) => ({ ...one, event: one.cause > 0 })));
      expect(curve.survival).toHaveLength(open.length);
      curve.survival.forEach((share, i) => expect(share).toBeCloseTo(open[i] ?? 0, 12));
    }),
    { numRuns: 300 },
  );
});

test('the mean of pseudo-observations is the estimate itself where nobody is censored', () => {
  const spells = [3, 8, 8, 15, 40].map((exit) => ({ entry: -1, exit, event: true }));
  const values = pseudoObservations(spells, (some) => restrictedMean(kaplanMeier(some), 20).value);
  expect(values).toEqual([3, 8, 8, 15, 20].map((days) => expect.closeTo(days, 10)));
});

describe('Turnbull', () => {
  const left = [0, 3, 5, 5, 7, 2, 9, 4, 6, 10, 1, 8];
  const right = [4, 6, 8, null, 10, 5, null, 7, 9, null, 3, 11];
  const estimate = turnbull(left.map((from, i) => ({ left: from, right: right[i] ?? null })));

  test('is R’s to its two decimals', () => {
    // `docs/oracles/turnbull.R`: the middles of the innermost intervals.
    const printed = { 3.5: 0.749548, 4.5: 0.747939, 5.5: 0.504828, 7.5: 0.373621, 8.5: 0.252191 };
    for (const [time, share] of Object.entries({ 2.5: 0.752476, 9.5: 0.248697, ...printed })) {
      const mine = estimate.spans
        .filter((span) => (span.left + (span.right ?? Infinity)) / 2 > Number(time))
        .reduce((total, { mass }) => total + mass, 0);
      expect(Math.abs(mine - share), time).toBeLessThan(1e-2);
    }
  });

  test('is at the optimum: no mass can be moved to raise the likelihood', () => {
    expect(estimate.gap).toBeLessThan(1e-6);
    expect(estimate.spans.reduce((total, { mass }) => total + mass, 0)).toBeCloseTo(1, 9);
  });

  test('is Kaplan–Meier where days are exact', () => {
    const days = [2, 5, 5, 9, 14];
    const exact = turnbull([
      ...days.map((day) => ({ left: day - 1, right: day })),
      { left: 9, right: null },
    ]);
    const curve = kaplanMeier([
      ...days.map((exit) => ({ entry: -1, exit, event: true })),
      { entry: -1, exit: 9, event: false },
    ]);
    const shares = curve.times.map((time) =>
      exact.spans
        .filter((span) => (span.right ?? Infinity) > time)
        .reduce((total, { mass }) => total + mass, 0),
    );
    shares.forEach((share, i) => expect(share).toBeCloseTo(curve.survival[i] ?? 0, 5));
  });
});

const receipt = join(process.env.OBS_TEST_DATA ?? '../shared/data', 'receipt.csv');
const isThere = existsSync(receipt);
if (!isThere) console.warn(`Skipped the receipt log: ${receipt} is not there (OBS_TEST_DATA).`);

describe.skipIf(!isThere)('on 1 434 real cases, in fractional days', () => {
  const cases = isThere ? receiptCases(receipt) : [];
  const spells = cases.map(({ days, cause }) => ({ entry: -1, exit: days, event: cause > 0 }));
  const curve = kaplanMeier(spells);
  const at = (day: number) => curve.survival[curve.times.findLastIndex((time) => time <= day)];

  test('R agrees on the curve', () => {
    expect(curve).toMatchObject({ n: 1434, events: 1329 });
    const printed: [number, number][] = [
      ...([
        [7, 0.974893903168],
        [14, 0.94484356718],
        [30, 0.828996264599],
      ] as [number, number][]),
      ...([
        [60, 0.357654254746],
        [90, 0.197525742669],
      ] as [number, number][]),
      ...([[120, 0.100218695359]] as [number, number][]),
    ];
    for (const [day, share] of printed) expect(at(day)).toBeCloseTo(share, 12);
    const digits: [number, number, number, number][] = [
      [0.25, 36.37763, 34.50522, 37.65433],
      [0.5, 52.49932, 50.64367, 53.70292],
      [0.75, 78.64478, 74.59966, 83.41921],
      [0.9, 121.36627, 111.58561, 126.47856],
    ];
    for (const [p, value, lower, upper] of digits) {
      expect(curveQuantile(curve, p)).toEqual({
        value: expect.closeTo(value, 5),
        lower: expect.closeTo(lower, 5),
        upper: expect.closeTo(upper, 5),
      });
    }
    const { value, spread } = restrictedMean(curve, 90);
    expect([value, spread]).toEqual([expect.closeTo(54.4914229, 7), expect.closeTo(0.6699288, 7)]);
  });

  test('R agrees on the log-rank of four channels', () => {
    const groups = ['Desk', 'e-mail', 'Internet', 'Post'].map((channel) =>
      spells.filter((_, i) => cases[i]?.channel === channel),
    );
    const result = logRank(groups);
    expect(result.observed).toEqual([107, 21, 1148, 52]);
    expect(result.expected.map((count) => Math.round(count * 10) / 10)).toEqual([
      118.7, 25.1, 1136, 48.1,
    ]);
    expect(result.chiSquare).toBeCloseTo(2.3, 1);
    expect(result.p).toBeCloseTo(0.5, 1);
  });

  test('R agrees on closings in time and too late, as competing outcomes', () => {
    const incidences = aalenJohansen(
      cases.map(({ days, cause }) => ({ entry: -1, exit: days, cause })),
    );
    const by = (cause: number, day: number) =>
      incidences.ended.get(cause)?.[incidences.times.findLastIndex((time) => time <= day)];
    const printed: [number, number, number][] = [
      [14, 0.0551564, 0],
      [30, 0.171004, 0],
      [60, 0.578012, 0.064334],
      [90, 0.632844, 0.16963],
      [120, 0.673792, 0.22599],
    ];
    for (const [day, inTime, late] of printed) {
      expect(by(1, day)).toBeCloseTo(inTime, day === 14 ? 7 : 6);
      expect(by(2, day)).toBeCloseTo(late, 6);
    }
  });

  test('the closed alone look faster than they are', () => {
    const closed = spells.filter(({ event }) => event).map(({ exit }) => exit);
    expect(mean(closed)).toBeLessThan(restrictedMean(curve, 400).value);
  });
});
