/**
 * The figures that the population is made to resemble. `docs/simulator.md` says of each where it
 * comes from; in the comments below, “published” figures are quoted from there and everything else
 * is invented.
 */
import type { CANAUX, DEMANDES, MOTIFS, TYPES_TITRE } from '#domain/contract.ts';
import { Choice, choice } from './rng.ts';

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

/**
 * Title categories within each motive, for a first permit and for what comes later. The open part of
 * 2024 adds up to the published 83 % of the volume with a teleservice.
 */
export const TITRE_WEIGHTS: Record<
  Motif,
  Record<string, readonly [first: number, later: number]>
> = {
  economique: {
    'L421-1': [24, 24],
    'L421-3': [8, 6],
    'L421-5': [5, 6],
    'L421-9': [10, 12],
    'L421-10': [1, 1],
    'L421-11': [5, 8],
    'L421-12': [1, 1],
    'L421-13': [5, 5],
    'L421-13-1': [1, 1],
    'L421-14': [8, 8],
    'L421-16': [2, 3],
    'L421-17': [1, 1],
    'L421-18': [1, 1],
    'L421-19': [1, 1],
    'L421-20': [2, 2],
    'L421-21': [1, 1],
    'L421-26': [4, 4],
    'L421-27': [1, 1],
    'L421-30': [1, 0],
    'L421-32': [1, 0],
    'L421-34': [10, 10],
    'L435-4': [3, 1],
    'ACC-TN': [2, 4],
    'ACC-MA': [2, 4],
  },
  familial: {
    'L421-22': [6, 4],
    'L423-1': [30, 18],
    'L423-6': [0, 12],
    'L423-7': [16, 20],
    'L423-10': [0, 6],
    'L423-11': [2, 1],
    'L423-14': [14, 12],
    'L423-15': [5, 3],
    'L423-21': [8, 5],
    'L423-22': [3, 2],
    'L423-23': [15, 16],
  },
  etudiant: {
    'L422-1': [90, 84],
    'L422-5': [1, 1],
    'L422-8': [3, 6],
    'L422-10': [4, 8],
    'L426-23': [2, 1],
  },
  humanitaire: {
    'L424-1': [38, 34],
    'L424-3': [14, 14],
    'L424-9': [24, 26],
    'L424-11': [8, 8],
    'L424-18': [0.5, 0.5],
    'L425-1': [0.5, 0.5],
    'L425-6': [1, 1],
    'L425-9': [10, 12],
    'L425-10': [4, 4],
  },
  divers: {
    'L426-17': [0, 8],
    'L426-20': [20, 16],
    'L426-22': [8, 1],
    'L435-1': [14, 6],
    'L435-3': [6, 3],
    'ACC-DZ': [46, 60],
    'ACC-GB': [6, 6],
  },
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

/** Parts of the platform, with how often each fails. */
export const MODULES = choice({
  compte: 16,
  depot_demande: 26,
  pieces_jointes: 18,
  paiement: 5,
  notification: 8,
  attestation_prolongation: 12,
  instruction_agent: 9,
  interface_agdref: 6,
});

/** When a renewal is filed, by whether an alert was received; and what documents follow. */
export const RIGHTS = {
  timelinessAlerted: choice({ on_time: 82, early: 6, late: 9, after_expiry: 3 }),
  timeliness: choice({ on_time: 70, early: 6, late: 16, after_expiry: 8 }),
  timelinessBlocked: choice({ on_time: 44, early: 4, late: 22, after_expiry: 30 }),
  /** An on-time applicant whose title expires is owed an attestation; this share gets one. */
  apiIssued: { on_time: 0.95, early: 0.8, late: 0.8, after_expiry: 0.45, not_applicable: 0.95 },
  apiIssuedIncomplete: 0.3,
  apiPunctual: 0.82,
  /** The filters of August 2024 show agents which attestations are about to expire. */
  filtersFrom: '2024-08-01',
  apiRenewedInTime: { before: 0.84, since: 0.91 },
  recepisseIssued: 0.94,
  recepisseRenewedInTime: 0.9,
  /** A late successor, rather than none at all. */
  renewedLate: 0.75,
  /** First applicants have no document to prolong; some are given one all the same. */
  firstApi: 0.2,
  firstRecepisse: 0.55,
  aps: 0.004,
  adfIssued: 0.94,
  adfPunctual: 0.86,
  /** Attestations that forget the right to work which the title gave. */
  workForgotten: 0.03,
  handoverRecorded: 0.94,
  completenessRecorded: 0.94,
  /** A card is made in some ten days and handed over a week later: 21 days, as one prefecture says. */
  cardDays: { least: 5, mean: 10, pickUp: 12 },
} as const;

/** Months of validity of a title, by its kind. */
export const TITLE_MONTHS: Record<TypeTitre, Choice<number>> = {
  visa: new Choice([
    [6, 20],
    [12, 80],
  ]),
  cst: new Choice([[12, 1]]),
  csp: new Choice([
    [24, 45],
    [48, 55],
  ]),
  resident: new Choice([[120, 1]]),
  resident_ldue: new Choice([[120, 1]]),
  accord: new Choice([
    [12, 45],
    [120, 55],
  ]),
};
/** Holders of a long-stay visa among first applicants. */
export const VISA_HELD = { etudiant: 0.7, other: 0.3 };
/** Renewals that ask for a multi-year card while holding a one-year one. */
export const FIRST_MULTI_YEAR = 0.3;

/** What goes wrong in recording: rows in the first case, dossiers in the others. */
export const RECORDING = {
  late: 0.015,
  lateWeekEnds: 0.35,
  corrected: 0.02,
  repeated: 0.008,
  withdrawn: 0.004,
};

/** How often each step of an examination happens and is recorded. */
export const JOURNEY = {
  taken: 0.5,
  examined: 0.4,
  requestFirst: 0.3,
  requestLater: 0.2,
  /** Files closed without a decision because a request got no answer. */
  unanswered: 0.6,
  advice: { economique: 0.12, familial: 0.03, etudiant: 0.01, humanitaire: 0.12, divers: 0.12 },
  sentBack: 0.08,
  /** Closures of Démarche numérique that are purges of files never opened. */
  purged: 0.3,
  ordered: 0.15,
  available: 0.75,
  otherNumber: 0.1,
  issues: {
    decision_defavorable: choice({ avec_oqtf: 70, sans_oqtf: 30 }),
    classement_sans_suite: choice({ incomplet: 35, sans_reponse: 40, trop_ancien: 10, autre: 15 }),
    cloture: choice({ incomplet: 45, doublon: 25, sans_objet: 20, autre: 10 }),
    refus_enregistrement: choice({ incomplet: 75, hors_competence: 15, autre: 10 }),
  },
};

/** Ways around a failure to file, help, and what users say; no figure is published but above. */
export const ACCESS = {
  /** Signalements whose author never manages to file. */
  neverFiled: 0.12,
  failures: choice({ anomalie: 45, indisponible: 15, compte: 25, autre: 15 }),
  contacts: choice({ telephone: 62, formulaire: 38 }),
  /** Contacts with the call centre while an ANEF application is examined. */
  contacted: 0.05,
  resolved: 0.82,
  /** Digital reception points: who goes there before filing, and with what result. */
  panVisited: 0.02,
  panFrom: '2021-06-01',
  panIssues: choice({ depose: 55, information: 25, echec: 8, bloque: 5, absence: 7 }),
  panCancelled: 0.1,
  /** Counters and forms where an appointment is looked for. */
  rdvLookedFor: 0.25,
  rdvCancelled: 0.06,
  rdvFound: choice({
    dates_multiples_mois: 18,
    une_date_mois: 22,
    un_a_deux_mois: 26,
    plus_deux_mois: 14,
    aucune_date: 20,
  }),
  rdvReferred: 0.04,
  opinion: 0.02,
};

/** What is done about a refusal, or about silence. */
export const RECOURS = {
  againstRefusal: choice({
    aucun: 70,
    recours_gracieux: 6,
    recours_hierarchique: 2,
    refere_suspension: 4,
    recours_ta: 18,
  }),
  judged: choice({
    annulation: 24,
    annulation_partielle: 3,
    rejet: 58,
    non_lieu: 8,
    desistement: 4,
    irrecevabilite: 3,
  }),
  suspended: choice({ suspension: 42, rejet: 46, non_lieu: 12 }),
  won: ['annulation', 'annulation_partielle', 'suspension'],
  injunction: 0.6,
  executed: 0.75,
  groundsAsked: 0.02,
  suspensionAsked: 0.004,
  ombudsman: 0.003,
};

/** Agents have advanced filters since August 2024. */
export const PRIORITY = { from: RIGHTS.filtersFrom, share: 0.15 };

/** What the invented tool does; `INVENTED_PILOT` has where, when and its effect. */
export const PILOT = {
  exposed: 0.88,
  suggested: 0.65,
  mentioned: 0.85,
  tasks: choice({ tri: 25, completude: 35, proposition: 30, redaction: 10 }),
  whenGranted: choice({ favorable: 78, a_completer: 14, defavorable: 8 }),
  whenNot: choice({ favorable: 22, a_completer: 28, defavorable: 50 }),
  reviews: {
    favorable: choice({ agent_valide: 86, agent_modifie: 8, agent_rejette: 6 }),
    defavorable: choice({ agent_valide: 68, agent_modifie: 14, agent_rejette: 18 }),
    a_completer: choice({ agent_valide: 76, agent_modifie: 18, agent_rejette: 6 }),
  },
  reviewLogSeconds: 4.6,
};

/** What belongs to no dossier. Published: monthly releases, 190 temporary posts of 2025. */
export const PLATFORM = {
  releasesFrom: '2022-01-01',
  outageChance: 0.45,
  /** Per application filed. */
  franceConnect: 0.4,
  ombudsman: 0.012,
  helped: 0.05,
  filtered: 0.02,
  filtersFrom: RIGHTS.filtersFrom,
  staffFrom: '2024-01-01',
  staff: [
    { module: 'etrangers', issue: 'permanent', fullTime: 2000 },
    { module: 'etrangers', issue: 'vacataire', fullTime: 190 },
    { module: 'pan', issue: 'permanent', fullTime: 160 },
  ],
  visitsFrom: '2025-04-01',
  visitsPerMonth: 3,
  probesFrom: '2021-01-01',
  /** Prefectures above this share of the country are probed. */
  probedShare: 0.01,
  probes: choice({
    dates_multiples_mois: 15,
    une_date_mois: 15,
    un_a_deux_mois: 15,
    plus_deux_mois: 10,
    aucune_date: 45,
  }),
  pilotOutage: 0.5,
};
