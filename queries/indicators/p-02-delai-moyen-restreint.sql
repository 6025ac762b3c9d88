-- id: P-02
-- title_fr: Délai moyen de décision, restreint
-- title_en: Restricted mean time to decision
-- definition_fr: Nombre moyen de jours d’attente d’une décision au cours des 120 ou 365 premiers jours après le dépôt.
-- definition_en: Mean number of days spent waiting for a decision during the first 120 or 365 days after filing.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: Aire sous la courbe de Kaplan–Meier du premier événement qui termine la demande, transfert excepté, de 0 à 120 ou 365 jours, avec son intervalle normal à 95 %, borné par l’horizon. || Area under the Kaplan–Meier curve of the first terminal event except a transfer, from 0 to 120 or 365 days, with its normal interval (95%), bounded by the horizon.
-- population: Tous les dépôts. Cohorte : déposés dans la période. Période : exposés au risque au moins un jour de la période. || All filings. Cohort: filed in the period. Period: at risk on at least one day of the period.
-- exclusions: Les dossiers décidés avant que leur source ne soit observée (entrée différée au jour de sortie), comptés comme manquants. || Files decided before their source was observed (delayed entry on the exit day), counted as missing.
-- censoring: Comme pour P-01. Non atteint quand aucun dossier n’est suivi 120 ou 365 jours alors que certains attendent encore. || As P-01. Not reached when nobody was followed for 120 or 365 days while some still wait.
-- legal_basis: CESEDA, art. R. 432-1 et R. 432-2. || CESEDA R. 432-1 and R. 432-2.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: rmst120, rmst365
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. | 3: une décision datée d’avant le dépôt connu compte comme manquante par période aussi ; la limite supérieure ne dépasse plus l’horizon. || a decision dated before the known filing counts as missing by period too; the upper limit no longer passes the horizon.
WITH
-- @include cells
    at_risk AS (SELECT * FROM {decision_curve:Identifier}),
-- @include km
    restricted AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            horizon.1 AS statistic,
            horizon.2 AS tau,
            followed_to >= horizon.2 AS followed,
            if(followed, km_rmst(times, survival, horizon.2), NULL) AS value,
            z95 * km_rmst_se(times, survival, hazard_variance, horizon.2) AS margin
        FROM km
        ARRAY JOIN [('rmst120', 120), ('rmst365', 365)] AS horizon
    )
SELECT
    cell,
    NULL AS breakdown,
    statistic,
    value,
    if(followed, greatest(value - margin, 0.), NULL) AS lower,
    least(value + margin, toFloat64(tau)) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM restricted
