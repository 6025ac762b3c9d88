import { mean, sum } from './quantile.ts';

/** One unit in one period; `group` is the period from which it is treated, null = never. */
export interface PanelRow {
  unit: string;
  period: number;
  group: number | null;
  value: number;
}

export type Controls = 'never' | 'not_yet';

export interface GroupTimeEffect {
  group: number;
  period: number;
  att: number;
  /** Analytic standard error of two independent means of changes, units as they come. */
  spread: number;
  treated: number;
  controls: number;
}

/**
 * The effect on each group in each period (Callaway and Sant’Anna 2021, without covariates): the
 * change of the group since the period before its treatment, less that of units not treated. Before
 * the treatment, the change since the period before: what parallel trends would make zero.
 */
export function groupTimeEffects(
  rows: readonly PanelRow[],
  controls: Controls = 'never',
): GroupTimeEffect[] {
  const units = grouped(rows, ({ unit }) => unit);
  const periods = [...new Set(rows.map(({ period }) => period))].sort((a, b) => a - b);
  const groups = [...new Set(rows.map(({ group }) => group))].filter((group) => group !== null);
  groups.sort((a, b) => a - b);

  return groups.flatMap((group) =>
    periods.slice(1).map((period) => {
      const base = period >= group ? group - 1 : period - 1;
      const changes = (belongs: (other: number | null) => boolean) =>
        [...units.values()].flatMap((history) => {
          if (!belongs(history[0]?.group ?? null)) return [];
          const at = (when: number) => history.find((row) => row.period === when)?.value;
          const [before, after] = [at(base), at(period)];
          return before === undefined || after === undefined ? [] : [after - before];
        });
      const treated = changes((other) => other === group);
      const untreated = changes((other) =>
        other === null
          ? true
          : controls === 'not_yet' && other > Math.max(period, base) && other !== group,
      );
      return {
        ...{ group, period, treated: treated.length, controls: untreated.length },
        att: mean(treated) - mean(untreated),
        spread: Math.sqrt(varianceOfMean(treated) + varianceOfMean(untreated)),
      };
    }),
  );
}

const varianceOfMean = (values: readonly number[]) =>
  sum(values.map((value) => (value - mean(values)) ** 2)) / values.length ** 2;

/** The mean of some effects, weighted by the units treated: never negative weights. */
const averageEffect = (effects: readonly GroupTimeEffect[]): number =>
  sum(effects.map(({ att, treated }) => att * treated)) /
  sum(effects.map(({ treated }) => treated));

/** The average over all that came after the treatment. */
export const overallEffect = (effects: readonly GroupTimeEffect[]): number =>
  averageEffect(effects.filter(({ group, period }) => period >= group));

/** The average by periods since the treatment; negative ones are the test of parallel trends. */
export function effectsSinceTreatment(effects: readonly GroupTimeEffect[]): Map<number, number> {
  const since = grouped(effects, ({ group, period }) => period - group);
  const ordered = [...since].sort(([one], [other]) => one - other);
  return new Map(ordered.map(([elapsed, together]) => [elapsed, averageEffect(together)]));
}

function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
