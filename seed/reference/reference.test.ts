import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EVENTS } from '#domain/contract.ts';
import { loadReference } from './reference.ts';

const reference = loadReference();
const { prefectures, titres, milestones, claims, legalDelays, filingWindows, grace } = reference;
const duplicates = (keys: string[]) => keys.filter((key, index) => keys.indexOf(key) !== index);

describe('every table', () => {
  test('has no key twice', () => {
    expect(duplicates(prefectures.map(({ code }) => code))).toEqual([]);
    expect(duplicates(titres.map(({ code }) => code))).toEqual([]);
    expect(duplicates(milestones.map(({ id }) => id))).toEqual([]);
    expect(duplicates(claims.map(({ id }) => id))).toEqual([]);
    expect(duplicates(filingWindows.map(({ key, valid_from }) => `${key} ${valid_from}`))).toEqual(
      [],
    );
    expect(duplicates(legalDelays.map(({ key, valid_from }) => `${key} ${valid_from}`))).toEqual(
      [],
    );
  });

  test('says where each row was read', () => {
    const rows = Object.values(reference).flat();
    expect(rows.length).toBeGreaterThan(250);
    expect(rows.filter(({ source }) => source.trim() === '')).toEqual([]);
  });

  test('does not pass an assumption for a fact', () => {
    const assumed = Object.values(reference)
      .flat()
      .filter(({ source }) => /ordre de grandeur|aucune source|pas été trouvée/.test(source));
    expect(assumed.length).toBeGreaterThan(20);
    expect(assumed.filter(({ verified }) => verified)).toEqual([]);
  });

  test('ends a rule after it begins', () => {
    const rules = [...legalDelays, ...filingWindows, ...grace, ...reference.attestations];
    const reversed = rules.filter(
      ({ valid_from, valid_to }) => valid_from && valid_to && valid_to < valid_from,
    );
    expect(reversed).toEqual([]);
  });
});

describe('prefectures', () => {
  const departements = prefectures.filter(({ kind }) => kind === 'departement');

  test('are the 101 départements in code order, the collectivities, and the test row', () => {
    const codes = prefectures.map(({ code }) => code);
    expect(departements).toHaveLength(101);
    expect(codes.slice(0, 101)).toEqual(codes.slice(0, 101).sort());
    expect(codes.slice(18, 20)).toEqual(['19', '21']);
    expect(codes).toContain('2A');
    expect(codes).toContain('2B');
    expect(codes.slice(101)).toEqual(['975', '977', '978', '986', '987', '988', 'ZZ']);
  });

  test('form 18 regions, each with one name', () => {
    const regions = new Map(departements.map(({ region, region_name }) => [region, region_name]));
    expect(regions.size).toBe(18);
    expect(
      departements.filter(({ region, region_name }) => regions.get(region) !== region_name),
    ).toEqual([]);
    expect(departements.filter(({ region }) => region === '11')).toHaveLength(8);
  });

  test('75 is the préfecture de police', () => {
    expect(prefectures.find(({ code }) => code === '75')?.name).toBe(
      'Préfecture de police de Paris',
    );
  });

  test('stand in a time zone whose greatest offset is the one given', () => {
    const offset = (timeZone: string, instant: string) =>
      new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
        .formatToParts(new Date(instant))
        .find(({ type }) => type === 'timeZoneName')?.value;
    const hours = (value: string | undefined) => Number(value?.slice(3, 6));
    for (const { code, timezone, utc_offset_max_hours } of prefectures) {
      const [winter, summer] = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].map((instant) =>
        hours(offset(timezone, instant)),
      );
      expect([code, utc_offset_max_hours]).toEqual([code, Math.max(winter ?? NaN, summer ?? NaN)]);
    }
  });
});

describe('titres', () => {
  test('hold the codes that the contract names', () => {
    const codes = titres.map(({ code }) => code);
    for (const code of ['L421-1', 'L421-9', 'L426-20', 'ACC-DZ', 'DCEM', 'TVR']) {
      expect(codes).toContain(code);
    }
  });

  test('have exactly one legal delay, the one that their key says', () => {
    for (const { code, delay_key, legal_months, legal_days } of titres) {
      const rules = legalDelays.filter(({ key, valid_to }) => key === delay_key && !valid_to);
      expect([code, rules.length]).toEqual([code, 1]);
      expect([code, legal_months, legal_days]).toEqual([code, rules[0]?.months, rules[0]?.days]);
      expect([code, (legal_months === null) !== (legal_days === null)]).toEqual([code, true]);
    }
  });

  test('follow R. 432-2 where it departs from four months', () => {
    const delays = Object.fromEntries(titres.map(({ code, delay_key }) => [code, delay_key]));
    expect(delays).toMatchObject({
      'L422-1': 'D90',
      'L421-34': 'D90',
      'L421-11': 'D90',
      'L421-12': 'D30',
      'L421-14': 'D60',
      'L423-23': 'M4',
    });
  });

  test('have the ANEF window when the ANEF is open to them, and only then', () => {
    for (const { code, filing_window, anef_open_on } of titres) {
      expect([code, filing_window]).toEqual([code, anef_open_on ? 'anef_120_60' : 'two_months']);
    }
    expect(titres.filter(({ verified, anef_open_on }) => verified && !anef_open_on)).toEqual([]);
  });

  test('stay outside the ANEF where a source says that they were in December 2024', () => {
    const outside = titres.filter(({ code }) => ['L421-1', 'L421-5', 'L423-23'].includes(code));
    expect(outside.map(({ anef_open_on, verified }) => [anef_open_on, verified])).toEqual(
      Array.from({ length: 3 }, () => [null, false]),
    );
  });
});

describe('legal rules', () => {
  test('a filing window opens before it closes', () => {
    const days = (months: number | null, rest: number | null) => (months ?? 0) * 30 + (rest ?? 0);
    for (const window of filingWindows) {
      const opens = days(window.opens_months, window.opens_days);
      expect(opens).toBeLessThan(days(window.closes_months, window.closes_days));
    }
  });

  test('grace where the list of départements is unknown has no list and is not verified', () => {
    const listed = grace.filter(({ scope }) => scope === 'listed');
    expect(listed).toHaveLength(2);
    expect(listed.filter((rule) => rule.prefectures.length > 0 || rule.verified)).toEqual([]);
  });
});

describe('milestones and claims', () => {
  test('milestones are in order, and a coarse date stands on the first of its month or year', () => {
    const dates = milestones.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect(
      milestones.filter(({ date, precision }) => precision === 'month' && !date.endsWith('-01')),
    ).toEqual([]);
    expect(
      milestones.filter(({ date, precision }) => precision === 'year' && !date.endsWith('-01-01')),
    ).toEqual([]);
  });

  test('conflicting dates are flagged', () => {
    const conflicts = milestones.filter(({ date_conflict }) => date_conflict);
    expect(conflicts.map(({ id }) => id)).toEqual(['anef-ouverture', 'herault']);
  });

  test('claims name prefectures that exist, and start unchecked', () => {
    const codes = prefectures.map(({ code }) => code);
    expect(claims.filter(({ prefecture }) => prefecture && !codes.includes(prefecture))).toEqual(
      [],
    );
    expect([...new Set(claims.map(({ status }) => status))]).toEqual(['non_verifie']);
    expect(
      claims.filter(({ unit, value }) => unit === 'share' && (value < 0 || value > 1)),
    ).toEqual([]);
  });

  test('the rate of signalements is its numerator over its denominator', () => {
    const value = (id: string) => claims.find((claim) => claim.id === id)?.value ?? NaN;
    expect(value('signalements-2024') / value('anef-2024')).toBeCloseTo(
      value('taux-signalement-2024'),
      3,
    );
  });
});

describe('pilots', () => {
  const header = 'prefecture,started_on,ended_on,tasks,titres,demandes,source,verified';
  function withPilots(line: string) {
    const folder = mkdtempSync(join(tmpdir(), 'pilots-'));
    try {
      cpSync(import.meta.dirname, folder, { recursive: true });
      writeFileSync(join(folder, 'operator.csv'), `${header}\n${line}\n`);
      return loadReference({ folder, pilots: join(folder, 'operator.csv') }).pilots;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test('none is named by any source', () => {
    expect(reference.pilots).toEqual([]);
  });

  test("come from the operator's own file", () => {
    const [task] = EVENTS.ia_traite.issues;
    expect(withPilots(`77,2026-06-01,,${task},L422-1,renouvellement,Arrêté,true`)).toMatchObject([
      { prefecture: '77', ended_on: null, tasks: [task], demandes: ['renouvellement'] },
    ]);
  });

  test.each([
    ['an unknown prefecture', '20,2026-06-01,,,,,Arrêté,true', 'no prefecture has the code “20”'],
    ['an unknown titre', '77,2026-06-01,,,L1,,Arrêté,true', 'no titre has the code “L1”'],
    ['an unknown demande', '77,2026-06-01,,,,autre,Arrêté,true', 'operator.csv:2: demandes:'],
    ['an unknown task', '77,2026-06-01,,decide,,,Arrêté,true', 'operator.csv:2: tasks:'],
  ])('with %s are refused', (_, line, message) => {
    expect(() => withPilots(line)).toThrow(message);
  });
});
