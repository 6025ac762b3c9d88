-- Documents that forget the right to work which the title held gave (R. 431-15-2).
-- One row: a dossier whose title gave the right to work and of which a document lacks it;
--   with_work: the documents that do carry it.
WITH
-- @include known
    -- Titles known only of the person.
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
LEFT JOIN person ON person.personne = dossier.personne AND dossier.personne != 0
WHERE has(arrayConcat(workless.working_titles, person.working_titles), (assumeNotNull(held_until), assumeNotNull(held_from)))
