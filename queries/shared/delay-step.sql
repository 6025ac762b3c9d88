    -- From `waiting`, one row per dossier (leaf, start_on, until, ended, seen_from = the last day, counted
    -- from the start, before it was observed, or -1), the moves (see moves.sql) of the cells of one prefecture,
    -- for both views: `cohort` follows those who start in the period to the end of what is covered; `period`
    -- looks at the days of the period only, and who started before it enters on its first day. Each day
    -- on which a dossier waits is thus counted in exactly one month and one year.
    -- Gives `prefecture_step`: cell, t in whole days, v.
-- @include moves
    (leaf, dimensions) -> arrayMap(dimension -> bitAnd(leaf, bitOr(bitOr(period_mask + prefecture_mask, cohort_view), dimension)), dimensions) AS in_prefecture,
    spell AS
    (
        SELECT
            leaf + period.1 AS dated,
            period.4 AS yearly,
            greatest(seen_from, if(period.2 > start_on, toInt32(period.2 - start_on) - 1, -1)) AS entry,
            toInt32(least(until, period.3) - start_on) AS exit,
            ended AND exit = toInt32(until - start_on) AS event
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
    prefecture_step AS
    (
        SELECT cell, move.1 AS t, sum(move.2) AS v
        FROM (SELECT dated, yearly, arrayJoin(moves(entry, exit, event)) AS move FROM spell)
        ARRAY JOIN in_prefecture(dated, if(yearly, year_dimensions, month_dimensions)) AS cell
        GROUP BY cell, t
    ),
