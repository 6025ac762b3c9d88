import type { Titre } from './api.ts';
import type { Level } from './charts/series.ts';
import { locale } from './locale.ts';

const { words } = locale;

/** Days in a calendar month, on average: where on a scale of days four months are drawn. */
const MONTH_DAYS = 365.25 / 12;

/** The time after which silence is a refusal, in days; undefined where no text gives one. */
export function legalDays({ legal_months, legal_days }: Titre): number | undefined {
  if (legal_days !== null) return legal_days;
  return legal_months === null ? undefined : legal_months * MONTH_DAYS;
}

/** How the law says it: “4 mois”, “90 jours”. */
export function legalText({ legal_months, legal_days }: Titre): string {
  if (legal_days !== null) return words.legal.days(legal_days);
  return legal_months === null ? '' : words.legal.months(legal_months);
}

/**
 * The legal time to draw: that of the title chosen, or the common rule of four months, which most
 * titles follow.
 */
export function legalLevels(titres: readonly Titre[], chosen: string | null): Level[] {
  const common = titres.find(({ legal_months }) => legal_months !== null);
  const titre = chosen === null ? common : titres.find(({ code }) => code === chosen);
  const value = titre && legalDays(titre);
  if (!titre || value === undefined) return [];
  const text = legalText(titre);
  return [{ value, label: chosen === null ? words.legal.common(text) : words.legal.own(text) }];
}
