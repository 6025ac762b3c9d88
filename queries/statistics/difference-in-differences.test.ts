import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import {
  effectsSinceTreatment,
  groupTimeEffects,
  overallEffect,
  type PanelRow,
} from './difference-in-differences.ts';

const file = join(process.env.OBS_TEST_DATA ?? '../shared/data', 'mpdta.csv');
const isThere = existsSync(file);
if (!isThere) console.warn(`Skipped the panel mpdta: ${file} is not there (OBS_TEST_DATA).`);

describe.skipIf(!isThere)('on mpdta, the panel of the `did` package', () => {
  const rows = isThere
    ? (parse(readFileSync(file), { columns: true }) as Record<string, string>[])
    : [];
  const panel = rows.map((row): PanelRow => ({
    unit: row.countyreal ?? '',
    period: Number(row.year),
    group: row['first.treat'] === '0' ? null : Number(row['first.treat']),
    value: Number(row.lemp),
  }));
  const printed: [number, number, number, number, number][] = [
    [2004, 2004, -0.010503, 0.023251, -0.019372],
    [2004, 2005, -0.070423, 0.030985, -0.078319],
    [2004, 2006, -0.137259, 0.036436, -0.136274],
    [2004, 2007, -0.100811, 0.034359, -0.100811],
    [2006, 2004, 0.00652, 0.023327, -0.002563],
    [2006, 2005, -0.002751, 0.019559, -0.001939],
    [2006, 2006, -0.004595, 0.017755, 0.004661],
    [2006, 2007, -0.041224, 0.020229, -0.041224],
    [2007, 2004, 0.030507, 0.015034, 0.029759],
    [2007, 2005, -0.002726, 0.016396, -0.002411],
    [2007, 2006, -0.031087, 0.017878, -0.031087],
    [2007, 2007, -0.026054, 0.016655, -0.026054],
  ];
  const never = groupTimeEffects(panel);

  test('each group and period is what R prints, against those never treated', () => {
    expect(never.map(({ group, period, att, spread }) => [group, period, att, spread])).toEqual(
      printed.map(([group, period, att, spread]) => [
        ...[group, period],
        ...[expect.closeTo(att, 6), expect.closeTo(spread, 6)],
      ]),
    );
  });

  test('and against those not yet treated', () => {
    expect(groupTimeEffects(panel, 'not_yet').map(({ att }) => att)).toEqual(
      printed.map((row) => expect.closeTo(row[4], 6)),
    );
  });

  test('aggregates as R does, with weights that are never negative', () => {
    expect(overallEffect(never)).toBeCloseTo(-0.03995128, 8);
    const since = [...effectsSinceTreatment(never)];
    expect(since).toEqual(
      Object.entries({
        [-3]: 0.03050666,
        [-2]: -0.0005630846,
        [-1]: -0.02445874,
        0: -0.01993182,
        1: -0.05095737,
        2: -0.1372587,
        3: -0.1008114,
      })
        .map(([elapsed, effect]) => [Number(elapsed), expect.closeTo(effect, 7)])
        .sort((one, other) => Number(one[0]) - Number(other[0])),
    );
  });
});

test('a change that all share is no effect, and one of the treated alone is', () => {
  const panel = (['a', 'b', 'c', 'd'] as const).flatMap((unit, i) =>
    [1, 2, 3].map((period) => {
      const treated = i < 2;
      const value = 10 * i + 5 * period + (treated && period === 3 ? 7 : 0);
      return { unit, period, group: treated ? 3 : null, value };
    }),
  );
  const effects = groupTimeEffects(panel);
  expect(effects.map(({ period, att }) => [period, att])).toEqual([
    [2, 0],
    [3, 7],
  ]);
});
