-- The moves of the set at risk of each outcome, from the filing to the first terminal event but a transfer,
-- in the cells of each prefecture. One row: a cell and a number of whole days (see outcome-step).
WITH
-- @include cells
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on AS start_on,
            least(ifNull(decided_on, covers_to), covers_to) AS until,
            if(ifNull(decided_on <= covers_to, false), transform(decision, ['decision_favorable', 'decision_defavorable', 'classement_sans_suite', 'cloture', 'desistement', 'refus_enregistrement', 'purge'], [1, 2, 3, 4, 5, 6, 7], 0), 0) AS cause,
            covers_from AS seen_on
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to
    ),
-- @include outcome-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
