-- The events of pseudonyms that a `rattachement` ties to a dossier, as the log knew them: made once for all slices in which
-- dossiers are derived. One row: one event.
--   subject: the dossier for which it counts.
WITH
-- @include known
    rest AS (SELECT 1)
SELECT tie.canonical AS subject, known.*
FROM known
INNER JOIN {tie:Identifier} AS tie ON known.dossier = tie.alias
WHERE known.dossier IN (SELECT alias FROM {tie:Identifier})
