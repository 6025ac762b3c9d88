-- id: S-01
-- title_fr: Demandes en attente
-- title_en: Applications pending
-- definition_fr: Nombre de demandes déposées qui n’ont pas encore de décision, au dernier jour du mois, de l’année ou des données.
-- definition_en: Number of applications filed that have no decision yet, on the last day of the month, of the year or of the data.
-- unit: count
-- better: lower
-- demand: D1
-- formula: dépôts et réouvertures jusqu’au jour considéré − événements qui terminent la demande (transferts exceptés) jusqu’à ce jour. || filings and reopenings up to the day − terminal events (except transfers) up to the day.
-- population: Tous les dossiers déposés, dans la préfecture aujourd’hui compétente. || All applications filed, in the prefecture competent now.
-- exclusions: Aucune. || None.
-- censoring: Aucune censure. Les mois et les années que les données ne couvrent pas jusqu’à leur fin ne sont pas donnés ; le stock à la date d’arrêt n’a pas de période. Le stock d’une source en retard sur les autres est reporté tel qu’il était. || None. Months and years that the data does not cover to their end are not given; the stock at the cut-off has no period. The stock of a source that lags behind the others is carried forward as it was.
-- legal_basis: CESEDA, art. R. 432-1 : le silence vaut refus, et ne met pas fin à l’instruction. || CESEDA R. 432-1: silence is a refusal, and does not end the examination.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: count
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: ce qui est clos avant le dépôt connu sort du stock au dépôt, comme pour S-05, et non avant d’y entrer. || what is closed before its known filing leaves the stock at the filing, as in S-05, not before it enters.
WITH
-- @include cells
-- @include cutoff
    toUInt32(greatest(0, ifNull(dateDiff('month', toDate('1990-01-01'), cutoff), 0)) + 1) AS months,
    -- Entry m: the stock at the end of month m; the last entry is the stock at the cut-off.
    stock AS
    (
        SELECT
            cell,
            arrayCumSum(groupArrayInsertAt(toInt64(0), months)(
                toInt64(entering) - toInt64(leaving), toUInt32(dateDiff('month', toDate('1990-01-01'), month)))) AS ends
        FROM {stock_move:Identifier}
        GROUP BY cell
    ),
    month_end AS
    (
        SELECT cell, n, toUInt64(month) AS month
        FROM stock
        ARRAY JOIN ends AS n, arrayEnumerate(ends) AS month
        WHERE n > 0
    ),
    dated AS
    (
        SELECT cell + moment AS cell, n
        FROM month_end
        ARRAY JOIN arrayConcat(
            if(month = months, [toUInt64(0)], []),
            if(month <= complete_months AND in_month(month_end.cell), [bitShiftLeft(month, 31)], []),
            if(month <= complete_months AND month % 12 = 0, [bitShiftLeft(4095 + intDiv(month, 12), 31)], [])) AS moment
    )
SELECT
    cell,
    NULL AS breakdown,
    'count' AS statistic,
    toFloat64(n) AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(n) AS n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM dated
