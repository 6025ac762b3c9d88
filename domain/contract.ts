/**
 * The event contract, version 1: the observatory's only input, in one place.
 *
 * The TypeScript types (below), the checker (`ingest/check.ts`), the JSON Schema
 * (`docs/contract.schema.json`) and the documentation page (`docs/contract.md`) all come from the
 * tables of this file, so that none of them can say something else.
 */

/** How a column's text is read and what it may hold. */
export type ColumnType =
  | { kind: 'token'; pattern: string; max: number }
  | { kind: 'pseudonym' }
  | { kind: 'enum'; values: readonly string[] }
  /** One of the codes of a reference table (`seed/reference/`), which is part of the contract. */
  | { kind: 'code'; table: 'prefectures' | 'titres' }
  | { kind: 'date' }
  | { kind: 'timestamp' }
  | { kind: 'integer'; min: number; max: number }
  | { kind: 'number' }
  | { kind: 'boolean' };

export interface Column {
  name: string;
  type: ColumnType;
  /** What the column means, for the documentation page. */
  meaning: string;
}

const column = <Name extends string>(name: Name, type: ColumnType, meaning: string) => ({
  name,
  type,
  meaning,
});
const token = (pattern: string, max: number): ColumnType => ({ kind: 'token', pattern, max });
/** Whole numbers as the log holds them, in 32 bits. */
const COUNT: ColumnType = { kind: 'integer', min: 0, max: 4_294_967_295 };
const oneOf = (...values: string[]): ColumnType => ({ kind: 'enum', values });

/** Calendar days lie between these two, both included. */
export const FIRST_DAY = '1990-01-01';
export const LAST_DAY = '2100-12-31';

/** A text line may not be longer than this, in bytes. */
export const MAX_LINE_BYTES = 1024 * 1024;

const DOSSIER_SOURCES = ['anef', 'agdref', 'demarche_numerique'] as const;

export const SOURCES = [
  ...DOSSIER_SOURCES,
  'franceconnect',
  'ccc',
  'pan',
  'france_services',
  'rendez_vous',
  'anomalies',
  'alertes',
  'pilotage',
  'pilote_ia',
  'recours',
  'satisfaction',
] as const;
export type Source = (typeof SOURCES)[number];

/**
 * What of a source is followed by a system of its own: the anomalies by a tracker, the outages by a
 * probe. What one of them delivers says nothing of how far the other was followed.
 */
export const PARTS = ['anomalies:suivi', 'anomalies:disponibilite'] as const;
export type Part = (typeof PARTS)[number];

/** Of what a delivery must have spoken to be heard of a source, or of a part of one. */
export function coversOf(name: Source | Part): string[] {
  const [source = name] = name.split(':');
  return [
    source,
    ...PARTS.filter((part) => (name === source ? part.startsWith(`${source}:`) : part === name)),
  ];
}

export const MOTIFS = ['economique', 'familial', 'etudiant', 'humanitaire', 'divers'] as const;
export const DEMANDES = [
  'premiere',
  'renouvellement',
  'changement_statut',
  'duplicata',
  'dcem',
  'titre_voyage',
] as const;
export const CANAUX = ['anef', 'demarche_numerique', 'guichet', 'postal', 'substitution'] as const;
export const TYPES_TITRE = ['visa', 'cst', 'csp', 'resident', 'resident_ldue', 'accord'] as const;

/** Every column of the contract, in the order of the documentation. */
export const COLUMNS = [
  column(
    'event_id',
    token('[A-Za-z0-9._:-]', 64),
    'Unique within `source` for ever, opaque, never derived in clear from a number people know; the idempotency key. Beginning with `sim-` = synthetic.',
  ),
  column('source', oneOf(...SOURCES), 'The system that recorded the event.'),
  column('event', { kind: 'enum', values: [] }, 'What happened: one of the events below.'),
  column(
    'occurred_on',
    { kind: 'date' },
    'The calendar day it happened where the competent prefecture stands; never a time of day.',
  ),
  column('rang', COUNT, 'Order within the day and dossier.'),
  column(
    'recorded_at',
    { kind: 'timestamp' },
    'The extraction that first carried this version (RFC 3339 with offset), the same for all rows of that extraction; not the time of the act.',
  ),
  column(
    'dossier',
    { kind: 'pseudonym' },
    'Pseudonym of the application concerned: first 128 bits of HMAC-SHA-256, in lower-case hexadecimal.',
  ),
  column(
    'personne',
    { kind: 'pseudonym' },
    'Pseudonym of the foreigner, where the source can give it.',
  ),
  column(
    'prefecture',
    { kind: 'code', table: 'prefectures' },
    'Competent prefecture: INSEE département code (`75` = préfecture de police), 975, 977, 978, 986, 987 or 988; `ZZ` = test data from outside France.',
  ),
  column(
    'titre',
    { kind: 'code', table: 'titres' },
    'Title asked for: CESEDA article (`L421-9`), treaty (`ACC-DZ`) or document (`DCEM`, `TVR`).',
  ),
  column('motif', oneOf(...MOTIFS), 'One of the five motives of the DGEF.'),
  column('demande', oneOf(...DEMANDES), 'Kind of application.'),
  column('canal', oneOf(...CANAUX), 'Channel of filing.'),
  column('debut', { kind: 'date' }, 'First day of validity of a document.'),
  column('fin', { kind: 'date' }, 'Last day of validity of a document, included.'),
  column('debut_at', { kind: 'timestamp' }, 'Start of an outage (platform events only).'),
  column('fin_at', { kind: 'timestamp' }, 'End of an outage (platform events only).'),
  column('droit_travail', { kind: 'boolean' }, 'Does the document carry the right to work.'),
  column('type_titre', oneOf(...TYPES_TITRE), 'Kind of title held.'),
  column(
    'issue',
    { kind: 'enum', values: [] },
    "One of the event's own list of outcomes, classes or reasons.",
  ),
  column('gravite', oneOf('bloquante', 'majeure', 'mineure'), 'Severity of an anomaly.'),
  column('module', token('[a-z0-9_]', 40), 'Part of the platform, or posting of staff.'),
  column(
    'reference',
    token('[A-Z0-9-]', 64),
    'The subject that is not a dossier: 32 lower-case hexadecimal characters, except on `anomalie_*`: 1–64 of `A-Z0-9-`.',
  ),
  column(
    'anomalie',
    token('[A-Z0-9-]', 64),
    'The anomaly met, on `ccc_*`, `pan_*` and `depot_echec`.',
  ),
  column('origine', oneOf('sonde', 'usager'), 'Who looked for an appointment.'),
  column('version', token('[A-Za-z0-9._+-]', 40), 'Release or model version.'),
  column('duree_s', COUNT, 'Review time, in seconds.'),
  column(
    'valeur',
    { kind: 'number' },
    'Declared quantity, or the number that an aggregated row stands for.',
  ),
] as const satisfies readonly Column[];

export type ColumnName = (typeof COLUMNS)[number]['name'];
export const COLUMN_NAMES: readonly ColumnName[] = COLUMNS.map(({ name }) => name);

/** What every row needs, whatever its event. */
export const ALWAYS = [
  'event_id',
  'source',
  'event',
  'recorded_at',
] as const satisfies readonly ColumnName[];

/** One row of a delivery, as the contract writes it in JSON. */
export interface EventRow {
  event_id: string;
  source: Source;
  event: EventName;
  occurred_on?: string | null;
  rang?: number | null;
  recorded_at: string;
  dossier?: string | null;
  personne?: string | null;
  prefecture?: string | null;
  titre?: string | null;
  motif?: (typeof MOTIFS)[number] | null;
  demande?: (typeof DEMANDES)[number] | null;
  canal?: (typeof CANAUX)[number] | null;
  debut?: string | null;
  fin?: string | null;
  debut_at?: string | null;
  fin_at?: string | null;
  droit_travail?: boolean | null;
  type_titre?: (typeof TYPES_TITRE)[number] | null;
  issue?: string | null;
  gravite?: 'bloquante' | 'majeure' | 'mineure' | null;
  module?: string | null;
  reference?: string | null;
  anomalie?: string | null;
  origine?: 'sonde' | 'usager' | null;
  version?: string | null;
  duree_s?: number | null;
  valeur?: number | null;
}

/** What the contract asks of one kind of event. */
export interface EventRule {
  sources: readonly Source[];
  /** The issues it may carry; empty: `issue` must be null. */
  issues: readonly string[];
  /** What it must have beyond what every row needs (`ALWAYS`). */
  required: readonly ColumnName[];
  /** At least one of these must be there. */
  anyOf?: readonly ColumnName[];
  /** Closes the dossier, until a `reouverture`. */
  terminal?: true;
}

type Rest = Omit<EventRule, 'sources' | 'required' | 'issues'>;

/** Builds the rules of events that share their sources and what they must have. */
function rules<Name extends string>(
  sources: readonly Source[],
  required: readonly ColumnName[],
  events: Record<Name, readonly string[]>,
  rest: Rest = {},
): Record<Name, EventRule> {
  const entries = Object.entries<readonly string[]>(events).map(([name, issues]) => [
    name,
    { sources, issues, required: ['occurred_on', ...required], ...rest },
  ]);
  return Object.fromEntries(entries) as Record<Name, EventRule>;
}

const none: readonly string[] = [];

/** Every event of the contract, with its sources, its issues and what it must have. */
export const EVENTS = {
  ...rules(DOSSIER_SOURCES, ['dossier', 'prefecture', 'titre', 'motif', 'demande', 'canal'], {
    depot: none,
  }),
  ...rules(DOSSIER_SOURCES, ['dossier', 'prefecture'], {
    attestation_depot: none,
    completude: none,
    prise_en_charge: none,
    en_instruction: none,
    retour_construction: none,
    complement_demande: none,
    complement_recu: none,
    avis_demande: none,
    avis_rendu: none,
    reouverture: none,
    titre_commande: none,
    titre_disponible: none,
  }),
  ...rules(
    DOSSIER_SOURCES,
    ['dossier', 'prefecture'],
    {
      decision_favorable: none,
      decision_defavorable: ['avec_oqtf', 'sans_oqtf'],
      classement_sans_suite: ['incomplet', 'sans_reponse', 'trop_ancien', 'autre'],
      cloture: ['incomplet', 'doublon', 'sans_objet', 'autre'],
      desistement: none,
      refus_enregistrement: ['incomplet', 'hors_competence', 'autre'],
      purge: none,
      transfert: none,
    },
    { terminal: true },
  ),
  ...rules(
    DOSSIER_SOURCES,
    ['type_titre', 'debut', 'fin', 'droit_travail'],
    { titre_detenu: none },
    { anyOf: ['dossier', 'personne'] },
  ),
  ...rules(DOSSIER_SOURCES, ['dossier', 'debut', 'fin', 'droit_travail'], {
    recepisse: none,
    api: none,
    aps: none,
  }),
  ...rules(DOSSIER_SOURCES, ['dossier', 'debut', 'droit_travail'], { adf: none }),
  ...rules(DOSSIER_SOURCES, ['dossier', 'titre', 'type_titre', 'debut', 'fin', 'droit_travail'], {
    titre_remis: none,
  }),
  ...rules(DOSSIER_SOURCES, ['reference'], {
    depot_echec: ['anomalie', 'indisponible', 'compte', 'autre'],
  }),
  ...rules(DOSSIER_SOURCES, ['dossier', 'prefecture', 'reference'], { rattachement: none }),
  ...rules(['franceconnect'], ['valeur'], { connexion_fc: none }),
  ...rules(['ccc'], ['reference'], {
    ccc_contact: ['telephone', 'formulaire'],
    ccc_resolu: none,
    ccc_signalement_dgef: none,
  }),
  ...rules(['pan', 'demarche_numerique'], ['reference'], {
    pan_rdv_demande: none,
    pan_rdv_pris: none,
    pan_rdv_annule: none,
  }),
  ...rules(['pan'], ['reference'], {
    pan_visite: ['depose', 'oriente_substitution', 'information', 'bloque', 'echec', 'absence'],
    impossibilite_constatee: none,
    substitution_convocation: none,
    substitution_depot: none,
  }),
  ...rules(['france_services'], ['valeur'], { fs_accompagnement: none }),
  ...rules(['rendez_vous', 'demarche_numerique'], ['reference'], {
    rdv_recherche: [
      'dates_multiples_mois',
      'une_date_mois',
      'un_a_deux_mois',
      'plus_deux_mois',
      'aucune_date',
    ],
    rdv_pris: none,
    rdv_honore: none,
    rdv_annule: none,
  }),
  ...rules(['anomalies'], ['reference', 'module', 'gravite'], {
    anomalie_ouverte: none,
    anomalie_rouverte: none,
    anomalie_corrigee: none,
    anomalie_rejetee: none,
  }),
  ...rules(['anomalies'], ['module', 'version'], { mise_en_service: none }),
  ...rules(['anomalies'], ['module', 'debut_at', 'fin_at', 'issue'], {
    indisponibilite: ['programmee', 'non_programmee'],
  }),
  ...rules(['alertes'], [], { alerte_expiration: ['mel', 'sms'] }),
  ...rules(['pilotage'], [], {
    filtre_avance_utilise: none,
    priorisation: none,
    visite_appui: none,
  }),
  ...rules(['pilotage'], ['valeur'], { effectif: ['permanent', 'vacataire'] }),
  ...rules(['pilote_ia'], ['dossier', 'version', 'issue'], {
    ia_traite: ['tri', 'completude', 'proposition', 'redaction'],
  }),
  ...rules(['pilote_ia'], ['dossier', 'reference', 'version'], {
    ia_suggestion: ['favorable', 'defavorable', 'a_completer'],
  }),
  ...rules(['pilote_ia'], ['dossier', 'reference', 'version', 'duree_s'], {
    agent_valide: none,
    agent_modifie: none,
    agent_rejette: none,
  }),
  ...rules(['pilote_ia'], ['dossier'], { mention_algo_notifiee: none }),
  ...rules(['pilote_ia'], [], { ia_indisponible: none }),
  ...rules(['recours'], ['reference', 'prefecture', 'dossier'], {
    recours_gracieux: none,
    recours_hierarchique: none,
    demande_motifs: none,
    refere_suspension: none,
    recours_ta: none,
  }),
  ...rules(['recours'], ['reference', 'prefecture'], {
    refere_mesures_utiles: ['rdv', 'depot', 'document', 'autre'],
    decision_justice: [
      'annulation',
      'annulation_partielle',
      'injonction',
      'suspension',
      'rejet',
      'non_lieu',
      'desistement',
      'irrecevabilite',
    ],
    injonction: none,
    execution: none,
  }),
  ...rules(['recours'], [], { ddd_saisine: none }, { anyOf: ['reference', 'valeur'] }),
  ...rules(['satisfaction'], ['valeur'], { avis_usager: none }),
  retractation: { sources: SOURCES, issues: none, required: [] },
} as const satisfies Record<string, EventRule>;

export type EventName = keyof typeof EVENTS;
export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];

/** Events whose `reference` is a tracker's own number, not a pseudonym. */
export const NAMED_REFERENCE: readonly EventName[] = EVENT_NAMES.filter((name) =>
  name.startsWith('anomalie_'),
);

export const TERMINAL_EVENTS: readonly EventName[] = EVENT_NAMES.filter(
  (name) => (EVENTS[name] as EventRule).terminal,
);

/** The postings that `effectif` may name in `module`. */
export const STAFF_MODULES = ['etrangers', 'pan'] as const;

/** `avis_usager` is a mark between these two. */
export const SATISFACTION_RANGE = [0, 10] as const;

/**
 * What must not stand in any string but a hash: personal data in clear. Each is matched as a whole
 * token, so that a longer token does not match. RE2 has no look-around: `ingest/check.ts` puts the
 * bounds in its own words.
 */
export const PERSONAL_DATA: Record<string, string> = {
  email: '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+',
  telephone: '(?:\\+|00)33[ .-]?[1-9](?:[ .-]?[0-9]{2}){4}|0[1-9](?:[ .-]?[0-9]{2}){4}',
  iban: '[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?',
  numero_etranger: '[0-9]{10}',
  numero_anef: '[0-9]{19}',
};

/** Why a row or a file was set aside. Each is counted and shown; none is silent. */
export const REASONS = {
  colonne_inconnue: 'a column or key that the contract does not have (the whole file is refused)',
  colonne_absente: 'a column that every row needs is not in the file (the whole file is refused)',
  type_parquet:
    'a Parquet column of another type than the contract says (the whole file is refused)',
  fichier_illisible: 'the file cannot be read in its format (the whole file is refused)',
  manifeste_discordant:
    'the file has not the rows or the hash that the manifest says (the whole file is refused)',
  ligne_illisible: 'a line that is not a JSON object or a CSV record of the header’s length',
  ligne_trop_longue: 'a line longer than 1 MiB',
  valeur_invalide: 'a value outside the pattern, list or range of its column',
  valeur_manquante: 'a value that the event must have is missing',
  evenement_hors_source: 'an event that its source cannot record',
  issue_hors_liste: 'an issue outside the list of its event',
  date_hors_bornes: 'a day before 1990-01-01, after 2100-12-31, or that does not exist',
  date_posterieure: 'occurred after it was recorded, or recorded more than 24 h after it arrived',
  intervalle_inverse: 'an end before its beginning',
  donnee_personnelle: 'something that looks like personal data in clear',
  conflit: 'the same event and the same recorded_at as another row, with different content',
} as const;
export type Reason = keyof typeof REASONS;
