-- id: A-06
-- title_fr: Recours à la solution de substitution
-- title_en: Use of the alternative route
-- definition_fr: Demandes enregistrées par la solution de substitution, rapportées aux demandes déposées dans la même période pour des titres ouverts sur l’ANEF.
-- definition_en: Applications registered through the alternative route, over the applications filed in the same period for permits open on the ANEF.
-- unit: share
-- better: none
-- demand: D2
-- formula: dépôts de substitution de la période / dépôts de titres ouverts sur l’ANEF au jour du dépôt, avec l’intervalle de Wilson à 95 %. || filings through the alternative route of the period / filings for permits open on the ANEF on the day of filing, with Wilson’s interval (95%).
-- population: Les dépôts de substitution, un par chaîne de références ; les dépôts de toute nature pour un titre ouvert. || Filings through the alternative route, one per chain of references; filings of all kinds for an open permit.
-- exclusions: Zéro n’est pas bon signe : une préfecture qui ne substitue jamais peut laisser ses usagers bloqués (lire avec C-04). Les mois que les points d’accueil numérique d’une préfecture ne couvrent pas jour pour jour comme les dépôts : « Non exploitables » (missing) compte leurs dépôts. || Zero is no good sign: a prefecture that never uses the alternative route may leave its users blocked (read with C-04). Months that the digital reception points of a prefecture do not cover day for day as filings do: “Unusable” (missing) counts their filings.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: CESEDA, art. R. 431-2 ; CE, Section, 3 juin 2022, n° 452798. || CESEDA R. 431-2; CE Section 3 June 2022 no. 452798.
-- sources: pan, anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: un mois que la source des substitutions ne couvre pas dans une préfecture n’y vaut plus zéro : ses dépôts ne sont pas comptés. || a month that the source of the alternative route does not cover in a prefecture is no longer zero there: its filings are not counted. | 3: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT bitAnd(leaf, prefecture_mask) AS place, month, filing.n AS filed, 0 AS substituted
        FROM {filing:Identifier} AS filing
        WHERE on_anef
        UNION ALL
        SELECT argMin(side_event.place, turn) AS place, toStartOfMonth(min(occurred_on)) AS month, 0 AS filed, 1 AS substituted
        FROM {side_event:Identifier} AS side_event
        WHERE event = 'substitution_depot'
        GROUP BY reference
    ),
    share AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, sumIf(filed, heard) AS n, sumIf(substituted, heard) AS x, sumIf(filed, NOT heard) AS missing
        FROM (SELECT *, (place, month) IN (SELECT place, month FROM {told:Identifier} WHERE source = 'pan') AS heard FROM fact)
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    if(n = 0, NULL, x / n) AS value,
    if(n < x OR n = 0, NULL, wilson_lower(x, n)) AS lower,
    if(n < x OR n = 0, NULL, wilson_upper(x, n)) AS upper,
    n,
    0 AS censored,
    missing,
    multiIf(n > 0, 'ok', missing > 0, 'missing_source', 'no_denominator') AS status
FROM share
