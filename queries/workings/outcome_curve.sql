-- The set at risk of each outcome, at each event time: one row per cell (see at-risk), with the
-- endings by cause (see outcome-step).
WITH
-- @include cells
-- @include whole-times
    prefecture_step AS (SELECT cell, tallies FROM {outcome_step:Identifier}),
-- @include every-place
-- @include at-risk
    rest AS (SELECT 1)
SELECT *
FROM at_risk
