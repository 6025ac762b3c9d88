/**
 * The questions we ask, and all of them: no field of a form, no person, no free text, no file. What is
 * not asked for cannot leak. `schema.graphql` has the types; a test refuses any other field.
 */

const page = 'pageInfo { endCursor hasNextPage }';

/** Dossiers in the order of their last change. `$since` never changes: the cursor alone moves. */
export const DOSSIERS = `
query ObservatoireDossiers($number: Int!, $first: Int!, $after: String, $since: ISO8601DateTime!) {
  demarche(number: $number) {
    page: dossiers(first: $first, after: $after, updatedSince: $since) {
      ${page}
      nodes {
        number
        state
        traitements { id event dateTraitement }
        messages { id createdAt correction { dateResolution } }
      }
    }
  }
}`;

const deletions = (name: string, connection: string) => `
query ${name}($number: Int!, $first: Int!, $after: String, $since: ISO8601DateTime!) {
  demarche(number: $number) {
    page: ${connection}(first: $first, after: $after, deletedSince: $since) {
      ${page}
      nodes { number state reason dateSupression }
    }
  }
}`;

/** Dossiers that are gone, in the order in which they went. */
export const DELETED = deletions('ObservatoireDeleted', 'deletedDossiers');

/** Dossiers that their user or the administration has put aside, and that may still come back. */
export const PENDING = deletions('ObservatoirePendingDeleted', 'pendingDeletedDossiers');

/** How long closed dossiers are kept: nobody sees further back at a first pull. */
export const RETENTION = `
query ObservatoireRetention($number: Int!) {
  demarcheDescriptor(demarche: { number: $number }) { dureeConservationDossiers }
}`;

/** What the API has now, of the types that we read. */
export const SCHEMA = `
query ObservatoireSchema {
  demarche: __type(name: "Demarche") { fields { name } }
  dossier: __type(name: "Dossier") { fields { name } }
  traitement: __type(name: "Traitement") { fields { name } }
  message: __type(name: "Message") { fields { name } }
  correction: __type(name: "Correction") { fields { name } }
  deleted: __type(name: "DeletedDossier") { fields { name } }
  events: __type(name: "TraitementEvent") { enumValues { name } }
  reasons: __type(name: "DeletedDossierReason") { enumValues { name } }
}`;
