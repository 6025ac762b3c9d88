    -- Spells of subjects of which only the place is known, for both views, as decision-spell makes them
    -- for dossiers. Wants `waiting`, one row per subject: place (a leaf, 0 = France alone), start_on,
    -- until (the last day followed), happened Bool, and kind UInt64 (0, or what the breakdown says:
    -- see kinds).
    -- A subject that starts after the last day followed is left out.
-- @include kinds
    (leaf, code) -> arrayDistinct(under(leaf + code, place_masks)) AS places_in,
    followed AS
    (
        SELECT place, kind, start_on, assumeNotNull(waiting.until) AS until, assumeNotNull(waiting.happened) AS happened
        FROM waiting
        WHERE start_on <= waiting.until
    ),
    window AS
    (
        SELECT *, arrayJoin(arrayConcat(
            arrayMap(month -> (addMonths(toStartOfMonth(start_on), month), toUInt8(0)),
                range(toUInt64(dateDiff('month', start_on, until)) + 1)),
            arrayMap(year -> (addYears(toStartOfYear(start_on), year), toUInt8(1)),
                range(toUInt64(dateDiff('year', start_on, until)) + 1)))) AS period
        FROM followed
    ),
    spell AS
    (
        SELECT
            arrayJoin(arrayConcat(places_in(place, month_code(start_on)), places_in(place, year_code(start_on)))) + cohort_view + kind_code(kind) AS cell,
            -1 AS entry,
            toInt32(until - start_on) AS exit,
            happened AS event
        FROM followed
        UNION ALL
        SELECT
            arrayJoin(places_in(place, if(period.2, year_code(period.1), month_code(period.1)))) + kind_code(kind) AS cell,
            if(period.1 > start_on, toInt32(period.1 - start_on) - 1, -1) AS entry,
            toInt32(least(until, if(period.2, addYears(period.1, 1), addMonths(period.1, 1)) - 1) - start_on) AS exit,
            happened AND exit = toInt32(until - start_on) AS event
        FROM window
    ),
