-- id: P-08
-- title_fr: Du dépôt à la remise du titre
-- title_en: From filing to card in hand
-- definition_fr: Nombre de jours, depuis le dépôt, au bout duquel la moitié des demandes ont abouti à un titre remis, et part de celles qui y ont abouti en 6, 12 et 24 mois ; les refus et les demandes closes n’y aboutissent pas.
-- definition_en: Number of days, from filing, within which half of the applications have led to a card in hand, and share that have within 6, 12 and 24 months; refused and closed applications do not.
-- unit: days
-- better: lower
-- demand: D3a
-- formula: Incidence cumulée d’Aalen–Johansen de titre_remis depuis le dépôt, en concurrence avec toute première fin autre que favorable, même rouverte ensuite ; médiane : premier jour où elle atteint 1/2 ; horizon=N : sa valeur à 183, 365 et 730 jours ; intervalles log-log à 95 %. || Aalen–Johansen cumulative incidence of titre_remis from the filing, against every first end that is not favourable, even if reopened later; median: first day on which it reaches 1/2; horizon=N: its value at 183, 365 and 730 days; log-log limits (95%).
-- population: Les dépôts de la période, par année pour toutes les catégories, par mois pour l’ensemble ; vue cohorte seulement. || Filings of the period, by year for every stratum, by month over all strata; cohort view only.
-- exclusions: Comme pour P-01. || As P-01.
-- censoring: Un titre non remis, ou dont la remise n’est pas enregistrée, est censuré au dernier jour couvert : un majorant du délai où les remises ne sont pas saisies. La médiane n’est pas atteinte là où moins de la moitié des demandes aboutissent. || A card not handed over, or whose handover is not recorded, is censored on the last day covered: an upper bound of the waiting time where handovers are not entered. The median is not reached where fewer than half of the applications lead to a card.
-- legal_basis: CESEDA, art. R. 431-15-1, dernier alinéa : une attestation de décision favorable couvre jusqu’à la remise. || CESEDA R. 431-15-1, last paragraph: an attestation of the favourable decision covers until the handover.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: median, share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: pas d’intervalle quand toutes les fins ont la même cause ; l’arrondi en donnait un, faux. || no interval where every end has the same cause; rounding gave one, wrong. | 3: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero.
WITH
-- @include cells
-- @include whole-times
    prefecture_step AS (SELECT cell, tallies FROM {card_step:Identifier}),
-- @include first-cause
    -- What a quantile is read off falls from 1, as a survival does, and is a logarithm. All is read off a curve before it becomes
    -- rows, since a row of its own would be a copy of the curve.
    (f, variance, reached) -> (toNullable(f), cif_limit(f, variance, -1), cif_limit(f, variance, 1), reached) AS share_of,
    (tau, times, cif, cif_variance, followed_to) -> share_of(curve_at(times, cif, tau, 0.), curve_at(times, cif_variance, tau, 0.),
        followed_to >= tau) AS share_at,
    levelled AS
    (
        SELECT
            cell,
            n,
            events,
            missing,
            km_level('', 0.5, times,
                arrayMap(f -> log(1 - f), cif),
                arrayMap((f, v) -> log(1 - ifNull(cif_limit(f, v, 1), 0.)), cif, cif_variance),
                arrayMap((f, v) -> log(1 - ifNull(cif_limit(f, v, -1), 0.)), cif, cif_variance), last) AS half,
            [
                ('', (half.2, half.3, half.4, isNotNull(half.2))),
                ('horizon=6m', share_at(183, times, cif, cif_variance, followed_to)),
                ('horizon=12m', share_at(365, times, cif, cif_variance, followed_to)),
                ('horizon=24m', share_at(730, times, cif, cif_variance, followed_to))] AS figures
        FROM incidence
    )
SELECT
    cell,
    nullIf(figure.1, '') AS breakdown,
    if(figure.1 = '', 'median', 'share') AS statistic,
    if(figure.2.4, figure.2.1, NULL) AS value,
    if(figure.2.4, figure.2.2, NULL) AS lower,
    if(figure.2.4, figure.2.3, NULL) AS upper,
    n,
    n - events AS censored,
    missing,
    if(figure.2.4, 'ok', 'not_reached') AS status
FROM levelled
ARRAY JOIN figures AS figure
