import { describe, expect, test } from 'vitest';
import type { Progress } from './checkpoint.ts';
import { coverageOf, firstDay } from './coverage.ts';
import type { Demarche } from './demarche.ts';

const LONG_AGO = '1990-01-01T00:00:00Z';

test.each([
  ['2026-06-15', 12, LONG_AGO, '2025-06-16'],
  ['2026-08-31', 6, LONG_AGO, '2026-03-01'],
  ['2028-08-31', 6, LONG_AGO, '2028-03-01'],
  ['2026-01-10', 2, LONG_AGO, '2025-11-11'],
  // What the platform does not say is its default, a year.
  ['2026-06-15', undefined, LONG_AGO, '2025-06-16'],
  // Nothing before the day from which dossiers are read.
  ['2026-06-15', 12, '2026-02-01T00:00:00Z', '2026-02-01'],
])(
  'at a first pull on %s of what is kept %s months, read since %s, %s is known whole',
  (today, months, since, day) => {
    expect(firstDay(today, months, since)).toBe(day);
  },
);

describe('a source', () => {
  const application = (number: number, prefecture: string): Demarche => ({
    ...{ number, kind: 'DEMANDE_TITRE', prefecture, titre: 'L421-9' },
    ...{ motif: 'economique', demande: 'premiere' },
  });
  const progress = (rest: Partial<Progress>): Progress => ({
    ...{ mapping: '', since: LONG_AGO, pending: [] },
    ...rest,
  });
  const covered = (of: Record<string, Progress>) => {
    const demarches = [
      application(1, '94'),
      application(2, '75'),
      { number: 3, kind: 'INFO', prefecture: '06' } as const,
      { number: 4 },
    ];
    return coverageOf(demarches, { key_id: 'dn-1', demarches: of });
  };

  test('is followed as far as the application that is furthest behind, and no form holds it back', () => {
    expect(
      covered({
        1: progress({ covers_from: '2025-06-02', complete_on: '2026-06-01' }),
        2: progress({ covers_from: '2025-12-02', complete_on: '2026-05-20' }),
        3: progress({}),
        4: progress({ complete_on: '2026-01-01' }),
      }),
    ).toMatchObject({
      covers_from: '2025-12-02',
      covers_to: '2026-05-20',
      prefectures: ['06', '75', '94'],
    });
  });

  test('is not followed at all while one application has never been read to its end', () => {
    expect(
      covered({
        1: progress({ covers_from: '2025-06-02', complete_on: '2026-06-01' }),
        2: progress({ covers_from: '2025-12-02' }),
      }),
    ).toMatchObject({ covers_to: '2025-12-02' });
  });
});
