    -- The end of an indicator that gives the median and the 90th centile of a delay, from `prefecture_step`.
-- @include every-place
-- @include at-risk
-- @include km
    quantile AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            level.1 AS statistic,
            km_quantile(times, survival, level.2, last) AS value,
            km_quantile_lower(times, survival, greenwood, level.2, last) AS lower,
            km_quantile_upper(times, survival, greenwood, level.2, last) AS upper
        FROM km
        ARRAY JOIN [('median', 0.5), ('p90', 0.9)] AS level
    )
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
