-- id: F-03
-- title_fr: Ruptures de droits
-- title_en: Ruptures of rights
-- definition_fr: Parmi les personnes dont le titre détenu expire avant la fin de leur demande, part de celles qui restent au moins un jour sans document prouvant leur séjour régulier, par le fait de l’administration.
-- definition_en: Of people whose permit held expires before the end of their application, share of those who spend at least one day without a document proving lawful stay, through the administration’s doing.
-- unit: share
-- better: lower
-- demand: D3c
-- formula: dossiers avec au moins un jour non couvert de classe R1 (demande complète, déposée à temps, avant la décision) ou R2 (après une décision favorable) / dossiers exposés au risque, selon le mois du lendemain de l’expiration, avec l’intervalle de Wilson à 95 % ; borne=haute compte les jours non couverts de toutes les classes, classe=R1 à classe=R5 ceux d’une seule : R3 (déposée après l’expiration, après un essai de dépôt connu et empêché), R4 (déposée hors délai, sans cela), R5 (délai de dépôt ou complétude inconnus). Une personne peut connaître plusieurs classes, un jour n’en a qu’une. horizon=30j, 90j, 180j (vue cohorte, selon le mois du premier jour exposé : le dépôt s’il suit l’expiration) : incidence cumulée d’Aalen–Johansen du premier jour de R1 ou R2 depuis le premier jour exposé, la fin de l’exposition étant concurrente, limites log-log à 95 %. || files with at least one uncovered day of class R1 (complete, on time, before the decision) or R2 (after a favourable decision) / files at risk, by the month of the day after expiry, with Wilson’s interval (95%); borne=haute counts uncovered days of every class, classe=R1 to classe=R5 those of one: R3 (filed after the expiry, after an attempt known to have been blocked), R4 (filed out of the window, without that), R5 (window or completeness unknown). A person may meet several classes, a day has one. horizon=30j, 90j, 180j (cohort view, by the month of the first day at risk: the filing if it follows the expiry): Aalen–Johansen cumulative incidence of the first day of R1 or R2 from the first day at risk, the end of the risk competing, log-log limits (95%).
-- population: Les dossiers avec un titre_detenu, quelle que soit la nature de la demande, à l’instruction ou décidés favorablement après l’expiration du titre, qu’ils aient été déposés avant ou après elle. Les titulaires dispensés de délai (carte de résident de longue durée-UE) comptent comme ayant déposé à temps. Le détail n’est donné que dans les cellules où au plus un du mois, de la préfecture et de la strate est précisé. || Files with a titre_detenu, whatever the kind of application, pending or decided favourably after the permit expired, filed before or after that. Holders without a window to keep (long-term EU resident card) count as filed on time. Details are given only in cells that name at most one of month, prefecture and stratum.
-- exclusions: Les primo-demandeurs sans titre détenu : ils n’ont pas de droit à perdre. Une personne est comptée une fois par dossier. || First applicants without a permit held: they had no right to lose. Persons are counted by file.
-- censoring: Les jours postérieurs au dernier jour couvert ne sont pas vus : les mois récents ne peuvent que monter. « Encore suivis » (censored) compte les dossiers encore exposés au risque et sans rupture. Entrée différée comme pour P-01. || Days after the last day covered are not seen: recent months can only rise. “Still followed” (censored) counts files still at risk and without a gap. Delayed entry as P-01.
-- legal_basis: CESEDA, art. R. 431-15-1, R. 431-5 et L. 433-3. || CESEDA R. 431-15-1, R. 431-5, L. 433-3.
-- sources: anef, agdref, demarche_numerique, ccc, pan, rendez_vous, recours
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 6
-- changelog: 1: first version. | 2: chaque classe R1 à R5 à côté des deux bornes. || each class R1 to R5 beside the two bounds. | 3: incidence cumulée 30, 90 et 180 jours après l’expiration. || cumulative incidence 30, 90 and 180 days after the expiry. | 4: pas d’intervalle quand toutes les fins ont la même cause ; l’arrondi en donnait un, faux. || no interval where every end has the same cause; rounding gave one, wrong. | 5: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. | 6: entrée différée des dossiers d’avant le premier jour couvert. || delayed entry of files from before the first day covered.
WITH
-- @include cells
-- @include wilson
-- @include whole-times
    fact AS
    (
        SELECT
            leaf,
            held_until + 1 AS day,
            ruptures.1 AS classes,
            [toUInt64(1), ongoing AND empty(classes), has(classes, 1) OR has(classes, 2), notEmpty(classes),
                has(classes, 1), has(classes, 2), has(classes, 3), has(classes, 4), has(classes, 5)] AS measures
        FROM {renewal:Identifier}
    ),
-- @include roll-up
    share AS
    (
        SELECT cell, measures[1] AS n, measures[2] AS censored, reading.1 AS breakdown, measures[reading.2] AS x
        FROM rolled
        ARRAY JOIN [
            (CAST(NULL AS Nullable(String)), 3), ('borne=haute', 4), ('classe=R1', 5), ('classe=R2', 6),
            ('classe=R3', 7), ('classe=R4', 8), ('classe=R5', 9)] AS reading
        WHERE reading.2 <= 4 OR is_detailed(cell)
    ),
    prefecture_step AS (SELECT cell, tallies FROM {rupture_step:Identifier}),
-- @include first-cause
    reached AS
    (
        SELECT
            cell,
            concat('horizon=', toString(horizon), 'j') AS breakdown,
            n,
            events,
            missing,
            followed_to >= horizon AS followed,
            curve_at(times, cif, horizon, 0.) AS value,
            curve_at(times, cif_variance, horizon, 0.) AS variance
        FROM incidence
        ARRAY JOIN [30, 90, 180] AS horizon
    )
SELECT
    cell,
    breakdown,
    'share' AS statistic,
    CAST(x / n AS Nullable(Float64)) AS value,
    CAST(wilson_lower(x, n) AS Nullable(Float64)) AS lower,
    CAST(wilson_upper(x, n) AS Nullable(Float64)) AS upper,
    n,
    censored,
    0 AS missing,
    'ok' AS status
FROM share
UNION ALL
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
