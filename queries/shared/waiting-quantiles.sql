    -- The median and the 90th centile of a delay (`quantile`) in the cells that the leaves of `waiting` name (see
    -- windows), of regions and of France too: strata that are to be told apart are leaves of their own.
-- @include whole-times
-- @include moves
-- @include windows
    prefecture_step AS
    (
        SELECT dated AS cell, tallies_of(arraySort(groupArrayArray(moves_of(entry, exit, event)))) AS tallies
        FROM spell
        GROUP BY cell
    ),
-- @include every-place
-- @include at-risk
-- @include km
-- @include quantiles
