-- id: P-01
-- title_fr: Délai de décision
-- title_en: Time to decision
-- definition_fr: Nombre de jours, depuis le dépôt, au bout duquel la moitié (médiane), 10 % ou 90 % des demandes ont reçu une décision ; les demandes encore ouvertes comptent.
-- definition_en: Number of days, from filing, within which half (median), 10% or 90% of applications have received a decision; applications still open count.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: Estimateur de Kaplan–Meier du délai entre le dépôt et le premier événement qui termine la demande, transfert excepté ; médiane, p10 et p90, avec un intervalle log-log à 95 % ; jours=N : part décidée dans les N jours. || Kaplan–Meier of the first terminal event except a transfer, from the filing; median, p10 and p90 with log-log limits (95%); jours=N: share decided within N days.
-- population: Tous les dépôts. Cohorte : déposés dans la période. Période : exposés au risque au moins un jour de la période. || All filings. Cohort: filed in the period. Period: at risk on at least one day of the period.
-- exclusions: Les dossiers décidés avant que leur source ne soit observée (entrée différée au jour de sortie), comptés comme manquants. || Files decided before their source was observed (delayed entry on the exit day), counted as missing.
-- censoring: Un dossier ouvert est censuré au dernier jour que couvre sa source. Entrée différée au premier jour couvert ; dans la vue par période, au premier jour de la période. || Open files at the last day their source covers. Delayed entry on the first day covered; in the period view, on the first day of the period.
-- legal_basis: CESEDA, art. R. 432-1, R. 432-2 et R. 421-23 : le silence gardé pendant 4 mois, ou 90, 60 ou 30 jours selon le titre, vaut décision implicite de rejet. || CESEDA R. 432-1, R. 432-2 and R. 421-23: silence for 4 months, or 90, 60 or 30 days by permit, is a refusal.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: median, p10, p90, share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: part décidée en tant de jours, par année. || share decided within so many days, by year. | 3: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. Les points que personne n’a atteints sont dits tels. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. Points that nobody has reached are said to be so. | 4: une décision datée d’avant le dépôt connu compte comme manquante par période aussi ; elle donnait un délai absurde. || a decision dated before the known filing counts as missing by period too; it gave an absurd delay.
WITH
-- @include cells
    at_risk AS (SELECT * FROM {decision_curve:Identifier}),
-- @include km
    -- All that is read off a curve is read before it becomes rows, since a row of its own would be a copy.
    levelled AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            [
                km_level('median', 0.5, times, log_survival, log_lowers, log_uppers, last),
                km_level('p10', 0.1, times, log_survival, log_lowers, log_uppers, last),
                km_level('p90', 0.9, times, log_survival, log_lowers, log_uppers, last)] AS levels
        FROM km
    ),
    quantile AS
    (
        SELECT cell, n, events, missing, level.1 AS statistic, level.2 AS value, level.3 AS lower, level.4 AS upper
        FROM levelled
        ARRAY JOIN levels AS level
    ),
    -- Points of the curve, of the cells by year: known as far as somebody was followed.
    (day, times, survival, greenwood, followed_to) -> tuple(day, followed_to >= day,
        curve_at(times, survival, day, 1.), curve_at(times, greenwood, day, 0.)) AS point_at,
    pointed AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            [
                point_at(7, times, survival, greenwood, followed_to), point_at(14, times, survival, greenwood, followed_to),
                point_at(30, times, survival, greenwood, followed_to), point_at(45, times, survival, greenwood, followed_to),
                point_at(60, times, survival, greenwood, followed_to), point_at(75, times, survival, greenwood, followed_to),
                point_at(90, times, survival, greenwood, followed_to), point_at(120, times, survival, greenwood, followed_to),
                point_at(150, times, survival, greenwood, followed_to), point_at(180, times, survival, greenwood, followed_to),
                point_at(240, times, survival, greenwood, followed_to), point_at(300, times, survival, greenwood, followed_to),
                point_at(365, times, survival, greenwood, followed_to), point_at(540, times, survival, greenwood, followed_to),
                point_at(730, times, survival, greenwood, followed_to)] AS points
        FROM km
        WHERE period_of(cell) >= 4096
    ),
    reached AS
    (
        SELECT cell, n, events, missing, point.1 AS day, if(point.2, point.3, NULL) AS waiting, point.4 AS variance
        FROM pointed
        ARRAY JOIN points AS point
    )
SELECT
    cell,
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
    concat('jours=', toString(day)) AS breakdown,
    'share' AS statistic,
    1 - waiting AS value,
    1 - survival_upper(waiting, variance) AS lower,
    1 - survival_lower(waiting, variance) AS upper,
    n,
    n - events AS censored,
    missing,
    if(waiting IS NULL, 'not_reached', 'ok') AS status
FROM reached
