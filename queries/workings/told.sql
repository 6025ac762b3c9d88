-- Where and when a source tells as much as those of the filings do: elsewhere its silence is not zero, and its events
-- are not divided by filings.
-- One row: a source, a place as a leaf (see cells; what names none is told of wherever the source tells), and the first
-- day of a month since the first filing. A month of which the source has not covered every day that filings cover is
-- not told.
WITH
-- @include cells
    (SELECT max(covers_to) FROM {cover:Identifier} WHERE source IN ('anef', 'agdref', 'demarche_numerique')) AS filed_until,
    (SELECT min(covers_from) FROM {cover:Identifier} WHERE source IN ('anef', 'agdref', 'demarche_numerique')) AS filed_since,
    assumeNotNull((SELECT min(month) FROM {filing:Identifier})) AS first_month,
    reach AS
    (
        SELECT
            source,
            arrayJoin(arrayMap(code -> place_leaf(code),
                arrayPushBack(if(empty(batch.prefectures), arrayFilter(code -> code != '', prefecture_codes), batch.prefectures), ''))) AS place,
            min(ifNull(batch.covers_from, toDate('1990-01-01'))) AS since,
            max(batch.covers_to) AS until
        FROM {batch:Identifier} AS batch
        ARRAY JOIN batch.covers AS source
        WHERE state = 'stored'
            AND if(backfill, ifNull(extracted_at, arrived_at), arrived_at) <= {as_of:DateTime64(3, 'UTC')}
        GROUP BY source, place
    )
SELECT
    source,
    place,
    arrayJoin(arrayFilter(
        month -> since <= greatest(month, filed_since) AND until >= least(toLastDayOfMonth(month), filed_until),
        arrayMap(i -> addMonths(first_month, i), range(toUInt64(greatest(0, dateDiff('month', first_month, until) + 1)))))) AS month
FROM reach
