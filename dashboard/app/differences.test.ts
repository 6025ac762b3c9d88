import { describe, expect, test } from 'vitest';
import { changeOf, differenceInterval } from './differences.ts';
import { value } from './testing/rows.ts';
import { count, days, en, fr, share } from './testing/shapes.ts';

test('the interval of a difference is that of Newcombe, 56 of 70 against 48 of 80', () => {
  const one = value({ value: 0.8, lower: 0.691834, upper: 0.876953 });
  const other = value({ value: 0.6, lower: 0.490455, upper: 0.700382 });
  const [low, high] = differenceInterval(one, other)!;
  expect(low).toBeCloseTo(0.0524, 4);
  expect(high).toBeCloseTo(0.3339, 4);
});

describe('a change over a year', () => {
  const before = (given: Parameters<typeof value>[0]) => value({ period: '2025-10', ...given });

  test('allows no conclusion when the difference may be none', () => {
    const then = before({ value: 76, lower: 73, upper: 79 });
    expect(changeOf(fr, value(), then, '2025-10', days)).toBe(
      'On ne peut pas conclure à une différence avec octobre 2025 (76\u00a0jours)\u00a0: l’écart peut aller de \u22126 à 2\u00a0jours.',
    );
  });

  test('is stated with its interval when that leaves no doubt of its sign, though the intervals touch', () => {
    const then = before({ value: 81, lower: 77, upper: 85 });
    expect(changeOf(fr, value(), then, '2025-10', days)).toBe(
      '7\u00a0jours de moins qu’en octobre 2025 (81\u00a0jours). L’écart est de 3 à 12\u00a0jours, à 95\u202f%.',
    );
    expect(changeOf(en, value(), then, '2025-10', days)).toBe(
      '7\u00a0jours less than in October 2025 (81\u00a0jours). The difference is 3 to 12\u00a0jours, at 95%.'.replaceAll(
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

  test('of a balance is not relative to one that may be below zero', () => {
    const bare = { lower: null, upper: null };
    const sentence = changeOf(
      fr,
      value({ ...bare, value: 176 }),
      before({ ...bare, value: 55 }),
      '2025-10',
      { ...count, signed: true },
    );
    expect(sentence).toMatch(/^121\u00a0demandes de plus/);
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
