-- id: P-13
-- title_fr: Tête de file
-- title_en: Head of the queue
-- definition_fr: De quand date la demande du milieu parmi celles qui viennent d’être décidées : nombre de jours entre son dépôt et la fin du mois (d’une année, de son dernier mois). « Sont décidées en ce moment les demandes déposées le… ».
-- definition_en: When the middle one of the applications just decided was filed: number of days from its filing to the end of the month (of a year, of its last month). “Applications filed on … are now being decided.”
-- unit: days
-- better: lower
-- demand: D3a
-- formula: dernier jour couvert du mois − date de dépôt médiane des demandes dont la première décision tombe dans le mois ; intervalle à 95 % par les rangs de la loi binomiale. || last covered day of the month − median filing date of the applications first decided in the month; interval (95%) by binomial ranks.
-- population: Les demandes dont le premier événement terminal, transfert excepté, tombe dans le mois. || Applications whose first terminal event, except a transfer, falls in the month.
-- exclusions: Les décisions antérieures au dépôt connu. Les demandes encore ouvertes : la date dit ce qui se traite, non combien de temps attendra qui dépose. || Decisions before the known filing. Open applications: the date says what is being handled, not how long whoever files will wait.
-- censoring: Aucune censure. Si l’on traite d’abord les demandes récentes, la date avance sans que personne attende moins (voir G-03). Le stock d’une source en retard sur les autres est reporté tel qu’il était. || None. Where recent applications go first, the date moves on though nobody waits less (see G-03). The stock of a source that lags behind the others is carried forward as it was.
-- legal_basis: Aucun ; c’est la date que publie Kela (Finlande). || None; it is the date that Kela (Finland) publishes.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, demande
-- statistics: median
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include cutoff
    decided AS
    (
        SELECT
            bitAnd(leaf(depot_prefecture, titre, motif, demande, canal), prefecture_mask + demande_mask) AS stratum,
            toStartOfMonth(assumeNotNull(decided_on)) AS month,
            toUInt16(depot_on) AS filed,
            count() AS dossiers
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE decided_on <= covers_to AND depot_on <= decided_on
        GROUP BY stratum, month, filed
    ),
    (stratum) -> arrayConcat(under(stratum, place_masks), under(stratum, arrayMap(place -> place + demande_mask, place_masks))) AS places_of,
    -- Filing dates in order, and how many of them there are by each. A year is read at its last complete month.
    queue AS
    (
        SELECT
            arrayJoin(arrayConcat(
                places_of(stratum + month_code(month)),
                if(toMonth(month) = 12 OR addMonths(month, 1) = toStartOfMonth(cutoff + 1), places_of(stratum + year_code(month)), []))) AS cell,
            least(max(addMonths(month, 1) - 1), cutoff) AS seen_to,
            arraySort(groupArray(bitShiftLeft(toUInt64(filed), 32) + dossiers)) AS dated,
            arrayMap(tally -> bitShiftRight(tally, 32), dated) AS dates,
            arrayCumSum(arrayMap(tally -> bitAnd(tally, 4294967295), dated)) AS ranks,
            ranks[-1] AS n
        FROM decided
        WHERE month <= cutoff
        GROUP BY cell
    ),
    (dates, ranks, rank) -> dates[arrayFirstIndex(reached -> reached >= rank, ranks)] AS date_of,
    -- Rank of the lower limit of a median, from either end (Conover 1999, 3.2, rounded to the safe side).
    (n) -> toUInt64(greatest(1., floor((n + 1 - 1.959963984540054 * sqrt(n)) / 2))) AS limit_rank
SELECT
    cell,
    NULL AS breakdown,
    'median' AS statistic,
    toFloat64(toUInt16(seen_to)) - (date_of(dates, ranks, intDiv(n + 1, 2)) + date_of(dates, ranks, intDiv(n, 2) + 1)) / 2 AS value,
    toFloat64(toUInt16(seen_to)) - date_of(dates, ranks, n + 1 - limit_rank(n)) AS lower,
    toFloat64(toUInt16(seen_to)) - date_of(dates, ranks, limit_rank(n)) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM queue
