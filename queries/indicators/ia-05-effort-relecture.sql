-- id: IA-05
-- title_fr: Temps de relecture
-- title_en: Review time
-- definition_fr: Nombre de secondes que l’agent passe à relire une suggestion de l’application, et part des relectures de moins de dix secondes.
-- definition_en: Number of seconds that the agent spends reviewing a suggestion of the application, and share of reviews under ten seconds.
-- unit: seconds
-- better: none
-- demand: D3b, D3c
-- formula: quantiles (type 7) de duree_s, plafonnée à une heure ; part de duree_s < 10 avec l’intervalle de Wilson à 95 % ; sens donne la direction de la suggestion : sens=defavorable;seuil=10s est celle qui inquiète. || quantiles (type 7) of duree_s, capped at an hour; share of duree_s < 10 with Wilson’s interval (95%); sens gives the direction of the suggestion: sens=defavorable;seuil=10s is the worrying one.
-- population: Les suggestions relues, par leur première relecture et au jour de celle-ci. || Suggestions reviewed, by their first review and its day.
-- exclusions: Les relectures sans durée. || Reviews without a duration.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Loi n° 78-17, art. 47 ; Défenseur des droits, rapport du 13 novembre 2024. || Act no. 78-17, art. 47; Défenseur des droits, report of 13 November 2024.
-- sources: pilote_ia
-- dimensions: prefecture
-- statistics: median, p10, p90, share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: une suggestion dont le sens n’est pas enregistré n’est dans aucun sens. || a suggestion whose direction is not recorded is in no direction.
WITH
-- @include cells
-- @include wilson
    -- A screen left open is no effort: an hour at most.
    reviewed AS
    (
        SELECT
            arrayJoin(places_of_flow(place, reviewed_on)) AS cell,
            arrayJoin(if(direction = '', [''], ['', concat('sens=', direction)])) AS part,
            least(assumeNotNull(duree_s), 3600) AS seconds
        FROM {ia_review:Identifier}
        WHERE duree_s IS NOT NULL
    ),
    effort AS
    (
        SELECT
            cell,
            part,
            count() AS n,
            countIf(seconds < 10) AS x,
            quantilesExactInclusive(0.1, 0.5, 0.9)(seconds) AS quantiles
        FROM reviewed
        GROUP BY cell, part
    )
SELECT
    cell,
    nullIf(arrayStringConcat(arrayFilter(text -> text != '', [part, if(figure.1 = 'share', 'seuil=10s', '')]), ';'), '') AS breakdown,
    figure.1 AS statistic,
    figure.2 AS value,
    if(statistic = 'share', wilson_lower(x, n), NULL) AS lower,
    if(statistic = 'share', wilson_upper(x, n), NULL) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM effort
ARRAY JOIN [('p10', toFloat64(quantiles[1])), ('median', toFloat64(quantiles[2])), ('p90', toFloat64(quantiles[3])), ('share', x / n)] AS figure
