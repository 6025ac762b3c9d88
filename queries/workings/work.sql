-- Documents that forget the right to work which the title held gave (R. 431-15-2).
-- One row: a dossier whose title gave the right to work and of which a document lacks it;
--   with_work: the documents that do carry it.
WITH
-- @include known
    -- A title known only of the person: whose it is, the dossiers' own events say.
    applicant AS
    (
        SELECT
            if(tie.canonical != 0, tie.canonical, log.dossier) AS subject,
            max(log.personne) AS personne
        FROM known AS log
        LEFT JOIN {tie:Identifier} AS tie ON log.dossier = tie.alias
        WHERE log.dossier IN (SELECT subject FROM {workless:Identifier} UNION ALL SELECT alias FROM {tie:Identifier} WHERE canonical IN (SELECT subject FROM {workless:Identifier}))
        GROUP BY subject
    ),
    person AS
    (
        SELECT personne, groupArray((assumeNotNull(fin), assumeNotNull(debut))) AS working_titles
        FROM known
        WHERE event = 'titre_detenu' AND dossier = 0 AND ifNull(droit_travail, false)
        GROUP BY personne
    )
SELECT workless.subject AS subject, with_work
FROM {workless:Identifier} AS workless
INNER JOIN {dossier:Identifier} AS dossier ON dossier.dossier = workless.subject
LEFT JOIN applicant ON applicant.subject = workless.subject
LEFT JOIN person ON person.personne = applicant.personne AND applicant.personne != 0
WHERE has(arrayConcat(workless.working_titles, person.working_titles), (assumeNotNull(held_until), assumeNotNull(held_from)))
