    -- Cumulative incidence of the first cause among competing ones, for every cell. Wants `prefecture_step`
    -- (see outcome-step). Gives `incidence` (see aalen-johansen) of cause 1.
-- @include every-place
-- @include at-risk
-- @include km
    ending_at AS
    (
        SELECT cell, arraySort((c, t) -> t, groupArray(c1), groupArray(t)) AS c1s
        FROM step
        WHERE count_of(v, 2) > 0
        GROUP BY cell
    ),
    caused AS
    (
        SELECT km.*, arrayMap(c -> count_of(c, 0), c1s) AS died
        FROM km
        LEFT JOIN ending_at ON ending_at.cell = km.cell
    ),
-- @include aalen-johansen
