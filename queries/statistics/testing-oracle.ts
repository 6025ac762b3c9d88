/** What R says, kept in `docs/oracles/`: read by the tests, which do not need R. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export interface OracleSubject {
  entry: number;
  exit: number;
  cause: number;
  group: number;
}

const read = (name: string) =>
  parse(readFileSync(new URL(`../../docs/oracles/${name}`, import.meta.url)), {
    columns: true,
  }) as Record<string, string>[];

/** The subjects of `populations.csv`, by the name of their population. */
export function oraclePopulations(): Map<string, OracleSubject[]> {
  const populations = new Map<string, OracleSubject[]>();
  for (const { population = '', entry, exit, cause, group } of read('populations.csv')) {
    const subjects = populations.get(population) ?? [];
    subjects.push({
      entry: Number(entry),
      exit: Number(exit),
      cause: Number(cause),
      group: Number(group),
    });
    populations.set(population, subjects);
  }
  return populations;
}

/** The figures of `estimators.csv` under `population estimator`, in their order; null = not reached. */
export function oracleFigures(): Map<string, { at: number; value: number | null }[]> {
  const figures = new Map<string, { at: number; value: number | null }[]>();
  for (const { population, estimator, at, value } of read('estimators.csv')) {
    const key = `${population} ${estimator}`;
    const list = figures.get(key) ?? [];
    list.push({ at: Number(at), value: value === '' ? null : Number(value) });
    figures.set(key, list);
  }
  return figures;
}

/** Equal to R to 1e-9 relative, which is what all the estimators are held to. */
export function isNear(mine: number | null, theirs: number | null): boolean {
  if (mine === null || theirs === null) return mine === theirs;
  return Math.abs(mine - theirs) <= 1e-9 * Math.max(Math.abs(theirs), 1e-6);
}

/** The 1 434 permit cases of a real municipality, in fractional days, as `receipt_oracles.R` reads them. */
export function receiptCases(file: string): { days: number; cause: number; channel: string }[] {
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[];
  const at = (text: string | undefined) => Math.floor(Date.parse(text ?? '') / 1000) * 1000;
  const cases = new Map<string, Record<string, string>>();
  for (const row of rows) {
    const name = row['case:concept:name'] ?? '';
    if (!cases.has(name)) cases.set(name, row);
  }
  const ends = rows.flatMap((row) => [at(row['time:timestamp']), at(row['case:enddate'])]);
  const last = Math.max(...ends.filter((end) => !Number.isNaN(end)));
  return [...cases.values()].map((row) => {
    const end = at(row['case:enddate']);
    const open = Number.isNaN(end);
    const days = ((open ? last : end) - at(row['case:startdate'])) / 86_400_000;
    const cause = open ? 0 : end <= at(row['case:deadline']) ? 1 : 2;
    return { days: Math.max(0, days), cause, channel: row['case:channel'] ?? '' };
  });
}
