    -- Cumulative incidence of the first cause among competing ones, for every cell. Wants `prefecture_step`
    -- (see outcome-step). Gives `incidence` (see aalen-johansen) of cause 1.
-- @include every-place
-- @include at-risk
-- @include km
    caused AS (SELECT km.*, died_of(endings, ended, 1) AS died FROM km),
-- @include aalen-johansen
