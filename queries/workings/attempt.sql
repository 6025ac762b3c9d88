-- When people are known to have tried to file and failed.
-- One row: a dossier whose applicant left such traces, and their days, in order.
-- A trace (see failure) is the dossier's by its own pseudonym, by the reference that one chain of help
-- carries up to the filing, or by the person. People whom no source can tie are not here: a lower bound.
WITH
-- @include known
    trace AS (SELECT occurred_on, dossier, personne FROM {failure_subject:Identifier}),
    applicant AS
    (
        SELECT DISTINCT personne, dossier
        FROM known
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
LEFT JOIN {tie:Identifier} AS tie ON told.dossier = tie.alias
GROUP BY subject
