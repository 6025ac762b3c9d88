import { z } from 'zod';
import { CANAUX, DEMANDES, EVENTS, MOTIFS, TYPES_TITRE } from '#domain/contract.ts';
import { STATISTICS } from '#domain/indicator.ts';
import { codes, day, number, optional, provenance, text, validity, whole, yes } from './table.ts';

/** A competent prefecture, under the code that the event contract uses. */
export interface Prefecture extends z.output<typeof prefectureRow> {}
export const prefectureRow = z.strictObject({
  code: z.string().regex(/^(?:\d{2}|2[AB]|97[1-8]|98[678]|ZZ)$/),
  name: text,
  /** INSEE code of the region; `COM` for the overseas collectivities, `ZZ` for the test row. */
  region: text,
  region_name: text,
  /** `test` is kept out of national rows and maps. */
  kind: z.enum(['departement', 'com', 'test']),
  /** IANA name: the day of an event is the day there. */
  timezone: text,
  /** The greatest offset from UTC in the year, in hours. */
  utc_offset_max_hours: whole,
  ...provenance,
});

const DELAY_KEYS = ['M4', 'D90', 'D60', 'D30'] as const;
const FILING_WINDOWS = ['anef_120_60', 'two_months'] as const;

/**
 * A title category that an event may name. `verified` speaks of `anef_open_on`, the fact that the
 * row dates; labels and usual motives are open nomenclature (see `docs/reference.md`).
 */
export interface Titre extends z.output<typeof titreRow> {}
export const titreRow = z.strictObject({
  /** CESEDA article (`L421-9`), treaty (`ACC-DZ`) or document (`DCEM`, `TVR`). */
  code: z.string().regex(/^[A-Z0-9-]{3,16}$/),
  label_fr: text,
  label_en: text,
  /** The motive it usually falls under; an event's own `motif` wins. */
  motif: z.enum(MOTIFS),
  /** The kind of document usually delivered; null for what is not a residence title. */
  type_titre: optional(z.enum(TYPES_TITRE)),
  delay_key: z.enum(DELAY_KEYS),
  /** The legal delay in calendar months… */
  legal_months: optional(whole),
  /** …or in days: one of the two. */
  legal_days: optional(whole),
  /** The window from `anef_open_on` on; before it, and when it is null, `two_months`. */
  filing_window: z.enum(FILING_WINDOWS),
  /** First day on which the ANEF took this category; null = not open as far as is known. */
  anef_open_on: optional(day),
  ...provenance,
});

/** How long the administration may be silent before silence is a refusal. */
export interface LegalDelay extends z.output<typeof legalDelayRow> {}
export const legalDelayRow = z.strictObject({
  key: z.enum(DELAY_KEYS),
  months: optional(whole),
  days: optional(whole),
  article: text,
  ...validity,
  ...provenance,
});

/**
 * When an application must be filed, as offsets from an anchor day: negative before it, both ends
 * included. Months are calendar months.
 */
export interface FilingWindow extends z.output<typeof filingWindowRow> {}
export const filingWindowRow = z.strictObject({
  key: z.enum([...FILING_WINDOWS, 'first_arrival']),
  anchor: z.enum(['expiry', 'entry']),
  opens_days: optional(whole),
  opens_months: optional(whole),
  closes_days: optional(whole),
  closes_months: optional(whole),
  /** Kinds of title held to which the window does not apply. */
  exempt: codes.pipe(z.array(z.enum(TYPES_TITRE))),
  article: text,
  ...validity,
  ...provenance,
});

/** Who keeps the right to stay after expiry while a renewal is pending (L. 433-3). */
export interface Grace extends z.output<typeof graceRow> {}
export const graceRow = z.strictObject({
  type_titre: z.enum(TYPES_TITRE),
  /** The title must last at least so many months… */
  at_least_months: optional(whole),
  /** …or strictly more than so many. */
  more_than_months: optional(whole),
  /** How long the expired title still counts, in calendar months after expiry. */
  months: whole,
  /** The renewal must be filed before the title expires. */
  filed_before_expiry: yes,
  /** `listed`: only in the `prefectures` of the row. */
  scope: z.enum(['national', 'listed']),
  prefectures: codes,
  article: text,
  ...validity,
  ...provenance,
});

/** What a document given during examination proves, and when it is due. */
export interface Attestation extends z.output<typeof attestationRow> {}
export const attestationRow = z.strictObject({
  document: z.enum(['attestation_depot', 'recepisse', 'api', 'adf']),
  proves_stay: yes,
  max_months: optional(whole),
  due_fr: text,
  due_en: text,
  article: text,
  ...validity,
  ...provenance,
});

/** A dated fact that a curve can be read against. */
export interface Milestone extends z.output<typeof milestoneRow> {}
export const milestoneRow = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** The first day of the month or year when `precision` is coarser than the day. */
  date: day,
  precision: z.enum(['day', 'month', 'year']),
  /** The other dates that sources give; null when they agree. */
  date_conflict: optional(text),
  label_fr: text,
  label_en: text,
  kind: z.enum(['law', 'case', 'report', 'ops', 'means', 'parliament', 'ai', 'instruction']),
  status: z.enum(['done', 'announced', 'outcome_unknown']),
  ...provenance,
});

/** A published figure, to be recomputed beside what the events say. */
export interface Claim extends z.output<typeof claimRow> {}
export const claimRow = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  label_fr: text,
  label_en: text,
  /** A share or a change is a fraction: 0.83 for 83 %. */
  value: number,
  /** The other end when the claim is a range. */
  value_high: optional(number),
  unit: z.enum(['count', 'share', 'change', 'days', 'months', 'fte']),
  qualifier: z.enum(['exact', 'about', 'at_least', 'at_most']),
  /** What the figure covers: a year, month or day, or two ends joined by `/`; null = not said. */
  period: optional(z.string().regex(/^\d{4}(?:-\d{2}){0,2}(?:\/\d{4}(?:-\d{2}){0,2})?$/)),
  perimeter_fr: text,
  perimeter_en: text,
  /** The cell of `values` that it speaks of; null = all. */
  prefecture: optional(text),
  motif: optional(z.enum(MOTIFS)),
  demande: optional(z.enum(DEMANDES)),
  canal: optional(z.enum(CANAUX)),
  issuer: text,
  published_on: optional(z.string().regex(/^\d{4}(?:-\d{2}){0,2}$/)),
  /** The indicator that recomputes it; null when none can. */
  indicator: optional(z.string().regex(/^[A-Z]{1,2}-\d{2}$/)),
  statistic: optional(z.enum(STATISTICS)),
  status: z.enum([
    'non_verifie',
    'reproductible',
    'partiellement',
    'non_reproductible',
    'contredit',
  ]),
  /** What to know before comparing. */
  note_fr: optional(text),
  note_en: optional(text),
  ...provenance,
});

/** A prefecture that tries the AI application. No source names one: the table is configuration. */
export interface Pilot extends z.output<typeof pilotRow> {}
export const pilotRow = z.strictObject({
  prefecture: text,
  started_on: day,
  ended_on: optional(day),
  /** What the tool does there, as the issues of `ia_traite`; none = not said. */
  tasks: codes.pipe(z.array(z.enum(EVENTS.ia_traite.issues))),
  /** Categories and kinds of application concerned; none = all. */
  titres: codes,
  demandes: codes.pipe(z.array(z.enum(DEMANDES))),
  ...provenance,
});
