    -- The end of an indicator that gives the median and the 90th centile of a delay, from `prefecture_step`.
-- @include every-place
-- @include at-risk
-- @include km
-- @include quantiles
    rest AS (SELECT 1)
SELECT
    cell,
    NULL AS breakdown,
    statistic,
    value,
    lower,
    upper,
    n,
    n - events AS censored,
    missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM quantile
