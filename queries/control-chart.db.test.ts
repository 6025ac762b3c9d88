import { beforeAll, describe, expect, test } from 'vitest';
import { insert } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import type { Indicator } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { controlChart, type ChartFilter } from './control-chart.ts';
import { migrate } from './migrate.ts';
import { EVERY_APPLICATION } from './published-values.ts';
import { revisions } from './revisions.ts';
import { wilson } from './statistics/wilson.ts';
import { storedRun, storedValue } from './testing-values.ts';

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const published = () => ({ reader: database.reader, reference: loadReference() });

const months = (count: number, first = 2024) =>
  Array.from({ length: count }, (_, i) => {
    const month = String((i % 12) + 1).padStart(2, '0');
    return `${first + Math.floor(i / 12)}-${month}`;
  });

/** The series of XmR’s golden numbers; the month of the cut-off is not over and stays out. */
const XMR = [52, 55, 51, 58, 60, 54, 57, 61, 66, 70, 71, 75];
const P = [0.021, 0.025, 0.019, 0.03, 0.022, 0.027, 0.02, 0.024];
const N = [9000, 8700, 9400, 10_100, 8800, 9300, 9900, 9100];

beforeAll(async () => {
  const { writer } = database;
  await insert(writer, 'run', [
    storedRun({ indicator: 'P-01', run: 'early', as_of: '2025-01-02T00:00:00Z' }),
    storedRun({ indicator: 'P-01', run: 'late', as_of: '2025-02-02T00:00:00Z' }),
    storedRun({
      indicator: 'P-01',
      run: 'again',
      as_of: '2025-02-02T00:00:00Z',
      at: '2026-11-01T06:00:00Z',
    }),
    storedRun({ indicator: 'P-01', run: 'broken', as_of: '2025-03-02T00:00:00Z', state: 'failed' }),
    storedRun({ indicator: 'C-01', run: 'c' }),
    storedRun({ indicator: 'S-01', run: 's' }),
  ]);
  const p = { cutoff: '2025-01-15', indicator: 'P-01' };
  const c = { indicator: 'C-01', run: 'c', statistic: 'share' as const };
  const s = { indicator: 'S-01', run: 's', statistic: 'count' as const, lower: null, upper: null };
  await insert(writer, 'indicator_value', [
    ...[...XMR, 999].map((value, i) =>
      storedValue({ ...p, run: 'again', period: months(13)[i]!, value }),
    ),
    storedValue({ ...p, run: 'early', period: '2024-12', value: 70 }),
    storedValue({ ...p, run: 'late', period: '2024-12', value: 1 }),
    ...[...P, ...P].map((share, i) =>
      storedValue({
        ...{ ...c, period: months(16)[i]!, value: share, n: N[i % 8]! },
        ...wilson(share * N[i % 8]!, N[i % 8]!),
      }),
    ),
    // Two levels: 100 before the reform of May 2025 and 140 from then on.
    ...months(32, 2024).map((period, i) =>
      storedValue({
        ...{ ...s, period, prefecture: '75', region: '11' },
        value: (i < 16 ? 100 : 140) + (i % 2 === 0 ? 3 : -3),
        cutoff: '2026-12-31',
      }),
    ),
  ]);
});

const indicator = (id: string, better: Indicator['better'] = 'lower') =>
  ({ id, better, sources: ['anef'], settles_after: 0 }) as unknown as Indicator;
const ask = (filter: Partial<ChartFilter> & Pick<ChartFilter, 'indicator' | 'statistic'>) =>
  controlChart(published(), { view: 'period', rebase: [], ...EVERY_APPLICATION, ...filter });

describe('a control chart', () => {
  test('of a delay has XmR’s limits, over the months that are over', async () => {
    const chart = await ask({ indicator: indicator('P-01'), statistic: 'median' });
    expect(chart).toMatchObject({ kind: 'xmr', status: 'ok', run: 'again' });
    expect(chart.points.map(({ value }) => value)).toEqual(XMR);
    expect(chart.points[0]).toMatchObject({
      centre: expect.closeTo(60.83333, 5),
      lower: expect.closeTo(50.43515, 5),
      upper: expect.closeTo(71.23152, 5),
    });
    // The last is above the limit; lower is better.
    expect(chart.points[11]).toMatchObject({ rule: 'outside', meaning: 'concern' });
    expect(chart.autocorrelation).toBeGreaterThan(0.3);
    expect(chart.residuals).toHaveLength(11);
  });

  test('of a share of counts is Laney’s, unless another is asked for', async () => {
    const chart = await ask({ indicator: indicator('C-01'), statistic: 'share' });
    expect(chart.kind).toBe('laney');
    const widths = chart.points.map(({ upper, centre }) => upper! - centre!);
    expect(widths[1]).toBeGreaterThan(widths[3]!);
    expect(chart.points.every(({ rule }) => rule === null)).toBe(true);
    const other = await ask({ indicator: indicator('C-01'), statistic: 'share', kind: 'xmr' });
    expect(new Set(other.points.map(({ upper }) => upper)).size).toBe(1);
  });

  test('begins anew at a milestone with a year of months on either side', async () => {
    const stock = {
      indicator: indicator('S-01', 'none'),
      statistic: 'count',
      prefecture: '75',
    } as const;
    const { milestones } = published().reference;
    const within = milestones.find(({ date }) => date.startsWith('2025-05'));
    const late = milestones.find(({ date }) => date.startsWith('2026-0'));
    expect(within && late).toBeDefined();
    const before = await ask(stock);
    expect(before.points[0]?.centre).toBe(120);
    expect(before.points.filter(({ rule }) => rule).length).toBeGreaterThan(20);
    const chart = await ask({ ...stock, rebase: [late!.id, within!.id] });
    expect(chart.rebased).toEqual([
      { milestone: within!.id, month: '2025-05', status: 'applied' },
      { milestone: late!.id, month: late!.date.slice(0, 7), status: 'too_few' },
    ]);
    expect(chart.points.map(({ centre }) => centre)).toEqual([
      ...Array<number>(16).fill(100),
      ...Array<number>(16).fill(140),
    ]);
    expect(chart.points.every(({ rule }) => rule === null)).toBe(true);
  });

  test('tells lasting changes by what adds up', async () => {
    const chart = await ask({
      indicator: indicator('S-01', 'none'),
      statistic: 'count',
      prefecture: '75',
    });
    const told = chart.points.filter(({ cusum_alert }) => cusum_alert);
    expect(told.map(({ period }) => period)).toEqual(['2025-05']);
    expect(told[0]?.cusum_alert).toBe('neutral');
  });

  test('draws no limits through too few months', async () => {
    const chart = await ask({
      indicator: indicator('P-01'),
      statistic: 'median',
      as_of: new Date('2025-01-03'),
    });
    expect(chart).toMatchObject({ status: 'too_few', autocorrelation: null, residuals: null });
    expect(chart.points).toMatchObject([{ value: 70, centre: null, rule: null }]);
    expect(await ask({ indicator: indicator('X-01'), statistic: 'median' })).toMatchObject({
      ...{ run: null, status: 'too_few', points: [] },
    });
  });
});

describe('revisions', () => {
  const figures = (more: object = {}) =>
    revisions(published(), {
      ...{ indicator: indicator('P-01'), statistic: 'median', view: 'period', level: 'national' },
      ...EVERY_APPLICATION,
      ...more,
    });

  test('set what was said of a period at each time side by side', async () => {
    const { vintages, periods } = await figures();
    // Of two runs that speak of one instant the later counts; a failed one never.
    expect(vintages.map(({ run }) => run)).toEqual(['early', 'again']);
    expect(vintages[0]?.as_of).toBe('2025-01-02T00:00:00.000Z');
    const december = periods.find(({ period }) => period === '2024-12');
    expect(december?.figures.map((figure) => figure?.value)).toEqual([70, 75]);
    const january = periods.find(({ period }) => period === '2024-01');
    expect(january?.figures).toEqual([null, expect.objectContaining({ value: 52, n: 1234 })]);
  });

  test('stop at an instant', async () => {
    const { vintages } = await figures({ as_of: new Date('2025-01-31') });
    expect(vintages.map(({ run }) => run)).toEqual(['early']);
  });
});
