/**
 * The indicators worked out a second way: plain loops over the events of a synthetic population,
 * written from the definitions and sharing nothing with the SQL, against what the SQL stored, for
 * France and for three prefectures, in every month and year.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { TERMINAL_EVENTS, type EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { events } from '#seed/simulator/simulator.ts';
import { truth } from '#seed/simulator/truth.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';

const OPTIONS = { dossiers: 4000, seed: 7, coversTo: '2026-10-31' };
const CUTOFF = OPTIONS.coversTo;
const PLACES = [null, '75', '93', '2A'] as const;

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));

interface Dossier {
  depot: string;
  place: string;
  now: string;
  canal: string;
  /** Whom the filing names. */
  person?: string;
  decided?: string;
  /** What `decided` was. */
  decision?: string;
  opened: string[];
  closed: string[];
  held?: { from: string; until: string; type: string };
  completed?: string;
  favourable?: string;
  handed?: string;
  ended?: string;
  apis: [string, string][];
  covers: [string, string][];
  titre: string;
}

let dossiers: Dossier[] = [];
let signalements: { day: string; place: string }[] = [];
let stored: Value[] = [];

const DAY = 86_400_000;
const number = (day: string) => Date.parse(day) / DAY;
const name = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

beforeAll(async () => {
  const all = [...events(OPTIONS)];
  const latest = new Map<string, EventRow>();
  for (const event of all) {
    const key = `${event.source} ${event.event_id}`;
    const held = latest.get(key);
    if (!held || Date.parse(event.recorded_at) > Date.parse(held.recorded_at))
      latest.set(key, event);
  }
  const standing = [...latest.values()].filter(({ event }) => event !== 'retractation');
  dossiers = readDossiers(standing);
  signalements = standing
    .filter(({ event }) => event === 'ccc_signalement_dgef')
    .map(({ occurred_on, prefecture }) => ({
      day: occurred_on ?? '',
      place: prefecture ?? 'inconnu',
    }));

  await seedDatabase(database.writer, OPTIONS, new Date('2026-11-15T00:00:00Z'));
  const reports = await compute({
    db: database.writer,
    indicators: loadCatalogue(),
    cause: 'command',
    now: () => new Date('2026-11-16T00:00:00Z'),
  });
  expect(reports.filter(({ state }) => state === 'failed')).toEqual([]);
  stored = await select<Value>(
    database.writer,
    `SELECT * FROM indicator_value
    WHERE titre IS NULL AND motif IS NULL AND demande IS NULL AND canal IS NULL`,
  );
}, 300_000);

function readDossiers(rows: readonly EventRow[]): Dossier[] {
  const groups = group(rows);
  return [...groups.values()].flatMap((history) => {
    const dated = history.map((row) => ({ ...row, day: row.occurred_on ?? '' }));
    dated.sort((a, b) =>
      a.day === b.day ? (a.rang ?? 0) - (b.rang ?? 0) : a.day < b.day ? -1 : 1,
    );
    const filings = dated.filter(({ event }) => event === 'depot');
    const [filing] = filings;
    if (!filing) return [];
    const days = (event: string) =>
      dated.filter((row) => row.event === event).map(({ day }) => day);
    const closing = (event: string) =>
      (TERMINAL_EVENTS as readonly string[]).includes(event) && event !== 'transfert';
    const opened = [filing.day];
    const closed: string[] = [];
    let outcome = '';
    for (const { event, day } of dated) {
      if (closing(event) && closed.length < opened.length) {
        closed.push(day);
        outcome = event;
      }
      if (event === 'reouverture' && closed.length === opened.length) opened.push(day);
    }
    const titles = dated
      .filter(({ event }) => event === 'titre_detenu')
      .sort((a, b) => ((a.fin ?? '') < (b.fin ?? '') ? -1 : 1));
    const held = titles.at(-1);
    const spans = (kinds: string[]) =>
      dated
        .filter(({ event }) => kinds.includes(event))
        .map(({ debut, fin }): [string, string] => [debut ?? '', fin ?? '2149-06-06']);
    const isClosed = closed.length === opened.length;
    return [
      {
        depot: filing.day,
        place: filing.prefecture ?? '',
        now: dated.findLast(({ prefecture }) => prefecture)?.prefecture ?? '',
        canal: dated.findLast(({ canal }) => canal)?.canal ?? '',
        titre: dated.findLast(({ titre }) => titre)?.titre ?? '',
        person: dated
          .flatMap(({ personne }) => personne ?? [])
          .sort()
          .at(-1),
        decided: dated.find(({ event }) => closing(event))?.day,
        decision: dated.find(({ event }) => closing(event))?.event,
        opened,
        closed,
        held: held && {
          from: held.debut ?? '',
          until: held.fin ?? '',
          type: held.type_titre ?? '',
        },
        completed: days('completude')[0],
        favourable: days('decision_favorable')[0],
        handed: days('titre_remis')[0],
        ended: isClosed && outcome !== 'decision_favorable' ? closed.at(-1) : undefined,
        apis: spans(['api']),
        covers: spans(['api', 'recepisse', 'aps', 'adf']),
      },
    ];
  });
}

/** By dossier; a pseudonym tied to another counts for that other. */
function group(rows: readonly EventRow[]): Map<string, EventRow[]> {
  const ties = new Map(
    rows
      .filter(({ event }) => event === 'rattachement')
      .map(({ reference, dossier }) => [reference, dossier]),
  );
  const groups = new Map<string, EventRow[]>();
  for (const row of rows) {
    if (!row.dossier) continue;
    const subject = ties.get(row.dossier) ?? row.dossier;
    groups.set(subject, [...(groups.get(subject) ?? []), row]);
  }
  return groups;
}

/** France is everywhere but the test prefecture. */
const isIn = (place: string | null, where: string) =>
  place === null ? where !== 'ZZ' : where === place;

/** The stored rows of one figure: period → value. */
function storedSeries(
  indicator: string,
  view: string,
  statistic: string,
  place: string | null,
  breakdown: string | null = null,
) {
  return new Map(
    stored
      .filter(
        (row) =>
          row.indicator === indicator &&
          row.view === view &&
          row.statistic === statistic &&
          row.prefecture === place &&
          row.breakdown === breakdown &&
          (place !== null || row.region === null),
      )
      .map((row) => [row.period ?? 'now', row]),
  );
}

const periods = [
  ...Array.from(
    { length: 82 },
    (_, i) => `${2020 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
  ),
  ...Array.from({ length: 7 }, (_, i) => String(2020 + i)),
];
const firstDay = (period: string) =>
  number(period.length === 4 ? `${period}-01-01` : `${period}-01`);
const dayAfter = (period: string) => {
  const [year = 0, month = 12] = period.split('-').map(Number);
  return Date.UTC(year, month, 1) / DAY;
};
const filed = (place: string | null) => dossiers.filter((d) => isIn(place, d.place));

interface Spell {
  entry: number;
  exit: number;
  event: boolean;
}

/** Kaplan–Meier by its definition: at each event time, who is at risk, counted one by one. */
function survival(spells: readonly Spell[]): [number, number][] {
  const times = [...new Set(spells.filter(({ event }) => event).map(({ exit }) => exit))].sort(
    (a, b) => a - b,
  );
  let s = 1;
  return times.map((t) => {
    const atRisk = spells.filter(({ entry, exit }) => entry < t && t <= exit).length;
    const decided = spells.filter(({ exit, event }) => event && exit === t).length;
    s *= 1 - decided / atRisk;
    return [t, s];
  });
}

function quantile(curve: readonly [number, number][], p: number, last: number): number | null {
  const tie = 1.4901161193847656e-8;
  const first = curve.find(([, s]) => 1 - s >= p - tie);
  if (!first) return null;
  const second = curve.find(([, s]) => 1 - s >= p + tie);
  return (first[0] + (second ? second[0] : last)) / 2;
}

function spellsOf(view: string, period: string, place: string | null): Spell[] {
  const [w0, w1] = [firstDay(period), dayAfter(period)];
  return filed(place).flatMap((d) => {
    const start = number(d.depot);
    const end = Math.min(d.decided ? number(d.decided) : Infinity, number(CUTOFF));
    const event = d.decided !== undefined && d.decided <= CUTOFF;
    if (view === 'cohort') {
      return start >= w0 && start < w1 ? [{ entry: -1, exit: end - start, event }] : [];
    }
    if (start >= w1 || end < w0) return [];
    const until = Math.min(end, w1 - 1);
    return [
      { entry: Math.max(w0 - start - 1, -1), exit: until - start, event: event && until === end },
    ];
  });
}

describe.each(PLACES)('in %s', (place) => {
  test('V-01 counts the filings', () => {
    const series = storedSeries('V-01', 'period', 'count', place);
    for (const period of periods) {
      const expected = filed(place).filter(({ depot }) => depot.startsWith(period)).length;
      expect(series.get(period)?.value ?? 0, period).toBe(expected);
    }
  });

  test('Q-06 follows the people of rejected applications for six months', () => {
    const series = storedSeries('Q-06', 'period', 'share', place);
    const rejections = filed(place).filter(
      ({ decided = '9', decision = '' }) =>
        decided <= CUTOFF &&
        ['decision_defavorable', 'refus_enregistrement', 'classement_sans_suite'].includes(
          decision,
        ),
    );
    const sixMonthsAfter = (day: string) => {
      const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
      const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate();
      return name(Date.UTC(year, month + 5, Math.min(dayOfMonth, last)) / DAY);
    };
    for (const period of periods) {
      const all = rejections.filter(({ decided }) => decided?.startsWith(period));
      const named = all.filter(({ person }) => person);
      const followed = named.filter(({ decided = '' }) => sixMonthsAfter(decided) <= CUTOFF);
      const again = followed.filter(({ person, decided = '' }) =>
        dossiers.some(
          (other) =>
            other.person === person &&
            other.depot > decided &&
            other.depot <= sixMonthsAfter(decided),
        ),
      );
      const row = series.get(period);
      expect(row !== undefined, period).toBe(all.length > 0);
      if (!row) continue;
      expect([row.n, row.censored, row.missing], period).toEqual([
        followed.length,
        named.length - followed.length,
        all.length - named.length,
      ]);
      if (row.n >= 10) expect(row.value, period).toBeCloseTo(again.length / followed.length, 12);
      else expect(row.value, period).toBeNull();
    }
  });

  test.each(['cohort', 'period'])('P-01 and P-02 are Kaplan–Meier, by %s', (view) => {
    const median = storedSeries('P-01', view, 'median', place);
    const p90 = storedSeries('P-01', view, 'p90', place);
    const rmst = storedSeries('P-02', view, 'rmst120', place);
    const within90 = storedSeries('P-01', view, 'share', place, 'jours=90');
    for (const period of periods) {
      const spells = spellsOf(view, period, place);
      const row = median.get(period);
      expect(row?.n ?? 0, period).toBe(spells.length);
      if (spells.length < 10) continue;
      const curve = survival(spells);
      const last = Math.max(...spells.map(({ exit }) => exit));
      expect(row?.value ?? null, `${period} median`).toBe(quantile(curve, 0.5, last));
      expect(p90.get(period)?.value ?? null, `${period} p90`).toBe(quantile(curve, 0.9, last));
      expect(row?.censored, period).toBe(spells.filter(({ event }) => !event).length);
      if (period.length === 4 && (last >= 90 || spells.every(({ event }) => event))) {
        const waiting = curve.findLast(([t]) => t <= 90)?.[1] ?? 1;
        expect(within90.get(period)?.value, `${period} within 90 days`).toBeCloseTo(1 - waiting, 8);
      } else if (period.length === 4) {
        expect(within90.get(period)?.status, `${period} within 90 days`).toBe('not_reached');
      }
      const followed = last >= 120 || spells.every(({ event }) => event);
      const steps: [number, number][] = [[0, 1], ...curve.filter(([t]) => t < 120), [120, 0]];
      const area = steps
        .slice(1)
        .reduce((sum, [t], i) => sum + (steps[i]?.[1] ?? 0) * (t - (steps[i]?.[0] ?? 0)), 0);
      if (followed) expect(rmst.get(period)?.value, `${period} rmst120`).toBeCloseTo(area, 8);
      else expect(rmst.get(period)?.status, period).toBe('not_reached');
    }
  });

  test('P-03 is the mean of the closed ones', () => {
    const series = storedSeries('P-03', 'period', 'mean', place);
    for (const period of periods) {
      const days = filed(place)
        .filter(({ decided }) => decided?.startsWith(period) && decided <= CUTOFF)
        .map(({ depot, decided }) => number(decided ?? '') - number(depot));
      if (days.length < 10) continue;
      expect(series.get(period)?.value, period).toBeCloseTo(
        days.reduce((a, b) => a + b) / days.length,
        8,
      );
    }
  });

  test('S-01 and S-02 look at who is open at the end', () => {
    const stock = storedSeries('S-01', 'period', 'count', place);
    const median = storedSeries('S-02', 'period', 'median', place);
    const over = storedSeries('S-02', 'period', 'share', place, 'seuil=4m');
    for (const period of [...periods.filter((each) => name(dayAfter(each) - 1) <= CUTOFF), 'now']) {
      const end = period === 'now' ? CUTOFF : name(dayAfter(period) - 1);
      const open = dossiers
        .filter((d) => isIn(place, d.now))
        .filter(
          (d) =>
            d.opened.filter((day) => day <= end).length >
            d.closed.filter((day) => day <= end).length,
        );
      expect(stock.get(period)?.value ?? 0, period).toBe(open.length);
      if (open.length < 10) continue;
      const ages = open.map(({ depot }) => number(end) - number(depot)).sort((a, b) => a - b);
      const middle = (ages.length - 1) / 2;
      const expected = ((ages[Math.floor(middle)] ?? 0) + (ages[Math.ceil(middle)] ?? 0)) / 2;
      expect(median.get(period)?.value, period).toBe(expected);
      const old = open.filter(({ depot }) => plusMonths(depot, 4) < end).length;
      expect(over.get(period)?.value, period).toBeCloseTo(old / open.length, 12);
    }
  });

  test('P-13 finds the filing in the middle of those decided in a month', () => {
    const series = storedSeries('P-13', 'period', 'median', place);
    let tens = 0;
    for (const month of periods.filter((each) => each.length === 7)) {
      const dates = filed(place)
        .filter(({ depot, decided }) => decided?.startsWith(month) && depot <= decided)
        .map(({ depot }) => number(depot))
        .sort((a, b) => a - b);
      const row = series.get(month);
      expect(row?.n ?? 0, month).toBe(dates.length);
      if (dates.length < 10) continue;
      const end = dayAfter(month) - 1;
      const middle = (dates.length - 1) / 2;
      const dated = ((dates[Math.floor(middle)] ?? 0) + (dates[Math.ceil(middle)] ?? 0)) / 2;
      expect(row?.value, month).toBe(end - dated);
      expect(row?.lower, month).toBeLessThanOrEqual(end - dated);
      expect(row?.upper, month).toBeGreaterThanOrEqual(end - dated);
      // By binomial ranks: with ten dossiers the second and the ninth, as the tables of Conover have it.
      if (dates.length === 10) {
        expect([row?.lower, row?.upper]).toEqual([end - dates[8]!, end - dates[1]!]);
        tens += 1;
      }
    }
    if (place === '75') expect(tens).toBeGreaterThan(0);
    expect(series.get('2026')?.value).toEqual(series.get('2026-10')?.value);
    expect(series.get('2024')?.value).toEqual(series.get('2024-12')?.value);
  });

  test('S-06 goes back through the filings until they make the stock', () => {
    const cycles = storedSeries('S-06', 'period', 'ratio', place);
    const clearing = storedSeries('S-06', 'period', 'ratio', place, 'methode=ecoulement');
    const here = dossiers.filter((d) => isIn(place, d.now));
    const months = periods.filter((each) => each.length === 7);
    const during = (days: string[], month: string) =>
      days.filter((day) => day.startsWith(month)).length;
    const opened = months.map((month) =>
      during(
        here.flatMap((d) => d.opened),
        month,
      ),
    );
    const closed = months.map((month) =>
      during(
        here.flatMap((d) => d.closed),
        month,
      ),
    );
    let compared = 0;
    for (const [index, month] of months.entries()) {
      const sum = (counts: number[], from = 0) =>
        counts.slice(from, index + 1).reduce((total, count) => total + count, 0);
      const stock = sum(opened) - sum(closed);
      const row = cycles.get(month);
      if (stock > 0 && stock < 30) continue;
      expect(row === undefined, month).toBe(
        opened.slice(0, index + 1).every((count) => count === 0),
      );
      if (!row) continue;
      let [rest, days] = [stock, 0];
      for (let back = index; rest > 0; back -= 1) {
        const length = dayAfter(months[back]!) - firstDay(months[back]!);
        days += length * Math.min(1, rest / opened[back]!);
        rest -= opened[back]!;
      }
      expect(row?.n, month).toBe(stock);
      expect(row?.value, month).toBeCloseTo(days, 9);
      if (index >= 12 && stock > 0) {
        const outflow = sum(closed, index - 11);
        expect(clearing.get(month)?.value, month).toBeCloseTo((365 * stock) / outflow, 9);
      }
      compared += 1;
    }
    if (place === null) expect(compared).toBeGreaterThan(70);
    expect(cycles.get('2026')?.value).toEqual(cycles.get('2026-10')?.value);
  });

  test('C-01 divides reports by filings through the ANEF', () => {
    const series = storedSeries('C-01', 'period', 'share', place);
    for (const period of periods.filter((each) => each.length === 4)) {
      const filings = filed(place).filter(
        ({ depot, canal }) => canal === 'anef' && depot.startsWith(period),
      ).length;
      const reports = signalements.filter(
        ({ day, place: where }) => isIn(place, where) && day.startsWith(period),
      ).length;
      if (filings < 10) continue;
      expect(series.get(period)?.value, period).toBeCloseTo(reports / filings, 12);
    }
  });

  test('F-01 and F-03 walk through the days one by one', () => {
    const { titres, grace } = loadReference();
    const openOn = new Map(titres.map(({ code, anef_open_on }) => [code, anef_open_on]));
    const cases = filed(place).flatMap((d) => {
      if (!d.held || d.held.until >= CUTOFF) return [];
      const { until, from, type } = d.held;
      const anef = (openOn.get(d.titre) ?? '9999') <= d.depot;
      const window = anef
        ? [name(number(until) - 120), name(number(until) - 60)]
        : [plusMonths(until, -2), until];
      const known = d.depot >= '2021-05-01';
      const onTime =
        known &&
        (type === 'resident_ldue' ||
          (d.depot >= (window[0] ?? '') && d.depot <= (window[1] ?? '')));
      const ends =
        [d.handed, d.ended, CUTOFF].filter((day) => day !== undefined).sort()[0] ?? CUTOFF;
      const first = Math.max(number(until) + 1, number(d.depot));
      if (number(ends) <= number(until) || number(ends) < first) return [];
      const rule = grace.find((each) => each.type_titre === type && each.scope === 'national');
      const long =
        rule !== undefined &&
        name(number(until) + 1) >= plusMonths(from, rule.at_least_months ?? 0) &&
        (!rule.more_than_months ||
          name(number(until) + 1) > plusMonths(from, rule.more_than_months));
      const proofs = [...d.covers, [until, long ? plusMonths(until, rule.months) : until]];
      const gaps: string[] = [];
      for (let day = first; day <= number(ends); day += 1) {
        const today = name(day);
        const covered =
          proofs.some(([a = '', b = '']) => today >= a && today <= b) || today === d.handed;
        if (!covered) gaps.push(today);
      }
      const r2 = gaps.some((day) => d.favourable !== undefined && day >= d.favourable);
      const r1 =
        onTime &&
        gaps.some(
          (day) =>
            (!d.favourable || day < d.favourable) &&
            d.completed !== undefined &&
            day >= d.completed,
        );
      const next = name(number(until) + 1);
      const due =
        anef &&
        onTime &&
        d.completed !== undefined &&
        d.completed <= until &&
        d.opened.filter((day) => day <= until).length >
          d.closed.filter((day) => day <= until).length;
      return [
        {
          month: next.slice(0, 7),
          low: r1 || r2,
          high: gaps.length > 0,
          due,
          api: d.apis.some(([a, b]) => next >= a && next <= b),
        },
      ];
    });
    expect(cases.length).toBeGreaterThan(place === null ? 500 : 0);
    const low = storedSeries('F-03', 'period', 'share', place);
    const high = storedSeries('F-03', 'period', 'share', place, 'borne=haute');
    const cover = storedSeries('F-01', 'period', 'share', place);
    for (const period of periods) {
      const here = cases.filter(({ month }) => month.startsWith(period));
      expect(low.get(period)?.n ?? 0, period).toBe(here.length);
      if (here.length >= 10) {
        expect(low.get(period)?.value, period).toBeCloseTo(
          here.filter((c) => c.low).length / here.length,
          12,
        );
        expect(high.get(period)?.value, period).toBeCloseTo(
          here.filter((c) => c.high).length / here.length,
          12,
        );
      }
      const due = here.filter((c) => c.due);
      expect(cover.get(period)?.n ?? 0, period).toBe(due.length);
      if (due.length >= 10) {
        expect(cover.get(period)?.value, period).toBeCloseTo(
          due.filter((c) => c.api).length / due.length,
          12,
        );
      }
    }
  });
});

describe('against the truth that only the simulator knows', () => {
  const { cohorts, open_stock } = truth(OPTIONS);

  test('P-01 and P-02 find the delays of every cohort, decided or not', async () => {
    const rows = await select<Value>(
      database.writer,
      `SELECT * FROM indicator_value
      WHERE indicator IN ('P-01', 'P-02') AND view = 'cohort' AND region IS NULL AND prefecture IS NULL AND titre IS NULL
          AND motif IS NULL AND canal IS NULL AND length(period) = 4 AND status = 'ok'`,
    );
    let within = 0;
    let looked = 0;
    for (const { year, demande, motif, canal, n, closing } of cohorts) {
      if (year === null || motif !== null || canal !== null || n < 50) continue;
      for (const statistic of ['median', 'p90', 'rmst120', 'rmst365'] as const) {
        const row = rows.find(
          (each) =>
            each.period === String(year) &&
            each.demande === demande &&
            each.statistic === statistic,
        );
        const known = closing[statistic];
        if (!row || known === null) continue;
        // Filings of the last days are recorded late: a few are not known yet.
        expect(n - row.n, `${year} ${demande}`).toBeLessThanOrEqual(year === 2026 ? n * 0.02 : 0);
        looked += 1;
        if (known >= (row.lower ?? -Infinity) - 1e-9 && known <= (row.upper ?? Infinity) + 1e-9)
          within += 1;
      }
    }
    expect(looked).toBeGreaterThan(80);
    // The intervals are at 95 %, but most cohorts are wholly observed and hit exactly.
    expect(within / looked).toBeGreaterThan(0.95);
  });

  test('S-01 finds the open stock at the cut-off, but for what is recorded late', () => {
    const found = storedSeries('S-01', 'period', 'count', null).get('now')?.value ?? 0;
    expect(Math.abs(found - open_stock) / open_stock).toBeLessThan(0.02);
  });

  test('while the mean of the closed ones understates the last year', () => {
    const latent = cohorts.find(
      ({ year, demande, motif, canal }) => year === 2026 && !demande && !motif && !canal,
    );
    const naive = storedSeries('P-03', 'cohort', 'mean', null).get('2026');
    expect(naive?.upper).toBeLessThan(latent?.mean ?? 0);
  });
});

/** Calendar months, to the last day of a shorter month. */
function plusMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last)))
    .toISOString()
    .slice(0, 10);
}
