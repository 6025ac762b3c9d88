import { BadRequest } from '#core/errors.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * The instant that `as_of` names: an RFC 3339 instant, or a date meaning the last millisecond of
 * that day in Europe/Paris. Throws BadRequest.
 */
export function parseAsOf(text: string): Date {
  const instant = INSTANT.test(text)
    ? new Date(text)
    : DAY.test(text)
      ? endOfDayInParis(text)
      : undefined;
  if (!instant || Number.isNaN(instant.getTime())) {
    throw new BadRequest(
      `“${text}” is neither an instant (2026-10-31T22:59:59Z) nor a date (2026-10-31).`,
    );
  }
  return instant;
}

function endOfDayInParis(day: string): Date | undefined {
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) {
    return undefined;
  }
  const next = new Date(midnight.getTime() + 86_400_000);
  return new Date(next.getTime() - parisOffset_ms(next) - 1);
}

const hourInParis = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** Paris is one or two hours ahead of UTC; the change is at 01:00 UTC, never at its midnight. */
function parisOffset_ms(midnightUtc: Date): number {
  const before = new Date(midnightUtc.getTime() - 2 * 3_600_000);
  const hour = Number(hourInParis.format(before));
  return (hour === 0 ? 2 : hour - 22) * 3_600_000;
}

/** As ClickHouse reads a bound DateTime64(3, 'UTC'). */
export const toClickHouse = (instant: Date) =>
  instant.toISOString().replace('T', ' ').replace('Z', '');
