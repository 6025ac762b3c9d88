-- As decision_step, for the handover of the title, from the favourable decision.
-- slices: depot_prefecture
WITH
-- @include cells
    (days, scale) -> days AS time_of,
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            assumeNotNull(favorable_on) AS start_on,
            least(ifNull(handed_over_on, covers_to), covers_to) AS until,
            ifNull(handed_over_on <= covers_to, false) AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE favorable_on <= covers_to AND ifNull(handed_over_on >= favorable_on, true)
    ),
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
