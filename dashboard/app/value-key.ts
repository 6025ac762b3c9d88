import { STATISTICS, VIEWS, type Statistic, type Value, type View } from '#domain/indicator.ts';

/** Which cell a value is: everything but its figures. */
export type ValueAddress = Pick<
  Value,
  | 'indicator'
  | 'view'
  | 'statistic'
  | 'period'
  | 'region'
  | 'prefecture'
  | 'titre'
  | 'motif'
  | 'demande'
  | 'canal'
  | 'breakdown'
>;

const NATIONAL = 'fr';

/**
 * Writes an address short enough to be read in a link: `P-01.period.median.2026-10.75`. A region is
 * `r84`; a prefecture's own region is left out, since the code already says it.
 */
export function writeKey(value: ValueAddress): string {
  const place = value.prefecture ?? (value.region === null ? NATIONAL : `r${value.region}`);
  return [
    value.indicator,
    value.view,
    value.statistic,
    value.period,
    place,
    value.titre,
    value.motif,
    value.demande,
    value.canal,
    value.breakdown,
  ]
    .map((part) => part ?? '')
    .join('.')
    .replace(/\.+$/, '');
}

/** Reads an address back; undefined when it names no cell. */
export function readKey(key: string): ValueAddress | undefined {
  const [indicator, view, statistic, period, place, titre, motif, demande, canal, ...rest] =
    key.split('.');
  if (!indicator || !place || !isView(view) || !isStatistic(statistic)) return undefined;
  const region = /^r(.+)$/.exec(place)?.[1] ?? null;
  return {
    indicator,
    view,
    statistic,
    period: period || null,
    region,
    prefecture: region === null && place !== NATIONAL ? place : null,
    titre: titre || null,
    motif: motif || null,
    demande: demande || null,
    canal: canal || null,
    breakdown: rest.join('.') || null,
  };
}

/** Is this row the cell that the address names? */
export const isAt = (row: Value, address: ValueAddress): boolean =>
  writeKey(row) === writeKey(address);

const isView = (text: string | undefined): text is View => VIEWS.some((view) => view === text);
const isStatistic = (text: string | undefined): text is Statistic =>
  STATISTICS.some((statistic) => statistic === text);
