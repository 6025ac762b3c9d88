-- id: V-05
-- title_fr: Solde des entrées et des sorties
-- title_en: Balance of inflow and outflow
-- definition_fr: Demandes déposées ou rouvertes moins demandes closes dans la période : un solde positif dit de combien le stock a grossi.
-- definition_en: Applications filed or reopened minus applications closed in the period: a positive balance says by how much the stock has grown.
-- unit: count
-- better: lower
-- demand: D1, D3a
-- formula: entrées (dépôts et réouvertures) − sorties (événements qui terminent la demande, transferts exceptés) ; flux=cumul additionne les soldes depuis le premier dépôt connu et donne le stock de S-01. || inflow (filings and reopenings) − outflow (terminal events except transfers); flux=cumul adds the balances since the first filing known, which gives the stock of S-01.
-- population: Tous les dossiers déposés, dans la préfecture aujourd’hui compétente. || All applications filed, in the prefecture competent now.
-- exclusions: Aucune. || None.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. Le stock d’une source en retard sur les autres est reporté tel qu’il était. || None; the period of the cut-off is incomplete. The stock of a source that lags behind the others is carried forward as it was.
-- legal_basis: Aucun ; identité comptable stock = stock précédent + entrées − sorties. || None; accounting identity stock = previous stock + inflow − outflow.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, demande
-- statistics: count
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: flux=cumul est aussi donné des mois sans mouvement, au lieu de zéro. || flux=cumul is also given for months in which nothing moves, instead of zero. | 3: ce qui est clos avant le dépôt connu sort du stock au dépôt, comme pour S-05, et non avant d’y entrer. || what is closed before its known filing leaves the stock at the filing, as in S-05, not before it enters.
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
    -- A month in which nothing moves has a stock too.
    monthly AS
    (
        SELECT flow.cell AS cell, flow.month AS month, flow.entering AS entering, flow.leaving AS leaving
        FROM flow
        UNION ALL
        SELECT
            flow.cell AS cell,
            arrayJoin(arrayMap(i -> addMonths(toStartOfMonth(min(flow.month)), i), range(toUInt64(greatest(0, 1 + dateDiff('month', min(flow.month), cutoff)))))) AS month,
            0 AS entering,
            0 AS leaving
        FROM flow
        GROUP BY cell
    ),
    dated AS
    (
        SELECT
            monthly.cell + arrayJoin([month_code(month), year_code(month)]) AS cell,
            sum(toInt64(monthly.entering)) AS entering,
            sum(toInt64(monthly.leaving)) AS leaving
        FROM monthly
        GROUP BY cell
    ),
    -- Since the first filing known: what the months and years so far add up to.
    cumulated AS
    (
        SELECT
            cell,
            entering,
            leaving,
            sum(entering - leaving) OVER (PARTITION BY cell - bitAnd(cell, bitShiftLeft(toUInt64(8191), 31)), period_of(cell) >= 4096 ORDER BY cell) AS balance
        FROM dated
    )
SELECT
    cell,
    figure.1 AS breakdown,
    'count' AS statistic,
    toFloat64(figure.2) AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(figure.3) AS n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM cumulated
ARRAY JOIN arrayFilter(figure -> ifNull(figure.1 = 'flux=cumul', false) OR entering + leaving > 0, [
    (CAST(NULL AS Nullable(String)), entering - leaving, entering + leaving),
    ('flux=entrees', entering, entering),
    ('flux=sorties', leaving, leaving),
    ('flux=cumul', balance, greatest(0, balance))]) AS figure
