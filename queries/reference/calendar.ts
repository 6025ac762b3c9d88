const DAY = 86_400_000;

/** Days are numbers since 1970-01-01, so that a loop can walk through them. */
export const dayOf = (name: string): number => Date.parse(name) / DAY;
export const nameOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** Calendar months: the same day of another month, or the last day of a shorter one. */
export function plusMonths(day: number, count: number): number {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + count];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY;
}
