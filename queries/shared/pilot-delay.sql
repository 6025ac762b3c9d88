    -- The end of an indicator that gives the restricted mean over 120 days and the median of a delay, before
    -- and after the start of the pilots. Wants `arms` and `spell`, whose cell carries the arm (see kinds).
    -- Source: as P-01 and P-02.
-- @include kaplan-meier
-- @include quantiles
    figure AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            'rmst120' AS statistic,
            followed_to >= 120 AS followed,
            if(followed, km_rmst(times, survival, 120), NULL) AS value,
            if(followed, greatest(0., value - z95 * km_rmst_se(times, survival, hazard_variance, 120)), NULL) AS lower,
            if(followed, least(120., value + z95 * km_rmst_se(times, survival, hazard_variance, 120)), NULL) AS upper
        FROM km
        UNION ALL
        SELECT
            cell,
            n,
            events,
            missing,
            statistic,
            true AS followed,
            value,
            lower,
            upper
        FROM quantile
        WHERE statistic = 'median'
    )
SELECT
    cell_of(figure.cell) AS cell,
    toNullable(arms[kind_of(figure.cell)]) AS breakdown,
    statistic,
    value,
    lower,
    upper,
    n,
    n - events AS censored,
    missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM figure
