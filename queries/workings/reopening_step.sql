-- The moves of the set at risk of a reopening or of another decision (cause 1, see outcome-step), from the first end, where
-- that is an act of the administration, followed 366 days, in the cells of each prefecture.
-- One row: a cell and a number of whole days.
WITH
-- @include cells
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            closed[1] AS start_on,
            least(if(empty(reopened), NULL, reopened[1]), redecided_on) AS reversed_on,
            least(ifNull(reversed_on, covers_to), covers_to, closed[1] + 366) AS until,
            if(ifNull(reversed_on <= until, false), 1, 0) AS cause,
            covers_from AS seen_on
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE notEmpty(closed) AND closed[1] <= covers_to AND decision NOT IN ('desistement', 'purge')
    ),
-- @include outcome-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
