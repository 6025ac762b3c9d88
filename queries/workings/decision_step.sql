-- The moves of the set at risk of a first decision, from the filing, in the cells of each prefecture.
-- One row: a cell (see cells) and a number of whole days.
-- slices: depot_prefecture
WITH
-- @include cells
    (days, scale) -> days AS time_of,
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on AS start_on,
            least(ifNull(decided_on, covers_to), covers_to) AS until,
            ifNull(decided_on <= covers_to, false) AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to
    ),
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
