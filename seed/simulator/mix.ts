import type { Reference, Titre } from '../reference/reference.ts';
import { DEMANDES, MOTIFS } from '#domain/contract.ts';
import { dayOf, firstDayOf, lengthOf, type Day } from './calendar.ts';
import * as calibration from './calibration.ts';
import { inYear, type Canal, type Demande, type Motif, type Outcome } from './calibration.ts';
import { PREFECTURE_WEIGHTS } from './prefecture-weights.ts';
import { Choice } from './rng.ts';
import { TITRE_WEIGHTS } from './titre-weights.ts';
import { MONTHS, YEARS } from './volumes.ts';

/** Who files what, where, how, and how it ends. */
export interface Mix {
  prefectures: Choice<string>;
  demandes: (year: number) => Choice<Demande>;
  motifs: (demande: Demande, year: number) => Choice<Motif>;
  titres: (motif: Motif, demande: Demande) => Choice<Titre>;
  outcomes: (demande: Demande, motif: Motif) => Choice<Outcome>;
  /** Share of the filings of open categories that go through the ANEF. */
  anefTakeUp: (year: number) => number;
}

export function buildMix(reference: Reference): Mix {
  const find = titreFinder(reference);
  const demandes = perYear((year) =>
    weigh(DEMANDES, (demande) => inYear(calibration.DEMANDE_WEIGHTS[demande], year)),
  );
  const motifs = perKey(DEMANDES, (demande) =>
    perYear((year) => weigh(MOTIFS, (motif) => motifWeight(demande, motif, year))),
  );
  const titres = perKey(MOTIFS, (motif) =>
    perKey(DEMANDES, (demande) => titreChoice(find, motif, demande)),
  );
  const outcomes = perKey(DEMANDES, (demande) =>
    perKey(MOTIFS, (motif) => {
      const weights = calibration.outcomeWeights(demande, motif);
      return weigh(calibration.OUTCOMES, (outcome) => weights[outcome]);
    }),
  );
  const mix = {
    prefectures: weigh(
      reference.prefectures.map(({ code }) => code),
      (code) => PREFECTURE_WEIGHTS[code] ?? 0,
    ),
    demandes,
    motifs: (demande: Demande, year: number) => motifs(demande)(year),
    titres: (motif: Motif, demande: Demande) => titres(motif)(demande),
    outcomes: (demande: Demande, motif: Motif) => outcomes(demande)(motif),
  };
  return { ...mix, anefTakeUp: perYear((year) => takeUp(mix, year)) };
}

const weigh = <T>(values: readonly T[], weight: (value: T) => number): Choice<T> =>
  new Choice(values.map((value) => [value, weight(value)]));

function motifWeight(demande: Demande, motif: Motif, year: number): number {
  if (demande === 'premiere') return inYear(calibration.FIRST_MOTIF_WEIGHTS[motif], year);
  return calibration.LATER_MOTIF_WEIGHTS[demande][motif];
}

type TitreFinder = (code: string) => Titre;

function titreFinder({ titres }: Reference): TitreFinder {
  const byCode = new Map(titres.map((titre) => [titre.code, titre]));
  return (code) => {
    const titre = byCode.get(code);
    if (!titre) throw new Error(`The reference table has no title “${code}”.`);
    return titre;
  };
}

function titreChoice(find: TitreFinder, motif: Motif, demande: Demande): Choice<Titre> {
  const own = calibration.OWN_TITRE[demande];
  if (own) return new Choice([[find(own), 1]]);
  const column = demande === 'premiere' ? 0 : 1;
  const weights = Object.entries(TITRE_WEIGHTS[motif]);
  return new Choice(weights.map(([code, pair]) => [find(code), pair[column]]));
}

const NEVER: Day = Number.MAX_SAFE_INTEGER;

/** First day on which the ANEF takes a category, its trial included. */
const anefFrom = ({ code, anef_open_on }: Titre): Day => {
  if (calibration.ANEF_TRIAL.titres.includes(code)) return dayOf(calibration.ANEF_TRIAL.from);
  return anef_open_on ? dayOf(anef_open_on) : NEVER;
};

const anefDays = new WeakMap<Titre, Day>();
export function isOpen(titre: Titre, day: Day): boolean {
  let from = anefDays.get(titre);
  if (from === undefined) anefDays.set(titre, (from = anefFrom(titre)));
  return day >= from;
}

/** Share of a month on which the ANEF takes a category. */
export function openShare(titre: Titre, month: number): number {
  const closedDays = anefFrom(titre) - firstDayOf(month);
  return Math.min(1, Math.max(0, 1 - closedDays / lengthOf(month)));
}

/** Share of a month's filings whose category the ANEF takes: the coverage of the offer. */
export function offerShare(
  { demandes, motifs, titres }: Pick<Mix, 'demandes' | 'motifs' | 'titres'>,
  month: number,
): number {
  const year = Math.floor(month / 12);
  return demandes(year).mean((demande) =>
    motifs(demande, year).mean((motif) =>
      titres(motif, demande).mean((titre) => openShare(titre, month)),
    ),
  );
}

/** The use of open categories that yields the year's number of ANEF applications. */
function takeUp(mix: Omit<Mix, 'anefTakeUp'>, year: number): number {
  const open = MONTHS.filter((volume) => volume.year === year).reduce(
    (sum, { month, filings }) => sum + filings * offerShare(mix, month),
    0,
  );
  if (open === 0) return 0;
  return Math.min(calibration.MOST_ANEF_TAKE_UP, inYear(calibration.ANEF_FILINGS, year) / open);
}

const substitutionFrom = dayOf(calibration.SUBSTITUTION_FROM);

/** The channels of who does not file on the ANEF, where it is open and where it is not. */
export function otherCanaux(open: boolean, day: Day): Choice<Canal> {
  const { OTHER_CANAUX } = calibration;
  return open && day >= substitutionFrom ? OTHER_CANAUX.open : OTHER_CANAUX.closed;
}

function perYear<T>(make: (year: number) => T): (year: number) => T {
  const made = YEARS.map(make);
  return (year) => made[year - calibration.FIRST_YEAR]!;
}

function perKey<Key extends string, T>(keys: readonly Key[], make: (key: Key) => T) {
  const made = Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, T>;
  return (key: Key): T => made[key];
}
