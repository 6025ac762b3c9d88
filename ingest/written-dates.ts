/** How the dates of a file are written: as RFC 3339 does, or the day first, `31/01/2026 08:30`. */
export type DateOrder = 'iso' | 'dmy';

const DAY_FIRST =
  /^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?:[ T,]+(?:à )?([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2}))?)?$/;
const ISO = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2})(:[0-9]{2}(?:\.[0-9]+)?)?)?$/;
const OFFSET = /(?:Z|[+-][0-9]{2}:?[0-9]{2})$/i;

/** The same instant with the year first; a text in any other form is left as it is. */
function yearFirst(text: string, order: DateOrder): string {
  const found = order === 'dmy' ? DAY_FIRST.exec(text.trim()) : null;
  if (!found) return text.trim();
  const [, day = '', month = '', year = '', hour, minute = '', second = '00'] = found;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return hour ? `${date} ${hour.padStart(2, '0')}:${minute}:${second}` : date;
}

/** The day as it is written, or where the time zone says when the text has an offset. */
export function dayText(text: string, order: DateOrder, timeZone?: string): string | null {
  const written = yearFirst(text, order);
  if (written === '') return null;
  if (!timeZone || !OFFSET.test(written) || ISO.test(written)) return written.slice(0, 10);
  const at = new Date(written.replace(' ', 'T'));
  if (Number.isNaN(at.getTime())) return text;
  return dayIn(at, timeZone);
}

/** The calendar day of an instant where a time zone says. */
export const dayIn = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);

/** The instant, with its offset; without one, as a clock in the time zone shows it. */
export function instantText(text: string, order: DateOrder, timeZone?: string): string | null {
  const written = yearFirst(text, order);
  if (written === '') return null;
  const local = ISO.exec(written);
  if (!local) return written.replace(' ', 'T');
  const [, day, minute = '00:00', second = ':00'] = local;
  if (!timeZone) return written.replace(' ', 'T');
  const clock = Date.parse(`${day}T${minute}${second}Z`);
  if (Number.isNaN(clock)) return text;
  return new Date(instantOn(clock, timeZone)).toISOString();
}

/**
 * The instant at which a clock in the time zone shows what a clock in UTC shows at `clock`: the later
 * of two where clocks go back, and where they go forward the one an hour on.
 */
function instantOn(clock: number, timeZone: string): number {
  const first = clock - offsetAt(clock, timeZone);
  return clock - offsetAt(first, timeZone);
}

/** How far the clocks of a time zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(whole);
  return Date.parse(`${text.replace(' ', 'T')}Z`) - whole;
}
