import { z } from 'zod';
import { DEMANDES, MOTIFS } from '#domain/contract.ts';
import { loadReference } from '#seed/reference/reference.ts';

/** What a démarche serves for: `accepte` is a decision in one, an appointment in another. */
const KINDS = [
  'DEMANDE_TITRE',
  'PRE_DEMANDE_RDV',
  'RENOUV_RECEPISSE_API',
  'COMPLEMENT',
  'PAN_RDV',
  'INFO',
] as const;
export type Kind = (typeof KINDS)[number];

let known: { prefectures: Map<string, string>; titres: Set<string> } | undefined;

/** The codes of the reference tables: read when a configuration is, not before. */
function codes() {
  if (!known) {
    const { prefectures, titres } = loadReference();
    known = {
      prefectures: new Map(prefectures.map(({ code, timezone }) => [code, timezone])),
      titres: new Set(titres.map(({ code }) => code)),
    };
  }
  return known;
}

/** The time zone of a prefecture: an event's day is the day there. */
export const timeZoneOf = (prefecture: string): string =>
  codes().prefectures.get(prefecture) ?? 'Europe/Paris';

/**
 * One row of the table that says what each démarche is. Without a `kind` it is not mapped: it is
 * read and counted, and gives no event, because nobody has said what its states mean.
 */
export const Demarche = z
  .strictObject({
    number: z.int().positive(),
    kind: z.enum(KINDS).optional(),
    prefecture: z
      .string()
      .refine((code) => codes().prefectures.has(code), 'is not the code of a prefecture')
      .optional(),
    titre: z
      .string()
      .refine((code) => codes().titres.has(code), 'is not the code of a title')
      .optional(),
    motif: z.enum(MOTIFS).optional(),
    demande: z.enum(DEMANDES).optional(),
  })
  .superRefine((demarche, context) => {
    const wanted =
      demarche.kind === 'DEMANDE_TITRE'
        ? (['prefecture', 'titre', 'motif', 'demande'] as const)
        : demarche.kind
          ? (['prefecture'] as const)
          : [];
    for (const name of wanted.filter((column) => demarche[column] === undefined)) {
      const message = `a démarche of the kind ${demarche.kind} needs it`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  });
export type Demarche = z.output<typeof Demarche>;

/** A démarche of which we know what it is. */
export type MappedDemarche = Demarche & { kind: Kind; prefecture: string };

export const isMapped = (demarche: Demarche): demarche is MappedDemarche =>
  demarche.kind !== undefined && demarche.prefecture !== undefined;

/** What a démarche was said to be: when that changes, all its dossiers are read again. */
export const mappingOf = ({ kind, prefecture, titre, motif, demande }: Demarche): string =>
  [kind, prefecture, titre, motif, demande].map((part) => part ?? '').join('|');
