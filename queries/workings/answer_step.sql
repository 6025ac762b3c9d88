-- As decision_step, for the answer to a request for documents, from the day of the request: one subject
-- per request that was open alone. A decision before the answer censors.
-- slices: depot_prefecture
WITH
-- @include cells
    (days, scale) -> days AS time_of,
    waiting AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            request.1 AS start_on,
            least(request.2, ifNull(decided_on, covers_to), covers_to) AS until,
            request.2 <= least(ifNull(decided_on, covers_to), covers_to) AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        -- A request without an answer is answered on the last date there is.
        ARRAY JOIN arrayZip(asked, arrayResize(answered, length(asked), toDate('2149-06-06'))) AS request
        WHERE request.1 <= least(ifNull(decided_on, covers_to), covers_to) AND request.1 >= depot_on
    ),
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
