-- From the filing to the day the application is complete, by place and kind of application; a decision before that day
-- censors. The moves of the set at risk, as in decision_step.
-- slices: depot_prefecture
WITH
-- @include cells
    waiting AS
    (
        SELECT
            bitAnd(leaf(depot_prefecture, titre, motif, demande, canal), prefecture_mask + stratum_mask) AS leaf,
            depot_on AS start_on,
            least(ifNull(completude_on, covers_to), ifNull(decided_on, covers_to), covers_to) AS until,
            ifNull(completude_on <= covers_to AND completude_on <= ifNull(decided_on, covers_to), false) AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        ARRAY JOIN [toUInt64(0), demande_mask] AS stratum_mask
        WHERE depot_on <= covers_to AND ifNull(completude_on >= depot_on, true)
    ),
-- @include leaf-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
