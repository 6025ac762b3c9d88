-- id: S-03
-- title_fr: Temps d’écoulement du stock
-- title_en: Time to clear the stock
-- definition_fr: Nombre de mois qu’il faut pour clore toutes les demandes en attente au rythme des trois derniers mois, si rien n’entre.
-- definition_en: Number of months it takes to close all pending applications at the pace of the last three months, if nothing enters.
-- unit: months
-- better: lower
-- demand: D1
-- formula: stock au dernier jour (S-01) / moyenne mensuelle des sorties des trois derniers mois complets. || stock on the last day (S-01) / monthly mean of outflow over the last three complete months.
-- population: Tous les dossiers déposés, dans la préfecture aujourd’hui compétente ; n compte les sorties des trois mois, censored les dossiers ouverts. || All applications filed, in the prefecture competent now; n counts the outflow of the three months, censored the open files.
-- exclusions: Moins de 30 sorties en trois mois : le rapport est instable et n’est pas donné. Les deux premiers mois connus. || Fewer than 30 closings in three months: the ratio is unstable and is not given. The first two months known.
-- censoring: Aucune censure. Il suppose un rythme constant et n’est pas un délai : il monte aussi quand les entrées baissent plus tard que les sorties. Le stock d’une source en retard sur les autres est reporté tel qu’il était. || None. It supposes a steady pace and is not a waiting time: it also rises when inflow falls later than outflow. The stock of a source that lags behind the others is carried forward as it was.
-- legal_basis: Aucun. || None.
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
    -- One row: a month of a cell stored by place and by kind of application.
    flow AS
    (
        SELECT stock_move.cell AS cell, month, stock_move.entering AS entering, stock_move.leaving AS leaving
        FROM {stock_move:Identifier} AS stock_move
        WHERE bitAnd(stock_move.cell, titre_mask + motif_mask + canal_mask) = 0
    ),
    toUInt32(greatest(0, ifNull(dateDiff('month', toDate('1990-01-01'), cutoff), 0)) + 1) AS months,
    -- Entry m of an array: month m since January 1990.
    series AS
    (
        SELECT
            cell,
            groupArrayInsertAt(toInt64(0), months)(toInt64(flow.leaving), toUInt32(dateDiff('month', toDate('1990-01-01'), month))) AS leaving_by_month,
            groupArrayInsertAt(toInt64(0), months)(toInt64(flow.entering), toUInt32(dateDiff('month', toDate('1990-01-01'), month))) AS entering_by_month,
            arrayCumSum(arrayMap((entering, leaving) -> entering - leaving, entering_by_month, leaving_by_month)) AS ends,
            arrayMap((last, before, earlier) -> last + before + earlier,
                leaving_by_month, arrayShiftRight(leaving_by_month, 1), arrayShiftRight(leaving_by_month, 2)) AS quarters,
            toUInt64(dateDiff('month', toDate('1990-01-01'), min(month)) + 1) AS first
        FROM flow
        GROUP BY cell
    ),
    month_end AS
    (
        SELECT cell, first, toUInt64(month) AS month, stock, outflow
        FROM series
        ARRAY JOIN ends AS stock, quarters AS outflow, arrayEnumerate(ends) AS month
        WHERE month >= first + 2
    ),
    dated AS
    (
        SELECT cell + moment AS cell, stock, outflow
        FROM month_end
        ARRAY JOIN arrayConcat(
            [bitShiftLeft(month, 31)],
            if(month % 12 = 0, [bitShiftLeft(4095 + intDiv(month, 12), 31)], [])) AS moment
        WHERE month <= complete_months
        UNION ALL
        -- The stock at the cut-off, over the last three complete months.
        SELECT cell, argMax(stock, month) AS stock, anyIf(outflow, month = complete_months) AS outflow
        FROM month_end
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'ratio' AS statistic,
    if(outflow = 0, NULL, stock / (outflow / 3)) AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(outflow) AS n,
    toUInt64(stock) AS censored,
    0 AS missing,
    if(outflow = 0, 'no_denominator', 'ok') AS status
FROM dated
