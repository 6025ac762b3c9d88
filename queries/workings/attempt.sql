-- When people are known to have tried to file and failed.
-- One row: a dossier whose applicant left such traces, and their days, in order.
--   A trace: a failure to file; a contact about an anomaly, or a report of the contact centre to the
--   DGEF; a visit to the reception point that ended in a block or in orientation to the substitute
--   solution; the impossibility noted, the convocation that follows; a user's search for an appointment
--   that found no date; a référé for an appointment or a filing.
-- A trace is the dossier's by its own pseudonym, by the reference that one chain of help carries up to
-- the filing, or by the person. People whom no source can tie are not here: a lower bound.
WITH
-- @include tie
    failure AS
    (
        SELECT occurred_on, log.dossier AS dossier, reference, personne
        FROM event_known(as_of = {as_of:DateTime64(3, 'UTC')}) AS log
        WHERE event IN ('depot_echec', 'ccc_signalement_dgef', 'impossibilite_constatee', 'substitution_convocation')
            OR (event = 'ccc_contact' AND anomalie != '')
            OR (event = 'pan_visite' AND issue IN ('bloque', 'echec', 'oriente_substitution'))
            OR (event = 'rdv_recherche' AND issue = 'aucune_date' AND origine != 'sonde')
            OR (event = 'refere_mesures_utiles' AND issue IN ('rdv', 'depot'))
    ),
    -- One row: whom an event of the same chain names.
    chain AS
    (
        SELECT reference, dossier, personne
        FROM event_known(as_of = {as_of:DateTime64(3, 'UTC')})
        WHERE reference IN (SELECT reference FROM failure WHERE reference != '') AND (dossier != 0 OR personne != 0)
    ),
    -- One row: a trace and one of the subjects that it names.
    trace AS
    (
        SELECT occurred_on, dossier, personne FROM failure WHERE dossier != 0 OR personne != 0
        UNION DISTINCT
        SELECT failure.occurred_on AS occurred_on, chain.dossier AS dossier, chain.personne AS personne
        FROM failure
        INNER JOIN chain ON chain.reference = failure.reference
    ),
    applicant AS
    (
        SELECT DISTINCT personne, dossier
        FROM event_known(as_of = {as_of:DateTime64(3, 'UTC')})
        WHERE dossier != 0 AND personne IN (SELECT personne FROM trace WHERE personne != 0)
    ),
    told AS
    (
        SELECT occurred_on, dossier FROM trace WHERE dossier != 0
        UNION DISTINCT
        SELECT trace.occurred_on AS occurred_on, applicant.dossier AS dossier
        FROM trace
        INNER JOIN applicant ON applicant.personne = trace.personne
    )
SELECT
    if(tie.canonical != 0, tie.canonical, told.dossier) AS subject,
    arraySort(groupUniqArray(occurred_on)) AS days
FROM told
LEFT JOIN tie ON told.dossier = tie.alias
GROUP BY subject
