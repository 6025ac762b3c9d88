import type { Value } from '#domain/indicator.ts';
import { fetchEstimators, fetchFewValues, type Estimators, type ValuesQuery } from './api.ts';
import type { Entry } from './charts/dots.ts';
import type { EstimatorsOf, MembersOf, PartsOf } from './compositions/section.ts';
import { find, queryFor, textIn, type Context, type Found } from './context.ts';
import { legalDays, legalText } from './legal.ts';
import { inLang, lang, locale } from './locale.ts';
import {
  defaultPeriod,
  monthBefore,
  narrow,
  inReadingOrder,
  periodsOf,
  sharedParts,
  withoutParts,
} from './rows.ts';
import { breakdownLabel, capitalised } from './sentences.ts';
import { POPULATIONS } from './url-state.ts';

const { words } = locale;

export type DotsKind = PartsOf | EstimatorsOf | MembersOf;

/** What a picture of dots shows, once its rows are there. */
export interface Dots {
  entries: readonly Entry[];
  /** What all the lines say of themselves, told once. */
  common?: string;
  /** What each line answers, or the legal time of its title. */
  notes: readonly string[] | undefined;
  queries: readonly ValuesQuery[];
  /** How well each line foretold, where that was tried for what the reader chose. */
  trial?: Trial | undefined;
  /** Undefined where lines are of different periods, or have none. */
  period: string | null | undefined;
}

export interface Trial extends Pick<Estimators, 'unreached'> {
  /** Line by line. */
  verdicts: readonly (Verdict | null)[];
}

export type Verdict = NonNullable<Estimators['estimators'][number]['back_test']>;

/** Two years of figures: enough to hold the last year, the last month and what has no period. */
function recent({ cutoff }: Context): Partial<ValuesQuery> {
  const month = cutoff.slice(0, 7);
  return { from: monthBefore(month, 12), to: month };
}

/** Asks for what a section of dots shows. */
export async function fetchDots(
  section: DotsKind,
  context: Context,
  signal: AbortSignal,
): Promise<Dots> {
  if (section.kind === 'estimators') return estimators(section, context, signal);
  const found = find(context, section.figure);
  if (!found) return { entries: [], notes: undefined, queries: [], period: undefined };
  return section.kind === 'parts'
    ? parts(section, found, context, signal)
    : members(section, found, context, signal);
}

async function parts(
  { figure, only = /./ }: PartsOf,
  found: Found,
  context: Context,
  signal: AbortSignal,
): Promise<Dots> {
  const query = queryFor(context, found, recent(context));
  const rows = await fetchFewValues(query, signal);
  const { views, view } = narrow(rows, { view: figure.view ?? null, breakdown: null });
  const seen = rows.filter((row) => row.view === view || views.length === 0);
  const divided = seen.filter(({ breakdown }) => breakdown !== null && only.test(breakdown));
  const shown = divided.length > 0 ? divided : seen;
  const period = periodOf(shown, context);
  const told = shown.filter((row) => row.period === period);
  const shared = sharedParts(told.map(({ breakdown }) => breakdown ?? ''));
  const entries = told
    .sort((a, b) => inReadingOrder(locale, a.breakdown ?? '', b.breakdown ?? ''))
    .map((row) => ({
      label: capitalised(
        row.breakdown === null
          ? words.statistics[row.statistic]
          : breakdownLabel(locale, withoutParts(row.breakdown, shared)),
      ),
      row,
    }));
  const common = capitalised(breakdownLabel(locale, shared.join(';')));
  return { entries, common, notes: undefined, queries: [query], period };
}

async function estimators(
  { figures }: EstimatorsOf,
  context: Context,
  signal: AbortSignal,
): Promise<Dots> {
  const asked = figures.flatMap((figure) => {
    const found = find(context, figure);
    return found ? [{ figure, query: queryFor(context, found, recent(context)) }] : [];
  });
  const [trial, ...answers] = await Promise.all([
    tryOut(
      asked.map(({ figure }) => figure),
      context,
      signal,
    ),
    ...asked.map(({ query }) => fetchFewValues(query, signal)),
  ]);
  const lines = asked.map(({ figure, query }, index) => {
    const { view = null, breakdown = null } = figure;
    return { figure, query, rows: narrow(answers[index] ?? [], { view, breakdown }).rows };
  });
  const period = periodOf(
    lines.flatMap(({ rows }) => rows),
    context,
  );
  return {
    entries: lines.map(({ figure, rows }) => ({
      label: textIn(figure.name),
      row: rows.find((row) => row.period === period),
    })),
    notes: lines.map(({ figure }) => textIn(figure.answers)),
    queries: lines.map(({ query }) => query),
    trial,
    period,
  };
}

/** They are tried for all applications and for each kind: of other parts nothing is said. */
async function tryOut(
  figures: EstimatorsOf['figures'],
  { state: { population, titre, as_of }, place }: Context,
  signal: AbortSignal,
): Promise<Trial | undefined> {
  if (titre !== null || (population && population.dimension !== 'demande')) return undefined;
  const { estimators: tried, unreached } = await fetchEstimators(
    {
      ...(place !== null && { prefecture: place }),
      ...(population && { demande: population.member }),
      ...(as_of && { as_of }),
    },
    signal,
  );
  const verdictOf = (name: string) => tried.find((each) => each.name === name)?.back_test ?? null;
  return { unreached, verdicts: figures.map(({ estimator }) => verdictOf(estimator)) };
}

async function members(
  { figure, dimension }: MembersOf,
  found: Found,
  context: Context,
  signal: AbortSignal,
): Promise<Dots> {
  const { [dimension]: _, ...others } = queryFor(
    { ...context, state: { ...context.state, population: null, titre: null } },
    found,
    { grain: 'year', from: `${context.cutoff.slice(0, 4)}-01`, to: context.cutoff.slice(0, 7) },
  );
  const asked = context.state.period;
  const query =
    asked?.length === 4 ? { ...others, from: `${asked}-01`, to: `${asked}-12` } : others;
  const all = await fetchFewValues(query, signal);
  const { rows } = narrow(all, { view: figure.view ?? null, breakdown: null });
  const byMember = new Map(rows.map((row) => [row[dimension], row]));
  const known: readonly {
    code: string;
    label: string;
    legal?: number | undefined;
    note?: string;
  }[] =
    dimension === 'titre'
      ? context.titres.map((titre) => ({
          code: titre.code,
          label: `${titre.code} ${inLang(lang, titre.label_fr, titre.label_en)}`,
          legal: legalDays(titre),
          note: `${legalText(titre)}${titre.verified ? '' : ` (${words.legal.toVerify})`}`,
        }))
      : POPULATIONS[dimension]
          .filter((code) => code !== 'inconnu')
          .map((code) => ({ code, label: capitalised(words.members[code] ?? code) }));
  const shown = known.filter(({ code }) => byMember.get(code)?.value !== undefined);
  return {
    entries: shown.map(({ code, label, legal }) => ({ label, row: byMember.get(code), legal })),
    notes: dimension === 'titre' ? shown.map(({ note = '' }) => note) : undefined,
    queries: [query],
    period: rows[0]?.period ?? undefined,
  };
}

/** The period asked for where there are figures, else what the page proposes; null for a stock. */
function periodOf(rows: readonly Value[], { state, cutoff }: Context): string | null {
  // A cohort too young for the figure would leave the picture empty: the latest that has one is shown.
  const known = rows.filter(({ value }) => value !== null);
  const periods = periodsOf(known.length > 0 ? known : rows);
  const { period } = state;
  if (period !== null && [...periods.months, ...periods.years].includes(period)) return period;
  return defaultPeriod(periods, cutoff) ?? null;
}
