-- From the first day at risk to the first rupture of class R1 or R2 (cause 1) or to the end of the risk
-- without one (cause 2), within half a year (see outcome-step).
WITH
-- @include cells
    waiting AS
    (
        SELECT
            leaf,
            toDate(from_day) AS start_on,
            arrayMin(arrayMap(rupture -> rupture.2, arrayFilter(rupture -> rupture.1 <= 2, ruptures))) AS first_day,
            arrayExists(rupture -> rupture.1 <= 2, ruptures) AND first_day <= from_day + 180 AS broken,
            toDate(multiIf(broken, first_day, least(if(ongoing, to_day, to_day + 1), from_day + 181))) AS until,
            multiIf(broken, 1, ongoing OR to_day + 1 > from_day + 181, 0, 2) AS cause,
            covers_from AS seen_on
        FROM {renewal:Identifier}
    ),
-- @include outcome-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
