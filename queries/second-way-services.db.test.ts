/**
 * Volumes, anomalies, help, access and pilot worked out a second way: plain loops over the events of a
 * synthetic population, written from the definitions and sharing nothing with the SQL, against what
 * the SQL stored.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { TERMINAL_EVENTS, type EventName, type EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { events } from '#seed/simulator/simulator.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';
import { curveQuantile, kaplanMeier, type Spell } from './statistics/kaplan-meier.ts';

const OPTIONS = { dossiers: 5000, seed: 5, coversTo: '2026-10-31' };
const FAMILIES = /^(V|S|N|C|A|IA|M)-|^Q-07$/;
const PLACES = [null, '75', '59'] as const;
const YEARS = ['2021', '2022', '2023', '2024', '2025', '2026'];
const PERIODS = [...YEARS, '2024-02', '2025-07', '2026-06', '2026-10'];

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const DAY = 86_400_000;
const number = (day: string) => Date.parse(day) / DAY;
const CUTOFF = number(OPTIONS.coversTo);

interface Filing {
  day: string;
  place: string;
  now: string;
  canal: string;
  titre: string;
  personne: string | null;
  moves: { day: string; sign: 1 | -1 }[];
}

let rows: (EventRow & { day: string; order: number })[] = [];
let byEvent = new Map<string, typeof rows>();
let firstRows: EventRow[] = [];
let filings: Filing[] = [];
let stored: Value[] = [];
let byKey = new Map<string, Value>();

const keyOf = (row: Partial<Value>) =>
  [row.indicator, row.view, row.period, row.prefecture, row.statistic, row.breakdown ?? null].join(
    '/',
  );
const figure = (
  indicator: string,
  period: string | null,
  place: string | null,
  statistic: Value['statistic'],
  breakdown: string | null = null,
  view: Value['view'] = 'period',
) => byKey.get(keyOf({ indicator, view, period, prefecture: place, statistic, breakdown }));

beforeAll(async () => {
  const latest = new Map<string, EventRow>();
  const first = new Map<string, EventRow>();
  for (const event of events(OPTIONS)) {
    const held = latest.get(event.event_id);
    if (!held || Date.parse(event.recorded_at) > Date.parse(held.recorded_at))
      latest.set(event.event_id, event);
    const earliest = first.get(event.event_id);
    if (event.event !== 'retractation')
      if (!earliest || Date.parse(event.recorded_at) < Date.parse(earliest.recorded_at))
        first.set(event.event_id, event);
  }
  firstRows = [...first.values()];
  rows = [...latest.values()]
    .filter(({ event }) => event !== 'retractation')
    .map((row) => ({ ...row, day: row.occurred_on ?? '', order: 0 }))
    .sort((a, b) => (a.day === b.day ? (a.rang ?? 0) - (b.rang ?? 0) : a.day < b.day ? -1 : 1));
  byEvent = new Map();
  for (const [order, row] of rows.entries()) {
    row.order = order;
    const alike = byEvent.get(row.event);
    if (alike) alike.push(row);
    else byEvent.set(row.event, [row]);
  }
  filings = readFilings();
  await seedDatabase(database.writer, OPTIONS, new Date('2026-11-15T00:00:00Z'));
  const reports = await compute({
    db: database.writer,
    indicators: loadCatalogue().filter(({ id }) => FAMILIES.test(id)),
    cause: 'command',
    now: () => new Date('2026-11-16T00:00:00Z'),
  });
  expect(reports.filter(({ state }) => state === 'failed')).toEqual([]);
  stored = await select<Value>(
    database.writer,
    `SELECT * FROM indicator_value
    WHERE titre IS NULL AND motif IS NULL AND demande IS NULL AND canal IS NULL
        AND (prefecture IN ('75', '59') OR (region IS NULL AND prefecture IS NULL))`,
  );
  byKey = new Map(stored.map((row) => [keyOf(row), row]));
}, 300_000);

function readFilings(): Filing[] {
  const ties = new Map(
    rows
      .filter(({ event }) => event === 'rattachement')
      .map(({ reference, dossier }) => [reference, dossier]),
  );
  const histories = groupBy(ties);
  return [...histories.values()].flatMap((history) => {
    const filing = history.find(({ event }) => event === 'depot');
    if (!filing) return [];
    const moves: Filing['moves'] = [{ day: filing.day, sign: 1 }];
    for (const { event, day } of history) {
      const open = moves.at(-1)?.sign === 1;
      const closes =
        (TERMINAL_EVENTS as readonly string[]).includes(event) && event !== 'transfert';
      if (closes && open) moves.push({ day, sign: -1 });
      if (event === 'reouverture' && !open) moves.push({ day, sign: 1 });
    }
    const last = (field: 'prefecture' | 'canal' | 'titre') =>
      history.findLast((row) => row[field])?.[field] ?? '';
    return [
      {
        day: filing.day,
        place: filing.prefecture ?? '',
        now: last('prefecture'),
        canal: last('canal'),
        titre: last('titre'),
        personne: history.find(({ personne }) => personne)?.personne ?? null,
        moves,
      },
    ];
  });
}

function groupBy(ties: Map<unknown, unknown>): Map<unknown, typeof rows> {
  const groups = new Map<unknown, typeof rows>();
  for (const row of rows.filter(({ dossier }) => dossier)) {
    const subject = ties.get(row.dossier) ?? row.dossier;
    const group = groups.get(subject);
    if (group) group.push(row);
    else groups.set(subject, [row]);
  }
  return groups;
}

/** France is everywhere but the test prefecture. */
const isIn = (place: string | null, where: string | null | undefined) =>
  place === null ? where !== 'ZZ' : where === place;
const told = (...names: EventName[]) => {
  const [one = ''] = names;
  if (names.length === 1) return byEvent.get(one) ?? [];
  return names
    .flatMap((name) => byEvent.get(name) ?? [])
    .sort((a, b) => (a.order < b.order ? -1 : 1));
};
const lastOf = (period: string) => {
  const [year = 0, month = 12] = period.split('-').map(Number);
  return Date.UTC(year, month, 1) / DAY - 1;
};

function expectShare(row: Value | undefined, x: number, n: number, label: string): void {
  expect(row?.n ?? 0, label).toBe(n);
  if (n >= 10) expect(row?.value, label).toBeCloseTo(x / n, 12);
}

/** The quantiles of a cohort, by the slow estimator. */
function expectCohort(
  indicator: string,
  period: string,
  place: string | null,
  breakdown: string | null,
  spells: Spell[],
): void {
  const row = figure(indicator, period, place, 'median', breakdown, 'cohort');
  const label = `${indicator} ${period} ${place} ${breakdown}`;
  expect(row?.n ?? 0, label).toBe(spells.length);
  if (spells.length < 10) return;
  const curve = kaplanMeier(spells);
  expect(row?.censored, label).toBe(spells.length - curve.events);
  for (const [statistic, p] of [
    ['median', 0.5],
    ['p90', 0.9],
  ] as const) {
    const expected = curveQuantile(curve, p);
    const found = figure(indicator, period, place, statistic, breakdown, 'cohort');
    expect(found?.value ?? null, `${label} ${statistic}`).toBe(expected.value);
    expect(found?.lower ?? null, `${label} ${statistic}`).toBe(expected.lower);
  }
}

/** From `start` to the first of `ends`, or to the cut-off. */
const spellTo = (start: string, end: string | undefined): Spell => {
  const exit = Math.min(end === undefined ? Infinity : number(end), CUTOFF) - number(start);
  return { entry: -1, exit, event: end !== undefined && number(end) <= CUTOFF };
};
const chains = (...names: EventName[]) => {
  const found = new Map<string, typeof rows>();
  for (const row of told(...names)) {
    const chain = found.get(row.reference ?? '');
    if (chain) chain.push(row);
    else found.set(row.reference ?? '', [row]);
  }
  return [...found.values()];
};

describe.each(PLACES)('in %s', (place) => {
  test('V-03 and A-06 divide by what was open on the ANEF', () => {
    const openOn = new Map(
      loadReference().titres.map(({ code, anef_open_on }) => [code, anef_open_on]),
    );
    for (const period of PERIODS) {
      const open = filings.filter(
        ({ place: where, day, titre }) =>
          isIn(place, where) && day.startsWith(period) && (openOn.get(titre) ?? '9999') <= day,
      );
      const online = open.filter(({ canal }) => canal === 'anef').length;
      expectShare(figure('V-03', period, place, 'share'), online, open.length, `V-03 ${period}`);
      const substituted = told('substitution_depot').filter(
        ({ day, prefecture }) => isIn(place, prefecture) && day.startsWith(period),
      );
      expectShare(
        figure('A-06', period, place, 'share'),
        substituted.length,
        open.length,
        `A-06 ${period}`,
      );
    }
  });

  test('V-05, S-01 and S-03 keep the same books', () => {
    const moves = filings.filter(({ now }) => isIn(place, now)).flatMap((each) => each.moves);
    const seen = moves.filter(({ day }) => number(day) <= CUTOFF);
    for (const period of PERIODS) {
      const here = seen.filter(({ day }) => day.startsWith(period));
      const entering = here.filter(({ sign }) => sign === 1).length;
      const flow = (flux: string) =>
        figure('V-05', period, place, 'count', `flux=${flux}`)?.value ?? 0;
      expect(flow('entrees'), period).toBe(entering);
      expect(flow('sorties'), period).toBe(here.length - entering);
      const end = lastOf(period);
      const stock = seen
        .filter(({ day }) => number(day) <= end)
        .reduce((sum, { sign }) => sum + sign, 0);
      expect(flow('cumul'), period).toBe(stock);
      if (end > CUTOFF) continue;
      expect(figure('S-01', period, place, 'count')?.value ?? 0, period).toBe(stock);
      const quarter = new Date(end * DAY);
      quarter.setUTCMonth(quarter.getUTCMonth() - 2, 1);
      const from = quarter.getTime() / DAY;
      const left = seen.filter(
        ({ day, sign }) => sign === -1 && number(day) >= from && number(day) <= end,
      ).length;
      const pace = figure('S-03', period, place, 'ratio');
      expect(pace?.n ?? 0, period).toBe(left);
      if (left >= 30) expect(pace?.value, period).toBeCloseTo(stock / (left / 3), 10);
    }
  });

  test('C-03, A-01 and A-10 are Kaplan–Meier of chains of events', () => {
    for (const period of YEARS) {
      const started = (chain: typeof rows, name: EventName) => {
        const first = chain.find(({ event }) => event === name);
        return first && first.day.startsWith(period) && isIn(place, first.prefecture)
          ? first
          : undefined;
      };
      const spells = (
        names: EventName[],
        start: EventName,
        end: (chain: typeof rows, from: string) => string | undefined,
      ) =>
        chains(...names).flatMap((chain) => {
          const first = started(chain, start);
          return first ? [spellTo(first.day, end(chain, first.day))] : [];
        });
      expectCohort(
        'C-03',
        period,
        place,
        null,
        spells(
          ['ccc_contact', 'ccc_resolu'],
          'ccc_contact',
          (chain) => chain.find(({ event }) => event === 'ccc_resolu')?.day,
        ),
      );
      const visits = chains('pan_rdv_demande', 'pan_rdv_annule', 'pan_visite').flatMap((chain) => {
        const first = started(chain, 'pan_rdv_demande');
        if (!first) return [];
        const visit = chain.find(
          ({ event, issue }) => event === 'pan_visite' && issue !== 'absence',
        );
        const given = chain.find(
          ({ event, issue }) => event === 'pan_rdv_annule' || issue === 'absence',
        );
        if (visit || !given) return [spellTo(first.day, visit?.day)];
        return [{ entry: -1, exit: number(given.day) - number(first.day), event: false }];
      });
      expectCohort('A-01', period, place, null, visits);
      const searches = chains('rdv_recherche', 'rdv_pris').flatMap((chain) => {
        const first = started(
          chain.filter(({ origine }) => origine !== 'sonde'),
          'rdv_recherche',
        );
        if (!first) return [];
        return [spellTo(first.day, chain.find(({ event }) => event === 'rdv_pris')?.day)];
      });
      expectCohort('A-10', period, place, 'etape=recherche', searches);
    }
  });

  test('C-04 is a union of persons', () => {
    const known = new Map<string, string>();
    for (const { reference, personne } of rows)
      if (reference && personne) known.set(reference, personne);
    const blocks = rows.filter(
      ({ event, issue, anomalie, reference }) =>
        reference &&
        (event === 'ccc_signalement_dgef' ||
          event === 'impossibilite_constatee' ||
          (event === 'pan_visite' && issue === 'bloque') ||
          (event === 'depot_echec' && (issue === 'anomalie' || anomalie)) ||
          (event === 'refere_mesures_utiles' && (issue === 'rdv' || issue === 'depot'))),
    );
    const filedBy = new Map<string, string[]>();
    for (const { personne, day } of filings)
      if (personne) filedBy.set(personne, [...(filedBy.get(personne) ?? []), day]);
    for (const period of YEARS) {
      const persons = new Set(
        blocks
          .filter(({ day, prefecture }) => isIn(place, prefecture) && day.startsWith(period))
          .map(({ reference }) => known.get(reference ?? '') ?? reference ?? ''),
      );
      const unfiled = [...persons].filter(
        (person) => !(filedBy.get(person) ?? []).some((day) => day.startsWith(period)),
      );
      const filed = filings.filter(
        ({ place: where, day }) => isIn(place, where) && day.startsWith(period),
      );
      // A chain that ends with a filing of a person unknown is seen by the dossier only.
      const row = figure('C-04', period, place, 'share');
      expect((row?.value ?? 0) * (row?.n ?? 0), period).toBeCloseTo(persons.size, 8);
      expect(Math.abs((row?.n ?? 0) - filed.length - unfiled.length), period).toBeLessThanOrEqual(
        2,
      );
    }
  });

  test('A-02, N-04 and M-01 count rows', () => {
    const counted = told('rdv_recherche', 'depot_echec').filter(({ prefecture }) =>
      isIn(place, prefecture ?? ''),
    );
    const recordedHere = firstRows.filter(({ prefecture }) => isIn(place, prefecture ?? ''));
    for (const period of PERIODS) {
      const here = counted.filter(({ day }) => day.startsWith(period));
      const searches = here.filter(
        ({ event, origine }) => event === 'rdv_recherche' && origine === 'usager',
      );
      const none = searches.filter(({ issue }) => issue === 'aucune_date').length;
      expectShare(
        figure('A-02', period, place, 'share', 'origine=usager'),
        none,
        searches.length,
        `A-02 ${period}`,
      );
      const failures = new Set(
        here
          .filter(({ event }) => event === 'depot_echec')
          .map(({ personne, reference, day }) => `${personne ?? reference} ${day}`),
      ).size;
      const online = filings.filter(
        ({ place: where, day, canal }) =>
          isIn(place, where) && day.startsWith(period) && canal === 'anef',
      ).length;
      const row = figure('N-04', period, place, 'share');
      if (online + failures > 0) expectShare(row, failures, online + failures, `N-04 ${period}`);
      const recorded = recordedHere.filter(({ occurred_on }) => occurred_on?.startsWith(period));
      const late = recorded.filter(
        ({ recorded_at, occurred_on }) =>
          number(recorded_at.slice(0, 10)) > number(occurred_on ?? '') + 7,
      );
      expectShare(
        figure('M-01', period, place, 'share'),
        late.length,
        recorded.length,
        `M-01 ${period}`,
      );
    }
  });
});

test('N-01 and N-03 follow the tracker', () => {
  const spells: (Spell & { from: string })[] = [];
  const net = new Map<string, number>();
  for (const chain of chains(
    'anomalie_ouverte',
    'anomalie_rouverte',
    'anomalie_corrigee',
    'anomalie_rejetee',
  )) {
    let from: string | undefined;
    for (const { event, day } of chain) {
      const opens = event === 'anomalie_ouverte' || event === 'anomalie_rouverte';
      if (opens === (from !== undefined)) continue;
      net.set(day.slice(0, 4), (net.get(day.slice(0, 4)) ?? 0) + (opens ? 1 : -1));
      if (from !== undefined)
        spells.push({ ...spellTo(from, day), event: event === 'anomalie_corrigee', from });
      from = opens ? day : undefined;
    }
    if (from !== undefined) spells.push({ ...spellTo(from, undefined), from });
  }
  for (const year of YEARS) {
    if (net.has(year)) expect(figure('N-01', year, null, 'count')?.value, year).toBe(net.get(year));
    expectCohort(
      'N-03',
      year,
      null,
      null,
      spells.filter(({ from }) => from.startsWith(year)),
    );
  }
  expect(spells.length).toBeGreaterThan(1000);
});

test('IA-03 pairs suggestions and reviews', () => {
  const direction = new Map(
    told('ia_suggestion').map(({ reference, issue }) => [reference, issue]),
  );
  const reviews = told('agent_valide', 'agent_modifie', 'agent_rejette').filter(
    ({ reference, prefecture }) => direction.has(reference) && isIn(null, prefecture),
  );
  const kept = reviews.filter(({ event }) => event === 'agent_valide');
  expectShare(figure('IA-03', '2026', null, 'share'), kept.length, reviews.length, 'IA-03');
  expect(reviews.length).toBeGreaterThan(10);
});

test('each of these indicators has figures on such a population, and none is infinite', async () => {
  const ids = loadCatalogue()
    .map(({ id }) => id)
    .filter((id) => FAMILIES.test(id));
  const found = await select<{ indicator: string; given: number; wild: number }>(
    database.writer,
    `SELECT indicator, toUInt32(countIf(value IS NOT NULL)) AS given,
        toUInt32(countIf(NOT isFinite(ifNull(value, 0)) OR lower > value + 1e-9 OR upper < value - 1e-9)) AS wild
    FROM indicator_value GROUP BY indicator ORDER BY indicator`,
  );
  expect(found.map(({ indicator }) => indicator)).toEqual(ids.sort());
  // Too few reports a year, and too few suggestions of either direction, on a population this small.
  expect(found.filter(({ given }) => given === 0).map(({ indicator }) => indicator)).toEqual([
    'C-05',
    'IA-04',
  ]);
  expect(found.filter(({ wild }) => wild > 0)).toEqual([]);
});
