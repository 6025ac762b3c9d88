/** Months as `YYYY-MM`: so many later (or earlier, below zero). */
export function monthAfter(month: string, count: number): string {
  return firstDayAfter(month, count).toISOString().slice(0, 7);
}

/** The last day of the month so many months later, as `YYYY-MM-DD`. */
export function lastDayOf(month: string, later = 0): string {
  const next = firstDayAfter(month, later + 1);
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10);
}

function firstDayAfter(month: string, count: number): Date {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1));
}
