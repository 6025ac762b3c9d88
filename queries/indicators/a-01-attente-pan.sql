-- id: A-01
-- title_fr: Attente d’un rendez-vous au point d’accueil numérique
-- title_en: Wait for an appointment at the digital reception point
-- definition_fr: Nombre de jours entre la demande d’un rendez-vous au point d’accueil numérique et la visite.
-- definition_en: Number of days from the request for an appointment at the digital reception point to the visit.
-- unit: days
-- better: lower
-- demand: D2
-- formula: Kaplan–Meier de la visite depuis la demande de rendez-vous ; médiane et 90 %, limites log-log à 95 % ; issue=absence : part des rendez-vous où l’usager n’est pas venu, avec l’intervalle de Wilson. || Kaplan–Meier of the visit from the request; median and 90%, log-log limits (95%); issue=absence: share of appointments to which the user did not come, with Wilson’s interval.
-- population: Les demandes de rendez-vous, une par chaîne de références, au jour de la demande. Médiane et neuvième décile par période : qui attend au moins un jour de la période. || Requests for an appointment, one per chain of references, by the day of the request. Median and ninth decile by period: who waits on at least one day of the period.
-- exclusions: Les visites sans demande de rendez-vous enregistrée. || Visits without a recorded request.
-- censoring: Une demande sans visite est censurée à la date d’arrêt, une annulation ou une absence le jour où elle a lieu. || A request without a visit is censored at the cut-off, a cancellation or a no-show on its day.
-- legal_basis: Instruction du 4 août 2024 (rendez-vous préalable), connue par la réponse du 4 novembre 2025. || Instruction of 4 August 2024 (prior appointment), known through the answer of 4 November 2025.
-- sources: pan, demarche_numerique
-- dimensions: prefecture
-- statistics: median, p90, share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: ce qui arrive le même jour compte dans l’ordre de rang ; le lieu, le canal, le recours ou le jugement retenu dépendait de l’ordre d’arrivée. || what happens on one day counts in the order of rang; the place, channel, appeal or judgment taken depended on the order of arrival.
WITH
-- @include cells
-- @include wilson
-- @include seen-until
    request AS
    (
        SELECT
            argMinIf(side_event.place, turn, event = 'pan_rdv_demande') AS place,
            minIf(occurred_on, event = 'pan_rdv_demande') AS start_on,
            minOrNullIf(occurred_on, event = 'pan_visite' AND issue != 'absence') AS visited_on,
            -- Neither a visit nor a wait any more.
            minOrNullIf(occurred_on, event = 'pan_rdv_annule' OR (event = 'pan_visite' AND issue = 'absence')) AS given_up_on,
            countIf(event = 'pan_visite' AND issue = 'absence') > 0 AS absent
        FROM {side_event:Identifier} AS side_event
        WHERE event IN ('pan_rdv_demande', 'pan_rdv_annule', 'pan_visite')
        GROUP BY reference
        HAVING countIf(event = 'pan_rdv_demande') > 0 AND start_on <= seen_until
    ),
    followed AS
    (
        SELECT
            place,
            0 AS kind,
            start_on,
            greatest(start_on, least(ifNull(visited_on, ifNull(given_up_on, seen_until)), seen_until)) AS until,
            ifNull(visited_on <= seen_until, false) AS happened
        FROM request
    ),
-- @include place-quantiles
    share AS
    (
        SELECT arrayJoin(places_of_flow(place, start_on)) AS cell, 'issue=absence' AS part, count() AS n, countIf(absent) AS x
        FROM request
        WHERE absent OR visited_on IS NOT NULL
        GROUP BY cell
    )
SELECT
    cell_of(quantile.cell) AS cell,
    CAST(NULL AS Nullable(String)) AS breakdown,
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
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM share
