-- As decision_step, for the first time that an agent takes the application up; a decision before censors.
-- slices: depot_prefecture
WITH
-- @include cells
    (days, scale) -> days AS time_of,
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on AS start_on,
            least(ifNull(taken_on, covers_to), ifNull(decided_on, covers_to), covers_to) AS until,
            ifNull(taken_on <= covers_to AND taken_on <= ifNull(decided_on, covers_to), false) AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to AND ifNull(taken_on >= depot_on, true)
    ),
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
