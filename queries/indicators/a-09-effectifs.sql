-- id: A-09
-- title_fr: Effectifs rapportés aux demandes
-- title_en: Staff in proportion to applications
-- definition_fr: Nombre d’agents à temps plein des services des étrangers pour 1 000 demandes en attente, et demandes closes par agent et par mois.
-- definition_en: Number of full-time staff of the foreigners’ services per 1,000 pending applications, and applications closed per member of staff and month.
-- unit: ratio
-- better: none
-- demand: D2
-- formula: ETPT déclarés du mois / stock à la fin du mois (S-01) × 1 000 ; mesure=sorties_par_etpt : sorties du mois / ETPT ; mesure=etpt : les ETPT ; pour une année, moyennes des mois. || declared FTE of the month / stock at the end of the month (S-01) × 1,000; mesure=sorties_par_etpt: outflow of the month / FTE; mesure=etpt: the FTE; for a year, means of its months.
-- population: Les préfectures qui déclarent leurs effectifs (permanents et vacataires, services des étrangers) pour le mois ; n compte leurs dossiers ouverts. Des effectifs déclarés sans préfecture valent pour la France entière, rapportés à tous ses dossiers. || Prefectures that declare their staff (permanent and temporary, foreigners’ services) for the month; n counts their open files. Staff declared without a prefecture stands for the whole of France, related to all its files.
-- exclusions: Les préfectures sans déclaration, absentes aussi des totaux ; le mois que les données ne couvrent pas jusqu’à sa fin. || Prefectures without a declaration, absent from the totals too; the month that the data does not cover to its end.
-- censoring: Aucune censure. Ce sont des déclarations, non des mesures. || None. These are declarations, not measurements.
-- legal_basis: Aucun ; réponse à la question écrite du 20 mai 2025 (72 ETP permanents en 2023-2024, 190 ETPT de vacataires en 2025). || None; answer to the written question of 20 May 2025 (72 permanent FTE in 2023-2024, 190 FTE of temporary staff in 2025).
-- sources: pilotage, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: ratio, count
-- per: pour 1 000 dossiers en attente || per 1,000 open files
-- counted: ETPT || full-time equivalents
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 5
-- changelog: 1: first version. | 2: une préfecture dont les effectifs ne sont pas déclarés n’a pas de valeur, au lieu de zéro. || a prefecture whose staff is not declared has no value, instead of zero. | 3: des effectifs déclarés sans préfecture sont rapportés à tous les dossiers du pays. || staff declared without a prefecture is related to all files of the country. | 4: seuls comptent les mois que les données couvrent jusqu’à leur fin ; ce qui est clos avant le dépôt connu sort du stock au dépôt. || only months that the data covers to their end count; what is closed before its known filing leaves the stock at the filing. | 5: sommes exactes : l’ordre d’arrivée changeait leur dernier chiffre. || exact sums: the order of arrival changed their last digit.
WITH
-- @include cells
-- @include cutoff
    -- Full-time equivalents of the foreigners’ services; each row stands for a calendar month.
    declared AS
    (
        SELECT place, toStartOfMonth(occurred_on) AS month, sum(ifNull(valeur, 0)) AS posts
        FROM {side_event:Identifier}
        WHERE event = 'effectif' AND module = 'etrangers' AND toLastDayOfMonth(occurred_on) <= cutoff
        GROUP BY place, month
    ),
    moved AS
    (
        SELECT
            cell AS place,
            month,
            leaving,
            -- The open dossiers at the end of the month.
            sum(toInt64(entering) - toInt64(leaving)) OVER (PARTITION BY cell ORDER BY month) AS stock
        FROM {stock_move:Identifier}
        WHERE bitAnd(cell, titre_mask + motif_mask + demande_mask + canal_mask) = 0
            AND (cell = 0 OR bitAnd(cell, prefecture_mask) != bitAnd(cell, region_mask))
    ),
    -- A prefecture counts in its region and in France in the months for which its staff is declared.
    staffed AS
    (
        SELECT declared.place AS place, declared.month AS month, posts, if(moved.month = declared.month, moved.leaving, 0) AS leaving, moved.stock AS stock
        FROM declared
        ASOF LEFT JOIN moved ON moved.place = declared.place AND moved.month <= declared.month
    ),
    cell_month AS
    (
        SELECT
            arrayJoin(if(place = place_leaf(''), [toUInt64(0)], under(place, place_masks))) AS cell,
            month,
            sum(staffed.posts) AS posts,
            sum(staffed.leaving) AS leaving,
            sum(staffed.stock) AS stock
        FROM staffed
        GROUP BY cell, month
    ),
    -- Staff declared for no prefecture stands for the whole country, all of whose files it is related to.
    undivided AS
    (
        SELECT declared.month AS month, if(moved.month = declared.month, moved.leaving, 0) AS leaving, moved.stock AS stock
        FROM (SELECT toUInt64(0) AS place, month FROM declared WHERE declared.place = place_leaf('')) AS declared
        ASOF INNER JOIN moved ON moved.place = declared.place AND moved.month <= declared.month
    ),
    related AS
    (
        SELECT
            cell_month.cell AS cell,
            cell_month.month AS month,
            cell_month.posts AS posts,
            if(cell = 0 AND undivided.month = cell_month.month, undivided.leaving, cell_month.leaving) AS leaving,
            if(cell = 0 AND undivided.month = cell_month.month, undivided.stock, cell_month.stock) AS stock
        FROM cell_month
        LEFT JOIN undivided ON undivided.month = cell_month.month
    ),
    known_cell AS
    (
        SELECT cell + month_code(month) AS cell, toNullable(toFloat64(posts)) AS posts, toFloat64(leaving) AS leaving, toFloat64(stock) AS stock
        FROM related
        UNION ALL
        -- Of a year, the mean of its months.
        SELECT related.cell + year_code(month) AS cell, toNullable(toFloat64(sum(related.posts)) / count()) AS posts, avg(related.leaving) AS leaving, avg(related.stock) AS stock
        FROM related
        GROUP BY cell
    ),
    -- Places of which nobody declares the staff of a month or year that others declare: unknown, not zero.
    dated AS
    (
        SELECT * FROM known_cell
        UNION ALL
        SELECT place.cell + period.code AS cell, NULL AS posts, 0 AS leaving, 0 AS stock
        FROM (SELECT DISTINCT arrayJoin(under(place_leaf(toString(code)), place_masks)) AS cell FROM prefecture) AS place
        CROSS JOIN (SELECT DISTINCT bitAnd(known_cell.cell, period_mask) AS code FROM known_cell) AS period
        WHERE place.cell + period.code NOT IN (SELECT known_cell.cell FROM known_cell)
    )
SELECT
    cell,
    figure.1 AS breakdown,
    figure.2 AS statistic,
    figure.3 AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(round(stock)) AS n,
    0 AS censored,
    0 AS missing,
    multiIf(posts IS NULL, 'missing_source', value IS NULL, 'no_denominator', 'ok') AS status
FROM dated
ARRAY JOIN [
    (CAST(NULL AS Nullable(String)), 'ratio', if(stock > 0, posts / stock * 1000, NULL)),
    ('mesure=sorties_par_etpt', 'ratio', if(posts > 0, leaving / posts, NULL)),
    ('mesure=etpt', 'count', posts)] AS figure
