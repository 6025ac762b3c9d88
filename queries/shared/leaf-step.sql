    -- From `waiting` (see windows), the moves of the set at risk in the cells that its leaves name: strata that are to be
    -- told apart are leaves of their own. Gives `prefecture_step` (see delay-step).
-- @include whole-times
-- @include moves
-- @include windows
    prefecture_step AS
    (
        SELECT dated AS cell, tallies_of(arraySort(groupArrayArray(moves_of(entry, exit, event)))) AS tallies
        FROM spell
        GROUP BY cell
    ),
