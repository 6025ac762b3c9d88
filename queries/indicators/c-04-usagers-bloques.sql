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
-- exclusions: Ceux dont aucun blocage n’est enregistré : la part est un minimum. Les mois que le centre de contact, les points d’accueil numérique ou les recours transmis, quand ils sont livrés, ne couvrent pas jour pour jour comme les dépôts dans une préfecture : « Non exploitables » (missing) compte leurs dépôts. Une source qui n’est jamais livrée manque à l’union. || Those whose blocking nobody recorded: the share is a minimum. Months that the contact centre, the digital reception points or the appeals passed on, where they are delivered, do not cover day for day as filings do in a prefecture: “Unusable” (missing) counts their filings. A source that is never delivered is absent from the union.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: CE, Section, 3 juin 2022, n° 452798 ; CESEDA, art. R. 431-2. || CE Section 3 June 2022 no. 452798; CESEDA R. 431-2.
-- sources: ccc, pan, anef, agdref, demarche_numerique, recours
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: un motif dont personne ne relève donne zéro, au lieu de rien. || a reason that concerns nobody gives zero, instead of nothing. | 3: un mois que la source des blocages ne couvre pas dans une préfecture n’y vaut plus zéro : ses dépôts ne sont pas comptés. || a month that the source of blocks does not cover in a prefecture is no longer zero there: its filings are not counted.
WITH
-- @include cells
-- @include cutoff
-- @include wilson
    (SELECT count() FROM {cover:Identifier} WHERE source IN ('ccc', 'pan', 'recours')) AS delivered,
    -- The months of which every source of blocks that is delivered at all tells, place by place; where none is, failures to
    -- file are all that is known.
    heard AS
    (
        SELECT place, month
        FROM {told:Identifier}
        WHERE source IN ('ccc', 'pan', 'recours')
        GROUP BY place, month
        HAVING count() = delivered
        UNION DISTINCT
        SELECT bitAnd(leaf, prefecture_mask) AS place, month
        FROM {filing:Identifier}
        WHERE delivered = 0
    ),
    blocked AS
    (
        SELECT
            arrayJoin(arrayConcat(
                arrayMap(cell -> (cell, toStartOfMonth(day), toLastDayOfMonth(day)), under(place + month_code(day), place_masks)),
                arrayMap(cell -> (cell, toStartOfYear(day), addYears(toStartOfYear(day), 1) - 1), under(place + year_code(day), place_masks)))) AS period,
            subject,
            kind,
            arrayExists(filing -> filing.1 BETWEEN period.2 AND period.3
                AND (filing.2, toStartOfMonth(filing.1)) IN (SELECT place, month FROM heard)
                AND bitAnd(period.1, prefecture_mask) IN (0, bitAnd(filing.2, region_mask), filing.2), filings) AS has_filed
        FROM {blocked:Identifier}
        WHERE day <= cutoff AND (place, toStartOfMonth(day)) IN (SELECT place, month FROM heard)
    ),
    counted AS
    (
        SELECT
            period.1 AS cell,
            arrayJoin(['', concat('motif=', kind)]) AS part,
            uniqExact(subject) AS x,
            if(part = '', uniqExactIf(subject, NOT has_filed), 0) AS n,
            0 AS missing
        FROM blocked
        GROUP BY cell, part
        UNION ALL
        SELECT
            arrayJoin(places_of_flow(bitAnd(leaf, prefecture_mask), month)) AS cell,
            '' AS part,
            0 AS x,
            sumIf(filing.n, told) AS n,
            sumIf(filing.n, NOT told) AS missing
        FROM (SELECT *, (bitAnd(leaf, prefecture_mask), month) IN (SELECT place, month FROM heard) AS told FROM {filing:Identifier}) AS filing
        GROUP BY cell
    ),
-- @include every-part
    rest AS (SELECT 1)
SELECT
    cell,
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n < x OR n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n < x OR n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    missing,
    multiIf(n > 0, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM share
