-- id: C-04
-- title_fr: Usagers dont le blocage est documenté
-- title_en: Users whose blocking is documented
-- definition_fr: Part des usagers qui ont déposé ou tenté de déposer dans la période et dont un blocage laisse une trace, quelle qu’en soit la source.
-- definition_en: Share of users who filed or tried to file in the period and of whose blocking there is a trace, whatever its source.
-- unit: share
-- better: lower
-- demand: D2, D3c
-- formula: personnes distinctes avec un signalement à la DGEF, une impossibilité constatée, une visite « bloqué » au point d’accueil numérique, un échec de dépôt dû à une anomalie ou un référé pour accéder au dépôt / (dépôts de la période + ces personnes quand elles n’ont pas déposé dans la période), avec l’intervalle de Wilson à 95 % ; motif détaille l’union, dont les parts se recouvrent. || distinct persons with a report to the DGEF, a noted impossibility, a visit “bloqué” at the digital reception point, a failure to file put down to an anomaly or an application to a judge for access / (filings of the period + these persons where they did not file in the period), with Wilson’s interval (95%); motif details the union, whose parts overlap.
-- population: Les personnes, reconnues par leur pseudonyme ou, à défaut, par la chaîne de références de leur démarche ; une personne compte une fois par période et par préfecture. || Persons, known by their pseudonym or, failing that, by the chain of references of their attempt; a person counts once per period and prefecture.
-- exclusions: Ceux dont aucun blocage n’est enregistré : la part est un minimum. || Those whose blocking nobody recorded: the share is a minimum.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: CE, Section, 3 juin 2022, n° 452798 ; CESEDA, art. R. 431-2. || CE Section 3 June 2022 no. 452798; CESEDA R. 431-2.
-- sources: ccc, pan, anef, agdref, demarche_numerique, recours
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: un motif dont personne ne relève donne zéro, au lieu de rien. || a reason that concerns nobody gives zero, instead of nothing.
WITH
-- @include cells
-- @include cutoff
-- @include wilson
    blocked AS
    (
        SELECT
            arrayJoin(arrayConcat(
                arrayMap(cell -> (cell, toStartOfMonth(day), toLastDayOfMonth(day)), under(place + month_code(day), place_masks)),
                arrayMap(cell -> (cell, toStartOfYear(day), addYears(toStartOfYear(day), 1) - 1), under(place + year_code(day), place_masks)))) AS period,
            subject,
            kind,
            arrayExists(filing -> filing BETWEEN period.2 AND period.3, filed) AS has_filed
        FROM {blocked:Identifier}
        WHERE day <= cutoff
    ),
    counted AS
    (
        SELECT
            period.1 AS cell,
            arrayJoin(['', concat('motif=', kind)]) AS part,
            uniqExact(subject) AS x,
            uniqExactIf(subject, NOT has_filed) AS unfiled,
            0 AS filed
        FROM blocked
        GROUP BY cell, part
        UNION ALL
        SELECT arrayJoin(places_of_flow(bitAnd(leaf, prefecture_mask), month)) AS cell, '' AS part, 0 AS x, 0 AS unfiled, sum(filing.n) AS filed
        FROM {filing:Identifier} AS filing
        GROUP BY cell
    ),
    -- Every figure of a cell has the same denominator, also one of which there is nothing to count.
    share AS
    (
        SELECT
            cell,
            arrayJoin((SELECT groupUniqArray(counted.part) FROM counted)) AS part,
            arraySum((one, count) -> if(one = part, count, 0), groupArray(counted.part), groupArray(counted.x)) AS x,
            sum(counted.filed) + sumIf(counted.unfiled, counted.part = '') AS n
        FROM counted
        GROUP BY cell
    )
SELECT
    cell,
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n < x OR n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n < x OR n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    if(n = 0, 'no_denominator', 'ok') AS status
FROM share
