-- As decision_step, in shares of the legal delay, from its being complete: the decision comes in time at 1 or before.
WITH
-- @include cells
-- @include legal-times
    (complete, filed) -> complete AS start_of,
-- @include legal-wait
-- @include delay-step
    rest AS (SELECT 1)
SELECT cell, tallies
FROM prefecture_step
