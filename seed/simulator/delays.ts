import { DEMANDES } from '#domain/contract.ts';
import { firstDayOf } from './calendar.ts';
import * as calibration from './calibration.ts';
import { FIRST_YEAR, type Canal, type Demande, type Yearly } from './calibration.ts';
import { openShare, otherCanaux, type Mix } from './mix.ts';
import { Rng, type Choice } from './rng.ts';
import { MONTHS, YEARS } from './volumes.ts';

/** How long applications take, before what is peculiar to one of them. */
export interface Delays {
  /** Mean delay of an application whose relative delays are all one. */
  scale: (demande: Demande, month: number) => number;
  /** How much slower than the country a prefecture is, in a year. */
  prefecture: (prefecture: string, year: number) => number;
}

export function buildDelays(seed: number, mix: Mix): Delays {
  const scales = new Map(DEMANDES.map((demande) => [demande, monthlyScales(mix, demande)]));
  return {
    scale: (demande, month) => scales.get(demande)!.get(month)!,
    prefecture: prefectureDelays(seed, mix.prefectures),
  };
}

/**
 * The relative delays of motives, channels and outcomes shift the mean, and their mix changes as the
 * ANEF opens. Dividing by what they are expected to be in each month keeps the published means true
 * by construction.
 */
function monthlyScales(mix: Mix, demande: Demande): Map<number, number> {
  const levels = monthlyLevels(calibration.MEAN_DELAY_DAYS[demande]);
  return new Map(
    MONTHS.map(({ month, year }) => [
      month,
      levels.get(month)! / expectedRelativeDelay(mix, demande, month, year),
    ]),
  );
}

function expectedRelativeDelay(mix: Mix, demande: Demande, month: number, year: number): number {
  const takeUp = mix.anefTakeUp(year);
  const elsewhere = canalDelay(otherCanaux(true, firstDayOf(month)));
  const open = takeUp * calibration.CANAL_DELAY.anef + (1 - takeUp) * elsewhere;
  const closed = canalDelay(calibration.OTHER_CANAUX.closed);
  return mix.motifs(demande, year).mean((motif) => {
    const share = mix.titres(motif, demande).mean((titre) => openShare(titre, month));
    const outcome = mix.outcomes(demande, motif).mean((name) => calibration.OUTCOME_DELAY[name]);
    return calibration.MOTIF_DELAY[motif] * (share * open + (1 - share) * closed) * outcome;
  });
}

const canalDelay = (canaux: Choice<Canal>): number =>
  canaux.mean((canal) => calibration.CANAL_DELAY[canal]);

/** Half the filings of a year are in by the middle of June. */
const MID_YEAR = 0.46;
const ROUNDS = 40;

/**
 * A level for each month, drawn through one point a year and adjusted until the mean over each
 * year's filings is the wanted one: no steps on 1 January, and the yearly figures exact all the same.
 */
export function monthlyLevels(targets: Yearly): Map<number, number> {
  const anchors: number[] = [...targets];
  const levelOf = (month: number) => {
    const place = Math.min(Math.max(month / 12 - FIRST_YEAR - MID_YEAR, 0), anchors.length - 1);
    const before = anchors[Math.floor(place)]!;
    const after = anchors[Math.ceil(place)]!;
    return before + (after - before) * (place % 1);
  };
  for (let round = 0; round < ROUNDS; round++) {
    YEARS.forEach((year, position) => {
      const months = MONTHS.filter((volume) => volume.year === year);
      const total = months.reduce((sum, { filings }) => sum + filings, 0);
      const mean = months.reduce((sum, { month, filings }) => sum + filings * levelOf(month), 0);
      anchors[position]! += targets[position]! - mean / total;
    });
  }
  return new Map(MONTHS.map(({ month }) => [month, levelOf(month)]));
}

/** Each prefecture has its own pace and its good and bad years; large ones are a little slower. */
function prefectureDelays(seed: number, prefectures: Choice<string>): Delays['prefecture'] {
  const paces = prefectures.values.map((_, rank) => {
    const rng = new Rng(seed, 'world', rank);
    const size = Math.log(prefectures.shares[rank]! * 100);
    const pace = calibration.PREFECTURE_SIGMA * rng.normal() + calibration.SIZE_SLOPE * size;
    return YEARS.map(() => Math.exp(pace + calibration.PREFECTURE_YEAR_SIGMA * rng.normal()));
  });
  const means = YEARS.map((_, position) =>
    paces.reduce((sum, pace, rank) => sum + prefectures.shares[rank]! * pace[position]!, 0),
  );
  const delays = new Map(
    prefectures.values.map((code, rank) => [
      code,
      means.map((mean, position) => paces[rank]![position]! / mean),
    ]),
  );
  return (prefecture, year) => delays.get(prefecture)![year - FIRST_YEAR]!;
}
