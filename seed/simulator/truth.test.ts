import { expect, test } from 'vitest';
import { TERMINAL_EVENTS, type EventRow } from '#domain/contract.ts';
import { inYear, ANEF_FILINGS, FILINGS, MEAN_DELAY_DAYS } from './calibration.ts';
import { monthlyLevels } from './delays.ts';
import { offerShare } from './mix.ts';
import { events } from './simulator.ts';
import { truth } from './truth.ts';
import { MONTHS } from './volumes.ts';
import { buildWorld } from './world.ts';

const options = { dossiers: 40_000, seed: 3 };
const known = truth(options);
const rows = [...events(options)];

const cohort = (year: number, demande: string) =>
  known.cohorts.find(
    (cell) =>
      cell.year === year && cell.demande === demande && cell.motif === null && cell.canal === null,
  )!;

test('volumes and the share of the ANEF follow the published years', () => {
  const scale = known.national / FILINGS.reduce((sum, filings) => sum + filings, 0);
  for (const { year, filings, anef } of known.years) {
    const expected = inYear(ANEF_FILINGS, year) * scale;
    expect(Math.abs(filings / (inYear(FILINGS, year) * scale) - 1)).toBeLessThan(0.05);
    expect(Math.abs(anef - expected)).toBeLessThan(0.02 * expected + 4 * Math.sqrt(expected));
  }
  const [first, fifth] = [known.years[0]!, known.years[4]!];
  expect(fifth.anef / first.anef).toBeGreaterThan(14);
});

test('the teleservice offer reaches 83 % of the volume in 2024', () => {
  expect(offerShare(buildWorld(options), 2024 * 12 + 11)).toBeCloseTo(0.83, 2);
});

test('mean delays of first applications are 21 % longer in 2024 than in 2023', () => {
  const levels = monthlyLevels(MEAN_DELAY_DAYS.premiere);
  const meanOf = (year: number) => {
    const months = MONTHS.filter((volume) => volume.year === year);
    const weighted = months.reduce(
      (sum, { month, filings }) => sum + filings * levels.get(month)!,
      0,
    );
    return weighted / inYear(FILINGS, year);
  };
  expect(meanOf(2024) / meanOf(2023)).toBeCloseTo(1.21, 3);
  const drawn = cohort(2024, 'premiere').mean / cohort(2023, 'premiere').mean;
  expect(drawn).toBeGreaterThan(1.21 - 0.12);
  expect(drawn).toBeLessThan(1.21 + 0.12);
});

test('renewals take 60 days in 2022 and 95 in 2024', () => {
  expect(Math.abs(cohort(2022, 'renouvellement').mean - 60)).toBeLessThan(3.5);
  expect(Math.abs(cohort(2024, 'renouvellement').mean - 95)).toBeLessThan(5);
});

test('the call centre reports 0.39 % of the ANEF filings of 2024', () => {
  const isOf2024 = ({ occurred_on }: EventRow) => occurred_on?.startsWith('2024');
  const ids = (wanted: (row: EventRow) => boolean) =>
    new Set(rows.filter(wanted).map(({ source, event_id }) => `${source} ${event_id}`)).size;
  const filings = ids((row) => row.event === 'depot' && row.canal === 'anef' && isOf2024(row)!);
  const reports = ids((row) => row.event === 'ccc_signalement_dgef' && isOf2024(row)!);
  const expected = filings * 0.0039;
  expect(filings).toBeGreaterThan(4000);
  expect(Math.abs(reports - expected)).toBeLessThan(4 * Math.sqrt(expected));
});

test('the tracker corrects 954 anomalies in 2024 and loses 85 % of its stock', () => {
  const stock = (month: string) => known.anomalies.find((row) => row.month === month)!.stock;
  expect(stock('2023-12')).toBe(1122);
  expect(stock('2024-12')).toBe(168);
  const corrected = rows.filter(
    ({ event, occurred_on }) => event === 'anomalie_corrigee' && occurred_on!.startsWith('2024'),
  );
  expect(corrected).toHaveLength(954);
});

test('the pilot multiplies the delays of the treated, and of nobody else', () => {
  const { pilot } = known;
  expect(pilot.n).toBeGreaterThan(300);
  expect(pilot.with.mean / pilot.without.mean).toBeCloseTo(0.8, 2);
  expect(pilot.with.rmst120).toBeLessThan(pilot.without.rmst120);
  const early = rows.filter(
    ({ event, occurred_on }) => event.startsWith('ia_') && occurred_on! < pilot.from,
  );
  expect(early).toEqual([]);

  const idle = truth({
    ...options,
    dossiers: 4000,
    pilot: { prefectures: ['13', '38'], from: '2026-06-01', effect: 1 },
  });
  expect(idle.pilot.n).toBeGreaterThan(0);
  expect(idle.pilot.with).toEqual(idle.pilot.without);
});

test('a share of renewals is left without a document, more as delays grow', () => {
  const share = (year: number | null) => known.ruptures.find((row) => row.year === year)!;
  expect(share(null).share).toBeGreaterThan(0.05);
  expect(share(null).share).toBeLessThan(0.2);
  expect(share(2025).share).toBeGreaterThan(share(2022).share);
  for (const value of Object.values(share(null).classes)) expect(value).toBeGreaterThan(0);
  expect(known.api_coverage[0]!.share).toBeGreaterThan(0.6);
  expect(known.silence.from_completeness).toBeLessThan(known.silence.from_filing);
});

test('the open stock of the truth is that of the delivery', () => {
  const filed = new Set(dossiers(rows, (row) => row.event === 'depot' && row.prefecture !== 'ZZ'));
  const closed = new Set(
    dossiers(rows, ({ event }) => TERMINAL_EVENTS.includes(event) && event !== 'transfert'),
  );
  const open = [...filed].filter((dossier) => !closed.has(dossier)).length;
  // Late rows are not in yet: some closings, and some filings, are still unknown.
  expect(Math.abs(open / known.open_stock - 1)).toBeLessThan(0.03);
});

test('Kaplan and Meier find the true median in the censored delivery', () => {
  for (const [year, demande] of [
    [2025, 'premiere'],
    [2026, 'renouvellement'],
  ] as const) {
    const { closing } = cohort(year, demande);
    const estimate = kaplanMeierMedian(spells(year, demande));
    expect(Math.abs(estimate / closing.median! - 1)).toBeLessThan(0.04);
  }
});

const dossiers = (among: readonly EventRow[], wanted: (row: EventRow) => boolean): string[] =>
  among.filter(wanted).map(({ dossier }) => dossier!);

interface Spell {
  days: number;
  closed: boolean;
}

/** From the delivery alone: filing to first closing, or to the cut-off. */
function spells(year: number, demande: string): Spell[] {
  const latest = new Map<string, EventRow>();
  for (const row of rows) {
    const key = `${row.source} ${row.event_id}`;
    if ((latest.get(key)?.recorded_at ?? '') <= row.recorded_at) latest.set(key, row);
  }
  const closings = new Map<string, string>();
  for (const { event, dossier, occurred_on } of latest.values()) {
    if (!TERMINAL_EVENTS.includes(event) || event === 'transfert') continue;
    const first = closings.get(dossier!);
    if (!first || occurred_on! < first) closings.set(dossier!, occurred_on!);
  }
  return [...latest.values()]
    .filter((row) => row.event === 'depot' && row.demande === demande && row.prefecture !== 'ZZ')
    .filter(({ occurred_on }) => occurred_on!.startsWith(String(year)))
    .map(({ dossier, occurred_on }) => {
      const end = closings.get(dossier!) ?? '2026-10-31';
      const days = (Date.parse(end) - Date.parse(occurred_on!)) / 86_400_000;
      return { days, closed: closings.has(dossier!) };
    });
}

function kaplanMeierMedian(all: readonly Spell[]): number {
  let open = 1;
  for (const day of [...new Set(all.map(({ days }) => days))].toSorted((a, b) => a - b)) {
    const atRisk = all.filter(({ days }) => days >= day).length;
    const closing = all.filter(({ days, closed }) => days === day && closed).length;
    open *= 1 - closing / atRisk;
    if (open <= 0.5) return day;
  }
  return Infinity;
}
