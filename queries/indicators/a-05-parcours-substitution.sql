-- id: A-05
-- title_fr: Parcours de substitution
-- title_en: Alternative route, step by step
-- definition_fr: Parmi les impossibilités constatées de déposer en ligne, part de celles qui mènent à une convocation puis à un dépôt de substitution, et nombre de jours.
-- definition_en: Of noted impossibilities to file online, share that lead to an invitation and then to a filing through the alternative route, and number of days.
-- unit: days
-- better: lower
-- demand: D2
-- formula: constats suivis d’une convocation, ou d’un dépôt de substitution, à la date d’arrêt / constats de la période, avec l’intervalle de Wilson à 95 % ; médiane et 90 % des jours depuis le constat par Kaplan–Meier, limites log-log ; count : constats. || noted impossibilities followed by an invitation, or by a filing through the alternative route, by the cut-off / those noted in the period, with Wilson’s interval (95%); median and 90% of the days since by Kaplan–Meier, log-log limits; count: noted impossibilities.
-- population: Les impossibilités constatées par un point d’accueil numérique, une par chaîne de références, au jour du premier constat. Médiane et neuvième décile par période : qui attend au moins un jour de la période. || Impossibilities noted by a digital reception point, one per chain of references, by the day first noted. Median and ninth decile by period: who waits on at least one day of the period.
-- exclusions: Les usagers bloqués que personne n’a constatés (voir C-04). || Blocked users whose case nobody noted (see C-04).
-- censoring: Un constat sans suite est censuré au dernier jour couvert : les parts récentes ne peuvent que monter. || A case without sequel is censored on the last day covered: recent shares can only rise.
-- legal_basis: CESEDA, art. R. 431-2, al. 3 ; décret n° 2023-191 du 22 mars 2023. || CESEDA R. 431-2 al. 3; decree no. 2023-191 of 22 March 2023.
-- sources: pan
-- dimensions: prefecture
-- statistics: share, median, p90, count
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include wilson
-- @include seen-until
    -- One row: one chain of references from the day that an impossibility was noted.
    noted AS
    (
        SELECT
            argMin(blocked.place, turn) AS place,
            min(day) AS start_on,
            any(blocked.convoked_on) AS convoked_on,
            any(blocked.substituted_on) AS substituted_on
        FROM {blocked:Identifier} AS blocked
        WHERE kind = 'constat'
        GROUP BY reference
        HAVING start_on <= seen_until
    ),
    funnel AS
    (
        SELECT place, start_on, step.1 AS kind, step.2 AS reached_on
        FROM noted
        ARRAY JOIN [(1, convoked_on), (2, substituted_on)] AS step
    ),
    ['convocation', 'depot'] AS steps,
    followed AS
    (
        SELECT
            place,
            kind,
            start_on,
            greatest(start_on, least(ifNull(reached_on, seen_until), seen_until)) AS until,
            ifNull(reached_on <= seen_until, false) AS happened
        FROM funnel
    ),
-- @include place-quantiles
    share AS
    (
        SELECT
            arrayJoin(places_of_flow(place, start_on)) AS cell,
            concat('etape=', steps[kind]) AS part,
            count() AS n,
            countIf(ifNull(reached_on <= seen_until, false)) AS x
        FROM funnel
        GROUP BY cell, part
    )
SELECT
    cell_of(quantile.cell) AS cell,
    toNullable(concat('etape=', steps[kind_of(quantile.cell)])) AS breakdown,
    statistic,
    value,
    lower,
    upper,
    n,
    n - events AS censored,
    missing,
    if(value IS NULL, 'not_reached', 'ok') AS status
FROM quantile
UNION ALL
SELECT
    cell,
    toNullable(part) AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    n - x AS censored,
    0 AS missing,
    'ok' AS status
FROM share
UNION ALL
SELECT
    cell,
    NULL AS breakdown,
    'count' AS statistic,
    toFloat64(n) AS value,
    NULL AS lower,
    NULL AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM share
WHERE part = 'etape=depot'
