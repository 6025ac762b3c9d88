-- The traces that failed attempts to file leave.
-- One row: a failure to file; a contact about an anomaly, or a report of the contact centre to the DGEF; a
--   visit to the reception point that ended in a block or in orientation to the substitute solution; the
--   impossibility noted, the convocation that follows; a user's search for an appointment that found no
--   date; a référé for an appointment or a filing. With the subjects that it names, 0 or '' for none.
WITH
-- @include known
    rest AS (SELECT 1)
SELECT occurred_on, dossier, reference, personne
FROM known
WHERE event IN ('depot_echec', 'ccc_signalement_dgef', 'impossibilite_constatee', 'substitution_convocation')
    OR (event = 'ccc_contact' AND anomalie != '')
    OR (event = 'pan_visite' AND issue IN ('bloque', 'echec', 'oriente_substitution'))
    OR (event = 'rdv_recherche' AND issue = 'aucune_date' AND origine != 'sonde')
    OR (event = 'refere_mesures_utiles' AND issue IN ('rdv', 'depot'))
