/**
 * Rates that no source gives, chosen to be plausible: what people do, how often a step happens and is
 * recorded, what goes wrong. Where a figure in here was published, its comment says so.
 */
import { Choice, choice } from './rng.ts';
import type { TypeTitre } from './calibration.ts';

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
