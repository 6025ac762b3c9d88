-- id: G-04
-- title_fr: Dossiers sortis du stock par une purge
-- title_en: Files that a purge took out of the stock
-- definition_fr: Part des dossiers clos, toutes fins confondues, qui l’ont été par une purge ou une clôture administrative.
-- definition_en: Share of the files ended, in whatever way, that ended by a purge or an administrative closing.
-- unit: share
-- better: lower
-- demand: D1, D3b
-- formula: premières fins par purge ou clôture / premières fins de la période, avec l’intervalle de Wilson à 95 %. || first ends by purge or closing / first ends of the period, with Wilson’s interval (95%).
-- population: Les dossiers dont la première fin tombe dans la période, dans la préfecture du dépôt. || Files whose first end falls in the period, in the prefecture of filing.
-- exclusions: Les transferts, qui ne sont pas une fin. || Transfers, which are no end.
-- censoring: Aucune. Un stock qui baisse par purge ne dit rien du travail fait. || None. A stock that falls by a purge says nothing of work done.
-- legal_basis: Aucun. || None.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    daily AS
    (
        SELECT
            place_leaf(depot_prefecture) AS leaf,
            assumeNotNull(decided_on) AS day,
            count() AS ends,
            countIf(decision IN ('purge', 'cloture')) AS purges
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE decided_on IS NOT NULL AND decided_on <= covers_to
        GROUP BY leaf, day
    ),
    share AS
    (
        SELECT arrayJoin(places_of_flow(leaf, day)) AS cell, sum(ends) AS n, sum(purges) AS x
        FROM daily
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'share' AS statistic,
    x / n AS value,
    wilson_lower(x, n) AS lower,
    wilson_upper(x, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM share
