import type { Reason } from '#domain/contract.ts';

/** Why a row was refused, in French. */
export const refusalsFr: Record<Reason, string> = {
  colonne_inconnue: 'Colonne que le contrat n’a pas (fichier entier)',
  colonne_absente: 'Colonne nécessaire absente (fichier entier)',
  type_parquet: 'Colonne Parquet d’un autre type (fichier entier)',
  fichier_illisible: 'Fichier illisible dans son format',
  manifeste_discordant: 'Fichier qui ne correspond pas au manifeste',
  ligne_illisible: 'Ligne illisible',
  ligne_trop_longue: 'Ligne trop longue',
  valeur_invalide: 'Valeur hors de la forme ou de la liste de sa colonne',
  valeur_manquante: 'Valeur nécessaire à l’événement absente',
  evenement_hors_source: 'Événement que sa source ne peut pas enregistrer',
  issue_hors_liste: 'Issue hors de la liste de son événement',
  date_hors_bornes: 'Date inexistante, ou trop ancienne ou trop lointaine',
  date_posterieure: 'Événement postérieur à son enregistrement ou à son arrivée',
  intervalle_inverse: 'Fin avant le début',
  donnee_personnelle: 'Apparence de donnée personnelle en clair',
  conflit: 'Même événement au même instant, contenu différent',
};
