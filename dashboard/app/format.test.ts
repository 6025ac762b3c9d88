import { expect, test } from 'vitest';
import { dateOf, decimalsFor, roundDecimals, unitOf } from './format.ts';
import { localeOf } from './locale.ts';

const fr = localeOf('fr').format;
const en = localeOf('en').format;
const days = { unit: 'days', decimals: 0, noun: '' } as const;
const share = { unit: 'share', decimals: 1, noun: '' } as const;
const count = { unit: 'count', decimals: 0, noun: 'demandes' } as const;

test('groups thousands with a narrow no-break space in French and a comma in English', () => {
  expect(fr.number(1_120_942)).toBe('1\u202f120\u202f942');
  expect(en.number(1_120_942)).toBe('1,120,942');
});

test('gives a minus to what is below nothing, not to what rounds to it', () => {
  expect(fr.number(-1.4)).toBe('\u22121');
  expect(fr.number(-0.3)).toBe('0');
  expect(en.value(-0.0001, share)).toBe('0.0%');
});

test('writes a share in percent, its sign apart in French', () => {
  expect(fr.value(0.1234, share)).toBe('12,3\u202f%');
  expect(en.value(0.1234, share)).toBe('12.3%');
  expect(fr.figure(0.1234, share)).toBe('12,3');
});

test('agrees the unit with the figure as each language does', () => {
  expect(fr.value(1, days)).toBe('1\u00a0jour');
  expect(fr.value(0, days)).toBe('0\u00a0jour');
  expect(en.value(0, days)).toBe('0\u00a0days');
  expect(fr.value(74, days)).toBe('74\u00a0jours');
  expect(fr.value(8_645, count)).toBe('8\u202f645\u00a0demandes');
});

test('writes months, years and days in full', () => {
  expect(fr.period('2026-10')).toBe('octobre 2026');
  expect(fr.period('2026')).toBe('2026');
  expect(fr.day('2023-08-01')).toBe('1er\u00a0août 2023');
  expect(fr.day('2024-08-04')).toBe('4\u00a0août 2024');
  expect(en.day('2023-08-01')).toBe('1\u00a0August 2023');
});

test('writes an instant at the time of Paris, summer and winter', () => {
  expect(fr.instant('2026-11-20T07:15:00Z')).toBe('20\u00a0novembre 2026 à 08:15');
  expect(fr.instant('2026-06-30T22:30:00Z')).toBe('1er\u00a0juillet 2026 à 00:30');
});

test('writes days and instants as the calendar of the platform does, in both languages', () => {
  const nights = Array.from(
    { length: 365 * 3 },
    (_, day) => new Date(Date.UTC(2025, 0, 1 + day, 0, 30)),
  );
  const plain = (text: string) => text.replaceAll(/\s/g, ' ').replace(/^1er /, '1 ');
  for (const [format, locale] of [
    [fr, 'fr-FR'],
    [en, 'en-GB'],
  ] as const) {
    const date = (options: Intl.DateTimeFormatOptions, timeZone = 'UTC') =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone });
    const long = { day: 'numeric', month: 'long', year: 'numeric' } as const;
    const [day, inParis] = [date(long), date(long, 'Europe/Paris')];
    const [month, short] = [long, { ...long, month: 'short' } as const].map((parts) =>
      date({ ...parts, day: undefined }),
    );
    const clock = date({ hour: '2-digit', minute: '2-digit' }, 'Europe/Paris');
    for (const midnight of nights) {
      const text = midnight.toISOString();
      const period = text.slice(0, 7);
      expect(plain(format.day(text.slice(0, 10)))).toBe(day.format(midnight));
      expect(format.period(period)).toBe(month!.format(midnight));
      expect(format.shortPeriod(period)).toBe(short!.format(midnight));
      for (const hours of [0, 1, 22]) {
        const instant = new Date(midnight.getTime() + hours * 3_600_000);
        const [at] = / (à|at) /.exec(plain(format.instant(instant.toISOString()))) ?? [];
        expect(plain(format.instant(instant.toISOString()))).toBe(
          `${inParis.format(instant)}${at}${clock.format(instant)}`,
        );
      }
    }
  }
});

test('reads a year, a month and a day as their first instant in UTC', () => {
  expect(['2026', '2026-10', '2026-10-31'].map((text) => dateOf(text).toISOString())).toEqual([
    '2026-01-01T00:00:00.000Z',
    '2026-10-01T00:00:00.000Z',
    '2026-10-31T00:00:00.000Z',
  ]);
});

test('measures a statistic in its own unit before the indicator’s', () => {
  expect(unitOf('days', 'share')).toBe('share');
  expect(unitOf('days', 'p90')).toBe('days');
  expect(unitOf('count', 'ratio')).toBe('ratio');
  expect(unitOf('days', 'ratio')).toBe('days');
});

test('gives small shares two decimals and medians of days none', () => {
  expect(decimalsFor('share', 'share', [0.0042, 0.08])).toBe(2);
  expect(decimalsFor('share', 'share', [0.0042, 0.38])).toBe(1);
  expect(decimalsFor('days', 'median', [74.5])).toBe(0);
  expect(decimalsFor('days', 'rmst120', [74.5])).toBe(1);
});

test('round bounds are written without decimals that say nothing', () => {
  expect(roundDecimals([0.17, 0.26], share)).toBe(0);
  expect(roundDecimals([0.17, 0.265], share)).toBe(1);
  expect(roundDecimals([0.0042], { ...share, decimals: 2 })).toBe(2);
  expect(roundDecimals([], share)).toBe(0);
});
