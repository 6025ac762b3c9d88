    -- Empty cells are not stored. They are known to be empty where all four strata are pinned: each
    -- place of the reference list then has every period and figure that the run has for strata of
    -- that kind (a titre is computed by year only, so that its months stay unknown).
    alike AS
    (
        SELECT
            view, period, region, prefecture, titre, motif, demande, canal, breakdown, statistic,
            indicator, version, origin, cutoff, as_of, run, grain, level
        FROM stored
        WHERE (titre IS NULL) = ({titre:Nullable(String)} = 'all')
            AND (motif IS NULL) = ({motif:Nullable(String)} = 'all')
            AND (demande IS NULL) = ({demande:Nullable(String)} = 'all')
            AND (canal IS NULL) = ({canal:Nullable(String)} = 'all')
    ),
    shape AS
    (
        SELECT
            indicator, version, view, grain, origin, cutoff, as_of, run,
            groupUniqArray((level, breakdown, statistic)) AS figures,
            -- In a tuple, since a null would be left out.
            groupUniqArray(tuple(period)) AS periods
        FROM alike
        GROUP BY indicator, version, view, grain, origin, cutoff, as_of, run
    ),
    cell AS
    (
        SELECT
            indicator, version, view, origin, cutoff, as_of, run,
            figure.1 AS level, figure.2 AS breakdown, figure.3 AS statistic,
            arrayJoin(periods).1 AS period
        FROM shape
        ARRAY JOIN figures AS figure
    ),
    place AS
    (
        SELECT
            arrayJoin([('national', NULL, NULL), ('region', pair.1, NULL), ('prefecture', pair.1, pair.2)])::Tuple(String, Nullable(String), Nullable(String)) AS named,
            named.1 AS level,
            named.2 AS region,
            named.3 AS prefecture,
            groupArray(pair.2) AS members
        FROM (SELECT arrayJoin(arrayZip({regions:Array(String)}, {prefectures:Array(String)})) AS pair)
        GROUP BY named
    ),
    -- Which prefectures the manifests known to the run speak of, for each period that any speaks of:
    -- one that they leave out is silent there, not empty.
    heard AS
    (
        SELECT period, groupUniqArrayArray(prefectures) AS prefectures
        FROM
        (
            SELECT
                arrayJoin(periods).1 AS period,
                multiIf(grain = 'month', toDateOrZero(concat(assumeNotNull(period), '-01')),
                    grain = 'year', toDateOrZero(concat(assumeNotNull(period), '-01-01')), toDate('1970-01-01')) AS first_day,
                multiIf(grain = 'month', addMonths(first_day, 1) - 1,
                    grain = 'year', addYears(first_day, 1) - 1, toDate('2149-06-06')) AS last_day
            FROM shape
        ) AS dated
        CROSS JOIN
        (
            SELECT prefectures, ifNull(covers_from, toDate('1970-01-01')) AS covers_from, covers_to
            FROM batch
            WHERE state = 'stored' AND notEmpty(prefectures)
                AND hasAny(sources, {sources:Array(String)})
                AND arrived_at <= (SELECT started_at FROM published_run)
                AND if(backfill, ifNull(extracted_at, arrived_at), arrived_at) <= (SELECT as_of FROM published_run)
        ) AS manifest
        WHERE covers_from <= last_day AND first_day <= covers_to
        GROUP BY period
    ),
    absent AS
    (
        SELECT
            cell.indicator AS indicator, cell.version AS version, cell.view AS view, cell.period AS period,
            place.region AS region, place.prefecture AS prefecture,
            nullIf({titre:Nullable(String)}, 'all') AS titre,
            nullIf({motif:Nullable(String)}, 'all') AS motif,
            nullIf({demande:Nullable(String)}, 'all') AS demande,
            nullIf({canal:Nullable(String)}, 'all') AS canal,
            cell.breakdown AS breakdown, cell.statistic AS statistic,
            notEmpty(heard.prefectures) AND NOT hasAny(heard.prefectures, place.members) AS silent,
            if(cell.statistic = 'count' AND NOT silent, 0, NULL)::Nullable(Float64) AS value,
            multiIf(silent, 'missing_source', cell.statistic = 'count', 'ok', 'no_denominator') AS status,
            cell.origin AS origin, cell.cutoff AS cutoff, cell.as_of AS as_of, cell.run AS run
        FROM cell
        INNER JOIN place ON place.level = cell.level
        LEFT JOIN heard ON ifNull(heard.period, '') = ifNull(cell.period, '')
        WHERE (ifNull(period, ''), ifNull(region, ''), ifNull(prefecture, ''), ifNull(breakdown, ''), view, statistic) NOT IN
        (
            SELECT ifNull(period, ''), ifNull(region, ''), ifNull(prefecture, ''), ifNull(breakdown, ''), view, statistic
            FROM alike
            WHERE ifNull(titre, 'all') = {titre:Nullable(String)} AND ifNull(motif, 'all') = {motif:Nullable(String)}
                AND ifNull(demande, 'all') = {demande:Nullable(String)} AND ifNull(canal, 'all') = {canal:Nullable(String)}
        )
    ),
    known AS
    (
        SELECT
            indicator, version, view, period, region, prefecture, titre, motif, demande, canal,
            breakdown, statistic, value, lower, upper, n, censored, missing, status, suppressed,
            origin, cutoff, as_of, run
        FROM stored
        UNION ALL
        SELECT
            indicator, version, view, period, region, prefecture, titre, motif, demande, canal,
            breakdown, statistic, value, NULL, NULL, 0, 0, 0, status, false,
            origin, cutoff, as_of, run
        FROM absent
    ),
