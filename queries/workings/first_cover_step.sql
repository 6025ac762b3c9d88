-- From the day a complete application has no title any more to the first document of stay or the decision, by place and
-- kind of application. The moves of the set at risk, as in decision_step.
WITH
-- @include cells
-- @include kinds
    uncovered AS
    (
        SELECT
            leaf,
            greatest(assumeNotNull(completude_on), depot_on, toDate(prolonged_until + 1)) AS start_on,
            -- Of the documents that have not ended by then, the first.
            arrayMin(arrayPushBack(arrayMap(cover -> greatest(cover.1, start_on), arrayFilter(cover -> cover.2 >= start_on, covers)), toDate('2149-06-06'))) AS covered_on,
            ifNull(decided_on, toDate('2149-06-06')) AS closed_on,
            ifNull(on_time, false) AS in_time,
            covers_from,
            covers_to
        FROM {held:Identifier}
        WHERE completude_on IS NOT NULL AND start_on <= covers_to AND start_on < closed_on
    ),
    -- The kind of a cell (see kinds): 0 waits for a document, and a decision censors; a document or a decision ends
    -- the waiting of 1, and of 2, those who filed on time.
    waiting AS
    (
        SELECT
            bitAnd(leaf, prefecture_mask + stratum_mask) + kind_code(reading.1) AS leaf,
            start_on,
            least(covered_on, closed_on, covers_to) AS until,
            reading.2 AS ended,
            covers_from AS seen_on,
            CAST([] AS Array(Tuple(Date, Date))) AS stops,
            toUInt8(1) AS scale
        FROM uncovered
        ARRAY JOIN [toUInt64(0), demande_mask] AS stratum_mask
        ARRAY JOIN arrayFilter(kind -> kind.1 < 2 OR in_time, [
            (0, covered_on < closed_on AND covered_on <= covers_to),
            (1, least(covered_on, closed_on) <= covers_to),
            (2, least(covered_on, closed_on) <= covers_to)]) AS reading
    ),
-- @include leaf-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
