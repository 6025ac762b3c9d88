-- Where and when a source tells of the same days as those of the filings: elsewhere its silence is not zero, and its
-- events are not divided by filings.
-- One row: a source, a place as a leaf (see cells) and the first day of a month since the first filing, of which both
-- cover the same days there, one at least.
WITH
-- @include intervals
    assumeNotNull((SELECT min(month) FROM {filing:Identifier})) AS first_month,
    -- How many days of a month spells leave out.
    (month, days) -> days_in(uncovered(days, toInt64(month), toInt64(toLastDayOfMonth(month)))) AS left_out,
    filed AS
    (
        SELECT place, groupUniqArrayArray(reach.days) AS filed_days
        FROM {reach:Identifier} AS reach
        WHERE source IN ('anef', 'agdref', 'demarche_numerique')
        GROUP BY place
    )
SELECT
    source,
    place,
    arrayJoin(arrayFilter(
        month -> left_out(month, filed_days) < toDayOfMonth(toLastDayOfMonth(month))
            AND left_out(month, days) = left_out(month, filed_days)
            AND left_out(month, arrayConcat(days, filed_days)) = left_out(month, filed_days),
        arrayMap(i -> addMonths(first_month, i), range(toUInt64(greatest(0, dateDiff('month', first_month, until) + 1)))))) AS month
FROM {reach:Identifier} AS reach
INNER JOIN filed ON filed.place = reach.place
