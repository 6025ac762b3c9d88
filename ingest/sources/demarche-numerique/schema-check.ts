import { SourceError } from '#core/errors.ts';
import { Schema } from './answers.ts';
import { ApiError } from './api-error.ts';
import type { Api } from './client.ts';
import { ACTS } from './acts.ts';
import { REASONS } from './deletion.ts';
import { SCHEMA } from './queries.ts';

type FieldsOf = Omit<Schema, 'events' | 'reasons'>;

/** What our questions ask for. The API may have more, and will. */
export const NEEDED: { [Type in keyof FieldsOf]: readonly string[] } = {
  demarche: ['dossiers', 'deletedDossiers', 'pendingDeletedDossiers'],
  dossier: ['number', 'state', 'traitements', 'messages'],
  traitement: ['id', 'event', 'dateTraitement'],
  message: ['id', 'createdAt', 'correction'],
  correction: ['dateResolution'],
  deleted: ['number', 'state', 'reason', 'dateSupression'],
};

/**
 * Looks at the API before it is read: what is new there does not matter, a word that we do not know
 * is told, and a field that has gone stops the pull with a sentence that says which.
 */
export async function checkSchema(api: Api, log: (line: string) => void): Promise<void> {
  let schema: Schema;
  try {
    schema = await api.ask(SCHEMA, {}, Schema);
  } catch (error) {
    if (!(error instanceof ApiError) || error.trouble !== 'refused') throw error;
    log('The API does not say what it has; the questions are asked as they are.');
    return;
  }
  const gone = Object.entries(NEEDED).flatMap(([type, fields]) =>
    fields
      .filter((field) => !schema[type as keyof FieldsOf].includes(field))
      .map((field) => `${type}.${field}`),
  );
  if (gone.length > 0) {
    throw new SourceError(`The API no longer has what we ask for: ${gone.join(', ')}.`);
  }
  for (const [name, words, known] of [
    ['acts', schema.events, ACTS],
    ['reasons of a deletion', schema.reasons, REASONS],
  ] as const) {
    const strange = words.filter((word) => !known.includes(word));
    if (strange.length > 0) {
      log(`The API has ${name} that we do not know, and leave out: ${strange.join(', ')}.`);
    }
  }
}
