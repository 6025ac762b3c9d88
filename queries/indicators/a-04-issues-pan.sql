-- id: A-04
-- title_fr: Issue des visites au point d’accueil numérique
-- title_en: Outcome of visits to the digital reception point
-- definition_fr: Nombre de visites au point d’accueil numérique et part de chaque issue : dépôt fait, orientation vers la substitution, information, blocage, échec, absence.
-- definition_en: Number of visits to the digital reception point and share of each outcome: filed, directed to the alternative route, information, blocked, failed, absent.
-- unit: count
-- better: none
-- demand: D2
-- formula: visites de chaque issue / visites de la période, avec l’intervalle de Wilson à 95 % ; count : visites. || visits of each outcome / visits of the period, with Wilson’s interval (95%); count: visits.
-- population: Les visites enregistrées avec une issue, au jour de la visite. || Visits recorded with an outcome, by their day.
-- exclusions: Les visites sans issue enregistrée. || Visits without a recorded outcome.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Arrêté du 1er août 2023 (points d’accueil numérique). || Arrêté of 1 August 2023 (digital reception points).
-- sources: pan
-- dimensions: prefecture
-- statistics: share, count
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    visit AS
    (
        SELECT place, toStartOfMonth(occurred_on) AS month, toString(issue) AS outcome, count() AS visits
        FROM {side_event:Identifier}
        WHERE event = 'pan_visite' AND issue != ''
        GROUP BY place, month, outcome
    ),
    summed AS
    (
        SELECT arrayJoin(places_of_flow(place, month)) AS cell, sumMap(map(outcome, visits)) AS by_outcome, sum(visits) AS n
        FROM visit
        GROUP BY cell
    )
SELECT
    cell,
    figure.1 AS breakdown,
    figure.2 AS statistic,
    if(figure.1 IS NULL, toFloat64(n), by_outcome[assumeNotNull(figure.3)] / n) AS value,
    if(figure.1 IS NULL, NULL, wilson_lower(by_outcome[assumeNotNull(figure.3)], n)) AS lower,
    if(figure.1 IS NULL, NULL, wilson_upper(by_outcome[assumeNotNull(figure.3)], n)) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM summed
ARRAY JOIN arrayPushFront(
    arrayMap(outcome -> (toNullable(concat('issue=', outcome)), 'share', outcome), ['depose', 'oriente_substitution', 'information', 'bloque', 'echec', 'absence']),
    (NULL, 'count', '')) AS figure
