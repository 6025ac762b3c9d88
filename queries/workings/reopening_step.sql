-- As decision_step, for the reopening of an application, from its first decision; followed 366 days.
WITH
-- @include cells
    (days, scale) -> days AS time_of,
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            closed[1] AS start_on,
            least(if(empty(reopened), covers_to, reopened[1]), covers_to, closed[1] + 366) AS until,
            notEmpty(reopened) AND reopened[1] <= until AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM {dossier:Identifier} AS dossier FINAL
        INNER JOIN source_cover(as_of = {as_of:DateTime64(3, 'UTC')}) AS cover ON cover.source = depot_source
        WHERE notEmpty(closed) AND closed[1] <= covers_to
    ),
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, t, v
FROM prefecture_step
