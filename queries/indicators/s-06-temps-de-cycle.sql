-- id: S-06
-- title_fr: Temps de cycle et temps d’écoulement, en jours
-- title_en: Cycle time and disposition time, in days
-- definition_fr: Combien de jours d’entrées contient le stock, compté en remontant depuis la fin de la période ; et combien de jours il faudrait pour le clore au rythme des douze derniers mois.
-- definition_en: How many days of inflow the stock holds, counted back from the end of the period; and how many days it would take to clear it at the pace of the last twelve months.
-- unit: days
-- better: lower
-- demand: D1, D3a
-- formula: temps de cycle : jours, en remontant depuis la fin de la période, dont les entrées (dépôts et réouvertures) font ensemble le stock (V-05), les entrées d’un mois étant réparties également ; methode=ecoulement : 365 × stock / sorties des douze derniers mois. || cycle time: days, counted back from the end of the period, whose inflow (filings and reopenings) adds up to the stock (V-05), the inflow of a month spread evenly; methode=ecoulement: 365 × stock / outflow of the last twelve months.
-- population: Tous les dossiers déposés, dans la préfecture aujourd’hui compétente ; n compte les dossiers ouverts. || All applications filed, in the prefecture competent now; n counts the open files.
-- exclusions: Le temps d’écoulement des onze premiers mois connus. Le dernier mois incomplet ; une année en cours se lit à son dernier mois complet. || The disposition time of the first eleven months known. The last month if incomplete; a current year is read at its last complete month.
-- censoring: Aucune. Le temps de cycle est l’attente de qui vient d’avoir une décision si l’on suivait l’ordre des dépôts ; le temps d’écoulement suppose que le rythme dure. Ni l’un ni l’autre ne suit une demande. Le stock d’une source en retard sur les autres est reporté tel qu’il était. || None. The cycle time is the wait of whoever has just had a decision if filings were taken in order; the disposition time supposes that the pace lasts. Neither follows an application. The stock of a source that lags behind the others is carried forward as it was.
-- legal_basis: Aucun ; temps de cycle de l’USCIS (États-Unis), temps d’écoulement de la CEPEJ (Conseil de l’Europe). || None; cycle time of USCIS (United States), disposition time of CEPEJ (Council of Europe).
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, demande
-- statistics: ratio
-- min_n: 30
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: ce qui est clos avant le dépôt connu sort du stock au dépôt, comme pour S-05, et non avant d’y entrer. || what is closed before its known filing leaves the stock at the filing, as in S-05, not before it enters.
WITH
-- @include cells
-- @include cutoff
    toUInt32(greatest(0, ifNull(dateDiff('month', toDate('1990-01-01'), cutoff), 0)) + 1) AS months,
    -- Entry m of an array: month m since January 1990.
    series AS
    (
        SELECT
            cell,
            groupArrayInsertAt(toInt64(0), months)(toInt64(flow.leaving), toUInt32(dateDiff('month', toDate('1990-01-01'), month))) AS leaving_by_month,
            groupArrayInsertAt(toInt64(0), months)(toInt64(flow.entering), toUInt32(dateDiff('month', toDate('1990-01-01'), month))) AS entering_by_month,
            arrayCumSum(entering_by_month) AS entered,
            arrayCumSum(leaving_by_month) AS left_by_then,
            toUInt64(dateDiff('month', toDate('1990-01-01'), min(month)) + 1) AS first
        FROM {stock_move:Identifier} AS flow
        WHERE bitAnd(flow.cell, titre_mask + motif_mask + canal_mask) = 0
        GROUP BY cell
    ),
    month_end AS
    (
        SELECT
            cell,
            toUInt64(month) AS month,
            entered[month] - departed AS stock,
            departed - if(month > 12, left_by_then[month - 12], 0) AS outflow,
            month >= first + 11 AS is_year,
            -- In the order of filings, the month in which the first who still wait came in, and how far into it.
            arrayFirstIndex(count -> count > departed, entered) AS head_month,
            if(entering_by_month[head_month] = 0, 0, (departed - if(head_month > 1, entered[head_month - 1], 0)) / entering_by_month[head_month]) AS share,
            addMonths(toDate('1990-01-01'), toInt64(head_month) - 1) AS head_from,
            addMonths(toDate('1990-01-01'), head_month) AS head_to,
            if(stock = 0, 0, dateDiff('day', head_from, addMonths(toDate('1990-01-01'), month)) - share * dateDiff('day', head_from, head_to)) AS cycle
        FROM series
        ARRAY JOIN left_by_then AS departed, arrayEnumerate(left_by_then) AS month
        WHERE month BETWEEN first AND complete_months
    )
SELECT
    cell + moment AS cell,
    figure.1 AS breakdown,
    'ratio' AS statistic,
    figure.2 AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(stock) AS n,
    0 AS censored,
    0 AS missing,
    if(figure.2 IS NULL, 'no_denominator', 'ok') AS status
FROM month_end
-- A year is read at its last complete month.
ARRAY JOIN
    arrayConcat(
        [bitShiftLeft(month, 31)],
        if(month % 12 = 0 OR month = complete_months, [bitShiftLeft(4095 + intDiv(month + 11, 12), 31)], [])) AS moment
ARRAY JOIN arrayFilter(method -> is_year OR method.1 IS NULL, [
    (CAST(NULL AS Nullable(String)), CAST(cycle AS Nullable(Float64))),
    ('methode=ecoulement', if(outflow = 0, NULL, 365 * stock / outflow))]) AS figure
