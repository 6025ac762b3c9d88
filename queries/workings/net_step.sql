-- As decision_step, on a clock that stands while the applicant is asked for documents: from the day after
-- the request to the day of the answer.
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
            arrayMap(request -> (request.1, least(request.2, until)),
                arrayFilter(request -> request.1 >= depot_on AND request.1 < until,
                    arrayZip(asked, arrayResize(answered, length(asked), toDate('2149-06-06'))))) AS stops,
            toUInt8(1) AS scale
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to
    ),
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
