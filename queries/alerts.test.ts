import { expect, test } from 'vitest';
import type { Value } from '#domain/indicator.ts';
import { FALSE_ALARM, isTold } from './alerts.ts';
import { chartOf } from './control-chart-points.ts';
import { chance } from './statistics/random.ts';
import { storedValue } from './testing-values.ts';

test('series in which nothing changes are told as often as is published', () => {
  const random = chance(1);
  const series = 4000;
  let told = 0;
  for (let each = 0; each < series; each++) {
    const rows = Array.from(
      { length: 36 },
      (_, i) => storedValue({ value: random.normal(), period: `2024-${i}` }) as Value,
    );
    const points = chartOf(rows, { kind: 'xmr', starts: [], better: 'lower', drawn: true });
    told += Number(isTold(points.at(-1)!));
  }
  expect(told / series).toBeCloseTo(FALSE_ALARM, 3);
}, 60_000);
