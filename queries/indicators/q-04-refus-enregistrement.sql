-- id: Q-04
-- title_fr: Refus d’enregistrement
-- title_en: Refusals to register
-- definition_fr: Part des demandes déposées que la préfecture a refusé d’enregistrer.
-- definition_en: Share of applications filed that the prefecture refused to register.
-- unit: share
-- better: lower
-- demand: D3b
-- formula: dossiers dont le premier événement qui termine la demande est refus_enregistrement / dépôts, avec l’intervalle de Wilson à 95 %. || files whose first terminal event is refus_enregistrement / filings, with Wilson’s interval (95%).
-- population: Tous les dépôts, au mois du dépôt. || All filings, by the month of filing.
-- exclusions: Aucune. || None.
-- censoring: censored compte les dossiers encore ouverts, dont certains peuvent encore être refusés. || censored counts files still open, some of which may still be refused.
-- legal_basis: CE 472831 (10 octobre 2023), sur les demandes incomplètes. || CE 472831 (10 October 2023), on incomplete applications.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- settles_after: 3
-- min_n: 10
-- cadence: 28 5 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    filed AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on,
            count() AS n,
            countIf(decision = 'refus_enregistrement' AND ifNull(decided_on <= covers_to, false)) AS refused,
            countIf(ifNull(decided_on > covers_to, true)) AS open
        FROM {dossier:Identifier} AS dossier
        INNER JOIN source_cover(as_of = {as_of:DateTime64(3, 'UTC')}) AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to
        GROUP BY leaf, depot_on
    ),
    counted AS
    (
        SELECT arrayJoin(cells_of_flow(leaf, depot_on)) + cohort_view AS cell, sum(filed.n) AS n, sum(filed.refused) AS refused, sum(filed.open) AS open
        FROM filed
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    refused / n AS value,
    wilson_lower(refused, n) AS lower,
    wilson_upper(refused, n) AS upper,
    n,
    open AS censored,
    0 AS missing,
    'ok' AS status
FROM counted
