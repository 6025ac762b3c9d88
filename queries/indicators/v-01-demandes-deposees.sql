-- id: V-01
-- title_fr: Demandes déposées
-- title_en: Applications filed
-- definition_fr: Nombre de demandes déposées dans la période, par le premier dépôt connu de chaque dossier.
-- definition_en: Number of applications filed in the period, by the first filing known of each file.
-- unit: count
-- better: none
-- demand: D1
-- formula: nombre de dossiers, selon le mois ou l’année de leur premier dépôt. || count of files by the month or year of their earliest filing.
-- population: Tous les dossiers déposés, quel que soit le canal, dans la préfecture du dépôt. || All applications filed, whatever the channel, in the prefecture of filing.
-- exclusions: Les dossiers dont le dépôt est retiré par une rétractation. || Files whose filing was withdrawn by a retractation.
-- censoring: Aucune censure ; le mois et l’année de la date d’arrêt sont incomplets tant que leur dernier jour n’est pas couvert. || None; the month and the year of the cut-off are incomplete until their last day is covered.
-- legal_basis: CESEDA, art. R. 431-2 et R. 431-3. || CESEDA R. 431-2 and R. 431-3.
-- sources: anef, agdref, demarche_numerique
-- dimensions: prefecture, motif, demande, canal, titre
-- statistics: count
-- min_n: 0
-- cadence: 0 6 * * *
-- version: 1
-- changelog: 1: first version.
WITH
-- @include cells
    filed AS
    (
        SELECT arrayJoin(cells_of_flow(leaf, month)) AS cell, sum(filing.n) AS n
        FROM {filing:Identifier} AS filing
        GROUP BY cell
    )
SELECT
    cell,
    NULL AS breakdown,
    'count' AS statistic,
    toFloat64(n) AS value,
    NULL AS lower,
    NULL AS upper,
    n,
    0 AS censored,
    0 AS missing,
    'ok' AS status
FROM filed
