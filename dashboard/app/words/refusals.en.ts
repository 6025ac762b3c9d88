import type { refusalsFr } from './refusals.fr.ts';

/** Why a row was refused, in English. */
export const refusalsEn: typeof refusalsFr = {
  colonne_inconnue: 'A column that the contract does not have (whole file)',
  colonne_absente: 'A needed column is missing (whole file)',
  type_parquet: 'A Parquet column of another type (whole file)',
  fichier_illisible: 'A file that cannot be read in its format',
  manifeste_discordant: 'A file that does not match its manifest',
  ligne_illisible: 'A line that cannot be read',
  ligne_trop_longue: 'A line that is too long',
  valeur_invalide: 'A value outside the form or the list of its column',
  valeur_manquante: 'A value that the event needs is missing',
  evenement_hors_source: 'An event that its source cannot record',
  issue_hors_liste: 'An outcome outside the list of its event',
  date_hors_bornes: 'A day that does not exist, or is too old or too far ahead',
  date_posterieure: 'An event after its recording or its arrival',
  intervalle_inverse: 'An end before its beginning',
  donnee_personnelle: 'What looks like personal data in clear',
  conflit: 'The same event at the same instant, with different content',
};
