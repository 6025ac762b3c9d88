-- The set at risk of a first decision at each event time: one row per cell (see at-risk).
WITH
-- @include cells
-- @include whole-times
    prefecture_step AS (SELECT cell, tallies FROM {decision_step:Identifier}),
-- @include every-place
-- @include at-risk
    rest AS (SELECT 1)
SELECT * EXCEPT (endings, ended)
FROM at_risk
