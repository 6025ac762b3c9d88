import { describe, expect, test } from 'vitest';
import {
  bracketOf,
  breakdownLabel,
  intervalOf,
  lineOf,
  populationLabel,
  prefixed,
  rangeOf,
  readingOf,
  shapeOf,
  unitLabel,
  whenOf,
  yearBefore,
} from './sentences.ts';
import { indicator, value } from './testing/rows.ts';
import { count, days, en, fr, share } from './testing/shapes.ts';

describe('a value', () => {
  test('is read with its interval and number', () => {
    expect(lineOf(fr, value(), days)).toBe(
      '74\u00a0jours, entre 71 et 76\u00a0jours, n\u00a0=\u00a01\u202f234',
    );
  });

  test('says in a word why it is absent, never zero', () => {
    expect(readingOf(fr, value({ value: null, status: 'too_few' }), days)).toBe('trop peu');
    expect(readingOf(en, value({ value: null, status: 'missing_source' }), days)).toBe('no source');
    expect(readingOf(fr, value({ value: 0 }), days)).toBe('0\u00a0jour');
  });

  test('keeps a bound that was reached when the other was not', () => {
    const open = value({ upper: null });
    expect(intervalOf(fr, open, days)).toBe('au moins 71\u00a0jours');
    expect(rangeOf(fr, open, days)).toBe('≥ 71');
  });

  test('without an interval is a complete count, or an interval that is missing', () => {
    const bare = { lower: null, upper: null };
    expect(intervalOf(fr, value({ ...bare, value: 12 }), count)).toBe('dénombrement complet');
    expect(intervalOf(fr, value(bare), days)).toBe('intervalle non calculé');
    expect(lineOf(fr, value(bare), days)).toBe(
      '74\u00a0jours, intervalle non calculé, n\u00a0=\u00a01\u202f234',
    );
    expect(lineOf(fr, value({ ...bare, value: 12 }), count)).toBe('12\u00a0demandes');
  });

  test('brackets its interval as the sentence needs it', () => {
    const rate = value({ value: 0.123, lower: 0.119, upper: 0.127 });
    expect(bracketOf(fr, value(), days)).toBe(' (71 à 76)');
    expect(bracketOf(fr, rate, share)).toBe(' (11,9 à 12,7\u202f%)');
    expect(bracketOf(fr, value({ lower: null, upper: null }), days)).toBe('');
  });
});

test('a year that the data does not cover to its end says until when', () => {
  expect(whenOf(fr, '2026', '2026-10-31')).toBe('en 2026, jusqu’au 31\u00a0octobre 2026');
  expect(whenOf(fr, '2025', '2026-10-31')).toBe('en 2025');
  expect(whenOf(fr, '2026', '2026-12-31')).toBe('en 2026');
  expect(whenOf(en, null, '2026-10-31')).toBe('on 31\u00a0October 2026');
  expect(yearBefore('2026-01')).toBe('2025-01');
});

test('a count says what it counts, and posts are counted in parts', () => {
  const rows = [value({ statistic: 'count', value: 14.85 })];
  const staff = indicator({ id: 'A-09', unit: 'ratio', counted: 'ETPT || full-time equivalents' });
  expect(readingOf(fr, rows[0], shapeOf(fr, staff, 'count', rows))).toBe('14,9\u00a0ETPT');
  expect(unitLabel(en, shapeOf(en, staff, 'count', rows))).toBe('Number of full-time equivalents');
  const ruptures = indicator({ id: 'F-04', unit: 'days', counted: 'jours || days' });
  const total = value({ statistic: 'count', value: 32617 });
  expect(readingOf(fr, total, shapeOf(fr, ruptures, 'count', [total]))).toBe(
    '32\u202f617\u00a0jours',
  );
  const renewals = shapeOf(fr, indicator({ id: 'F-07', unit: 'count' }), 'count', [total]);
  expect(readingOf(fr, total, renewals)).toBe('32\u202f617\u00a0dossiers');
});

test('a finding drawn from simulated rows begins by saying so', () => {
  expect(prefixed(fr, 'synthetic', 'Délai')).toBe('Démonstration\u00a0: Délai');
  expect(prefixed(fr, 'real', 'Délai')).toBe('Délai');
});

test('dossiers and breakdowns are named in words', () => {
  expect(populationLabel(fr, null)).toBe('Tous les dossiers');
  expect(populationLabel(fr, { dimension: 'motif', member: 'etudiant' })).toBe(
    'Motif\u00a0: étudiant',
  );
  expect(breakdownLabel(fr, 'seuil=4m')).toBe('depuis plus de 4\u00a0mois');
  expect(breakdownLabel(fr, 'cause=favorable;horizon=12m')).toBe(
    'décision favorable, à 12\u00a0mois',
  );
  expect(breakdownLabel(fr, 'inouï=1')).toBe('inouï=1');
});
