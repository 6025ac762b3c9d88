-- id: Q-01
-- title_fr: Issue des demandes
-- title_en: Outcome of applications
-- definition_fr: Part des demandes qui ont reçu chaque issue 4, 6, 12 et 24 mois après leur dépôt, les autres issues et l’attente étant comptées.
-- definition_en: Share of applications that have met each outcome 4, 6, 12 and 24 months after filing, other outcomes and waiting being counted.
-- unit: share
-- better: none
-- demand: D3b
-- formula: Incidence cumulée d’Aalen–Johansen de chaque premier événement qui termine la demande, transfert excepté, à 122, 183, 365 et 730 jours du dépôt, avec un intervalle log-log à 95 % ; cause=attente : S(t) ; les causes et l’attente font 1. silence=absorbant : le refus né du silence (F-05) termine aussi la demande, le jour où il naît. || Aalen–Johansen cumulative incidence of each first terminal event except a transfer, 122, 183, 365 and 730 days from the filing, with log-log limits (95%); cause=attente: S(t); causes and waiting sum to 1. silence=absorbant: a refusal born of silence (F-05) ends the application too, on the day it is born.
-- population: Les dépôts de la période, par année pour toutes les catégories, par mois pour l’ensemble. || Filings of the period, by year for every stratum, by month over all strata.
-- exclusions: Comme pour P-01. || As P-01.
-- censoring: Un dossier ouvert est censuré au dernier jour couvert ; un horizon que personne n’a atteint n’est pas donné. Entrée différée comme pour P-01. || Open files at the last day covered; a horizon nobody has reached is not given. Delayed entry as P-01.
-- legal_basis: CESEDA, art. R. 432-1 et R. 432-2 pour le silence. || CESEDA R. 432-1 and R. 432-2 for silence.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: pas d’intervalle quand toutes les fins ont la même cause ; l’arrondi en donnait un, faux. || no interval where every end has the same cause; rounding gave one, wrong. | 3: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. Les petites populations ont leur ligne. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. Small populations have their row. | 4: silence=absorbant suit F-05 : à défaut de complétude datée, le délai part du premier document qui la suppose. || silence=absorbant follows F-05: where completeness is not dated, the time limit runs from the first document that supposes it.
WITH
-- @include cells
-- @include whole-times
-- @include endings
    at_risk AS
    (
        SELECT '' AS reading, * FROM {outcome_curve:Identifier}
        UNION ALL
        SELECT ';silence=absorbant' AS reading, * FROM {silence_curve:Identifier}
    ),
-- @include km
    arrayMap(named -> (named.1, of_kinds([named.2])), [('favorable', 1), ('defavorable', 2), ('sans_suite', 3), ('cloture', 4),
        ('desistement', 5), ('refus_enregistrement', 6), ('purge', 7), ('refus_implicite', 8)]) AS causes,
-- @include aalen-johansen
    -- A curve is read at every horizon before it becomes rows, since a row of its own would be a copy.
    (horizon, tau, times, curve, variances, start, followed_to) -> tuple(horizon, followed_to >= tau,
        curve_at(times, curve, tau, start), curve_at(times, variances, tau, 0.)) AS point_at,
    reached AS
    (
        SELECT cell, n, events, missing, concat('cause=', cause, ';horizon=', point.1, reading) AS breakdown, point.2 AS followed, point.3 AS value, point.4 AS variance
        FROM
        (
            SELECT cell, n, events, missing, cause, reading, [
                point_at('4m', 122, times, cif, cif_variance, 0., followed_to), point_at('6m', 183, times, cif, cif_variance, 0., followed_to),
                point_at('12m', 365, times, cif, cif_variance, 0., followed_to), point_at('24m', 730, times, cif, cif_variance, 0., followed_to)] AS points
            FROM incidence
            WHERE reading != '' OR cause != 'refus_implicite'
        )
        ARRAY JOIN points AS point
    ),
    waiting AS
    (
        SELECT cell, n, events, missing, concat('cause=attente;horizon=', point.1, reading) AS breakdown, point.2 AS followed, point.3 AS value, point.4 AS variance
        FROM
        (
            SELECT cell, n, events, missing, reading, [
                point_at('4m', 122, times, survival, greenwood, 1., followed_to), point_at('6m', 183, times, survival, greenwood, 1., followed_to),
                point_at('12m', 365, times, survival, greenwood, 1., followed_to), point_at('24m', 730, times, survival, greenwood, 1., followed_to)] AS points
            FROM km
        )
        ARRAY JOIN points AS point
    )
SELECT
    cell,
    breakdown,
    'share' AS statistic,
    if(followed, reached.value, NULL) AS value,
    if(followed, cif_limit(reached.value, variance, -1), NULL) AS lower,
    if(followed, cif_limit(reached.value, variance, 1), NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM reached
UNION ALL
SELECT
    cell,
    breakdown,
    'share' AS statistic,
    if(followed, waiting.value, NULL) AS value,
    if(followed, survival_lower(waiting.value, variance), NULL) AS lower,
    if(followed, survival_upper(waiting.value, variance), NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM waiting
