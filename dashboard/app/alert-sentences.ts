import type { Indicator } from '#domain/indicator.ts';
import type { Alert, Meaning } from './api.ts';
import type { Locale } from './locale.ts';
import { prefecturePath } from './routes.ts';
import { shapeOf } from './sentences.ts';
import { pageHref, type PageState } from './url-state.ts';
import { decimalsFor } from './format.ts';

/** Which way an alert points; what adds up counts where no rule of the chart holds. */
export const meaningOf = ({ meaning, cusum }: Alert): Meaning | null => meaning ?? cusum;

/** “Paris : 189 demandes, au-dessus de la limite du hasard (174)”. */
export function alertSentence(
  locale: Locale,
  alert: Alert,
  indicator: Indicator,
  place: string,
): string {
  const { words, format } = locale;
  const bare = shapeOf(locale, indicator, alert.statistic, []);
  const { value, lower, upper } = alert;
  const shape = {
    ...bare,
    decimals: decimalsFor(bare.unit, alert.statistic, [value, lower ?? value, upper ?? value]),
  };
  const { changes } = words;
  if (alert.kind !== 'chart') {
    const count = alert.kind === 'bunching' ? format.figure(value, shape) : format.number(value);
    return `${place}${words.colon}${changes[alert.kind](count)}`;
  }
  const [rule] = alert.rules;
  const how =
    rule === 'outside' && upper !== null && value > upper
      ? changes.above(format.value(upper, shape))
      : rule === 'outside' && lower !== null && value < lower
        ? changes.below(format.value(lower, shape))
        : rule
          ? (changes.rules[rule] ?? rule)
          : changes.cusum;
  return changes.reading(place, format.value(value, shape), how);
}

/** Where the months of an alert are drawn against their limits. */
export function alertHref(
  { kind, indicator, statistic, prefecture }: Alert,
  state: PageState,
): string {
  if (kind !== 'chart') {
    return `${pageHref('/', state, { indicator, statistic, prefecture })}#explorer`;
  }
  return prefecture === null
    ? `${pageHref(`/indicateurs/${indicator}`, state, { statistic })}#maitrise`
    : `${pageHref(prefecturePath(prefecture), state, { indicator })}#maitrise`;
}

/** The alerts of each indicator, in the order in which they came. */
export function byIndicator(alerts: readonly Alert[]): [string, readonly Alert[]][] {
  const groups = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const group = groups.get(alert.indicator) ?? [];
    group.push(alert);
    groups.set(alert.indicator, group);
  }
  return [...groups];
}
