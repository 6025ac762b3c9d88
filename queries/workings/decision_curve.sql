-- The set at risk of a first decision at each event time: one row per cell (see at-risk).
WITH
-- @include cells
-- @include moves
    prefecture_step AS (SELECT cell, t, v FROM {decision_step:Identifier}),
-- @include every-place
-- @include at-risk
    rest AS (SELECT 1)
SELECT *
FROM at_risk
