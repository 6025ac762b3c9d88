-- Documents that forget the right to work which the title held gave (R. 431-15-2).
-- One row: a dossier whose title gave the right to work and of which a document lacks it;
--   with_work: the documents that do carry it.
WITH
-- @include tie
    document AS
    (
        SELECT
            if(tie.canonical != 0, tie.canonical, log.dossier) AS subject,
            event,
            personne,
            debut,
            fin,
            type_titre,
            droit_travail
        FROM event_known(as_of = {as_of:DateTime64(3, 'UTC')}) AS log
        LEFT JOIN tie ON log.dossier = tie.alias
        WHERE log.dossier != 0 AND event IN ('recepisse', 'api', 'aps', 'adf', 'titre_detenu')
    ),
    lacking AS
    (
        SELECT DISTINCT subject
        FROM document
        WHERE event != 'titre_detenu' AND droit_travail = false
    ),
    gathered AS
    (
        SELECT
            subject,
            groupArrayIf((toInt64(assumeNotNull(debut)), toInt64(ifNull(fin, toDate('2149-06-06')))), event != 'titre_detenu' AND ifNull(droit_travail, true)) AS with_work,
            groupArrayIf((assumeNotNull(fin), assumeNotNull(debut)), event = 'titre_detenu' AND ifNull(droit_travail, false)) AS working_titles
        FROM document
        WHERE subject IN (lacking)
        GROUP BY subject
    ),
    -- A title known only of the person: whose it is, the dossiers' own events say.
    applicant AS
    (
        SELECT
            if(tie.canonical != 0, tie.canonical, log.dossier) AS subject,
            max(log.personne) AS personne
        FROM event_known(as_of = {as_of:DateTime64(3, 'UTC')}) AS log
        LEFT JOIN tie ON log.dossier = tie.alias
        WHERE log.dossier != 0 AND subject IN (lacking)
        GROUP BY subject
    ),
    person AS
    (
        SELECT personne, groupArray((assumeNotNull(fin), assumeNotNull(debut))) AS working_titles
        FROM event_known(as_of = {as_of:DateTime64(3, 'UTC')})
        WHERE event = 'titre_detenu' AND dossier = 0 AND ifNull(droit_travail, false)
        GROUP BY personne
    )
SELECT gathered.subject AS subject, with_work
FROM gathered
INNER JOIN {dossier:Identifier} AS dossier FINAL ON dossier.dossier = gathered.subject
LEFT JOIN applicant ON applicant.subject = gathered.subject
LEFT JOIN person ON person.personne = applicant.personne AND applicant.personne != 0
WHERE has(arrayConcat(gathered.working_titles, person.working_titles), (assumeNotNull(held_until), assumeNotNull(held_from)))
