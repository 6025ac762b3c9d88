    -- The median and the 90th centile of each curve, with log-log limits. Wants `km` (see km.sql). Gives
    -- `quantile`: cell, n, events, missing, statistic, value, lower, upper. All levels are read off a curve
    -- before they become rows, since a row of its own would be a copy of the curve.
    levelled AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            [km_level('median', 0.5, times, log_survival, log_lowers, log_uppers, last), km_level('p90', 0.9, times, log_survival, log_lowers, log_uppers, last)] AS levels
        FROM km
    ),
    quantile AS
    (
        SELECT cell, n, events, missing, level.1 AS statistic, level.2 AS value, level.3 AS lower, level.4 AS upper
        FROM levelled
        ARRAY JOIN levels AS level
    ),
