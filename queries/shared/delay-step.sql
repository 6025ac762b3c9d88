    -- From `waiting` (see windows), the moves of the set at risk (see moves.sql) in the cells of one prefecture.
    -- `time_of` makes of whole days and the scale the time that is wanted.
    -- Gives `prefecture_step`: cell, and the tallies of its moves (see whole-times).
-- @include whole-times
-- @include moves
-- @include windows
    (leaf, dimensions) -> arrayMap(dimension -> bitAnd(leaf, bitOr(bitNot(strata_mask), dimension)), dimensions) AS in_prefecture,
    prefecture_step AS
    (
        SELECT cell, tallies_of(arraySort(groupArrayArray(moved))) AS tallies
        FROM
        (
            -- Who ends while the clock stands is at risk that day; who ended before the start never was.
            SELECT dated, yearly, moves_of(time_of(if(event AND exit >= 0 AND leaves_on >= enters_on, least(entry, exit - 1), entry), scale), time_of(exit, scale), event) AS moved
            FROM spell
            -- A period spent with the clock stopped puts nobody at risk.
            WHERE empty(stops) OR exit > entry OR event
        )
        ARRAY JOIN in_prefecture(dated, if(yearly, year_dimensions, month_dimensions)) AS cell
        GROUP BY cell
    ),
