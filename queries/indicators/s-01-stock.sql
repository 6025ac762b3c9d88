-- id: S-01
-- title_fr: Demandes en attente
-- title_en: Applications pending
-- definition_fr: Nombre de demandes déposées qui n’ont pas encore de décision, au dernier jour du mois, de l’année ou des données.
-- definition_en: Number of applications filed that have no decision yet, on the last day of the month, of the year or of the data.
-- unit: count
-- better: lower
-- demand: D1
-- formula: dépôts et réouvertures jusqu’au jour considéré − événements qui terminent la demande (transferts exceptés) jusqu’à ce jour. || filings and reopenings up to the day − terminal events (except transfers) up to the day.
-- population: Tous les dossiers déposés, dans la préfecture aujourd’hui compétente. || All dossiers filed, in the prefecture competent now.
-- exclusions: Aucune. || None.
-- censoring: Aucune censure. Les mois et les années que les données ne couvrent pas jusqu’à leur fin ne sont pas donnés ; le stock à la date d’arrêt n’a pas de période. || None. Months and years that the data does not cover to their end are not given; the stock at the cut-off has no period.
-- legal_basis: CESEDA, art. R. 432-1 : le silence met fin au délai légal, non à l’instruction. || CESEDA R. 432-1: silence ends the legal delay, not the examination.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: count
-- min_n: 0
-- cadence: 40 5 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include cutoff
    -- One row: a dossier entering (+1) or leaving (-1) the stock.
    move AS
    (
        SELECT
            leaf(prefecture, titre, motif, demande, canal) AS leaf,
            turn.1 AS day,
            turn.2 AS sign
        FROM {dossier:Identifier} AS dossier FINAL
        ARRAY JOIN arrayConcat(
            [(depot_on, toInt64(1))],
            arrayMap(day -> (day, toInt64(-1)), closed),
            arrayMap(day -> (day, toInt64(1)), reopened)) AS turn
        WHERE day <= cutoff
    ),
    balance AS
    (
        SELECT
            arrayJoin(under(leaf, year_masks)) AS cell,
            dateDiff('month', toDate('1990-01-01'), day) AS month,
            sum(sign) AS delta
        FROM move
        GROUP BY cell, month
    ),
    -- Entry m: the stock at the end of month m; the last entry is the stock at the cut-off.
    stock AS
    (
        SELECT cell, arrayCumSum(groupArrayInsertAt(toInt64(0))(delta, toUInt32(month))) AS ends
        FROM balance
        GROUP BY cell
    ),
    dated AS
    (
        SELECT cell + moment.1 AS cell, moment.2 AS n
        FROM stock
        ARRAY JOIN arrayConcat(
            [(toUInt64(0), ends[-1])],
            arrayMap(month -> (bitShiftLeft(month, 31), ends[least(month, length(ends))]),
                arrayFilter(month -> in_month(stock.cell), range(1, complete_months + 1))),
            arrayMap(month -> (bitShiftLeft(4095 + intDiv(month, 12), 31), ends[least(month, length(ends))]),
                arrayFilter(month -> month % 12 = 0, range(1, complete_months + 1)))) AS moment
        WHERE n > 0
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
