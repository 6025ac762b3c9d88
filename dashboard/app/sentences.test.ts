import { describe, expect, test } from 'vitest';
import { localeOf } from './locale.ts';
import {
  bracketOf,
  breakdownLabel,
  changeOf,
  intervalOf,
  lineOf,
  populationLabel,
  prefixed,
  rangeOf,
  readingOf,
  shapeOf,
  whenOf,
  yearBefore,
} from './sentences.ts';
import { indicator, value } from './testing/rows.ts';

const fr = localeOf('fr');
const en = localeOf('en');
const days = shapeOf(fr, indicator(), 'median', []);
const share = shapeOf(fr, indicator({ id: 'F-03', unit: 'share' }), 'share', [
  value({ value: 0.12 }),
]);
const count = shapeOf(fr, indicator({ id: 'S-01', unit: 'count' }), 'count', []);

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
  });

  test('brackets its interval as the sentence needs it', () => {
    const rate = value({ value: 0.123, lower: 0.119, upper: 0.127 });
    expect(bracketOf(fr, value(), days)).toBe(' (71 à 76)');
    expect(bracketOf(fr, rate, share)).toBe(' (11,9 à 12,7\u202f%)');
    expect(bracketOf(fr, value({ lower: null, upper: null }), days)).toBe('');
  });
});

describe('a change over a year', () => {
  const before = (given: Parameters<typeof value>[0]) => value({ period: '2025-10', ...given });

  test('allows no conclusion when the intervals touch', () => {
    const then = before({ value: 78, lower: 76, upper: 80 });
    expect(changeOf(fr, value(), then, '2025-10', days)).toContain(
      'On ne peut pas conclure à une différence avec octobre 2025 (78\u00a0jours)',
    );
  });

  test('is stated when the intervals are apart', () => {
    const then = before({ value: 81, lower: 77, upper: 85 });
    expect(changeOf(fr, value(), then, '2025-10', days)).toBe(
      '7\u00a0jours de moins qu’en octobre 2025 (81\u00a0jours). Les intervalles ne se recoupent pas.',
    );
    expect(changeOf(en, value(), then, '2025-10', days)).toBe(
      '7\u00a0jours less than in October 2025 (81\u00a0jours). The intervals do not overlap.'.replaceAll(
        'jours',
        'days',
      ),
    );
  });

  test('of a share is in points, not in percent', () => {
    const now = value({ value: 0.141, lower: 0.138, upper: 0.144 });
    const then = before({ value: 0.12, lower: 0.117, upper: 0.123 });
    expect(changeOf(fr, now, then, '2025-10', share)).toMatch(/^2,1\u00a0points de plus/);
  });

  test('of a complete count is exact and relative to the count before', () => {
    const bare = { lower: null, upper: null };
    const now = value({ ...bare, value: 8_645 });
    const then = before({ ...bare, value: 8_000 });
    expect(changeOf(fr, now, then, '2025-10', count)).toBe(
      '645\u00a0demandes (8,1\u202f%) de plus qu’en octobre 2025 (8\u202f000\u00a0demandes).',
    );
  });

  test('without an interval to judge it by says so', () => {
    const bare = { lower: null, upper: null };
    const sentence = changeOf(fr, value(bare), before({ ...bare, value: 70 }), '2025-10', days);
    expect(sentence).toContain('on ne peut pas dire si l’écart dépasse le hasard');
  });

  test('needs a value before', () => {
    const sentence = 'Pas de valeur en octobre 2025 pour comparer.';
    expect(changeOf(fr, value(), undefined, '2025-10', days)).toBe(sentence);
    const none = before({ value: null, status: 'too_few' });
    expect(changeOf(fr, value(), none, '2025-10', days)).toBe(sentence);
  });
});

test('a year that the data does not cover to its end says until when', () => {
  expect(whenOf(fr, '2026', '2026-10-31')).toBe('en 2026, jusqu’au 31\u00a0octobre 2026');
  expect(whenOf(fr, '2025', '2026-10-31')).toBe('en 2025');
  expect(whenOf(fr, '2026', '2026-12-31')).toBe('en 2026');
  expect(whenOf(en, null, '2026-10-31')).toBe('on 31\u00a0October 2026');
  expect(yearBefore('2026-01')).toBe('2025-01');
});

test('a finding drawn from simulated rows begins by saying so', () => {
  expect(prefixed(fr, 'synthetic', 'Délai')).toBe('Démonstration : Délai');
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
