/** Number formats that every workbook has, and that show a day or a time of day. */
const BUILT_IN = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47];
/** The same for East Asian calendars. */
const BUILT_IN_ASIAN = [...range(27, 36), ...range(50, 58)];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Does a number format show a number as a day or an instant? `code` is its own text, if it has one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.includes(id) || BUILT_IN_ASIAN.includes(id);
  const [positive = ''] = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .split(';');
  // Time that has passed, `[h]:mm`, is a number of days and not a day.
  if (/\[[hms]+\]/i.test(positive) || /general/i.test(positive)) return false;
  return /[dmyhs]/i.test(positive);
}

const DAY_MS = 86_400_000;
/** Day 0 of either calendar. The first counts a 29 February 1900 that never was. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
const FALSE_LEAP_DAY = 60;
/** The last day that Excel can write, 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/**
 * A day, or a day and a time to the second, as the cell shows them: a serial number knows no time
 * zone. Undefined for a number that is none.
 */
export function serialText(serial: number, dates: 1900 | 1904): string | undefined {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return undefined;
  if (dates === 1900 && Math.floor(serial) === FALSE_LEAP_DAY) return undefined;
  const early = dates === 1900 && serial < FALSE_LEAP_DAY ? 1 : 0;
  const ms = Math.round((serial + early) * 86_400) * 1000;
  const text = new Date(EPOCHS[dates] + ms).toISOString();
  return ms % DAY_MS === 0 ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
