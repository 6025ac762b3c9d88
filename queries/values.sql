-- The published values of one indicator; one row is one `Value` of `domain/indicator.ts`.
-- A parameter that is NULL does not restrict; 'all' pins a dimension to its total, a null.
WITH
-- @include published-run
    -- What the run says of the figures and periods asked for, at every place and in every stratum.
    stored AS
    (
        SELECT
            indicator, version, view, period, region, prefecture, titre, motif, demande, canal,
            breakdown, statistic, value, lower, upper, n, censored, missing, status, suppressed,
            origin, cutoff, as_of, run,
            multiIf(period IS NULL, 'none', length(period) = 4, 'year', 'month') AS grain,
            multiIf(prefecture IS NOT NULL, 'prefecture', region IS NOT NULL, 'region', 'national') AS level
        FROM indicator_value
        WHERE indicator = {indicator:String} AND run = (SELECT run FROM published_run)
            AND ({view:Nullable(String)} IS NULL OR view = {view:Nullable(String)})
            AND ({statistic:Nullable(String)} IS NULL OR statistic = {statistic:Nullable(String)})
            AND ({breakdown:Nullable(String)} IS NULL OR ifNull(breakdown, 'all') = {breakdown:Nullable(String)})
            AND ({level:Nullable(String)} IS NULL OR level = {level:Nullable(String)})
            AND ({grain:Nullable(String)} IS NULL OR grain = {grain:Nullable(String)})
            -- A year is in when it overlaps the months asked for; a stock, which has no period, always is.
            AND ({from:Nullable(String)} IS NULL OR period IS NULL OR period >= left({from:Nullable(String)}, length(period)))
            AND ({to:Nullable(String)} IS NULL OR period IS NULL OR period <= left({to:Nullable(String)}, length(period)))
    ),
-- @include stored-cells
    asked AS
    (
        SELECT
            indicator, version, view, period, region, prefecture, titre, motif, demande, canal,
            breakdown, statistic, value, lower, upper, n, censored, missing, status,
            suppressed OR status = 'suppressed' AS withheld,
            origin, cutoff, as_of, run
        FROM known
        WHERE ({region:Nullable(String)} IS NULL OR ifNull(region, 'all') = {region:Nullable(String)})
            AND ({prefecture:Nullable(String)} IS NULL OR ifNull(prefecture, 'all') = {prefecture:Nullable(String)})
            AND ({titre:Nullable(String)} IS NULL OR ifNull(titre, 'all') = {titre:Nullable(String)})
            AND ({motif:Nullable(String)} IS NULL OR ifNull(motif, 'all') = {motif:Nullable(String)})
            AND ({demande:Nullable(String)} IS NULL OR ifNull(demande, 'all') = {demande:Nullable(String)})
            AND ({canal:Nullable(String)} IS NULL OR ifNull(canal, 'all') = {canal:Nullable(String)})
    ),
    -- Every figure that leaves the observatory passes here, whatever its format; disclosure control
    -- belongs here. What is suppressed gives nothing away, and what is not a number is not given.
    published AS
    (
        SELECT
            indicator, version, view, period, region, prefecture, titre, motif, demande, canal, breakdown, statistic,
            withheld,
            if(withheld OR NOT isFinite(value), NULL, value) AS value,
            if(withheld OR NOT isFinite(lower), NULL, lower) AS lower,
            if(withheld OR NOT isFinite(upper), NULL, upper) AS upper,
            if(withheld, 0, n) AS n,
            if(withheld, 0, censored) AS censored,
            if(withheld, 0, missing) AS missing,
            if(withheld, 'suppressed', status) AS status,
            origin, cutoff, as_of, run
        FROM asked
    )
SELECT
    indicator::LowCardinality(String) AS indicator,
    toUInt32(version) AS version,
    view::LowCardinality(String) AS view,
    period::LowCardinality(Nullable(String)) AS period,
    region::LowCardinality(Nullable(String)) AS region,
    prefecture::LowCardinality(Nullable(String)) AS prefecture,
    titre::LowCardinality(Nullable(String)) AS titre,
    motif::LowCardinality(Nullable(String)) AS motif,
    demande::LowCardinality(Nullable(String)) AS demande,
    canal::LowCardinality(Nullable(String)) AS canal,
    -- A spreadsheet takes a cell that begins with one of these for a formula.
    if({spreadsheet:Bool}, replaceRegexpOne(breakdown, '^([-=+@\t\r])', '''\\1'), breakdown)::LowCardinality(Nullable(String)) AS breakdown,
    statistic::LowCardinality(String) AS statistic,
    value,
    lower,
    upper,
    toUInt32(n) AS n,
    toUInt32(censored) AS censored,
    toUInt32(missing) AS missing,
    status::LowCardinality(String) AS status,
    withheld::Bool AS suppressed,
    origin::LowCardinality(String) AS origin,
    cutoff,
    as_of,
    run::LowCardinality(String) AS run
FROM published
ORDER BY
    period NULLS FIRST, region NULLS FIRST, prefecture NULLS FIRST,
    titre NULLS FIRST, motif NULLS FIRST, demande NULLS FIRST, canal NULLS FIRST,
    breakdown NULLS FIRST, view, statistic
