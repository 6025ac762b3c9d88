-- Which days each source, or part of one, covers in each place, by what was known at the instant.
-- One row: a source and a place as a leaf (see cells; what names no prefecture is told of wherever the source tells).
--   days: the spells of days that its batches cover (see intervals), maybe overlapping; since, until: the first and the
--   last of them.
WITH
-- @include cells
    rest AS (SELECT 1)
SELECT
    source,
    arrayJoin(arrayMap(code -> place_leaf(code),
        if(empty(batch.prefectures), prefecture_codes, arrayPushBack(batch.prefectures, '')))) AS place,
    groupUniqArray((toInt64(ifNull(batch.covers_from, toDate('1990-01-01'))), toInt64(batch.covers_to))) AS days,
    min(ifNull(batch.covers_from, toDate('1990-01-01'))) AS since,
    max(batch.covers_to) AS until
FROM {batch:Identifier} AS batch
ARRAY JOIN batch.covers AS source
WHERE state = 'stored'
    AND if(backfill, ifNull(extracted_at, arrived_at), arrived_at) <= {as_of:DateTime64(3, 'UTC')}
GROUP BY source, place
