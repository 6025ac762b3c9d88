-- id: IA-03
-- title_fr: Accord des agents avec l’application
-- title_en: Agreement of agents with the application
-- definition_fr: Part des suggestions de l’application que l’agent valide sans les modifier ni les rejeter.
-- definition_en: Share of the application’s suggestions that the agent validates without modifying or rejecting them.
-- unit: share
-- better: none
-- demand: D3b
-- formula: agent_valide / (agent_valide + agent_modifie + agent_rejette), avec l’intervalle de Wilson à 95 % ; sens donne la direction de la suggestion. || agent_valide / (agent_valide + agent_modifie + agent_rejette), with Wilson’s interval (95%); sens gives the direction of the suggestion.
-- population: Les suggestions relues, par leur première relecture et au jour de celle-ci. || Suggestions reviewed, by their first review and its day.
-- exclusions: Les suggestions que personne n’a relues. || Suggestions that nobody reviewed.
-- censoring: Aucune censure ; la période de la date d’arrêt est incomplète. || None; the period of the cut-off is incomplete.
-- legal_basis: Défenseur des droits, rapport du 13 novembre 2024 : l’intervention humaine doit être un acte positif, concret et significatif. || Défenseur des droits, report of 13 November 2024: human intervention must be a positive, concrete and meaningful act.
-- sources: pilote_ia
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: une suggestion dont le sens n’est pas enregistré n’est dans aucun sens. || a suggestion whose direction is not recorded is in no direction.
WITH
-- @include cells
-- @include wilson
    share AS
    (
        SELECT
            arrayJoin(places_of_flow(place, reviewed_on)) AS cell,
            arrayJoin(if(direction = '', [''], ['', concat('sens=', direction)])) AS part,
            count() AS n,
            countIf(review = 'agent_valide') AS x
        FROM {ia_review:Identifier}
        GROUP BY cell, part
    )
SELECT
    cell,
    nullIf(part, '') AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM share
