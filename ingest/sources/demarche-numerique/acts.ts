import type { EventName } from '#domain/contract.ts';

/** Something that happened to a dossier: what, when, and what makes its id. */
export interface Moment {
  at: Date;
  event: EventName;
  /** Which act of the dossier it is: with the number it makes the event's id. */
  key: string;
}

/** The acts that close a dossier. */
export const CLOSING: ReadonlyMap<string, EventName> = new Map([
  ['accepte', 'decision_favorable'],
  ['accepte_automatiquement', 'decision_favorable'],
  ['refuse', 'decision_defavorable'],
  ['refuse_automatiquement', 'decision_defavorable'],
  ['classe_sans_suite', 'classement_sans_suite'],
]);

/** Every act that we know: others are counted and told. */
export const ACTS: readonly string[] = [
  'depose',
  'depose_correction_usager',
  'depose_correction_instructeur',
  'passe_en_instruction',
  'passe_en_instruction_automatiquement',
  ...CLOSING.keys(),
  'repasse_en_construction',
  'repasse_en_instruction',
];
