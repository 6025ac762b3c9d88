    -- What is not stored stays out: nothing says that it is empty rather than not computed.
    known AS
    (
        SELECT
            indicator, version, view, period, region, prefecture, titre, motif, demande, canal,
            breakdown, statistic, value, lower, upper, n, censored, missing, status, suppressed,
            origin, cutoff, as_of, run
        FROM stored
    ),
