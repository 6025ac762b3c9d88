    -- From `waiting`, one row per subject, the spells in which it waits, for both views: `cohort` follows those
    -- who start in the period to the end of what is covered; `period` looks at the days of the period only, and
    -- who started before it enters on its first day. Each day on which a subject waits is thus counted in exactly
    -- one month and one year.
    -- `waiting` has leaf, start_on, until (last day seen), ended (by the event, on that day), seen_on (first
    -- day observed), stops (spells [from, to) during which the clock stands, in order, not overlapping) and
    -- scale. Gives `spell`: dated (the leaf with its view and period), yearly, entry and exit (days since the
    -- start, -1 = from the start), event, stops, scale.
    (start, stops, day) -> toInt32(day - start) - toInt32(arraySum(stop -> greatest(0, toInt32(least(day, stop.2) - stop.1)), stops)) AS elapsed,
    spell AS
    (
        SELECT
            leaf + period.1 AS dated,
            period.4 AS yearly,
            greatest(seen_on, period.2) AS enters_on,
            if(enters_on > start_on, elapsed(start_on, stops, enters_on - 1), -1) AS entry,
            least(until, period.3) AS leaves_on,
            elapsed(start_on, stops, leaves_on) AS exit,
            ended AND leaves_on = until AS event,
            stops,
            scale
        FROM waiting
        ARRAY JOIN arrayConcat(
            [(cohort_view + month_code(start_on), start_on, until, false), (cohort_view + year_code(start_on), start_on, until, true)],
            arrayMap(month -> (month_code(start_on) + bitShiftLeft(month, 31), addMonths(toStartOfMonth(start_on), month),
                    addMonths(toStartOfMonth(start_on), month + 1) - 1, false),
                range(toUInt64(greatest(0, dateDiff('month', start_on, until)) + 1))),
            arrayMap(year -> (year_code(start_on) + bitShiftLeft(year, 31), addYears(toStartOfYear(start_on), year),
                    addYears(toStartOfYear(start_on), year + 1) - 1, true),
                range(toUInt64(greatest(0, dateDiff('year', start_on, until)) + 1)))) AS period
    ),
