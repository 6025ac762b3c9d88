-- id: Q-05
-- title_fr: Décisions rouvertes ou changées dans l’année
-- title_en: Decisions reopened or changed within a year
-- definition_fr: Part des décisions dont, dans les 365 jours, le dossier est rouvert ou reçoit une décision contraire ; les décisions plus récentes comptent pour le temps observé.
-- definition_en: Share of decisions whose file is, within 365 days, reopened or decided otherwise; more recent decisions count for the time observed.
-- unit: share
-- better: lower
-- demand: D3b
-- formula: 1 − S(365), S étant l’estimateur de Kaplan–Meier du délai entre la première fin de la demande, si c’est un acte de l’administration, et la réouverture ou la première décision, favorable ou défavorable, qui en diffère, avec un intervalle log-log à 95 %. || 1 − S(365), where S is Kaplan–Meier of the time from the first end of the application, where it is an act of the administration, to the reopening or the first decision, favourable or unfavourable, that differs from it, with log-log limits (95%).
-- population: Les dossiers dont la première fin, dans la période, est une décision ou une clôture de l’administration, par année pour toutes les catégories, par mois pour l’ensemble. || Files whose first end, in the period, is a decision or a closing by the administration, by year for every stratum, by month over all strata.
-- exclusions: Les dossiers d’abord retirés par l’usager ou purgés, quoi qu’il en advienne ; les changements suivants d’un même dossier. || Files first withdrawn by the applicant or purged, whatever came later; later changes of the same file.
-- censoring: Un dossier ni rouvert ni changé est censuré au dernier jour couvert. || Neither reopened nor changed: censored on the last day covered.
-- legal_basis: La réouverture suit un recours, un retrait ou une correction. || A reopening follows an appeal, a withdrawal or a correction.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: décisions de la période seulement (cohorte). || decisions of the period only (cohort). | 3: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. | 4: une décision changée sans réouverture compte ; les désistements et les purges ne sont plus des décisions. || a decision changed without a reopening counts; withdrawals by the applicant and purges are no longer decisions.
WITH
-- @include cells
-- @include whole-times
    prefecture_step AS (SELECT cell, tallies FROM {reopening_step:Identifier}),
-- @include every-place
-- @include at-risk
-- @include km
    reopened_share AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            followed_to >= 365 AS followed,
            curve_at(times, survival, 365, 1.) AS standing,
            curve_at(times, greenwood, 365, 0.) AS variance
        FROM km
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    if(followed, 1 - standing, NULL) AS value,
    if(followed, 1 - survival_upper(standing, variance), NULL) AS lower,
    if(followed, 1 - survival_lower(standing, variance), NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(followed, 'ok', 'not_reached') AS status
FROM reopened_share
