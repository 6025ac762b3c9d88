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
-- censoring: « Encore suivis » (censored) compte les dossiers encore ouverts, dont certains peuvent encore être refusés. || “Still followed” (censored) counts files still open, some of which may still be refused.
-- legal_basis: CE 472831 (10 octobre 2023), sur les demandes incomplètes. || CE 472831 (10 October 2023), on incomplete applications.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- settles_after: 3
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, canal) AS leaf,
            depot_on AS day,
            [toUInt64(1), decision = 'refus_enregistrement' AND ifNull(decided_on <= covers_to, false), ifNull(decided_on > covers_to, true)] AS measures
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to
    ),
-- @include roll-up
    counted AS
    (
        SELECT rolled.cell + cohort_view AS cell, measures[1] AS n, measures[2] AS refused, measures[3] AS open
        FROM rolled
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
