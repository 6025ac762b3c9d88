-- As decision_step, in shares of the legal delay, from its being complete: the decision comes in time at 1 or before.
WITH
-- @include cells
    (days, scale) -> days / scale AS time_of,
    (complete, filed) -> complete AS start_of,
-- @include legal-wait
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, t, v
FROM prefecture_step
