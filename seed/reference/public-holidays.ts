/** A day on which offices are closed. */
export interface PublicHoliday {
  /** `YYYY-MM-DD`. */
  date: string;
  name: string;
}

const FIXED: readonly (readonly [monthDay: string, name: string])[] = [
  ['01-01', 'Jour de l’an'],
  ['05-01', 'Fête du travail'],
  ['05-08', 'Victoire de 1945'],
  ['07-14', 'Fête nationale'],
  ['08-15', 'Assomption'],
  ['11-01', 'Toussaint'],
  ['11-11', 'Armistice de 1918'],
  ['12-25', 'Noël'],
];

/** Days after Easter Sunday. */
const MOVABLE: readonly (readonly [days: number, name: string])[] = [
  [1, 'Lundi de Pâques'],
  [39, 'Ascension'],
  [50, 'Lundi de Pentecôte'],
];

const ALSACE_MOSELLE = ['57', '67', '68'];

/** Commemoration of the abolition of slavery, where it closes offices. */
const ABOLITION: Record<string, string | undefined> = {
  '971': '05-27',
  '972': '05-22',
  '973': '06-10',
  '974': '12-20',
  '976': '04-27',
  '977': '10-09',
  '978': '05-28',
};

const DAY_MS = 86_400_000;
const plusDays = (day: Date, days: number) => new Date(day.getTime() + days * DAY_MS);
const isoDay = (day: Date) => day.toISOString().slice(0, 10);

/** Easter Sunday of the Gregorian calendar, at midnight UTC (Meeus, Jones and Butcher). */
export function easter(year: number): Date {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const skippedLeaps = century - Math.floor(century / 4);
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + skippedLeaps - moonShift + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - (year % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * correction + 114;
  return new Date(Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1));
}

/**
 * The public holidays of a year where a prefecture stands, in order. Good Friday counts for the
 * whole of Moselle, Bas-Rhin and Haut-Rhin, although the law reserves it for some communes; the
 * local days of 975, 986, 987 and 988 are not known here.
 */
export function publicHolidays(year: number, prefecture: string): PublicHoliday[] {
  const sunday = easter(year);
  const movable = ALSACE_MOSELLE.includes(prefecture)
    ? [[-2, 'Vendredi saint'] as const, ...MOVABLE]
    : MOVABLE;
  const fixed = ALSACE_MOSELLE.includes(prefecture)
    ? [...FIXED, ['12-26', 'Saint-Étienne'] as const]
    : FIXED;
  const abolition = ABOLITION[prefecture];
  return [
    ...fixed.map(([monthDay, name]) => ({ date: `${year}-${monthDay}`, name })),
    ...movable.map(([days, name]) => ({ date: isoDay(plusDays(sunday, days)), name })),
    ...(abolition ? [{ date: `${year}-${abolition}`, name: 'Abolition de l’esclavage' }] : []),
  ].sort((a, b) => a.date.localeCompare(b.date));
}
