-- Documents that do not give the right to work.
-- One row: a dossier that has one; with_work: its documents that do carry it; working_titles: the titles
--   held that its own events say gave it, as (end, begin).
WITH
-- @include known
    document AS
    (
        SELECT
            if(tie.canonical != 0, tie.canonical, log.dossier) AS subject,
            event,
            debut,
            fin,
            type_titre,
            droit_travail
        FROM known AS log
        LEFT JOIN {tie:Identifier} AS tie ON log.dossier = tie.alias
        WHERE log.dossier != 0 AND event IN ('recepisse', 'api', 'aps', 'adf', 'titre_detenu')
    )
SELECT
    subject,
    groupArrayIf((toInt64(assumeNotNull(debut)), toInt64(ifNull(fin, toDate('2149-06-06')))), event != 'titre_detenu' AND ifNull(droit_travail, true)) AS with_work,
    groupArrayIf((assumeNotNull(fin), assumeNotNull(debut)), event = 'titre_detenu' AND ifNull(droit_travail, false)) AS working_titles
FROM document
WHERE subject IN (SELECT subject FROM document WHERE event != 'titre_detenu' AND droit_travail = false)
GROUP BY subject
