-- The set at risk of a decision at each event time, in shares of the legal delay from its being complete: one row per
-- cell (see at-risk).
WITH
-- @include cells
-- @include moves
    prefecture_step AS (SELECT cell, t, v FROM {legal_step:Identifier}),
-- @include every-place
-- @include at-risk
    rest AS (SELECT 1)
SELECT *
FROM at_risk
