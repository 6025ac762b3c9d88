import type { Reference } from '#seed/reference/reference.ts';
import type { Application } from './application.ts';
import { dayOf, plusMonths } from './calendar.ts';

export type RuptureClass = 'R1' | 'R2' | 'R3' | 'R4' | 'R5';
export type Timeliness = 'on_time' | 'early' | 'late' | 'after_expiry' | 'exempt' | '';

/** What became of the right to stay of one applicant who holds a title, day by day. */
export interface Rights {
  timeliness: Timeliness;
  /** Did the title expire before the application ended? */
  exposed: boolean;
  /** First day at risk, and last: none when the new card came on the day after the expiry. */
  from: number;
  to: number;
  ongoing: boolean;
  /** Each day without a document, and its class. */
  uncovered: { day: number; rupture: RuptureClass }[];
  /** Days that a document covers, of which none carries the right to work that the title gave. */
  withoutWork: number;
  /** Was the application pending at the expiry? */
  pending: boolean;
  /** The prefect owed an attestation of prolongation the day after the expiry. */
  due: boolean;
}

/**
 * The rights engine written the obvious way: one day after the other, each asked whether a document
 * covers it and who answers for it. It shares nothing with `queries/workings/renewal.sql`, which is
 * compared with it.
 */
export function rightsOf(
  application: Application,
  rules: Reference,
  coversTo: number,
): Rights | undefined {
  const { held, depot, turns, complete, handedOver, refused } = application;
  if (!held || depot > coversTo) return undefined;
  const window = windowOf(application, held, rules);
  const timeliness = timelinessOf(depot, held.until, window);
  const onTime = timeliness === 'on_time' || timeliness === 'exempt';
  const ends = Math.min(handedOver ?? Infinity, refused ?? Infinity, coversTo);
  const from = Math.max(held.until + 1, depot);
  const exposed = held.until < coversTo && ends > held.until && ends >= depot;
  const to = !exposed ? from - 1 : ends === handedOver ? ends - 1 : ends;

  const title = { from: held.from, until: prolongedUntil(held, rules), work: held.work };
  const documents = [...application.documents, title];
  const blockedFrom = typeof window === 'object' ? window.opens : held.from;
  const blocked =
    depot > held.until &&
    application.attempts.some((day) => day >= blockedFrom && day <= held.until);
  const pending = turns.findLast(({ day }) => day <= held.until)?.opens ?? true;
  const forgets = application.documents.some(({ work }) => !work);

  const uncovered: Rights['uncovered'] = [];
  let withoutWork = 0;
  for (let day = from; day <= to; day += 1) {
    const valid = documents.filter((document) => document.from <= day && day <= document.until);
    if (valid.length === 0) {
      uncovered.push({
        day,
        rupture: classOf(application, day, { onTime, blocked, timeliness }),
      });
    } else if (held.work && forgets && !valid.some(({ work }) => work)) withoutWork += 1;
  }
  return {
    timeliness,
    exposed,
    from,
    to,
    ongoing: exposed && ends === coversTo,
    uncovered,
    withoutWork,
    pending,
    due:
      exposed &&
      onTime &&
      isOnAnef(application, rules) &&
      complete !== undefined &&
      complete <= held.until &&
      pending,
  };
}

function classOf(
  { favourable, complete }: Application,
  day: number,
  { onTime, blocked, timeliness }: { onTime: boolean; blocked: boolean; timeliness: Timeliness },
): RuptureClass {
  if (favourable !== undefined && day >= favourable) return 'R2';
  if (onTime && complete !== undefined && day >= complete) return 'R1';
  if (onTime) return 'R5';
  if (blocked) return 'R3';
  return timeliness === '' ? 'R5' : 'R4';
}

type Held = NonNullable<Application['held']>;

export const isOnAnef = ({ titre, depot }: Application, { titres }: Reference): boolean =>
  titres.some(
    ({ code, anef_open_on }) => code === titre && anef_open_on && dayOf(anef_open_on) <= depot,
  );

/** Both ends of the window of R. 431-5; `exempt` when there is none, undefined when none is known. */
function windowOf(
  application: Application,
  held: Held,
  rules: Reference,
): { opens: number; closes: number } | 'exempt' | undefined {
  const titre = rules.titres.find(({ code }) => code === application.titre);
  const key = titre && isOnAnef(application, rules) ? titre.filing_window : 'two_months';
  const rule = rules.filingWindows.find(
    (each) => each.key === key && inForce(each, application.depot),
  );
  if (!rule) return undefined;
  if ((rule.exempt as string[]).includes(held.type)) return 'exempt';
  const { opens_days, opens_months, closes_days, closes_months } = rule;
  return {
    opens:
      opens_days === null ? plusMonths(held.until, opens_months ?? 0) : held.until + opens_days,
    closes:
      closes_days === null ? plusMonths(held.until, closes_months ?? 0) : held.until + closes_days,
  };
}

const inForce = (
  { valid_from, valid_to }: { valid_from: string | null; valid_to: string | null },
  day: number,
) => (!valid_from || dayOf(valid_from) <= day) && (!valid_to || day <= dayOf(valid_to));

function timelinessOf(
  depot: number,
  expiry: number,
  window: ReturnType<typeof windowOf>,
): Timeliness {
  if (window === undefined) return '';
  if (window === 'exempt') return 'exempt';
  if (depot < window.opens) return 'early';
  if (depot <= window.closes) return 'on_time';
  return depot <= expiry ? 'late' : 'after_expiry';
}

/** L. 433-3, where it holds in the whole country. */
export function prolongedUntil({ type, from, until }: Held, { grace }: Reference): number {
  let last = until;
  for (const rule of grace) {
    const long =
      until + 1 >= plusMonths(from, rule.at_least_months ?? 0) &&
      (!rule.more_than_months || until + 1 > plusMonths(from, rule.more_than_months));
    if (rule.scope === 'national' && rule.type_titre === type && inForce(rule, until) && long) {
      last = Math.max(last, plusMonths(until, rule.months));
    }
  }
  return last;
}

/** The last day on which the administration may be silent, counted from a day (R. 432-2), by the rule of that day. */
export function legalDay(
  { titre }: Application,
  start: number,
  { titres, legalDelays }: Reference,
): number {
  const asked = titres.find(({ code }) => code === titre)?.delay_key ?? 'M4';
  const rule = legalDelays.find((each) => each.key === asked && inForce(each, start));
  if (rule?.days) return start + rule.days;
  return plusMonths(start, rule?.months ?? 4);
}

/** The first day from `today` on that no document covers, the title held among them. */
export function firstUncovered(
  { held, documents }: Application,
  today: number,
  rules: Reference,
): number {
  if (!held) return today;
  const all = [...documents, { from: held.from, until: prolongedUntil(held, rules) }];
  for (let day = today; ; day += 1) {
    if (day > today + 1000 || !all.some(({ from, until }) => from <= day && day <= until))
      return day;
  }
}
