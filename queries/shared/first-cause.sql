    -- Cumulative incidence of the first cause among competing ones, for every cell. Wants `prefecture_step`
    -- (see outcome-step). Gives `incidence` (see aalen-johansen) of cause 1.
-- @include every-place
-- @include at-risk
-- @include km
    [('', of_kinds([1]))] AS causes,
-- @include aalen-johansen
