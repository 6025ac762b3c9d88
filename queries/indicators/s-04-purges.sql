-- id: S-04
-- title_fr: Demandes purgées sans avoir été ouvertes
-- title_en: Applications purged without having been opened
-- definition_fr: Part des demandes déposées par démarche.numerique.gouv.fr qui sont effacées à l’expiration de leur conservation sans qu’aucun agent les ait ouvertes.
-- definition_en: Share of applications filed through demarche.numerique.gouv.fr that are deleted when their retention ends without any agent having opened them.
-- unit: share
-- better: lower
-- demand: D3c
-- formula: dossiers purgés sans prise en charge ni passage en instruction / dossiers déposés par ce canal dans la période, avec l’intervalle de Wilson à 95 %. || files purged without having been taken up or examined / applications filed through this channel in the period, with Wilson’s interval (95%).
-- population: Les dépôts dont le canal est demarche_numerique, au jour du dépôt. || Filings with canal = demarche_numerique, by the day of filing.
-- exclusions: Aucune. La règle de conservation a changé en 2026 : les cohortes ne se comparent pas sans précaution. || None. The rule of retention changed in 2026: cohorts are not compared without care.
-- censoring: Un dossier récent peut encore être purgé : la part des périodes récentes ne peut que monter. || A recent file may still be purged: the share of recent periods can only rise.
-- legal_basis: Aucun. || None.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, titre
-- statistics: share
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
-- @include wilson
    cohort AS
    (
        SELECT
            leaf(depot_prefecture, titre, motif, demande, '') AS leaf,
            toStartOfMonth(depot_on) AS month,
            count() AS n,
            countIf(decision = 'purge' AND taken_on IS NULL) AS x
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE canal = 'demarche_numerique' AND depot_on <= covers_to
        GROUP BY leaf, month
    ),
    share AS
    (
        SELECT arrayJoin(arrayDistinct(cells_of_flow(bitAnd(leaf, bitNot(canal_mask)), month))) AS cell, '' AS part, sum(cohort.n) AS n, sum(cohort.x) AS x
        FROM cohort
        GROUP BY cell
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
