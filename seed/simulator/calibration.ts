/**
 * The figures that the population is made to resemble. `docs/simulator.md` says of each where it
 * comes from; in the comments below, “published” figures are quoted from there and everything else
 * is invented.
 */
import type { CANAUX, DEMANDES, MOTIFS, TYPES_TITRE } from '#domain/contract.ts';
import { choice } from './rng.ts';

export type Demande = (typeof DEMANDES)[number];
export type Motif = (typeof MOTIFS)[number];
export type Canal = (typeof CANAUX)[number];
export type TypeTitre = (typeof TYPES_TITRE)[number];

/** One value a year, from the first year of the model. */
export const FIRST_YEAR = 2020;
export type Yearly = readonly [number, number, number, number, number, number, number];
export const inYear = (series: Yearly, year: number): number => series[year - FIRST_YEAR]!;

/** Applications filed in the whole country; 2026 counts ten months. Invented, around the titles issued. */
export const FILINGS: Yearly = [
  980_000, 1_120_000, 1_210_000, 1_300_000, 1_400_000, 1_520_000, 1_310_000,
];
/** Of which on the ANEF; 2020 and 2024 are published. */
export const ANEF_FILINGS: Yearly = [
  60_326, 205_000, 410_000, 690_000, 1_120_942, 1_240_000, 1_085_000,
];

/** How the filings of a year spread over its months: the autumn term, and August. */
export const MONTH_WEIGHTS = [1, 0.95, 1, 0.95, 0.9, 1, 0.95, 0.8, 1.2, 1.25, 1.1, 0.9];
/** The closed counters of spring 2020. */
export const LOCKDOWN_WEIGHTS: Record<string, number> = {
  '2020-03': 0.6,
  '2020-04': 0.2,
  '2020-05': 0.5,
};

/** Kinds of application, in per mille: first permits stand to renewals as in the titles of 2024. */
export const DEMANDE_WEIGHTS: Record<Demande, Yearly> = {
  premiere: [255, 262, 268, 270, 268, 272, 274],
  renouvellement: [655, 645, 638, 635, 636, 633, 631],
  changement_statut: [35, 37, 38, 38, 38, 38, 38],
  duplicata: [20, 20, 20, 20, 20, 20, 20],
  dcem: [20, 20, 20, 20, 20, 20, 20],
  titre_voyage: [15, 16, 16, 17, 18, 17, 17],
};

/** Motives of first permits, in thousands: 2024 and 2025 follow the published flows. */
export const FIRST_MOTIF_WEIGHTS: Record<Motif, Yearly> = {
  economique: [27, 37, 52, 55, 58.6, 51.2, 50],
  familial: [76, 86, 91, 91, 92, 92, 92],
  etudiant: [73, 88, 102, 104, 110.9, 118, 120],
  humanitaire: [33, 41, 40, 47, 56.1, 92.6, 95],
  divers: [19, 22, 26, 27, 28, 30, 30],
};
/** Motives of the other applications, constant. */
export const LATER_MOTIF_WEIGHTS: Record<Exclude<Demande, 'premiere'>, Record<Motif, number>> = {
  renouvellement: { economique: 15, familial: 42, etudiant: 15, humanitaire: 15, divers: 13 },
  changement_statut: { economique: 50, familial: 30, etudiant: 8, humanitaire: 4, divers: 8 },
  duplicata: { economique: 18, familial: 40, etudiant: 18, humanitaire: 14, divers: 10 },
  dcem: { economique: 0, familial: 0, etudiant: 0, humanitaire: 0, divers: 1 },
  titre_voyage: { economique: 0, familial: 0, etudiant: 0, humanitaire: 1, divers: 0 },
};

/** Two kinds of application ask for a document of their own. */
export const OWN_TITRE: Partial<Record<Demande, string>> = { dcem: 'DCEM', titre_voyage: 'TVR' };

/** The ANEF of 2020 took students before the order that made it compulsory for them. */
export const ANEF_TRIAL = { from: '2020-09-01', titres: ['L422-1', 'L422-8', 'L422-10'] };
/** Nearly everybody files where the law obliges to. */
export const MOST_ANEF_TAKE_UP = 0.97;

/** Channels where the ANEF is not open, or not used. */
export const OTHER_CANAUX = {
  closed: choice<Canal>({ guichet: 52, demarche_numerique: 38, postal: 10 }),
  open: choice<Canal>({ guichet: 58, demarche_numerique: 26, postal: 6, substitution: 10 }),
};
/** The decree of 22 March 2023 made the substitution solution. */
export const SUBSTITUTION_FROM = '2023-04-01';

/**
 * Mean days from filing to the first closing, by year of filing. First permits: 114 d in 2020 and
 * 134 d in 2022 as a minister told the Senate, then + 21 % from 2023 to 2024. Renewals: 63 d in
 * 2020, then 60 d in 2022 and 95 d in 2024 as a senator quotes, i.e. + 20 % from 2023.
 */
export const MEAN_DELAY_DAYS: Record<Demande, Yearly> = {
  premiere: [114, 124, 134, 140, 169.4, 172, 166],
  renouvellement: [63, 61, 60, 79.2, 95, 98, 94],
  changement_statut: [118, 128, 138, 146, 172, 176, 170],
  duplicata: [42, 42, 44, 48, 54, 54, 52],
  dcem: [60, 60, 62, 70, 80, 82, 80],
  titre_voyage: [85, 85, 90, 100, 115, 118, 114],
};
/** Spread of the logarithm of a delay between applications that are alike. */
export const DELAY_SIGMA = 0.72;
/** Spread of the logarithm between prefectures, and between years of one prefecture. */
export const PREFECTURE_SIGMA = 0.28;
export const PREFECTURE_YEAR_SIGMA = 0.06;
/** Large prefectures are slower: what a tenfold volume adds, over the logarithm of ten. */
export const SIZE_SLOPE = 0.06;
/** No latent delay is longer, so that every document ends before 2100. */
export const LONGEST_DELAY_DAYS = 3650;

/** Relative delays; the means above hold whatever these are. */
export const MOTIF_DELAY: Record<Motif, number> = {
  economique: 1,
  familial: 1.05,
  etudiant: 0.75,
  humanitaire: 1.2,
  divers: 1.1,
};
export const CANAL_DELAY: Record<Canal, number> = {
  anef: 0.96,
  demarche_numerique: 1.08,
  guichet: 1.02,
  postal: 1.15,
  substitution: 1.2,
};

export const OUTCOMES = [
  'decision_favorable',
  'decision_defavorable',
  'classement_sans_suite',
  'cloture',
  'desistement',
  'refus_enregistrement',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OUTCOME_DELAY: Record<Outcome, number> = {
  decision_favorable: 1,
  decision_defavorable: 1.3,
  classement_sans_suite: 1.25,
  cloture: 0.8,
  desistement: 0.6,
  refus_enregistrement: 0.3,
};
/** How applications end: first and others, then what a motive does to refusals. */
const FIRST_OUTCOMES: Record<Outcome, number> = {
  decision_favorable: 80,
  decision_defavorable: 9,
  classement_sans_suite: 4,
  cloture: 3.5,
  desistement: 1.5,
  refus_enregistrement: 2,
};
const LATER_OUTCOMES: Record<Outcome, number> = {
  decision_favorable: 92,
  decision_defavorable: 2.6,
  classement_sans_suite: 2,
  cloture: 2,
  desistement: 0.6,
  refus_enregistrement: 0.8,
};
const REFUSAL_BY_MOTIF: Record<Motif, number> = {
  economique: 1,
  familial: 1,
  etudiant: 0.8,
  humanitaire: 0.6,
  divers: 2,
};
export function outcomeWeights(demande: Demande, motif: Motif): Record<Outcome, number> {
  const first = demande === 'premiere' || demande === 'changement_statut';
  const weights = first ? FIRST_OUTCOMES : LATER_OUTCOMES;
  return {
    ...weights,
    decision_defavorable: weights.decision_defavorable * REFUSAL_BY_MOTIF[motif],
  };
}

/**
 * Blocked users that the call centre passed on to the DGEF, per ANEF application. 2024 is published:
 * 4 377 of 1 120 942.
 */
export const SIGNALEMENT_RATE: Yearly = [
  0,
  0.006,
  0.0056,
  0.0047,
  4377 / 1_120_942,
  0.0035,
  0.0031,
];
/** Other failed attempts to file on the ANEF, per application. */
export const FAILED_ATTEMPT_RATE = 0.03;
/** Searches for an appointment that find none at first, per application at a counter or by form. */
export const NO_APPOINTMENT_RATE = 0.08;
/** Expiry alerts by e-mail or text message: their day and reach are invented. */
export const ALERTS = { from: '2023-06-01', reach: 0.6, daysBefore: 130 };

/** Transfers, reopened files, second applications after a refusal, without a published figure. */
export const TRANSFER_RATE = 0.012;
export const REOPENED_RATE = 0.06;
export const REFILING_RATE = 0.25;

/**
 * What happened in the anomaly tracker, year by year: 954 corrected in 2024 and a stock down by 85 %
 * are published; no inflow is, so one is invented that makes both true (1 122 → 168).
 */
export const ANOMALIES: Record<
  number,
  Record<'opened' | 'reopened' | 'corrected' | 'rejected', number>
> = {
  2022: { opened: 560, reopened: 0, corrected: 90, rejected: 20 },
  2023: { opened: 860, reopened: 12, corrected: 160, rejected: 40 },
  2024: { opened: 210, reopened: 30, corrected: 954, rejected: 240 },
  2025: { opened: 310, reopened: 24, corrected: 300, rejected: 30 },
  2026: { opened: 230, reopened: 18, corrected: 238, rejected: 22 },
};
