-- id: Q-03
-- title_fr: Demandes incomplètes au dépôt
-- title_en: Applications incomplete at filing
-- definition_fr: Part des demandes ouvertes par un agent pour lesquelles des pièces ont été demandées après le dépôt.
-- definition_en: Share of applications opened by an agent for which documents were asked for after the filing.
-- unit: share
-- better: lower
-- demand: D3b
-- formula: dossiers avec au moins un complement_demande depuis le dépôt / dossiers pris en charge, mis en instruction ou auxquels des pièces ont été demandées, avec l’intervalle de Wilson à 95 % ; demandes=2 : au moins deux. || files with at least one complement_demande since the filing / files taken up, under examination or asked for documents, with Wilson’s interval (95%); demandes=2: at least two.
-- population: Les dossiers pris en charge, mis en instruction ou auxquels des pièces ont été demandées, au mois du dépôt. || Files taken up, under examination or asked for documents, by the month of filing.
-- exclusions: Les dossiers que personne n’a encore ouverts ; les demandes de pièces antérieures au dépôt. || Files that nobody has opened yet; requests before the filing.
-- censoring: Aucune censure : la part des mois récents peut encore monter. || None: the share of recent months may still rise.
-- legal_basis: CESEDA, annexe 10 : pièces à produire. || CESEDA, annex 10: documents to produce.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: share
-- settles_after: 3
-- min_n: 10
-- cadence: 0 6 * * *
-- version: 2
-- changelog: 1: first version. | 2: compte aussi les dossiers à qui des pièces ont été demandées sans autre prise en charge ; les demandes antérieures au dépôt ne comptent plus. || files asked for documents without any other taking up count too; requests before the filing no longer do.
WITH
-- @include cells
-- @include wilson
    fact AS
    (
        SELECT leaf(depot_prefecture, titre, motif, demande, canal) AS leaf, depot_on AS day, [toUInt64(1), requests >= 1, requests >= 2] AS measures
        FROM {dossier:Identifier} AS dossier
        INNER JOIN {cover:Identifier} AS cover ON cover.source = depot_source
        WHERE depot_on <= covers_to AND (ifNull(taken_on <= covers_to, false) OR requests > 0)
    ),
-- @include roll-up
    counted AS
    (
        SELECT rolled.cell + cohort_view AS cell, measures[1] AS n, measures[2] AS one, measures[3] AS two
        FROM rolled
    )
SELECT
    cell,
    part.1 AS breakdown,
    'share' AS statistic,
    part.2 / n AS value,
    wilson_lower(part.2, n) AS lower,
    wilson_upper(part.2, n) AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM counted
ARRAY JOIN [(CAST(NULL AS Nullable(String)), one), ('demandes=2', two)] AS part
