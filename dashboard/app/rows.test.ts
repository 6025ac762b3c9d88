import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  defaultPeriod,
  inReadingOrder,
  isPilot,
  lastCompleteMonth,
  monthBefore,
  monthly,
  narrow,
  periodsOf,
  rowToTell,
  sharedParts,
  withoutParts,
  settledMonth,
} from './rows.ts';
import { localeOf } from './locale.ts';
import { value } from './testing/rows.ts';

describe('rows are narrowed', () => {
  const rows = [
    value({ view: 'cohort', value: 1 }),
    value({ view: 'period', value: 2 }),
    value({ view: 'period', value: 3, breakdown: 'seuil=12m' }),
    value({ view: 'period', value: 4, breakdown: 'seuil=4m' }),
  ];
  const figures = (asked: Parameters<typeof narrow>[1]) =>
    narrow(rows, asked).rows.map((row) => row.value);

  test('to what happened in the period, undivided, unless asked otherwise', () => {
    expect(figures({ view: null, breakdown: null })).toEqual([2]);
    expect(figures({ view: 'cohort', breakdown: null })).toEqual([1]);
    expect(figures({ view: 'period', breakdown: 'seuil=4m' })).toEqual([4]);
  });

  test('to what exists, when what is asked does not', () => {
    expect(figures({ view: null, breakdown: 'seuil=99m' })).toEqual([2]);
    expect(narrow([value({ view: 'cohort' })], { view: 'period', breakdown: null }).view).toBe(
      'cohort',
    );
  });

  test('to the view that has an undivided figure, rather than to a part of another', () => {
    const parted = rows.filter((row) => row.value !== 2);
    const facets = narrow(parted, { view: null, breakdown: null });
    expect(facets).toMatchObject({ view: 'cohort', breakdown: null });
    expect(narrow(parted, { view: null, breakdown: 'seuil=4m' }).view).toBe('period');
  });

  test('to the first breakdown where there is no whole', () => {
    const divided = rows.filter(({ breakdown }) => breakdown !== null);
    const facets = narrow(divided, { view: null, breakdown: null });
    expect(facets).toMatchObject({
      breakdowns: ['seuil=4m', 'seuil=12m'],
      breakdown: 'seuil=4m',
      hasWhole: false,
    });
  });
});

test('months of a series are in order, without its years and stock', () => {
  const rows = ['2026-10', '2026', null, '2026-09'].map((period) => value({ period }));
  expect(monthly(rows).map(({ period }) => period)).toEqual(['2026-09', '2026-10']);
  expect(periodsOf(rows)).toEqual({ months: ['2026-10', '2026-09'], years: ['2026'] });
});

test('a series is told by its month, or by the latest that can be known yet', () => {
  const months = [
    value({ period: '2025-10', value: 3 }),
    value({ period: '2026-09', value: null, status: 'not_reached' }),
    value({ period: '2026-10', value: null, status: 'not_reached' }),
  ];
  expect(rowToTell(months, '2026-10')?.period).toBe('2025-10');
  expect(rowToTell(months.slice(1), '2026-10')?.period).toBe('2026-10');
  const few = value({ period: '2026-10', value: null, status: 'too_few' });
  expect(rowToTell([...months.slice(0, 1), few], '2026-10')).toBe(few);
});

test('the last complete month is the one whose last day is covered', () => {
  expect(lastCompleteMonth('2026-10-31')).toBe('2026-10');
  expect(lastCompleteMonth('2026-10-30')).toBe('2026-09');
  expect(lastCompleteMonth('2028-02-28')).toBe('2028-01');
  expect(lastCompleteMonth('2026-02-28')).toBe('2026-02');
  expect(lastCompleteMonth('2026-01-15')).toBe('2025-12');
});

test('the period shown first is the year in progress, or the last complete month', () => {
  const months = ['2026-11', '2026-10', '2026-09'];
  expect(defaultPeriod({ months, years: ['2026', '2025'] }, '2026-11-12')).toBe('2026');
  expect(defaultPeriod({ months, years: [] }, '2026-11-12')).toBe('2026-10');
  expect(defaultPeriod({ months, years: ['2025'] }, '2026-11-12')).toBe('2026-10');
  expect(defaultPeriod({ months: [], years: ['2025'] }, '2026-11-12')).toBe('2025');
  expect(defaultPeriod({ months: [], years: [] }, '2026-11-12')).toBeUndefined();
});

test('months are counted back over the turn of the year', () => {
  expect(monthBefore('2026-01')).toBe('2025-12');
  expect(monthBefore('2026-10', 24)).toBe('2024-10');
  expect(boundsOf('2026')).toEqual({ from: '2026-01', to: '2026-12' });
  expect(boundsOf('2026-10')).toEqual({ from: '2026-10', to: '2026-10' });
});

test('what all breakdowns say is told once, where each says more', () => {
  const rows = ['cause=favorable;horizon=12m', 'cause=attente;horizon=12m'];
  expect(sharedParts(rows)).toEqual(['horizon=12m']);
  expect(rows.map((row) => withoutParts(row, ['horizon=12m']))).toEqual([
    'cause=favorable',
    'cause=attente',
  ]);
  expect(sharedParts(['horizon=12m', 'horizon=12m;cause=attente'])).toEqual([]);
  expect(sharedParts(['horizon=12m'])).toEqual([]);
  expect(sharedParts([])).toEqual([]);
});

test('an indicator that settles later is spoken of at an earlier month', () => {
  expect(settledMonth({ settles_after: 0 }, '2026-10-31')).toBe('2026-10');
  expect(settledMonth({ settles_after: 3 }, '2026-10-31')).toBe('2026-07');
  expect(settledMonth({ settles_after: 1 }, '2026-01-15')).toBe('2025-11');
});

test('figures of the pilot prefectures are told from those of the others', () => {
  expect(isPilot(value({ breakdown: 'groupe=pilotes;moment=avant' }))).toBe(true);
  expect(isPilot(value({ breakdown: 'groupe=autres;moment=avant' }))).toBe(false);
  expect(isPilot(value())).toBe(false);
  expect(isPilot(undefined)).toBe(false);
});

test('parts stand in the order of their words, what has none in its own', () => {
  const inOrder = (...breakdowns: string[]) =>
    breakdowns.sort((a, b) => inReadingOrder(localeOf('fr'), a, b));
  expect(inOrder('cause=attente', 'cause=defavorable', 'cause=favorable')).toEqual([
    'cause=favorable',
    'cause=defavorable',
    'cause=attente',
  ]);
  expect(
    inOrder(
      'groupe=autres;moment=apres',
      'groupe=pilotes;moment=apres',
      'groupe=pilotes;moment=avant',
    ),
  ).toEqual([
    'groupe=pilotes;moment=avant',
    'groupe=pilotes;moment=apres',
    'groupe=autres;moment=apres',
  ]);
  expect(inOrder('seuil=12m', 'seuil=4m')).toEqual(['seuil=4m', 'seuil=12m']);
});
