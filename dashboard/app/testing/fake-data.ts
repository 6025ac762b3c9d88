import { readFileSync } from 'node:fs';
import type { Indicator, Statistic, Value, View } from '#domain/indicator.ts';
import type { Milestone, Prefecture, Titre } from '../api.ts';
import { indicator, value } from './rows.ts';

/** What the invented statistics look like: a national level, and how far prefectures stray from it. */
interface Recipe {
  statistic: Statistic;
  level: number;
  breakdown?: string;
  /** Per month since January 2023. */
  trend?: number;
  spread?: number;
  /** Half width of the interval, as a share of the level; none for a complete count. */
  half?: number;
  whole?: boolean;
  years?: boolean;
  views?: readonly View[];
}

const BOTH: readonly View[] = ['period', 'cohort'];
const COUNT = { whole: true, views: ['period'] } as const;

const RECIPES: Record<string, readonly Recipe[]> = {
  'V-01': [{ statistic: 'count', level: 1_600, trend: 4, ...COUNT, years: true }],
  'P-01': [
    {
      statistic: 'median',
      level: 81,
      trend: -0.2,
      whole: true,
      half: 0.03,
      years: true,
      views: BOTH,
    },
    { statistic: 'p10', level: 19, whole: true, half: 0.05, years: true, views: BOTH },
    { statistic: 'p90', level: 214, whole: true, half: 0.04, years: true, views: BOTH },
  ],
  'P-02': [
    { statistic: 'rmst120', level: 71.4, half: 0.01, years: true, views: BOTH },
    { statistic: 'rmst365', level: 104.2, half: 0.015, years: true, views: BOTH },
  ],
  'S-01': [{ statistic: 'count', level: 7_900, trend: 22, ...COUNT }],
  'S-02': [
    { statistic: 'median', level: 92, whole: true },
    ...(['4m', '6m', '12m'] as const).map((seuil, index) => ({
      statistic: 'share' as const,
      level: 0.38 / (index + 1),
      half: 0.02,
      breakdown: `seuil=${seuil}`,
    })),
  ],
  'N-02': [{ statistic: 'count', level: 190, trend: -2.4, ...COUNT }],
  'C-01': [{ statistic: 'share', level: 0.0042, half: 0.12, trend: -0.00001, years: true }],
  'F-03': [{ statistic: 'share', level: 0.124, half: 0.04, trend: 0.0004, years: true }],
};

const TITLES: Record<string, Partial<Indicator>> = {
  'V-01': { title_fr: 'Demandes déposées', title_en: 'Applications filed', unit: 'count' },
  'P-01': {},
  'P-02': { title_fr: 'Délai moyen borné', title_en: 'Restricted mean time to decision' },
  'S-01': { title_fr: 'Demandes en attente', title_en: 'Open applications', unit: 'count' },
  'S-02': { title_fr: 'Ancienneté des demandes en attente', title_en: 'Age of open applications' },
  'N-02': {
    title_fr: 'Anomalies ouvertes',
    title_en: 'Open defects',
    unit: 'count',
    dimensions: [],
  },
  'C-01': {
    title_fr: 'Signalements du centre de contact',
    title_en: 'Reported problems',
    unit: 'share',
  },
  'F-03': { title_fr: 'Ruptures de droits', title_en: 'Days without a document', unit: 'share' },
};

export const INDICATORS: readonly Indicator[] = Object.entries(TITLES).map(([id, title]) =>
  indicator({
    id,
    ...title,
    statistics: [...new Set((RECIPES[id] ?? []).map(({ statistic }) => statistic))],
  }),
);

export const SQL = `SELECT
    prefecture,
    toStartOfMonth(depose_le) AS month,
    quantileExactInclusive(0.5)(delai_days) AS value
FROM dossier
GROUP BY prefecture, month
ORDER BY prefecture, month`;

export const TITRES: readonly Titre[] = [
  { code: 'L421-1', label_fr: 'Salarié', label_en: 'Employee', legal_months: 4, legal_days: null },
  {
    code: 'L421-11',
    label_fr: 'Carte bleue',
    label_en: 'Blue card',
    legal_months: null,
    legal_days: 90,
  },
].map((titre) => ({ ...titre, motif: 'economique', verified: true }));

export const PREFECTURES: readonly Prefecture[] = readTable('prefectures.csv').map((row) => ({
  code: row.code ?? '',
  name: row.name ?? '',
  region: row.region ?? '',
  region_name: row.region_name ?? '',
  kind: (row.kind ?? 'departement') as Prefecture['kind'],
}));

export const MILESTONES: readonly Milestone[] = [
  ['2023-03-22', 'Décret 2023-191 : solution de substitution', true],
  ['2023-08-01', 'Arrêté sur le centre de contact et les points d’accueil numérique', true],
  ['2023-08-04', 'Circulaire : double circuit', false],
  ['2023-10-10', 'Conseil d’État n° 472831, dossier incomplet', true],
  ['2024-10-10', 'Conseil d’État nos 493514 et 494718', true],
  ['2024-10-16', 'Enquête de la FAS', true],
  ['2024-12-11', 'Rapport du Défenseur des droits sur l’ANEF', true],
  ['2025-05-06', 'Avis du Conseil d’État n° 499904', false],
  ['2026-02-07', 'Annonce de pilotes d’intelligence artificielle', true],
].map(([date, label, verified]) => ({
  date: String(date),
  label_fr: String(label),
  label_en: `${label} (en)`,
  kind: 'law',
  verified: verified === true,
  source: 'test',
}));

const FIRST = '2023-01';
const LAST_MONTH = '2026-10';

/** Prefectures that show each way of having no value. */
const WITHOUT: Record<string, Value['status']> = {
  '48': 'too_few',
  '15': 'too_few',
  '2A': 'suppressed',
  '973': 'not_reached',
  '976': 'missing_source',
  '986': 'no_denominator',
};

/** Every row of one indicator, at one place or for all of them. */
export function rowsOf(
  id: string,
  places: readonly (string | null)[],
  stratum: Partial<Value>,
): Value[] {
  const months = monthsBetween(FIRST, LAST_MONTH);
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  return (RECIPES[id] ?? []).flatMap((recipe) =>
    places.flatMap((place) =>
      (recipe.views ?? ['period']).flatMap((view) =>
        [...months, ...(recipe.years ? years : [])].map((period) =>
          cell(id, recipe, place, view, period, stratum),
        ),
      ),
    ),
  );
}

function cell(
  id: string,
  recipe: Recipe,
  place: string | null,
  view: View,
  period: string,
  stratum: Partial<Value>,
): Value {
  const { statistic, level, trend = 0, half, whole = false, breakdown = null } = recipe;
  const noise =
    hash(`${id}${statistic}${breakdown}${period}${view}${JSON.stringify(stratum)}`) - 0.5;
  const local = place === null ? 1 : 0.55 + 1.1 * hash(`${id}${place}`);
  const scale = statistic === 'count' && place !== null ? 0.012 * local * local : local;
  const months = (Number(period.slice(0, 4)) - 2023) * 12 + Number(period.slice(5, 7) || 6) - 1;
  const exact = (level + trend * months) * scale * (1 + noise * 0.06);
  const round = (number: number) => (whole ? Math.round(number) : Number(number.toPrecision(6)));
  const width = half && exact * half * (place === null ? 1 : 3);
  const status = (place !== null && WITHOUT[place]) || 'ok';
  const known = status === 'ok';
  const n = known
    ? Math.round((place === null ? 1_500 : 90 * local) * (period.length === 4 ? 11 : 1))
    : 9;
  return value({
    ...stratum,
    indicator: id,
    statistic,
    view,
    period,
    breakdown,
    prefecture: place,
    region: PREFECTURES.find(({ code }) => code === place)?.region ?? null,
    value: known ? round(exact) : null,
    lower: known && width ? round(exact - width) : null,
    upper: known && width ? round(exact + width) : null,
    n: status === 'suppressed' ? 0 : n,
    censored: Math.round(n / 6),
    status,
    suppressed: status === 'suppressed',
  });
}

function monthsBetween(first: string, last: string): string[] {
  const months = [];
  for (let year = Number(first.slice(0, 4)), month = 1; ; month += 1) {
    if (month === 13) [year, month] = [year + 1, 1];
    const period = `${year}-${String(month).padStart(2, '0')}`;
    months.push(period);
    if (period === last) return months;
  }
}

/** A number in [0, 1) that depends on the text alone (FNV-1a). */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
}

function readTable(name: string): Record<string, string | undefined>[] {
  const path = `${import.meta.dirname}/../../../seed/reference/${name}`;
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
  });
}
