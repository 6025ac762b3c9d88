-- id: F-06
-- title_fr: Suites du silence
-- title_en: What follows silence
-- definition_fr: Parmi les demandes refusées par le silence, part de celles dont un document provisoire couvrait pourtant la personne, et part de celles qui ont ensuite reçu une décision favorable.
-- definition_en: Of applications refused by silence, share of those whose applicant a provisional document covered all the same, and share of those that later received a favourable decision.
-- unit: share
-- better: none
-- demand: D3c
-- formula: dossiers couverts le jour où le refus naît (par période), ou à la date d’arrêt parmi ceux qui attendent encore (sans période) / dossiers de F-05, avec l’intervalle de Wilson à 95 % ; issue=favorable;horizon=4m, 6m, 12m : incidence cumulée d’Aalen–Johansen de la décision favorable depuis la naissance du refus, les autres issues étant concurrentes, limites log-log à 95 %. || files covered on the day the refusal is born (by period), or at the cut-off among those that still wait (no period) / files of F-05, with Wilson’s interval (95%); issue=favorable;horizon=4m, 6m, 12m: Aalen–Johansen cumulative incidence of the favourable decision from the birth of the refusal, other outcomes competing, log-log limits (95%).
-- population: Les dossiers de F-05 dont un refus est né du silence, délai compté depuis la complétude. || Files of F-05 with a refusal born of silence, time limit counted from completeness.
-- exclusions: Celles de F-05. Un document provisoire est un récépissé, une attestation de prolongation, une autorisation provisoire de séjour ou une attestation de décision favorable. || Those of F-05. A provisional document is a récépissé, an attestation, an autorisation provisoire de séjour or an attestation of the favourable decision.
-- censoring: Couverture : aucune. Incidence : un dossier sans décision est censuré au dernier jour couvert, entrée différée comme pour P-01 ; non donnée au-delà de ce qui est suivi. L’incidence est donnée par année, et par mois toutes strates ensemble. || Cover: none. Incidence: a file without a decision is censored on the last day covered, delayed entry as P-01; not given beyond what was followed. It is given by year, and by month for all strata together.
-- legal_basis: CESEDA, art. R. 432-1, R. 432-2 et R. 431-15-1 ; Conseil d’État, avis 499904 du 6 mai 2025. || CESEDA R. 432-1, R. 432-2, R. 431-15-1; Conseil d’État, avis 499904 of 6 May 2025.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 4
-- changelog: 1: first version. | 2: pas d’intervalle quand toutes les fins ont la même cause ; l’arrondi en donnait un, faux. || no interval where every end has the same cause; rounding gave one, wrong. | 3: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. | 4: entrée différée des dossiers d’avant le premier jour couvert. || delayed entry of files from before the first day covered.
WITH
-- @include cells
-- @include wilson
-- @include whole-times
    born AS
    (
        SELECT
            leaf,
            assumeNotNull(legal_on) AS day,
            arrayExists(cover -> day BETWEEN cover.1 AND cover.2, covers) AS covered,
            ifNull(decided_on > covers_to, true) AS waiting,
            waiting AND arrayExists(cover -> covers_to BETWEEN cover.1 AND cover.2, covers) AS covered_still
        FROM {silence:Identifier}
        WHERE born
    ),
    fact AS (SELECT leaf, day, [toUInt64(1), covered] AS measures FROM born),
-- @include roll-up
    share AS
    (
        SELECT cell, measures[1] AS n, measures[2] AS x
        FROM rolled
        UNION ALL
        SELECT arrayJoin(under(leaf, arrayMap(mask -> bitAnd(mask, bitNot(period_mask)), year_masks))) AS cell, countIf(waiting) AS n, countIf(covered_still) AS x
        FROM born
        GROUP BY cell
        HAVING n > 0
    ),
    prefecture_step AS (SELECT cell, tallies FROM {birth_step:Identifier}),
-- @include first-cause
    reached AS
    (
        SELECT
            cell,
            concat('issue=favorable;horizon=', horizon.1) AS breakdown,
            n,
            events,
            missing,
            followed_to >= horizon.2 AS followed,
            curve_at(times, cif, horizon.2, 0.) AS value,
            curve_at(times, cif_variance, horizon.2, 0.) AS variance
        FROM incidence
        ARRAY JOIN [('4m', 122), ('6m', 183), ('12m', 365)] AS horizon
    )
SELECT
    cell,
    CAST(NULL AS Nullable(String)) AS breakdown,
    'share' AS statistic,
    CAST(x / n AS Nullable(Float64)) AS value,
    CAST(wilson_lower(x, n) AS Nullable(Float64)) AS lower,
    CAST(wilson_upper(x, n) AS Nullable(Float64)) AS upper,
    toUInt64(n) AS n,
    toUInt64(0) AS censored,
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
