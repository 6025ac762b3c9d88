-- id: F-04
-- title_fr: Jours de rupture de droits
-- title_en: Days of rupture of rights
-- definition_fr: Nombre de jours passés sans document prouvant le séjour régulier, par le fait de l’administration, par les personnes dont le titre détenu expire avant la fin de leur demande : moyenne, seuil que 10 % dépassent, et total.
-- definition_en: Number of days spent without a document proving lawful stay, through the administration’s doing, by people whose permit held expires before the end of their application: mean, level that 10% exceed, and total.
-- unit: days
-- better: lower
-- demand: D3c
-- formula: jours non couverts de classe R1 et R2 par dossier exposé au risque, ceux sans rupture comptant zéro, selon le mois du lendemain de l’expiration ; mean avec l’intervalle normal à 95 %, p90 avec celui des statistiques d’ordre, count = somme des jours. borne=haute : toutes les classes ; classe=R1 à classe=R5 : une seule ; classe=RW : jours couverts pour le séjour par des documents dont aucun ne porte le droit au travail que le titre donnait. || uncovered days of classes R1 and R2 per file at risk, those without a rupture counting zero, by the month of the day after expiry; mean with the normal interval (95%), p90 with that of order statistics, count = sum of days. borne=haute: every class; classe=R1 to classe=R5: one; classe=RW: days covered for the stay by documents of which none carries the right to work that the permit gave.
-- population: Les dossiers avec un titre_detenu, quelle que soit la nature de la demande, à l’instruction ou décidés favorablement après l’expiration du titre. Le détail n’est donné que dans les cellules où au plus un du mois, de la préfecture et de la strate est précisé. || Files with a titre_detenu, whatever the kind of application, pending or decided favourably after the permit expired. Details are given only in cells that name at most one of month, prefecture and stratum.
-- exclusions: Les primo-demandeurs sans titre détenu ; les jours entre l’expiration et un dépôt plus tardif, où aucune demande n’est en cours. || First applicants without a permit held; days between the expiry and a later filing, when no application is pending.
-- censoring: Les ruptures en cours comptent jusqu’au dernier jour couvert : les mois récents ne peuvent que monter. « Encore suivis » (censored) compte les dossiers encore exposés ce jour-là. || Ruptures that go on count up to the last day covered: recent months can only rise. “Still followed” (censored) counts files still at risk that day.
-- legal_basis: CESEDA, art. R. 431-15-1, R. 431-15-2, R. 431-5 et L. 433-3. || CESEDA R. 431-15-1, R. 431-15-2, R. 431-5, L. 433-3.
-- sources: anef, agdref, demarche_numerique, ccc, pan, rendez_vous, recours
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: mean, p90, count
-- counted: jours || days
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: les sources dont les essais de dépôt sont lus sont nommées. || the sources of which attempts to file are read are named.
WITH
-- @include cells
    -- One row: a dossier at risk; days: R1 and R2, all, R1 … R5, RW.
    exposed AS
    (
        SELECT
            leaf,
            held_until + 1 AS day,
            ongoing,
            arrayMap(class -> toUInt64(arraySum(rupture -> rupture.3 - rupture.2 + 1, arrayFilter(rupture -> rupture.1 = class, ruptures))), [1, 2, 3, 4, 5]) AS by_class,
            arrayConcat([by_class[1] + by_class[2], arraySum(by_class)], by_class, [toUInt64(work_days)]) AS days
        FROM {renewal:Identifier}
    ),
    fact AS
    (
        SELECT leaf, day, arrayConcat([toUInt64(1), toUInt64(ongoing)], days, arrayMap(each -> each * each, days)) AS measures
        FROM exposed
    ),
-- @include roll-up
    -- The days of those who had any, gathered in the same way.
    gathered_narrow AS
    (
        SELECT arrayJoin(narrow_cells(leaf, day)) AS narrow, reading, groupArray(each) AS some
        FROM exposed
        ARRAY JOIN days AS each, arrayEnumerate(days) AS reading
        WHERE each > 0
        GROUP BY narrow, reading
    ),
    gathered AS
    (
        SELECT arrayJoin(wide_cells(narrow)) AS cell, reading, arraySort(groupArrayArray(some)) AS sorted
        FROM gathered_narrow
        GROUP BY cell, reading
        HAVING reading = 1 OR is_detailed(cell)
    ),
    total AS
    (
        SELECT
            cell,
            reading,
            measures[1] AS n,
            measures[2] AS censored,
            measures[2 + reading] AS days,
            days / n AS mean,
            sqrt(greatest(0., (measures[10 + reading] - days * mean) / (n - 1)) / n) AS mean_se
        FROM rolled
        ARRAY JOIN [1, 2, 3, 4, 5, 6, 7, 8] AS reading
        WHERE reading = 1 OR is_detailed(cell)
    ),
    -- The i-th smallest number of days of n dossiers (from 1), of which `sorted` has those above zero.
    (i, n, sorted) -> multiIf(i < 1 OR i > n, NULL, i <= n - length(sorted), 0, sorted[toUInt64(greatest(1, i - n + length(sorted)))]) AS ordered,
    1.959963984540054 AS z95,
    (statistic, value, lower, upper) -> (statistic, CAST(value AS Nullable(Float64)), CAST(lower AS Nullable(Float64)), CAST(upper AS Nullable(Float64))) AS answered,
    figure AS
    (
        SELECT
            cell,
            ['', 'borne=haute', 'classe=R1', 'classe=R2', 'classe=R3', 'classe=R4', 'classe=R5', 'classe=RW'][reading] AS breakdown,
            n,
            censored,
            toUInt64(floor(0.9 * (n - 1))) AS below,
            ordered(below + 1, n, sorted) AS at_most,
            arrayJoin([
                answered('count', days, NULL, NULL),
                answered('mean', mean, if(n < 2, NULL, greatest(0., mean - z95 * mean_se)), if(n < 2, NULL, mean + z95 * mean_se)),
                answered(
                    'p90',
                    at_most + (0.9 * (n - 1) - below) * (ifNull(ordered(below + 2, n, sorted), at_most) - at_most),
                    ordered(toInt64(floor(0.9 * n - z95 * sqrt(0.09 * n))), n, sorted),
                    ordered(toInt64(ceil(0.9 * n + z95 * sqrt(0.09 * n))) + 1, n, sorted))]) AS answer
        FROM total
        LEFT JOIN gathered ON gathered.cell = total.cell AND gathered.reading = total.reading
    )
SELECT
    cell,
    nullIf(breakdown, '') AS breakdown,
    answer.1 AS statistic,
    answer.2 AS value,
    answer.3 AS lower,
    answer.4 AS upper,
    n,
    censored,
    0 AS missing,
    'ok' AS status
FROM figure
