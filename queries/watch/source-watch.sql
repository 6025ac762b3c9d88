-- One row: a source of the contract in one prefecture, or everywhere (''): how fresh it is, and whether
-- its last whole week has the events that its own twelve weeks before let expect. Weeks are counted
-- back from the last day that the source covers. Counts under eleven are not kept, the others to the
-- nearest ten, and nothing is said of a place where so few are expected.
WITH
    11 AS least,
    cover AS
    (
        SELECT source, max(delivery.covers_to) AS covers_to, max(delivery.arrived_at) AS arrived_at
        FROM batch AS delivery
        ARRAY JOIN delivery.sources AS source
        WHERE state = 'stored'
        GROUP BY source
    ),
    aged AS
    (
        SELECT
            toString(event.source) AS source,
            toString(event.prefecture) AS place,
            event.occurred_on AS occurred_on,
            event.known_at AS known_at,
            dateDiff('day', event.occurred_on, cover.covers_to) AS age
        FROM event
        INNER JOIN cover ON cover.source = event.source
        WHERE event.revision = 0 AND event.event != 'retractation'
    ),
    seen AS
    (
        SELECT
            source,
            prefecture,
            max(occurred_on) AS last_on,
            max(known_at) AS last_known_at,
            countIf(age BETWEEN 0 AND 6) AS last_week,
            countIf(age BETWEEN 7 AND 90) / 12 AS expected
        FROM aged
        -- Each event counts for its place and for everywhere; an unknown place is no place.
        ARRAY JOIN if(place = '', [''], [place, '']) AS prefecture
        GROUP BY source, prefecture
    ),
    -- A source that has never had anything to say is watched all the same.
    place AS
    (
        SELECT toString(source) AS source, '' AS prefecture FROM cover
        UNION DISTINCT
        SELECT source, prefecture FROM seen
    )
SELECT
    place.source AS source,
    place.prefecture AS prefecture,
    if(place.prefecture = '' OR seen.expected >= least, nullIf(seen.last_on, toDate(0)), NULL) AS last_event_on,
    if(place.prefecture = '', cover.arrived_at, nullIf(seen.last_known_at, toDateTime64(0, 3, 'UTC')))
        AS last_arrival_at,
    if(seen.last_week < least, NULL, toUInt64(round(seen.last_week, -1))) AS week,
    if(seen.expected < least, NULL, toUInt64(round(seen.expected, -1))) AS expected_week,
    if(place.prefecture = '', objective.hours, NULL) AS objective_hours,
    multiIf(
        objective_hours IS NOT NULL
            AND dateDiff('second', last_arrival_at, {measured_at:DateTime64(3, 'UTC')}) > objective_hours * 3600, 'arrival',
        seen.expected >= least AND seen.last_week = 0, 'silent',
        -- Three standard deviations of a count below what is expected.
        seen.expected >= least AND seen.last_week < seen.expected - 3 * sqrt(seen.expected), 'volume',
        '') AS late,
    {measured_at:DateTime64(3, 'UTC')} AS measured_at
FROM place
LEFT JOIN seen ON seen.source = place.source AND seen.prefecture = place.prefecture
LEFT JOIN cover ON cover.source = place.source
LEFT JOIN
(
    SELECT named.1 AS source, toNullable(named.2) AS hours
    FROM
    (
        SELECT arrayJoin(arrayZip(
            {objective_sources:Array(String)}, {objective_hours:Array(Float64)})) AS named
    )
) AS objective ON objective.source = place.source
