-- id: IA-04
-- title_fr: Écart de désaccord selon le sens
-- title_en: Gap of disagreement by direction
-- definition_fr: Part des suggestions défavorables que l’agent ne suit pas, moins part des suggestions favorables qu’il ne suit pas.
-- definition_en: Share of unfavourable suggestions that the agent does not follow, less share of favourable ones that he does not follow.
-- unit: share
-- better: none
-- demand: D3c
-- formula: (modifiées + rejetées) / relues parmi les suggestions défavorables − la même part parmi les favorables, intervalle de Newcombe à 95 % ; n est le plus petit des deux effectifs. || (modified + rejected) / reviewed among unfavourable suggestions − the same share among favourable ones, Newcombe’s interval (95%); n is the smaller of the two numbers.
-- population: Les suggestions relues, par leur première relecture et au jour de celle-ci ; par mois et par année, dans la préfecture du dépôt, et par année et titre au niveau national. || Suggestions reviewed, by their first review and its day; by month and year in the prefecture of filing, and by year and permit nationally.
-- exclusions: Moins de 30 suggestions de l’un ou l’autre sens : non donné. Les suggestions de compléter. || Fewer than 30 suggestions of either direction: not given. Suggestions to complete.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Aucun ; principe de non-discrimination. || None; principle of non-discrimination.
-- sources: pilote_ia, anef, agdref, demarche_numerique
-- dimensions: prefecture, titre
-- statistics: share
-- min_n: 30
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: les mois aussi sont dans la préfecture du dépôt. || months too are by the prefecture of filing.
WITH
-- @include cells
-- @include wilson
    overridden AS
    (
        SELECT
            arrayJoin(arrayConcat(
                under(place_leaf(dossier.depot_prefecture) + month_code(reviewed_on), place_masks),
                under(leaf(dossier.depot_prefecture, dossier.titre, '', '', '') + year_code(reviewed_on), arrayPushBack(place_masks, period_mask + titre_mask)))) AS cell,
            countIf(direction = 'defavorable') AS n1,
            countIf(direction = 'defavorable' AND review != 'agent_valide') AS x1,
            countIf(direction = 'favorable') AS n2,
            countIf(direction = 'favorable' AND review != 'agent_valide') AS x2
        FROM {ia_review:Identifier} AS review
        LEFT JOIN {dossier:Identifier} AS dossier ON dossier.dossier = review.dossier
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    if(n1 = 0 OR n2 = 0, NULL, x1 / n1 - x2 / n2) AS value,
    -- Newcombe's interval of a difference, from the Wilson limits of each share.
    if(n1 = 0 OR n2 = 0, NULL, x1 / n1 - x2 / n2 - sqrt(pow(x1 / n1 - wilson_lower(x1, n1), 2) + pow(wilson_upper(x2, n2) - x2 / n2, 2))) AS lower,
    if(n1 = 0 OR n2 = 0, NULL, x1 / n1 - x2 / n2 + sqrt(pow(wilson_upper(x1, n1) - x1 / n1, 2) + pow(x2 / n2 - wilson_lower(x2, n2), 2))) AS upper,
    least(n1, n2) AS n,
    0 AS censored,
    0 AS missing,
    if(n1 = 0 OR n2 = 0, 'no_denominator', 'ok') AS status
FROM overridden
