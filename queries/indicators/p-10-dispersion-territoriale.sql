-- id: P-10
-- title_fr: Dispersion territoriale des délais
-- title_en: Territorial dispersion of waiting times
-- definition_fr: Rapport entre le délai moyen restreint que neuf préfectures sur dix n’atteignent pas et celui qu’une sur dix n’atteint pas, à composition des demandes comparable : 1 veut dire que toutes vont au même pas.
-- definition_en: Ratio of the restricted mean waiting time that nine prefectures in ten stay below to the one that one in ten stays below, the mix of applications allowed for: 1 means that all keep the same pace.
-- unit: ratio
-- better: lower
-- demand: D3a
-- formula: P90 / P10 (type 7), entre préfectures, de la moyenne restreinte à 365 jours (P-02) rapportée à celle que donneraient au plan national ses motifs × demandes, après rétrécissement bayésien empirique du logarithme vers la moyenne (variance de DerSimonian et Laird) ; intervalle à 95 % par 400 rééchantillonnages paramétriques, toujours les mêmes. || P90 / P10 (type 7) across prefectures of the restricted mean over 365 days (P-02) over what its mix of reasons × kinds gives in the whole country, after empirical-Bayes shrinkage of its logarithm towards the mean (DerSimonian and Laird’s variance); 95% interval by 400 parametric resamplings, always the same.
-- population: Les préfectures d’au moins 100 dossiers suivis, par année, et les motifs × demandes d’au moins 10 dossiers au plan national ; n et missing comptent des préfectures. || Prefectures with at least 100 files followed, by year, and reasons × kinds of at least 10 files in the country; n and missing count prefectures.
-- exclusions: Les préfectures de moins de 100 dossiers, celles dont la moyenne n’est pas atteinte, et le jeu de test : comptées comme manquantes, le jeu de test excepté. Chaque préfecture est rapportée à sa propre composition : ces rapports disent une dispersion, et deux d’entre eux ne se comparent pas. || Prefectures with fewer than 100 files and those whose mean is not reached, counted as missing; the test data set. Each prefecture is related to its own mix: these ratios tell of a dispersion, and no two of them compare.
-- censoring: Celle de P-02. Standardisation indirecte : une dispersion, jamais un rang. || As P-02. Indirect standardisation: a dispersion, never a rank.
-- legal_basis: Principe d’égalité devant le service public. || The principle of equality before the public service.
-- sources: anef, agdref, demarche_numerique
-- dimensions: none
-- statistics: ratio
-- min_n: 5
-- cadence: 0 6 * * *
-- version: 3
-- changelog: 1: first version. | 2: au-delà de ce qui a été suivi, rien n’est donné tant que quelqu’un attend encore, même quand la courbe est tombée à zéro. || beyond what was followed nothing is given while somebody still waits, even where the curve has fallen to zero. | 3: les décisions datées d’avant le dépôt connu ne comptent plus. || decisions dated before the known filing no longer count.
WITH
-- @include cells
    prefecture_mask - region_mask AS seat_mask,
    -- France and the prefectures known by name, by year: in all, and by motif × demande.
    looked_at AS
    (
        SELECT
            *,
            bitAnd(cell, prefecture_mask) AS place,
            bitAnd(cell, period_mask) AS period,
            bitAnd(cell, motif_mask + demande_mask) AS stratum
        FROM {decision_curve:Identifier}
        WHERE period_of(cell) >= 4096
            AND bitAnd(cell, titre_mask + canal_mask) = 0
            AND (bitAnd(cell, motif_mask) = 0) = (bitAnd(cell, demande_mask) = 0)
            AND (place = 0 OR bitAnd(cell, seat_mask) > bitShiftLeft(toUInt64(1), 23))
            AND place != place_leaf('ZZ')
    ),
    -- Of a place's strata only the number of dossiers counts: no curve is needed.
    at_risk AS
    (
        SELECT * REPLACE (
            if(place != 0 AND stratum != 0, [], times) AS times,
            if(place != 0 AND stratum != 0, [], risks) AS risks,
            if(place != 0 AND stratum != 0, [], dying) AS dying)
        FROM looked_at
    ),
-- @include km
    restricted AS
    (
        SELECT
            n,
            place,
            period,
            stratum,
            if(followed_to >= 365, km_rmst(times, survival, 365), NULL) AS value,
            if(place != 0 AND stratum = 0, km_rmst_se(times, survival, hazard_variance, 365), 0) AS spread,
            maxIf(value, place = 0 AND n >= 10) OVER (PARTITION BY period, stratum) AS national
        FROM km
    ),
    pace AS
    (
        SELECT
            period,
            place,
            anyIf(n, stratum = 0) AS followed,
            anyIf(value, stratum = 0) AS mean,
            anyIf(spread, stratum = 0) AS error,
            sumIf(n * national, stratum != 0) / sumIf(n, stratum != 0 AND national IS NOT NULL) AS expected,
            ifNull(followed >= 100 AND mean > 0 AND expected > 0 AND error > 0, false) AS usable
        FROM restricted
        WHERE place != 0
        GROUP BY period, place
    ),
    country AS
    (
        SELECT
            period,
            arraySort(groupArrayIf((place, log(assumeNotNull(mean) / assumeNotNull(expected)), error / assumeNotNull(mean)), usable)) AS places,
            countIf(NOT usable) AS missing,
            places.1 AS codes,
            places.2 AS ys,
            places.3 AS ss,
            length(ys) AS n
        FROM pace
        GROUP BY period
    ),
    -- Empirical Bayes. Weights are 1/s²; q is Cochran's, about the weighted mean.
    (ys, ss) -> arraySum((y, s) -> y / (s * s), ys, ss) / arraySum(s -> 1 / (s * s), ss) AS common,
    (ys, ss) -> arraySum((y, s) -> y * y / (s * s), ys, ss) - pow(common(ys, ss), 2) * arraySum(s -> 1 / (s * s), ss) AS q,
    (ys, ss) -> greatest(0., ifNull((q(ys, ss) - (length(ys) - 1))
        / nullIf(arraySum(s -> 1 / (s * s), ss) - arraySum(s -> 1 / pow(s, 4), ss) / arraySum(s -> 1 / (s * s), ss), 0), 0)) AS between,
    (ys, ss, tau2) -> arraySum((y, s) -> y / (s * s + tau2), ys, ss) / arraySum(s -> 1 / (s * s + tau2), ss) AS centre,
    -- Type 7, over a sorted array.
    (sorted, p) -> sorted[toUInt64(floor((length(sorted) - 1) * p)) + 1]
        + ((length(sorted) - 1) * p - floor((length(sorted) - 1) * p))
        * (sorted[toUInt64(ceil((length(sorted) - 1) * p)) + 1] - sorted[toUInt64(floor((length(sorted) - 1) * p)) + 1]) AS type7,
    -- Draw 0 is what the prefectures show. The others are what they could have shown: each around what
    -- is believed of it, by as much as is not known of it and as its figure varies. Chance by hashing, so that a replay gives the same.
    drawn AS
    (
        SELECT
            period,
            missing,
            n,
            ss,
            draw,
            between(ys, ss) AS tau2_shown,
            centre(ys, ss, tau2_shown) AS centre_shown,
            if(draw = 0, ys, arrayMap((y, s, code) -> centre_shown + tau2_shown / (tau2_shown + s * s) * (y - centre_shown)
                + sqrt(tau2_shown * s * s / (tau2_shown + s * s) + s * s)
                * sqrt(-2 * log((sipHash64(code, draw, period, 1) % 4294967296 + 1) / 4294967297))
                * cos(2 * pi() * (sipHash64(code, draw, period, 2) % 4294967296) / 4294967296),
                ys, ss, codes)) AS shown
        FROM country
        ARRAY JOIN range(if(n >= {min_n:UInt64}, 401, 1)) AS draw
    ),
    weighed AS
    (
        SELECT period, missing, n, ss, draw, shown, between(shown, ss) AS tau2, centre(shown, ss, tau2) AS mean
        FROM drawn
    ),
    believed AS
    (
        SELECT
            period,
            missing,
            n,
            draw,
            arraySort(arrayMap((y, s) -> mean + tau2 / (tau2 + s * s) * (y - mean), shown, ss)) AS logarithms,
            if(n = 0, NULL, exp(type7(logarithms, 0.9) - type7(logarithms, 0.1))) AS ratio
        FROM weighed
    ),
    dispersion AS
    (
        SELECT
            period,
            any(believed.n) AS n,
            any(believed.missing) AS missing,
            anyIf(ratio, draw = 0) AS value,
            quantilesExactInclusiveIf(0.025, 0.975)(assumeNotNull(ratio), draw > 0) AS limits
        FROM believed
        GROUP BY period
    )
SELECT
    period AS cell,
    NULL AS breakdown,
    'ratio' AS statistic,
    value,
    if(n < {min_n:UInt64}, NULL, least(limits[1], value)) AS lower,
    if(n < {min_n:UInt64}, NULL, greatest(limits[2], value)) AS upper,
    n,
    0 AS censored,
    missing,
    if(n = 0, 'no_denominator', 'ok') AS status
FROM dispersion
