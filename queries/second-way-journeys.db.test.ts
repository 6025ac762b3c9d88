/**
 * The indicators of the journey between filing and card worked out a second way: plain loops, day by
 * day, over the events of a synthetic population, written from the definitions and sharing nothing
 * with the SQL, against what the SQL stored.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { select } from '#core/database.ts';
import { testDatabase } from '#core/testing.ts';
import { TERMINAL_EVENTS, type EventRow } from '#domain/contract.ts';
import type { Value } from '#domain/indicator.ts';
import { loadReference } from '#seed/reference/reference.ts';
import { events } from '#seed/simulator/simulator.ts';
import { seedDatabase } from '../command/demonstration.ts';
import { loadCatalogue } from './catalogue.ts';
import { compute } from './compute.ts';
import { migrate } from './migrate.ts';
import { readApplications, type Application } from './reference/application.ts';
import { prolongedUntil, rightsOf } from './reference/rights.ts';

const OPTIONS = { dossiers: 2500, seed: 11, coversTo: '2026-10-31' };
const IDS = [
  'P-04',
  'P-05',
  'P-06',
  'P-07',
  'P-08',
  'P-09',
  'P-11',
  'P-12',
  'Q-01',
  'Q-02',
  'Q-03',
  'Q-04',
  'Q-05',
];
const PLACES = [null, '75', '93'] as const;
const YEARS = ['2020', '2021', '2022', '2023', '2024', '2025', '2026'];
const VIEWS = ['cohort', 'period'] as const;
type View = (typeof VIEWS)[number];
const PERIODS = [...YEARS, '2024-01', '2024-02', '2024-03', '2025-07', '2026-10'];

const database = testDatabase((db) => migrate(db, new Date('2026-01-01')));
const DAY = 86_400_000;
const dayOf = (text: string) => Date.parse(text) / DAY;
const CUTOFF = dayOf(OPTIONS.coversTo);
const rules = loadReference();
const NEVER = Infinity;

interface Journey {
  place: string;
  titre: string;
  filed: number;
  completed?: number;
  taken?: number;
  /** Requests for documents: asked, answered (or never). */
  requests: { asked: number; answered: number }[];
  asked: number;
  decided?: number;
  outcome?: string;
  favourable?: number;
  handed?: number;
  reopened?: number;
  /** The first favourable or unfavourable decision that differs from the first outcome. */
  redecided?: number;
  /** The first document or taking in charge, which suppose that all was complete. */
  supposed?: number;
  expired?: number;
  /** From when the title held proves nothing any more though all is complete, and the next day that a document covers. */
  bare?: number;
  covered?: number;
  onTime?: boolean;
}

let journeys: Journey[] = [];
let stored: Map<string, Value>;

const keyOf = (row: Partial<Value>) =>
  [row.indicator, row.view, row.period, row.prefecture, row.statistic, row.breakdown].join('/');

beforeAll(async () => {
  const latest = new Map<string, EventRow>();
  for (const event of events(OPTIONS)) {
    const held = latest.get(event.event_id);
    if (!held || Date.parse(event.recorded_at) > Date.parse(held.recorded_at)) {
      latest.set(event.event_id, event);
    }
  }
  journeys = readJourneys([...latest.values()].filter(({ event }) => event !== 'retractation'));
  await seedDatabase(database.writer, OPTIONS, new Date('2026-11-15T00:00:00Z'));
  const reports = await compute({
    db: database.writer,
    indicators: loadCatalogue().filter(({ id }) => IDS.includes(id)),
    cause: 'command',
    now: () => new Date('2026-11-16T00:00:00Z'),
  });
  expect(reports.filter(({ state }) => state === 'failed')).toEqual([]);
  const rows = await select<Value>(
    database.writer,
    `SELECT * FROM indicator_value
    WHERE titre IS NULL AND motif IS NULL AND demande IS NULL AND canal IS NULL
        AND (prefecture IN ('75', '93') OR region IS NULL)`,
  );
  stored = new Map(rows.map((row) => [keyOf(row), row]));
}, 300_000);

function readJourneys(rows: readonly EventRow[]): Journey[] {
  const ties = new Map<string, string>();
  for (const { event, reference, dossier } of rows) {
    if (event === 'rattachement' && reference && dossier) ties.set(reference, dossier);
  }
  const histories = new Map<string, EventRow[]>();
  for (const row of rows) {
    if (!row.dossier) continue;
    const subject = ties.get(row.dossier) ?? row.dossier;
    histories.set(subject, [...(histories.get(subject) ?? []), row]);
  }
  const proofs = new Map(
    readApplications(rows).map((application) => [application.dossier, proofOf(application)]),
  );
  return [...histories].flatMap(([subject, history]) => {
    const dated = history.map((row) => ({ ...row, day: dayOf(row.occurred_on ?? '') }));
    dated.sort((a, b) => a.day - b.day || (a.rang ?? 0) - (b.rang ?? 0));
    const filing = dated.find(({ event }) => event === 'depot');
    if (!filing) return [];
    const first = (...names: string[]) => dated.find(({ event }) => names.includes(event))?.day;
    const end = dated.find(
      ({ event }) =>
        (TERMINAL_EVENTS as readonly string[]).includes(event) && event !== 'transfert',
    );
    const requests: Journey['requests'] = [];
    for (const { event, day } of dated) {
      const open = requests.at(-1)?.answered === NEVER;
      if (event === 'complement_demande' && !open) requests.push({ asked: day, answered: NEVER });
      const last = requests.at(-1);
      if (event === 'complement_recu' && open && last) last.answered = day;
    }
    const titles = dated.filter(({ event }) => event === 'titre_detenu');
    const ends = titles.map(({ fin }) => dayOf(fin ?? ''));
    return [
      {
        place: filing.prefecture ?? '',
        titre: dated.findLast(({ titre }) => titre)?.titre ?? '',
        filed: filing.day,
        completed: first('completude'),
        taken: first('prise_en_charge', 'en_instruction'),
        requests,
        asked: dated.filter(({ event, day }) => event === 'complement_demande' && day >= filing.day)
          .length,
        decided: end?.day,
        outcome: end?.event,
        favourable: first('decision_favorable'),
        handed: first('titre_remis'),
        reopened: dated.find(
          ({ event, day }) => event === 'reouverture' && day >= (end?.day ?? NEVER),
        )?.day,
        redecided: dated.find(
          ({ event }, index) =>
            end !== undefined &&
            index > dated.indexOf(end) &&
            ['decision_favorable', 'decision_defavorable'].includes(event) &&
            event !== end.event,
        )?.day,
        supposed: first('api', 'recepisse', 'prise_en_charge'),
        expired: ends.length > 0 ? Math.max(...ends) : undefined,
        ...proofs.get(subject),
      },
    ];
  });
}

/** Day by day, until a document covers one. */
function proofOf(application: Application) {
  const { held, depot, complete, documents } = application;
  if (!held || complete === undefined) return {};
  const { timeliness = '' } = rightsOf(application, rules, CUTOFF) ?? {};
  const onTime = timeliness === 'on_time' || timeliness === 'exempt';
  const bare = Math.max(complete, depot, prolongedUntil(held, rules) + 1);
  for (let day = bare; day <= CUTOFF; day += 1) {
    if (documents.some(({ from, until }) => from <= day && day <= until)) {
      return { bare, covered: day, onTime };
    }
  }
  return { bare, onTime };
}

/** Someone waiting: from when, to what end (or none), seen until; the days on which the clock stands. */
interface Wait {
  start: number;
  end?: number;
  until?: number;
  stopped?: (day: number) => boolean;
  scale?: number;
}

/** What is waited for, by indicator and breakdown; nothing when the journey is not concerned. */
const WAITS: Record<string, (journey: Journey) => Wait[]> = {
  'P-04': ({ filed, taken, decided }) => [
    taken !== undefined && taken <= (decided ?? NEVER)
      ? { start: filed, end: taken }
      : { start: filed, until: decided },
  ],
  'P-05': ({ filed, requests, decided = NEVER }) =>
    requests
      .filter(({ asked }) => asked >= filed && asked <= decided)
      .map(({ asked, answered }) =>
        answered <= decided && answered < NEVER
          ? { start: asked, end: answered }
          : { start: asked, until: decided },
      ),
  'P-06': ({ filed, decided, requests }) => [
    {
      start: filed,
      end: decided,
      stopped: (day) =>
        requests.some(
          ({ asked, answered }) =>
            asked >= filed && asked <= day && day < Math.min(answered, decided ?? NEVER),
        ),
    },
  ],
  'P-07': ({ favourable, handed }) =>
    favourable === undefined ? [] : [{ start: favourable, end: handed }],
  'P-09': (journey) =>
    legalWait(journey, journey.completed && Math.max(journey.completed, journey.filed)),
  'P-09 depart=depot': (journey) => legalWait(journey, journey.filed),
  'P-11': ({ filed, completed, decided = NEVER }) => {
    if (completed !== undefined && completed < filed) return [];
    return completed !== undefined && completed <= decided
      ? [{ start: filed, end: completed }]
      : [{ start: filed, until: decided }];
  },
  'P-12': ({ bare, covered = NEVER, decided = NEVER }) => {
    if (bare === undefined || bare >= decided) return [];
    return covered < decided ? [{ start: bare, end: covered }] : [{ start: bare, until: decided }];
  },
  'P-12 attente': (journey) => withoutEither(journey),
  'P-12 a_temps': (journey) => (journey.onTime ? withoutEither(journey) : []),
  'Q-05': ({ decided, outcome = '', reopened = NEVER, redecided = NEVER }) => {
    if (decided === undefined || ['desistement', 'purge'].includes(outcome)) return [];
    const reversed = Math.min(reopened, redecided);
    return [{ start: decided, end: reversed < NEVER ? reversed : undefined, until: decided + 366 }];
  },
};

/** Without a document or a decision. */
const withoutEither = ({ bare, covered = NEVER, decided = NEVER }: Journey): Wait[] =>
  bare === undefined || bare >= decided
    ? []
    : [
        {
          start: bare,
          end: Math.min(covered, decided) < NEVER ? Math.min(covered, decided) : undefined,
        },
      ];

const titres = new Map(rules.titres.map((titre) => [titre.code, titre]));

function legalDay(titre: string, from: number): number | undefined {
  const { legal_months: months, legal_days: days } = titres.get(titre) ?? {};
  if (days) return from + days;
  if (!months) return undefined;
  const date = new Date(from * DAY);
  const [year, month, day] = [
    date.getUTCFullYear(),
    date.getUTCMonth() + months,
    date.getUTCDate(),
  ];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, lastDay)) / DAY;
}

function legalWait({ titre, decided }: Journey, from: number | undefined): Wait[] {
  const legal = from === undefined ? undefined : legalDay(titre, from);
  if (from === undefined || legal === undefined || (decided ?? NEVER) < from) return [];
  const end = decided !== undefined && decided <= legal ? decided : undefined;
  return [{ start: from, end, until: Math.min(decided ?? NEVER, legal + 1), scale: legal - from }];
}

interface Spell {
  entry: number;
  exit: number;
  event: boolean;
}

const firstDay = (period: string) =>
  dayOf(period.length === 4 ? `${period}-01-01` : `${period}-01`);
const dayAfter = (period: string) => {
  const [year = 0, month = 12] = period.split('-').map(Number);
  return Date.UTC(year, month, 1) / DAY;
};
const isIn = (place: string | null, where: string) =>
  place === null ? where !== 'ZZ' : where === place;

/** What a period sees of someone who waits; undefined: nothing, or only a stopped clock. */
function spellOf(wait: Wait, view: View, period: string): Spell | undefined {
  const [from, after] = [firstDay(period), dayAfter(period)];
  const last = Math.min(wait.end ?? NEVER, wait.until ?? NEVER, CUTOFF);
  if (wait.start > CUTOFF || last < wait.start) return undefined;
  if (view === 'cohort' && (wait.start < from || wait.start >= after)) return undefined;
  if (view === 'period' && (wait.start >= after || last < from)) return undefined;
  const until = view === 'cohort' ? last : Math.min(last, after - 1);
  const elapsed = (day: number) => {
    let days = 0;
    for (let x = wait.start; x < day; x++) if (!wait.stopped?.(x)) days += 1;
    return days;
  };
  const entersLate = view === 'period' && from > wait.start;
  const entry = entersLate ? elapsed(from - 1) : -1;
  const exit = elapsed(until);
  const event = wait.end === until;
  if (exit <= entry && !event && wait.stopped) return undefined;
  const scale = wait.scale ?? 1;
  // Who ends while the clock stands waits on that day all the same.
  const before = event && wait.stopped ? Math.min(entry, exit - 1) : entry;
  return { entry: before / scale, exit: exit / scale, event };
}

function spellsOf(id: string, view: View, period: string, place: string | null) {
  return journeys
    .filter((journey) => isIn(place, journey.place))
    .flatMap((journey) => WAITS[id]?.(journey) ?? [])
    .flatMap((wait) => spellOf(wait, view, period) ?? []);
}

/** Kaplan–Meier by its definition: at each event time, who is at risk, counted one by one. */
function survival(spells: readonly Spell[]): [number, number][] {
  const times = [...new Set(spells.filter(({ event }) => event).map(({ exit }) => exit))];
  let s = 1;
  return times
    .sort((a, b) => a - b)
    .map((t) => {
      const atRisk = spells.filter(({ entry, exit }) => entry < t && t <= exit).length;
      s *= 1 - spells.filter(({ exit, event }) => event && exit === t).length / atRisk;
      return [t, s];
    });
}

const find = (
  indicator: string,
  view: View,
  period: string,
  place: string | null,
  statistic: Value['statistic'],
  breakdown: string | null = null,
) => stored.get(keyOf({ indicator, view, period, prefecture: place, statistic, breakdown }));

describe.each(PLACES)('in %s', (place) => {
  test.each(['P-04', 'P-05', 'P-06', 'P-07', 'P-11', 'P-12'])('%s is Kaplan–Meier', (id) => {
    let compared = 0;
    for (const view of VIEWS) {
      for (const period of PERIODS) {
        const all = spellsOf(id, view, period, place);
        const spells = all.filter(({ entry, exit }) => exit > entry);
        const row = find(id, view, period, place, 'median');
        expect(row?.n ?? 0, `${id} ${view} ${period}`).toBe(spells.length);
        if (spells.length < 10) continue;
        expect(row?.missing, `${id} ${view} ${period}`).toBe(all.length - spells.length);
        const curve = survival(spells);
        const half = curve.find(([, s]) => s <= 0.5 + 1.4901161193847656e-8);
        if (half && Math.abs(half[1] - 0.5) < 1e-7) continue;
        expect(row?.value ?? null, `${id} ${view} ${period}`).toBe(half?.[0] ?? null);
        compared += 1;
      }
    }
    if (place === null) expect(compared).toBeGreaterThan(8);
  });

  test.each([
    ['P-09', 1],
    ['P-09 depart=depot', 1],
    ['Q-05', 365],
    ['P-12 attente=0j', 0],
    ['P-12 attente=30j', 30],
    ['P-12 attente=90j', 90],
    ['P-12 attente=0j;moment=a_temps', 0],
    ['P-12 attente=30j;moment=a_temps', 30],
  ])('%s reads the curve once', (name, at) => {
    const [id = '', breakdown = null] = name.split(' ');
    let compared = 0;
    for (const view of id === 'Q-05' ? (['cohort'] as const) : VIEWS) {
      for (const period of PERIODS) {
        const wait =
          id === 'P-12' ? (/a_temps/.exec(name) ? 'P-12 a_temps' : 'P-12 attente') : name;
        const spells = spellsOf(wait, view, period, place).filter(
          ({ entry, exit }) => exit > entry,
        );
        const row = find(id, view, period, place, 'share', breakdown);
        expect(row?.n ?? 0, `${name} ${view} ${period}`).toBe(spells.length);
        if (spells.length < 10) continue;
        const curve = survival(spells);
        const followed =
          Math.max(...spells.map(({ exit }) => exit)) >= at || spells.every(({ event }) => event);
        const left = curve.findLast(([t]) => t <= at)?.[1] ?? 1;
        const expected = id === 'P-12' ? left : 1 - left;
        if (followed) expect(row?.value, `${name} ${view} ${period}`).toBeCloseTo(expected, 9);
        else expect(row?.status, `${name} ${view} ${period}`).toBe('not_reached');
        compared += 1;
      }
    }
    if (place === null) expect(compared).toBeGreaterThan(8);
  });

  test.each([false, true])('Q-01 is Aalen–Johansen, silence absorbing: %s', (absorbing) => {
    for (const period of PERIODS) {
      const [from, after] = [firstDay(period), dayAfter(period)];
      const subjects = journeys
        .filter(
          (j) => isIn(place, j.place) && j.filed >= from && j.filed < after && j.filed <= CUTOFF,
        )
        .map((j) => outcomeOf(j, absorbing));
      if (subjects.length < 10) continue;
      for (const [horizon, days] of [
        ['4m', 122],
        ['12m', 365],
      ] as const) {
        const causes = incidence(subjects, days);
        const tail = absorbing ? ';silence=absorbant' : '';
        const row = (cause: string) =>
          find(
            'Q-01',
            'cohort',
            period,
            place,
            'share',
            `cause=${cause};horizon=${horizon}${tail}`,
          );
        if (row('attente')?.status === 'not_reached') continue;
        let sum = 0;
        for (const cause of [...Object.values(CAUSES), 'refus_implicite', 'attente']) {
          if (cause === 'refus_implicite' && !absorbing) continue;
          const value = row(cause)?.value;
          expect(value, `${cause} ${period} ${horizon}`).toBeCloseTo(causes.get(cause) ?? 0, 9);
          sum += value ?? 0;
        }
        expect(sum).toBeCloseTo(1, 9);
      }
    }
  });

  test('P-08 is Aalen–Johansen of the card against the other ends', () => {
    let compared = 0;
    for (const period of PERIODS) {
      const [from, after] = [firstDay(period), dayAfter(period)];
      const subjects = journeys
        .filter(
          (j) => isIn(place, j.place) && j.filed >= from && j.filed < after && j.filed <= CUTOFF,
        )
        .map((j) => handoverOf(j));
      const median = find('P-08', 'cohort', period, place, 'median');
      expect(median?.n ?? 0, period).toBe(subjects.length);
      if (subjects.length < 10) continue;
      const handedBy = (days: number) => incidence(subjects, days).get('remise') ?? 0;
      for (const [horizon, days] of [
        ['6m', 183],
        ['24m', 730],
      ] as const) {
        const row = find('P-08', 'cohort', period, place, 'share', `horizon=${horizon}`);
        if (row?.status === 'not_reached') continue;
        expect(row?.value, `${period} ${horizon}`).toBeCloseTo(handedBy(days), 9);
        compared += 1;
      }
      if (median?.status === 'not_reached') {
        expect(handedBy(5000), period).toBeLessThan(0.5 + 1e-7);
      } else if (Number.isInteger(median?.value)) {
        const day = median?.value ?? 0;
        expect(handedBy(day), period).toBeGreaterThan(0.5 - 1e-7);
        expect(handedBy(day - 1), period).toBeLessThan(0.5 + 1e-7);
      }
    }
    if (place === null) expect(compared).toBeGreaterThan(8);
  });

  test('Q-02 to Q-04 are shares of filings', () => {
    for (const period of PERIODS) {
      const inPeriod = (day: number | undefined) =>
        day !== undefined && day >= firstDay(period) && day < dayAfter(period) && day <= CUTOFF;
      const here = journeys.filter((j) => isIn(place, j.place));
      const filed = here.filter((j) => inPeriod(j.filed));
      const share = (
        id: string,
        view: View,
        breakdown: string | null,
        of: Journey[],
        is: (j: Journey) => boolean,
      ) => {
        if (of.length < 10) return;
        const row = find(id, view, period, place, 'share', breakdown);
        expect(row?.n, `${id} ${breakdown} ${period}`).toBe(of.length);
        expect(row?.value, `${id} ${breakdown} ${period}`).toBeCloseTo(
          of.filter(is).length / of.length,
          12,
        );
      };
      const taken = filed.filter((j) => (j.taken ?? NEVER) <= CUTOFF || j.asked > 0);
      share('Q-03', 'cohort', null, taken, ({ asked }) => asked >= 1);
      share('Q-03', 'cohort', 'demandes=2', taken, ({ asked }) => asked >= 2);
      share('Q-04', 'cohort', null, filed, ({ outcome }) => outcome === 'refus_enregistrement');
      const dropped = here.filter(
        (j) =>
          inPeriod(j.decided) && ['classement_sans_suite', 'cloture'].includes(j.outcome ?? ''),
      );
      share(
        'Q-02',
        'period',
        'part=sans_demande_de_pieces',
        dropped,
        (j) => !j.requests.some(({ asked }) => asked <= (j.decided ?? 0)),
      );
      share(
        'Q-02',
        'period',
        'part=apres_expiration',
        dropped,
        (j) => (j.expired ?? NEVER) < (j.decided ?? 0),
      );
    }
  });
});

const CAUSES: Record<string, string> = {
  decision_favorable: 'favorable',
  decision_defavorable: 'defavorable',
  classement_sans_suite: 'sans_suite',
  cloture: 'cloture',
  desistement: 'desistement',
  refus_enregistrement: 'refus_enregistrement',
  purge: 'purge',
};

/** When and how someone stops waiting; no cause: still waiting at the cut-off. */
function outcomeOf(
  { filed, titre, completed, supposed, decided, outcome }: Journey,
  absorbing: boolean,
) {
  const start = completed ?? supposed;
  const legal = start === undefined ? undefined : legalDay(titre, Math.max(start, filed));
  if (absorbing && legal !== undefined && legal <= CUTOFF && legal < (decided ?? NEVER)) {
    return { days: legal - filed, cause: 'refus_implicite' };
  }
  if (decided === undefined || decided > CUTOFF) return { days: CUTOFF - filed };
  return { days: decided - filed, cause: CAUSES[outcome ?? ''] };
}

/** When someone has a card in hand, or is told that there will be none. */
function handoverOf({ filed, decided = NEVER, outcome, handed = NEVER }: Journey) {
  const refused = outcome === 'decision_favorable' ? NEVER : decided;
  const until = Math.min(refused, handed, CUTOFF);
  const cause = refused <= until ? 'fin' : handed <= until ? 'remise' : undefined;
  return { days: until - filed, cause };
}

/** Cumulative incidences on a day, by their definition: S(t−) × the share of each cause at t. */
function incidence(subjects: readonly { days: number; cause?: string }[], horizon: number) {
  const found = new Map<string, number>();
  let waiting = 1;
  for (let day = 0; day <= horizon; day++) {
    const atRisk = subjects.filter(({ days }) => days >= day).length;
    const ending = subjects.filter(({ days, cause }) => cause && days === day);
    for (const { cause = '' } of ending) {
      found.set(cause, (found.get(cause) ?? 0) + waiting / atRisk);
    }
    waiting *= atRisk === 0 ? 1 : 1 - ending.length / atRisk;
  }
  return found.set('attente', waiting);
}
