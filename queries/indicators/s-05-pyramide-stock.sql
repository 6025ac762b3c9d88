-- id: S-05
-- title_fr: Pyramide des âges des demandes en attente
-- title_en: Age pyramid of pending applications
-- definition_fr: Nombre de demandes en attente à la fin du mois, selon le nombre de mois écoulés depuis le mois de leur dépôt, et nombre de demandes entrées dans le mois.
-- definition_en: Number of applications pending at the end of the month, by months elapsed since the month of their filing, and number that came in during the month.
-- unit: count
-- better: lower
-- demand: D1
-- formula: Stock de S-01 réparti par mois de dépôt ; age=00m : déposées dans le mois même, age=24m+ : il y a 24 mois ou plus ; flux=entrees : déposées dans le mois. || The stock of S-01 by month of filing; age=00m: filed in the month itself, age=24m+: 24 months ago or more; flux=entrees: filed in the month.
-- population: Tous les dossiers déposés, dans la préfecture aujourd’hui compétente. || All applications filed, in the prefecture competent now.
-- exclusions: Aucune. Seuls les 37 derniers mois entiers sont donnés. || None. Only the last 37 whole months are given.
-- censoring: Aucune censure. Un mois que les données ne couvrent pas jusqu’à sa fin n’est pas donné. Le stock d’une source en retard sur les autres est reporté tel qu’il était. || None. A month that the data does not cover to its end is not given. The stock of a source that lags behind the others is carried forward as it was.
-- legal_basis: Aucun ; sert à la prévision du stock. || None; what the forecast of the stock is made of.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: count
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: un dossier dit clos avant son dépôt ne fait plus échouer le calcul. || a file said to be closed before it was filed no longer makes the computation fail.
WITH
-- @include cells
-- @include cutoff
    24 AS oldest,
    toUInt64(greatest(1, toInt64(complete_months) - 36)) AS first_month,
    -- One row: a prefecture's dossiers of one month of filing that entered (+1) or left (-1) the stock in a month.
    move AS
    (
        SELECT
            place_leaf(prefecture) AS leaf,
            toUInt64(1 + dateDiff('month', toDate('1990-01-01'), depot_on)) AS filed,
            -- Who is said to leave before the filing was never there.
            toUInt64(1 + dateDiff('month', toDate('1990-01-01'), greatest(turn.1, depot_on))) AS month,
            sum(turn.2) AS delta,
            countIf(turn.3) AS entering
        FROM {dossier:Identifier} AS dossier
        ARRAY JOIN arrayConcat(
            [(depot_on, toInt64(1), true)],
            arrayMap(day -> (day, toInt64(-1), false), closed),
            arrayMap(day -> (day, toInt64(1), false), reopened)) AS turn
        WHERE turn.1 <= cutoff
        GROUP BY leaf, filed, month
    ),
    cohort AS
    (
        SELECT
            arrayJoin(under(leaf, place_masks)) AS cell,
            filed,
            arrayCumSum(groupArrayInsertAt(toInt64(0))(sums.delta, toUInt32(sums.month - sums.filed))) AS ends,
            sum(sums.entering) AS entered
        FROM (SELECT leaf, filed, month, sum(move.delta) AS delta, sum(move.entering) AS entering FROM move GROUP BY leaf, filed, month) AS sums
        GROUP BY leaf, filed
    ),
    band AS
    (
        SELECT
            cell + bitShiftLeft(moment, 31) AS cell,
            concat('age=', if(moment - filed >= oldest, '24m+', concat(leftPad(toString(moment - filed), 2, '0'), 'm'))) AS breakdown,
            sum(ends[least(moment - filed + 1, length(ends))]) AS n
        FROM cohort
        ARRAY JOIN range(greatest(filed, first_month), complete_months + 1) AS moment
        GROUP BY cell, breakdown
        UNION ALL
        SELECT
            cell + bitShiftLeft(filed, 31) AS cell,
            'flux=entrees' AS breakdown,
            toInt64(sum(entered)) AS n
        FROM cohort
        WHERE filed BETWEEN first_month AND complete_months
        GROUP BY cell, breakdown
    )
SELECT
    cell,
    breakdown,
    'count' AS statistic,
    toFloat64(n) AS value,
    NULL AS lower,
    NULL AS upper,
    toUInt64(n) AS n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM band
WHERE n > 0
