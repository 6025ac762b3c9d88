-- id: IA-10
-- title_fr: Dérive et incidents de l’application
-- title_en: Drift and incidents of the application
-- definition_fr: Part des suggestions validées par les agents, version par version, et nombre d’indisponibilités de l’application.
-- definition_en: Share of suggestions validated by agents, version by version, and number of outages of the application.
-- unit: count
-- better: none
-- demand: D3b
-- formula: agent_valide / relectures pour chaque version, avec l’intervalle de Wilson à 95 % ; count : ia_indisponible de la période. || agent_valide / reviews for each version, with Wilson’s interval (95%); count: ia_indisponible of the period.
-- population: Les suggestions relues, par la version qui les a faites et au jour de la première relecture. || Suggestions reviewed, by the version that made them and the day of the first review.
-- exclusions: Les incidents que personne n’enregistre. La dérive se lit par mois et par année : aucune alerte CUSUM n’est calculée. || Incidents that nobody records. Drift is read by month and year: no CUSUM alert is computed.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Règlement (UE) 2024/1689, art. 26, § 5, et art. 72 (dates d’application à vérifier). || Regulation (EU) 2024/1689, art. 26(5) and art. 72 (dates of application to be checked).
-- sources: pilote_ia
-- dimensions: prefecture
-- statistics: share, count
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    share AS
    (
        SELECT
            arrayJoin(places_of_flow(place, reviewed_on)) AS cell,
            concat('version=', version) AS part,
            count() AS n,
            countIf(review = 'agent_valide') AS x
        FROM {ia_review:Identifier}
        WHERE version != ''
        GROUP BY cell, part
    ),
    incident AS
    (
        SELECT arrayJoin(places_of_flow(place, occurred_on)) AS cell, count() AS n
        FROM {side_event:Identifier}
        WHERE event = 'ia_indisponible'
        GROUP BY cell
    )
SELECT
    cell,
    toNullable(part) AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
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
FROM incident
