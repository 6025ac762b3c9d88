-- The set at risk of a decision at each event time, in shares of the legal delay from the filing: one row per
-- cell (see at-risk).
WITH
-- @include cells
-- @include legal-times
-- @include whole-times
    prefecture_step AS (SELECT cell, tallies FROM {legal_filing_step:Identifier}),
-- @include every-place
-- @include at-risk
    rest AS (SELECT 1)
SELECT * EXCEPT (endings, ended) REPLACE (last / legal_time AS last, arrayMap(t -> t / legal_time, times) AS times)
FROM at_risk
